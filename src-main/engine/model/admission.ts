import { basename } from 'node:path';
import type { Check } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { pcmOf } from '../audio/signal.ts';
import type { Compute } from '../jobs/compute.ts';
import { padFrames } from './band-magnitudes.ts';
import { createFilterBank } from './filter-bank.ts';
import { computeBands } from './front-end.ts';
import { levelReference } from './level.ts';
import type { Manifest } from './manifest.ts';
import { checkHead, checkLocality, checkSelfTest } from './model-checks.ts';
import { type ModelFiles, readManifest, readModelFiles } from './model-folder.ts';
import { type ModelGraph, openModelGraph } from './model-graph.ts';
import {
  acceleratorsOf,
  type ChosenProvider,
  chooseProvider,
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

/** The self-test's signal as the model sees it. */
export async function selfTestSpectrogram(
  selfTest: SelfTest,
  { frontEnd, positions }: Manifest,
  { compute, signal }: Pick<ExamineOptions, 'compute' | 'signal'>,
): Promise<Probe> {
  const pcm = pcmOf(selfTestSignal(selfTest, frontEnd.sampleRate));
  const bands = await computeBands(pcm, frontEnd, compute, { signal });
  const padded = padFrames(bands, positions.receptiveField);
  const { values, frames } = scaleBands(padded, frontEnd, levelReference(bands, frontEnd));
  return { values, frames };
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
