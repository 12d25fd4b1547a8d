import { availableParallelism } from 'node:os';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Manifest } from './manifest.ts';
import { surveyOnnx } from './onnx-file.ts';
import { positionCount } from './positions.ts';
import { type GraphSession, type GraphValue, openGraph, type Provider, whyAbsent } from './session.ts';

/** What a model answers to a batch of spectrograms; M mid-level features, E emotions. */
export interface ModelOutput {
  readonly positions: number;
  /** [batch × M] */
  readonly midLevel: Float32Array;
  /** [batch × E] */
  readonly emotions: Float32Array;
  /** [batch × positions × M] */
  readonly positionMap: Float32Array;
  /** [batch × positions × D]; null when it was not asked for or the model has none. */
  readonly embedding: Float32Array | null;
}

export interface RunOptions {
  /** Also give the embedding, where the model has one. */
  readonly embedding?: boolean;
}

/** An opened model graph with the names of the manifest behind it. */
export interface ModelGraph extends AsyncDisposable {
  readonly provider: Provider;
  /**
   * Judges `batch` spectrograms of `frames` frames each, [batch × frames × bands] in one array. `frames` is at least the
   * receptive field. Throws `model_invalid` when the graph cannot be run, or its answer has another shape than the manifest
   * promises or is not finite; `provider_unavailable` when an accelerator fails.
   */
  run(spectrograms: Float32Array, batch: number, frames: number, options?: RunOptions): Promise<ModelOutput>;
}

/**
 * Opens the ONNX bytes of a model. Throws `model_untrusted` for a graph that keeps data outside its file,
 * `model_invalid` for one that is damaged or has other inputs and outputs than its manifest says.
 */
