import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAudio } from '../../src-main/engine/audio/decode.ts';
import { encodeFile } from '../../src-main/engine/audio/encode.fixture.ts';
import { aiffBytes, wavBytes } from '../../src-main/engine/audio/pcm-bytes.fixture.ts';
import { createRandom, sweep } from '../../src-main/engine/audio/signals.fixture.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';

type Random = () => number;

/** One small sound file of every format: name → bytes. */
export function makeCorpus(folder: string): Map<string, Buffer> {
  const channels = [sweep(22_050, 9000), sweep(22_050, 9000, 900)];
  const sampleRate = 22_050;
  const corpus = new Map<string, Buffer>([
    ['int16.wav', wavBytes({ kind: 'int16', sampleRate, channels })],
    ['int24.wav', wavBytes({ kind: 'int24', sampleRate, channels, extensible: true })],
    ['float32.wav', wavBytes({ kind: 'float32', sampleRate, channels })],
    ['int16.aiff', aiffBytes({ kind: 'int16', sampleRate, channels })],
    ['float32.aiff', aiffBytes({ kind: 'float32', sampleRate, channels })],
  ]);
  const encoded = [
    ['song.flac', 'flac', sampleRate],
    ['song.mp3', 'libmp3lame', sampleRate],
    ['song.m4a', 'aac', sampleRate],
    ['lossless.m4a', 'alac', sampleRate],
    ['song.ogg', 'libvorbis', sampleRate],
    ['song.opus', 'libopus', 24_000],
    ['song.caf', 'pcm_s16le', sampleRate],
  ] as const;
  for (const [name, codec, rate] of encoded) {
    const path = join(folder, name);
    encodeFile({ path, codec, sampleRate: rate, channels });
    corpus.set(name, readFileSync(path));
  }
  return corpus;
}

/** Half of the places lie among the first 512 bytes, where the headers are. */
function place(bytes: Buffer, random: Random): number {
  const reach = random() < 0.5 ? Math.min(512, bytes.length) : bytes.length;
  return Math.floor(random() * reach);
}

const mutations: ((bytes: Buffer, random: Random) => Buffer)[] = [
  function truncate(bytes, random) {
    return bytes.subarray(0, place(bytes, random));
  },
  function flipBits(bytes, random) {
    for (let n = 0, count = 1 + random() * 32; n < count; n++)
      bytes[place(bytes, random)]! ^= 1 << Math.floor(random() * 8);
    return bytes;
  },
  function overwrite(bytes, random) {
    const at = place(bytes, random);
    for (let n = at; n < Math.min(bytes.length, at + 1 + random() * 64); n++)
      bytes[n] = Math.floor(random() * 256);
    return bytes;
  },
  function extremeNumber(bytes, random) {
    const at = place(bytes, random);
    const values = [0, 1, 0x7f, 0x80, 0xff];
    const length = [1, 2, 4, 8][Math.floor(random() * 4)]!;
    bytes.fill(values[Math.floor(random() * values.length)]!, at, Math.min(bytes.length, at + length));
    return bytes;
  },
  function removeStretch(bytes, random) {
    const at = place(bytes, random);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + Math.floor(random() * 2000))]);
  },
  function repeatStretch(bytes, random) {
    const at = place(bytes, random);
    return Buffer.concat([bytes.subarray(0, at + Math.floor(random() * 2000)), bytes.subarray(at)]);
  },
];

export interface FuzzReport {
  runs: number;
  /** Outcome (`decoded`, or the code of the MezzoError) → how often. */
  readonly outcomes: Map<string, number>;
  /** Decoder processes that broke down or were ended for silence. */
  crashes: number;
  hangs: number;
  slowestMs: number;
  slowest: string;
  /** What must not happen: anything but a recording or a MezzoError with a sentence. */
  readonly failures: string[];
}

/** Milliseconds a file may take: the decoder's hang limit and a second. */
const SLOWEST_ALLOWED_MS = 6000;

/** Why a report is not good, in sentences; empty when it is. */
export function faultsOf(report: FuzzReport, runs: number): string[] {
  const faults = [...report.failures];
  // No number of runs at all (NaN) must not look like success.
  if (!(report.runs === runs && runs > 0)) faults.push(`${report.runs} files were opened, not ${runs}.`);
  if (report.crashes > 0) faults.push(`A decoder broke down over ${report.crashes} files.`);
  if (report.hangs > 0) faults.push(`A decoder hung over ${report.hangs} files.`);
  if (report.slowestMs > SLOWEST_ALLOWED_MS)
    faults.push(`${report.slowest} took ${(report.slowestMs / 1000).toFixed(1)} s.`);
  return faults;
}

async function attempt(path: string, cacheFolder: string): Promise<{ outcome: string; message: string }> {
  try {
    await using audio = await openAudio(path, { cacheFolder });
    const { frames } = audio;
    for (const start of [0, Math.floor(frames / 2), frames - 1000])
      for (const channel of await audio.read(start, 1000))
        if (!channel.every(Number.isFinite))
          return { outcome: 'not finite', message: 'a sample is not finite' };
    const { levels } = await audio.peaks();
    const outline = levels[0]!.length / 2;
    if (outline !== Math.ceil(frames / 256)) return { outcome: 'bad outline', message: `${outline} pairs` };
    return { outcome: 'decoded', message: '' };
  } catch (error) {
    if (error instanceof MezzoError) return { outcome: error.code, message: error.message };
    return { outcome: 'not a MezzoError', message: String(error) };
  }
}

const ALLOWED = new Set(['decoded', 'format_unsupported', 'audio_empty', 'audio_damaged']);

/** Opens `runs` mutations of every format in turn; the same seed makes the same files. */
export async function fuzzAudio(
  folder: string,
  runs: number,
  seed: number,
  onRun: (report: FuzzReport) => void = () => {},
): Promise<FuzzReport> {
  const corpus = [...makeCorpus(folder)];
  const random = createRandom(seed);
  const outcomes = new Map<string, number>();
  const report: FuzzReport = {
    runs: 0,
    outcomes,
    crashes: 0,
    hangs: 0,
    slowestMs: 0,
    slowest: '',
    failures: [],
  };
  const cacheFolder = join(folder, 'cache');
  for (let run = 0; run < runs; run++) {
    const [name, original] = corpus[run % corpus.length]!;
    let bytes: Buffer = Buffer.from(original);
    const steps = 1 + Math.floor(random() * 3);
    const chain = Array.from({ length: steps }, () => mutations[Math.floor(random() * mutations.length)]!);
    for (const mutate of chain) bytes = mutate(bytes, random);
    const path = join(folder, `mutated-${name}`);
    writeFileSync(path, bytes);
    const title = `run ${run} of seed ${seed}: ${name}, ${chain.map((mutate) => mutate.name).join(' + ')}`;
    const started = performance.now();
    const { outcome, message } = await attempt(path, cacheFolder);
    const elapsed = performance.now() - started;
    report.runs++;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (message.includes('broke down')) report.crashes++;
    if (message.includes('gave no sound')) report.hangs++;
    if (elapsed > report.slowestMs) Object.assign(report, { slowestMs: elapsed, slowest: title });
    const sentence = outcome === 'decoded' || message.includes('“mutated-');
    if (!ALLOWED.has(outcome) || !sentence) report.failures.push(`${title}: ${outcome}: ${message}`);
    if (run % 50 === 49) rmSync(cacheFolder, { recursive: true, force: true });
    onRun(report);
  }
  return report;
}
