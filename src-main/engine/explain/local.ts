import { type Block, blockEffects, type Reading } from './block.ts';
import { type Colouring, colouring, type Design, drawDesign, runsFor, sightOf, writeMask } from './design.ts';
import type { Answers, Estimation, Estimator, Problem } from './estimator.ts';
import { beginLime } from './lime.ts';
import { addBlock, type BlockSums, localSurrogates } from './local-surrogate.ts';
import { Random } from './random.ts';

/**
 * An orthogonal design with opposite pairs, read position by position: only the positions that see a component say anything about
 * it, so what happens elsewhere in the window is no noise (docs/estimator.md). Few components are taken through all masks instead.
 */
export const local: Estimator = {
  name: 'local',
  label: 'Local: balanced masks, position by position',
  begin: (problem, samples) =>
    2 ** problem.components.count <= samples
      ? beginLime(problem, samples, 'independent')
      : new LocalEstimation(problem),
};

interface Saved {
  readonly samples: number;
  readonly sums: BlockSums;
  readonly current: Block | null;
  readonly whole: Float32Array;
  readonly first: Float32Array;
  readonly firstMap: Float32Array;
}

class LocalEstimation implements Estimation {
  readonly exhaustive = false;
  samples = 0;
  readonly #reading: Reading;
  readonly #plan: Colouring;
  readonly #runs: number;
  readonly #random: Random;
  readonly #features: number;
  readonly #whole: Float32Array;
  readonly #sums: BlockSums = { blocks: 0, effects: null };
  readonly #designs: Design[] = [];
  #drawn = 0;
  #current: Block | null = null;
  /** The answers to the first of a pair, [M] and [positions × M]. */
  readonly #first: Float32Array;
  readonly #firstMap: Float32Array;

  constructor({ components, positions, targets, seed }: Problem) {
    const sight = sightOf(components, positions);
    this.#plan = colouring(sight);
    this.#reading = { targets, sight, colouring: this.#plan, positions: positions.count };
    this.#runs = runsFor(this.#plan.colours);
    this.#random = new Random(seed);
    this.#features = targets.midLevel.length;
    this.#whole = new Float32Array(this.#features);
    this.#first = new Float32Array(this.#features);
    this.#firstMap = new Float32Array(this.#features * positions.count);
  }

  /** Whole blocks where there is room for one: its columns are orthogonal only when a block is complete. */
  total(wanted: number): number {
    const block = 2 * this.#runs;
    if (wanted > 0.75 * block) return 1 + block * Math.ceil((wanted - 1) / block);
    return wanted + ((wanted - 1) % 2);
  }

  next(mask: Uint8Array): void {
    if (this.#drawn === 0) mask.fill(1);
    else {
      const { block, run, opposite } = this.#place(this.#drawn);
      const design = this.#design(block);
      writeMask(design, this.#plan, design.order[run]!, opposite, mask);
    }
    this.#drawn++;
  }

  add(_: Uint8Array, { midLevel, positionMap }: Answers, rows: number): void {
    const features = this.#features;
    const size = features * this.#reading.positions;
    for (let i = 0; i < rows; i++, this.samples++) {
      const answer = midLevel.subarray(i * features, (i + 1) * features);
      if (this.samples === 0) this.#whole.set(answer);
      else this.#addOne(answer, positionMap.subarray(i * size, (i + 1) * size));
    }
  }

  save(): Saved {
    return {
      samples: this.samples,
      sums: this.#sums,
      current: this.#current,
      whole: this.#whole,
      first: this.#first,
      firstMap: this.#firstMap,
    };
  }

  restore(saved: object): void {
    const { samples, sums, current, whole, first, firstMap } = saved as Saved;
    Object.assign(this.#sums, sums);
    this.#current = current;
    this.#whole.set(whole);
    this.#first.set(first);
    this.#firstMap.set(firstMap);
    this.samples = samples;
    this.#drawn = samples;
  }

  async estimate() {
    return localSurrogates(this.#sums, this.#current, this.#whole, this.#reading);
  }

  #place(sample: number) {
    const within = (sample - 1) % (2 * this.#runs);
    return {
      block: Math.floor((sample - 1) / (2 * this.#runs)),
      run: within >> 1,
      opposite: within % 2 === 1,
    };
  }

  #design(block: number): Design {
    while (this.#designs.length <= block)
      this.#designs.push(drawDesign(this.#runs, this.#plan.colours, this.#random));
    return this.#designs[block]!;
  }

  #addOne(midLevel: Float32Array, map: Float32Array): void {
    const { block: index, run, opposite } = this.#place(this.samples);
    const design = this.#design(index);
    this.#current ??= newBlock(design, map.length, this.#features);
    const block = this.#current;
    const row = design.order[run]!;
    if (!opposite) {
      this.#first.set(midLevel);
      this.#firstMap.set(map);
      return;
    }
    for (let v = 0; v < map.length; v++) block.odd[row * map.length + v] = (this.#firstMap[v]! - map[v]!) / 2;
    for (let m = 0; m < this.#features; m++)
      block.even[row * this.#features + m] = (this.#first[m]! + midLevel[m]!) / 2;
    block.pairs++;
    if (block.pairs < this.#runs) return;
    addBlock(this.#sums, blockEffects(block, this.#reading));
    this.#current = null;
  }
}

function newBlock(design: Design, values: number, features: number): Block {
  return {
    design,
    pairs: 0,
    odd: new Float64Array(values * design.runs),
    even: new Float64Array(design.runs * features),
  };
}