export async function openModelGraph(
  bytes: Uint8Array,
  manifest: Manifest,
  provider: Provider,
): Promise<ModelGraph> {
  refuseForeignData(bytes, manifest);
  const session = await open(bytes, manifest, provider);
  try {
    checkInterface(session, manifest);
  } catch (cause) {
    await session[Symbol.asyncDispose]();
    throw cause;
  }
  return {
    provider,
    run: (spectrograms, batch, frames, options) =>
      run(session, manifest, { data: spectrograms, batch, frames, ...options }),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function refuseForeignData(bytes: Uint8Array, manifest: Manifest): void {
  const survey = (() => {
    try {
      return surveyOnnx(bytes);
    } catch (cause) {
      throw damaged(manifest, cause);
    }
  })();
  if (!survey.hasGraph) throw damaged(manifest, new RangeError('it holds no graph'));
  if (survey.hasExternalData) {
    throw new MezzoError(
      'model_untrusted',
      `${manifest.graph.file} of the model “${manifest.id}” keeps weights in another file. Save it with all of its data inside.`,
    );
  }
}

async function open(bytes: Uint8Array, manifest: Manifest, provider: Provider): Promise<GraphSession> {
  const absent = whyAbsent(provider);
  if (absent) throw new MezzoError('provider_unavailable', absent);
  try {
    return await openGraph(bytes, { provider, threads: availableParallelism() });
  } catch (cause) {
    if (provider !== 'cpu') throw cause;
    throw damaged(manifest, cause);
  }
}

const firstLine = (cause: unknown) =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.slice(0, 300);

function runFailure(provider: Provider, { id, graph }: Manifest, cause: unknown): MezzoError {
  if (provider !== 'cpu') {
    return new MezzoError(
      'provider_unavailable',
      `${provider} failed while it ran the model “${id}” (${firstLine(cause)}). Choose the provider cpu.`,
      { cause },
    );
  }
  return new MezzoError(
    'model_invalid',
    `${graph.file} of the model “${id}” cannot be run (${firstLine(cause)}). Get the model again from where it came.`,
    { cause },
  );
}

function damaged({ id, graph }: Manifest, cause: unknown): MezzoError {
  return new MezzoError(
    'model_invalid',
    `${graph.file} of the model “${id}” is damaged or no ONNX graph (${firstLine(cause)}). Get the model again from where it came.`,
    { cause },
  );
}

function checkInterface(session: GraphSession, manifest: Manifest): void {
  const { graph, frontEnd, midLevel, emotions } = manifest;
  if (session.inputs.length !== 1) {
    throw wrongShape(manifest, `it has ${session.inputs.length} inputs instead of one`);
  }
  checkValue(manifest, session.inputs, graph.input, [null, null, frontEnd.bands.count]);
  checkValue(manifest, session.outputs, graph.midLevel, [null, midLevel.length]);
  checkValue(manifest, session.outputs, graph.emotions, [null, emotions.length]);
  checkValue(manifest, session.outputs, graph.positionMap, [null, null, midLevel.length]);
  if (graph.embedding !== undefined)
    checkValue(manifest, session.outputs, graph.embedding, [null, null, embeddingSize(session, manifest)]);
}

/** D: what the domain was measured in, else what the graph says. */
function embeddingSize(session: GraphSession, manifest: Manifest): number {
  const { graph, domain } = manifest;
  const stated = session.outputs.find(({ name }) => name === graph.embedding)?.dims[2];
  const size = domain?.center.length ?? stated;
  if (size === undefined || size === null)
    throw wrongShape(manifest, `it does not say how many numbers “${graph.embedding}” has at a position`);
  return size;
}

/** A value must be there, be float32 and not contradict the sizes that are fixed; null is a size that must stay free. */
function checkValue(
  manifest: Manifest,
  values: readonly GraphValue[],
  name: string,
  expected: readonly (number | null)[],
): void {
  const value = values.find((candidate) => candidate.name === name);
  if (!value) throw wrongShape(manifest, `it has no “${name}”`);
  if (value.type !== 'float32') throw wrongShape(manifest, `“${name}” is ${value.type}, not float32`);
  const fits =
    value.dims.length === expected.length &&
    value.dims.every((dim, axis) => dim === null || dim === expected[axis]);
  if (!fits) throw wrongShape(manifest, `“${name}” has shape ${show(value.dims)}, not ${show(expected)}`);
}

interface Request extends RunOptions {
  readonly data: Float32Array;
  readonly batch: number;
  readonly frames: number;
}

async function run(
  session: GraphSession,
  manifest: Manifest,
  { data, batch, frames, embedding = false }: Request,
): Promise<ModelOutput> {
  const { graph, midLevel, emotions } = manifest;
  const embeddingName = embedding ? graph.embedding : undefined;
  const positions = positionCount(frames, manifest.positions);
  const feeds = { [graph.input]: { data, dims: [batch, frames, manifest.frontEnd.bands.count] } };
  const results = await session
    .run(feeds, [
      graph.midLevel,
      graph.emotions,
      graph.positionMap,
      ...(embeddingName === undefined ? [] : [embeddingName]),
    ])
    .catch((cause: unknown) => {
      throw runFailure(session.provider, manifest, cause);
    });
  const take = (name: string, expected: readonly number[]): Float32Array => {
    const tensor = results[name];
    if (!tensor || show(tensor.dims) !== show(expected)) {
      throw wrongShape(manifest, `“${name}” came out as ${show(tensor?.dims ?? [])}, not ${show(expected)}`);
    }
    if (!tensor.data.every(Number.isFinite)) throw wrongShape(manifest, `“${name}” is not finite`);
    return tensor.data;
  };
  return {
    positions,
    midLevel: take(graph.midLevel, [batch, midLevel.length]),
    emotions: take(graph.emotions, [batch, emotions.length]),
    positionMap: take(graph.positionMap, [batch, positions, midLevel.length]),
    embedding:
      embeddingName === undefined
        ? null
        : take(embeddingName, [batch, positions, embeddingSize(session, manifest)]),
  };
}

function wrongShape({ id, graph }: Manifest, what: string): MezzoError {
  return new MezzoError(
    'model_invalid',
    `${graph.file} of the model “${id}” is not the graph its manifest describes: ${what}. Correct the manifest or get the model again.`,
  );
}

const show = (dims: readonly (number | null)[]) => `[${dims.map((dim) => dim ?? 'any').join(', ')}]`;
