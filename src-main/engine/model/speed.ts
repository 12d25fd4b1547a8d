import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProviderSpeed } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Manifest } from './manifest.ts';
import type { ModelGraph, ModelOutput } from './model-graph.ts';
import { acceleratorsOf, largestDifference, PARITY_TOLERANCE, type Probe } from './provider.ts';
import type { Provider } from './session.ts';

/** Windows judged in one run, as many as an explanation asks for at once. */
const BATCH = 16;
/** Measured for this long, after a run that is not counted, in milliseconds. */
const MEASURED_MS = 1000;

/** Opens the model's graph on a provider. Rejects with the sentence that says why it cannot. */
type Open = (provider: Provider) => Promise<ModelGraph>;

/** How fast the network judges windows on each of `providers`; a provider that cannot be used says why. The CPU comes first. */
export async function measureSpeeds(
  open: Open,
  manifest: Pick<Manifest, 'window' | 'frontEnd'>,
  probe: Probe,
  providers: readonly Provider[],
  signal?: AbortSignal,
): Promise<ProviderSpeed[]> {
  const windows = windowsOf(probe, manifest);
  const speeds: ProviderSpeed[] = [];
  let expected: ModelOutput | null = null;
  for (const provider of providers) {
    signal?.throwIfAborted();
    try {
      if (provider !== 'cpu' && !acceleratorsOf(process.platform).includes(provider))
        throw new MezzoError('provider_unavailable', 'No device for it was found on this machine.');
      await using graph = await open(provider);
      const run = () => graph.run(windows, BATCH, manifest.window.frames);
      const first = await run();
      expected ??= first;
      const off = largestDifference(first, expected);
      if (off > PARITY_TOLERANCE)
        throw new MezzoError(
          'provider_unavailable',
          `It gives other numbers than the CPU (largest difference ${off.toPrecision(2)}).`,
        );
      speeds.push({ provider, windowsPerSecond: await rateOf(run, BATCH, signal), note: null });
    } catch (cause) {
      signal?.throwIfAborted();
      speeds.push({ provider, windowsPerSecond: null, note: MezzoError.from(cause).message });
    }
  }
  return speeds;
}

/** Runs again and again for a second and gives how many of the things that one run does are done in a second. */
export async function rateOf(
  run: () => Promise<unknown>,
  perRun: number,
  signal?: AbortSignal,
  now: () => number = () => performance.now(),
): Promise<number> {
  let runs = 0;
  let busy = 0;
  while (busy < MEASURED_MS) {
    signal?.throwIfAborted();
    const start = now();
    await run();
    busy += now() - start;
    runs += 1;
    // Others get their turn between two runs, and what they take is not counted.
    await nextTurn();
  }
  return (1000 * runs * perRun) / busy;
}

/** A batch of windows made of the probe, repeated. */
function windowsOf(
  { values, frames }: Probe,
  { window, frontEnd }: Pick<Manifest, 'window' | 'frontEnd'>,
): Float32Array {
  const width = frontEnd.bands.count;
  const all = new Float32Array(BATCH * window.frames * width);
  for (let frame = 0; frame < BATCH * window.frames; frame++) {
    const from = (frame % frames) * width;
    all.set(values.subarray(from, from + width), frame * width);
  }
  return all;
}
