import { basename } from 'node:path';
import type { Check } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { pcmOf } from '../audio/signal.ts';
import type { Compute } from '../jobs/compute.ts';
import { padFrames } from './band-magnitudes.ts';
import { emotionsOf } from './effects.ts';
import { createFilterBank } from './filter-bank.ts';
import { computeBands } from './front-end.ts';
import { levelReference } from './level.ts';
import type { Manifest } from './manifest.ts';
import { type ModelFiles, readManifest, readModelFiles } from './model-folder.ts';
import { type ModelGraph, type ModelOutput, openModelGraph } from './model-graph.ts';
import {
  acceleratorsOf,
  type ChosenProvider,
  chooseProvider,
  PARITY_TOLERANCE,
  type Probe,
  type ProviderChoice,
} from './provider.ts';
import { scaleBands } from './scaling.ts';
import { type SelfTest, selfTestSignal } from './self-test.ts';

/** Everything a model must pass before it is trusted with a recording, in order; the first failure ends it. */

/** What is known of a model folder after its examination. */
export interface Examination {
  readonly checks: readonly Check[];
  /** Null when even the manifest could not be read. */
  readonly manifest: Manifest | null;
  readonly card: string;
  /** The graph on the provider chosen; the caller must dispose of it. Null when a check failed. */
  readonly chosen: ChosenProvider | null;
  /** Names the failing check. */
  readonly error: MezzoError | null;
}

export interface ExamineOptions {
  readonly provider: ProviderChoice;
  readonly compute: Compute;
  readonly signal?: AbortSignal | undefined;
}

/** float32 sums over a window leave about this much between the graph's own emotions and the manifest's head. */
const ADDITIVITY_TOLERANCE = 1e-5;

/** Runs all checks on a folder. Never rejects because of the model; only an abort does. */
export async function examine(folder: string, options: ExamineOptions): Promise<Examination> {
  const checks: Check[] = [];
  await using opened = new AsyncDisposableStack();
  let manifest: Manifest | null = null;
  let files: ModelFiles | null = null;
  const check = async <T>(name: string, work: () => Promise<readonly [T, string]>): Promise<T> => {
    options.signal?.throwIfAborted();
    try {
      const [value, detail] = await work();
      checks.push({ name, passed: true, detail });
      return value;
    } catch (cause) {
      options.signal?.throwIfAborted();
      checks.push({ name, passed: false, detail: MezzoError.from(cause).message });
      throw cause;
    }
  };
  try {
    const found = await check('manifest', async () => [await readManifest(folder), 'valid']);
    manifest = found;
    const read = await check('files', async () => checkFiles(folder, found));
    files = read;
    await check('bands', async () => [
      createFilterBank(found.frontEnd),
      `${found.frontEnd.bands.count} bands`,
    ]);
    const cpu = await check('graph', async () => checkGraph(read, found));
    opened.use(cpu);
    const probe = await selfTestSpectrogram(read.selfTest, found, options);
    const output = await check('self-test', () => checkSelfTest(cpu, probe, read.selfTest, found));
    await check('head', async () => checkHead(output, found));
    await check('locality', () => checkLocality(cpu, probe, found));
    const chosen = await check('provider', () => checkProvider(cpu, probe, read, found, options.provider));
    opened.move();
    return { checks, manifest, card: read.card, chosen, error: null };
  } catch (cause) {
    options.signal?.throwIfAborted();
    return {
      checks,
      manifest,
      card: files?.card ?? '',
      chosen: null,
      error: refusal(folder, manifest, checks, cause),
    };
  }
}

function refusal(
  folder: string,
  manifest: Manifest | null,
  checks: readonly Check[],
  cause: unknown,
): MezzoError {
  const { code, message } = MezzoError.from(cause);
  const name = manifest ? `“${manifest.name}”` : `in “${basename(folder)}”`;
  const failed = checks.at(-1);
  const blame = failed && !failed.passed ? `the check “${failed.name}” failed` : 'it could not be checked';
  return new MezzoError(
    code === 'unexpected' ? 'model_invalid' : code,
    `The model ${name} was refused: ${blame}. ${message}`,
    { cause },
  );
}

async function checkFiles(folder: string, manifest: Manifest): Promise<readonly [ModelFiles, string]> {
  const files = await readModelFiles(folder, manifest);
  return [files, `${files.all.size} files with the checksums of the manifest`];
}

async function checkGraph(files: ModelFiles, manifest: Manifest): Promise<readonly [ModelGraph, string]> {
  return [
    await openModelGraph(files.graph, manifest, 'cpu'),
    'opens, with the inputs and outputs of the manifest',
  ];
}

async function selfTestSpectrogram(
  selfTest: SelfTest,
  { frontEnd, positions }: Manifest,
  { compute, signal }: ExamineOptions,
): Promise<Probe> {
  const pcm = pcmOf(selfTestSignal(selfTest, frontEnd.sampleRate));
  const bands = await computeBands(pcm, frontEnd, compute, { signal });
  const padded = padFrames(bands, positions.receptiveField);
  const { values, frames } = scaleBands(padded, frontEnd, levelReference(bands, frontEnd));
  return { values, frames };
}

