import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession as Session } from 'onnxruntime-node';

/** The only file that touches the inference runtime. */

// The runtime's builds for Linux and macOS report their use to their maker unless told not to before they load.
process.env.ORT_DISABLE_TELEMETRY = '1';
const { InferenceSession, listSupportedBackends, Tensor } = await import('onnxruntime-node');

export type Provider = 'cpu' | 'cuda' | 'dml' | 'webgpu' | 'coreml';

/** A float32 array with its shape. */
export interface FloatTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** What goes into a graph. */
export interface FeedTensor {
  readonly data: Float32Array | Int32Array | Uint8Array;
  readonly dims: readonly number[];
}

/** What a graph says about one of its inputs or outputs; a dimension that may vary is null. */
export interface GraphValue {
  readonly name: string;
  readonly type: string;
  readonly dims: readonly (number | null)[];
}

/** An open graph. Runs one after the other, in the order they were asked for. */
export interface GraphSession extends AsyncDisposable {
  readonly provider: Provider;
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  /** Rejects with the runtime's own error. The arrays returned belong to the caller. */
  run(
    feeds: Readonly<Record<string, FeedTensor>>,
    outputs: readonly string[],
  ): Promise<Record<string, FloatTensor>>;
}

export interface OpenGraphOptions {
  readonly provider: Provider;
  /** Threads one run may use. */
  readonly threads: number;
}

/** Providers this build of the runtime knows on this machine; whether one works shows only when it is tried. */
export function knownProviders(): Provider[] {
  const names = new Set(listSupportedBackends().map((backend) => backend.name));
  const all: Provider[] = ['cpu', 'cuda', 'dml', 'webgpu', 'coreml'];
  return all.filter((provider) => names.has(provider));
}

/** Why a provider cannot even be tried, or null. Trying one whose libraries are missing prints on standard error. */
export function whyAbsent(provider: Provider): string | null {
  if (!knownProviders().includes(provider)) return 'the inference runtime for this system does not have it.';
  if (provider === 'cuda' && !existsSync(cudaLibrary())) {
    return 'its libraries are not installed; `npm run fetch:cuda` fetches them.';
  }
  return null;
}

function cudaLibrary(): string {
  const runtime = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  return join(runtime, 'bin/napi-v6', process.platform, process.arch, 'libonnxruntime_providers_cuda.so');
}

/** Errors only; a refused model is reported by us, not on standard error. */
const LOG_FATAL = 4;

/**
 * Opens an ONNX graph from its bytes, so that what was checked is what runs. No custom operators are ever registered.
 * Rejects with the runtime's own error when the bytes are no such graph or the provider cannot be used.
 */
export async function openGraph(
  bytes: Uint8Array,
  { provider, threads }: OpenGraphOptions,
): Promise<GraphSession> {
  const session = await InferenceSession.create(bytes, {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: LOG_FATAL,
  });
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
  return {
    provider,
    inputs: session.inputMetadata.map(graphValue),
    outputs: session.outputMetadata.map(graphValue),
    run: (feeds, outputs) => inTurn(() => runOnce(session, feeds, outputs)),
    [Symbol.asyncDispose]: () => inTurn(() => session.release()),
  };
}

async function runOnce(
  session: Session,
  feeds: Readonly<Record<string, FeedTensor>>,
  outputs: readonly string[],
): Promise<Record<string, FloatTensor>> {
  const tensors = Object.fromEntries(
    Object.entries(feeds).map(([name, { data, dims }]) => [name, tensorOf(data, dims)]),
  );
  const results = await session.run(tensors, [...outputs]);
  return Object.fromEntries(
    Object.entries(results).map(([name, tensor]) => {
      if (!(tensor.data instanceof Float32Array)) throw new TypeError(`${name} is not float32.`);
      return [name, { data: tensor.data, dims: tensor.dims }];
    }),
  );
}

function tensorOf(data: FeedTensor['data'], dims: readonly number[]) {
  if (data instanceof Float32Array) return new Tensor('float32', data, dims);
  return data instanceof Int32Array ? new Tensor('int32', data, dims) : new Tensor('uint8', data, dims);
}

function graphValue(value: Session.ValueMetadata): GraphValue {
  if (!value.isTensor) return { name: value.name, type: 'not a tensor', dims: [] };
  const dims = value.shape.map((dim) => (typeof dim === 'number' ? dim : null));
  return { name: value.name, type: value.type, dims };
}
