/**
 * Runs the exported graph in the workstation's runtime on inputs that the training code wrote, and compares the outputs.
 * `node models/training/parity.ts MODEL` after `python3 -m mezzo_training export`; writes work/parity/MODEL.json for the card.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// The runtime reports its use to its maker unless it is told not to before it loads.
process.env.ORT_DISABLE_TELEMETRY = '1';
const { InferenceSession, Tensor } = await import('onnxruntime-node');

interface Case {
  readonly shape: readonly [number, number, number];
  readonly outputs: Readonly<Record<string, number>>;
}

const THREADS = 2;
const BATCHES = 20;
const model = process.argv[2] ?? 'mezzo-two-level';
const parity = join(import.meta.dirname, 'work', 'parity');
const work = join(parity, model);
const graph = join(import.meta.dirname, '..', model, 'model.onnx');

const session = await InferenceSession.create(graph, { intraOpNumThreads: THREADS });
const cases: Case[] = JSON.parse(readFileSync(join(work, 'cases.json'), 'utf8'));
let largest = 0;
for (const [index, { shape, outputs }] of cases.entries()) {
  const answers = await session.run({
    spectrogram: new Tensor('float32', floats(`${index}-spectrogram`), shape),
  });
  for (const [name, length] of Object.entries(outputs)) {
    const answer = answers[name]!.data;
    const expected = floats(`${index}-${name}`);
    if (answer.length !== length || expected.length !== length) throw new Error(`${name} has another length`);
    for (let i = 0; i < length; i++) largest = Math.max(largest, Math.abs(Number(answer[i]) - expected[i]!));
  }
}

const [, frames, bands] = cases[0]!.shape;
const batch = new Tensor('float32', new Float32Array(16 * frames * bands).fill(1), [16, frames, bands]);
const times: number[] = [];
for (let i = 0; i < BATCHES; i++) {
  const began = performance.now();
  await session.run({ spectrogram: batch });
  times.push((performance.now() - began) / 16);
}
times.sort((a, b) => a - b);
const result = {
  largestDifference: largest,
  millisecondsPerWindow: times[BATCHES >> 1],
  millisecondsOfTrack: await track(),
  threads: THREADS,
};
writeFileSync(join(parity, `${model}.json`), JSON.stringify(result));
console.log(JSON.stringify(result));
if (largest > 1e-4) process.exitCode = 1;

/** A 4-minute recording as one call; the least of a few runs. */
async function track(): Promise<number> {
  const long = Math.round((240 * 22050) / 1024);
  const recording = new Tensor('float32', new Float32Array(long * bands).fill(1), [1, long, bands]);
  const runs: number[] = [];
  for (let i = 0; i < 5; i++) {
    const began = performance.now();
    await session.run({ spectrogram: recording });
    runs.push(performance.now() - began);
  }
  return Math.min(...runs);
}

function floats(name: string): Float32Array {
  const bytes = readFileSync(join(work, `${name}.f32`));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