/** The training code and this engine must give the same answer to the same signal. */
async function checkSelfTest(
  cpu: ModelGraph,
  { values, frames }: Probe,
  selfTest: SelfTest,
  manifest: Manifest,
): Promise<readonly [ModelOutput, string]> {
  const output = await cpu.run(values, 1, frames);
  const compare = (name: string, expected: number, found: number) => ({
    name,
    expected,
    found,
    difference: Math.abs(found - expected),
  });
  const all = [
    ...manifest.midLevel.map(({ name }, m) => compare(name, selfTest.midLevel[name]!, output.midLevel[m]!)),
    ...manifest.emotions.map(({ name }, e) => compare(name, selfTest.emotions[name]!, output.emotions[e]!)),
  ];
  const worst = all.reduce((a, b) => (b.difference > a.difference ? b : a));
  if (worst.difference > selfTest.tolerance) {
    throw new MezzoError(
      'model_untrusted',
      `Asked to judge its own test signal, the model “${manifest.id}” gave ${worst.name} = ${worst.found.toPrecision(5)} where ${worst.expected.toPrecision(5)} was expected. Its front end or its graph is not the one it was trained with.`,
    );
  }
  return [output, `largest difference ${worst.difference.toExponential(1)} (${worst.name})`];
}

/** The explanation rests on two sums: emotions = head · mid-level + intercept, and mid-level = mean of the map. */
function checkHead(output: ModelOutput, manifest: Manifest): readonly [null, string] {
  const emotions = emotionsOf(output.midLevel, manifest);
  const ofHead = Math.max(...emotions.map((value, e) => Math.abs(value - output.emotions[e]!)));
  const features = manifest.midLevel.length;
  const ofMap = Math.max(
    ...manifest.midLevel.map((_, m) => {
      let sum = 0;
      for (let p = 0; p < output.positions; p++) sum += output.positionMap[p * features + m]!;
      return Math.abs(sum / output.positions - output.midLevel[m]!);
    }),
  );
  if (!(ofHead <= ADDITIVITY_TOLERANCE && ofMap <= ADDITIVITY_TOLERANCE)) {
    throw new MezzoError(
      'model_untrusted',
      `The graph of the model “${manifest.id}” does not add up: its emotions differ by ${ofHead.toExponential(1)} from the manifest's head, its mid-level features by ${ofMap.toExponential(1)} from the mean of its map. Export both from the same training run.`,
    );
  }
  return [
    null,
    `emotions within ${ofHead.toExponential(1)}, mean of the map within ${ofMap.toExponential(1)}`,
  ];
}

/** Position 1 must not change when everything outside its receptive field does. */
async function checkLocality(
  cpu: ModelGraph,
  probe: Probe,
  manifest: Manifest,
): Promise<readonly [null, string]> {
  const { receptiveField, stride } = manifest.positions;
  const bands = manifest.frontEnd.bands.count;
  const frames = receptiveField + 2 * stride;
  const size = frames * bands;
  const pair = new Float32Array(2 * size);
  pair.set(probe.values.subarray(0, size), 0);
  for (let i = 0; i < size; i++) {
    const frame = Math.floor(i / bands);
    const inside = frame >= stride && frame < stride + receptiveField;
    pair[size + i] = inside ? pair[i]! : ((i * 7919) % 101) / 25;
  }
  const { positionMap, positions } = await cpu.run(pair, 2, frames);
  const features = manifest.midLevel.length;
  let moved = 0;
  for (let m = 0; m < features; m++) {
    const inFirst = positionMap[features + m]!;
    const inSecond = positionMap[(positions + 1) * features + m]!;
    moved = Math.max(moved, Math.abs(inFirst - inSecond));
  }
  if (!(moved <= PARITY_TOLERANCE)) {
    throw new MezzoError(
      'model_invalid',
      `The model “${manifest.id}” looks further than its receptive field of ${receptiveField} frames: a position moved by ${moved.toPrecision(2)} when only frames outside it changed. Correct positions in the manifest.`,
    );
  }
  return [null, `a position sees ${receptiveField} frames and no more`];
}

async function checkProvider(
  cpu: ModelGraph,
  probe: Probe,
  files: ModelFiles,
  manifest: Manifest,
  wanted: ProviderChoice,
): Promise<readonly [ChosenProvider, string]> {
  const candidates = wanted === 'auto' ? acceleratorsOf(process.platform) : [wanted];
  const chosen = await chooseProvider(cpu, candidates, probe, (provider) =>
    openModelGraph(files.graph, manifest, provider),
  );
  return [chosen, [chosen.graph.provider, chosen.fallbackReason].filter(Boolean).join('; ')];
}
