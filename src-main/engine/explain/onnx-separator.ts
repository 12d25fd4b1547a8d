import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { createResampler } from '../audio/resample.ts';
import type { PcmSource } from '../audio/signal.ts';
import { surveyOnnx } from '../model/onnx-file.ts';
import { type GraphSession, openGraph } from '../model/session.ts';
import type { SeparatedSource, SeparationRequest, Separator } from './separator.ts';

export const SEPARATOR_FILE = 'separator.json';

/** What a separator's folder says about its graph: [1, channels, chunk] samples in, [1, sources, channels, chunk] out, float32. */
const manifestSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/),
  name: z.string().min(1).max(200),
  licence: z.string().min(1),
  graph: z.object({
    file: z.string().regex(/^[^/\\]+\.onnx$/),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    input: z.string(),
    output: z.string(),
  }),
  sampleRate: z.number().int().min(8000).max(192_000),
  channels: z.union([z.literal(1), z.literal(2)]),
  /** Samples it takes at once. */
  chunk: z
    .number()
    .int()
    .min(1024)
    .max(2 ** 24),
  sources: z
    .array(z.string().regex(/^[a-z0-9_-]{1,40}$/))
    .min(1)
    .max(16),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Share of a chunk that fades into the next. */
const OVERLAP = 0.25;

/**
 * A separator from a folder: separator.json and the ONNX file it names. Foreign input: the file is checked against its checksum and may not
 * reach outside itself. Throws `model_invalid` or `model_untrusted` with the sentence that says what is wrong.
 */
export async function readOnnxSeparator(folder: string): Promise<Separator> {
  const manifest = await readManifest(folder);
  const bytes = new Uint8Array(
    await readFile(join(folder, manifest.graph.file)).catch((cause: unknown) => {
      throw invalid(folder, `${manifest.graph.file} cannot be read`, cause);
    }),
  );
  if (createHash('sha256').update(bytes).digest('hex') !== manifest.graph.sha256)
    throw invalid(folder, `${manifest.graph.file} has another checksum than its manifest says`);
  let session: Promise<GraphSession> | null = null;
  return {
    name: manifest.id,
    label: manifest.name,
    defaults: { seconds: 1 },
    async separate(request) {
      session ??= openSession(folder, bytes);
      session.catch(() => {
        session = null;
      });
      return separate(manifest, await session, request);
    },
  };
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(folder, SEPARATOR_FILE), 'utf8')));
  } catch (cause) {
    const detail = cause instanceof z.ZodError ? z.prettifyError(cause).split('\n')[0] : String(cause);
    throw invalid(folder, `its ${SEPARATOR_FILE} cannot be used (${detail})`, cause);
  }
}

async function openSession(folder: string, bytes: Uint8Array): Promise<GraphSession> {
  try {
    if (surveyOnnx(bytes).hasExternalData)
      throw new MezzoError(
        'model_untrusted',
        `The separator in “${folder}” keeps weights in another file. Save it with all of its data inside.`,
      );
    return await openGraph(bytes, { provider: 'cpu', threads: 2 });
  } catch (cause) {
    if (cause instanceof MezzoError) throw cause;
    throw invalid(folder, 'its graph cannot be opened', cause);
  }
}

function invalid(folder: string, what: string, cause?: unknown): MezzoError {
  return new MezzoError('model_invalid', `The separator in “${folder}” was refused: ${what}.`, { cause });
}

async function separate(
  manifest: Manifest,
  session: GraphSession,
  { pcm, span, signal }: SeparationRequest,
): Promise<SeparatedSource[]> {
  const back = createResampler(manifest.sampleRate, pcm.sampleRate);
  const count = span[1] - span[0];
  const needed = back.neededInput(span[0], count);
  const parts = await chunked(manifest, session, pcm, needed, signal);
  return manifest.sources.map((name, s) => ({
    name,
    channels: Array.from({ length: pcm.channelCount }, (_, c) =>
      back.process(parts[s]![Math.min(c, manifest.channels - 1)]!, span[0], count),
    ),
  }));
}

/** Every source over a stretch at the separator's rate, chunk by chunk with a cross-fade: [sources][channels]. */
async function chunked(
  manifest: Manifest,
  session: GraphSession,
  pcm: PcmSource,
  { start, count }: { start: number; count: number },
  signal: AbortSignal | undefined,
): Promise<Float32Array[][]> {
  const { chunk, channels, sources, graph } = manifest;
  const fade = Math.floor(OVERLAP * chunk);
  const out = sources.map(() => Array.from({ length: channels }, () => new Float32Array(count)));
  const weight = new Float32Array(count);
  const share = Float32Array.from({ length: chunk }, (_, n) =>
    Math.min(1, (n + 1) / fade, (chunk - n) / fade),
  );
  for (let at = -fade; at < count; at += chunk - fade) {
    signal?.throwIfAborted();
    const data = await chunkAt(manifest, pcm, start + at);
    const answers = await session.run({ [graph.input]: { data, dims: [1, channels, chunk] } }, [
      graph.output,
    ]);
    const answer = answers[graph.output]?.data;
    if (answer?.length !== sources.length * channels * chunk || !answer.every(Number.isFinite))
      throw new MezzoError(
        'model_invalid',
        `The separator “${manifest.id}” answered otherwise than its manifest says. Correct the manifest or remove the separator.`,
      );
    const [from, to] = [Math.max(0, at), Math.min(count, at + chunk)];
    for (let n = from; n < to; n++) weight[n]! += share[n - at]!;
    for (const [s, list] of out.entries())
      for (const [c, channel] of list.entries()) {
        const base = (s * channels + c) * chunk - at;
        for (let n = from; n < to; n++) channel[n]! += share[n - at]! * answer[base + n]!;
      }
  }
  for (const list of out)
    for (const channel of list) for (let n = 0; n < count; n++) channel[n]! /= weight[n]!;
  return out;
}

/** One chunk of the recording at the separator's rate with its channels, [channels × chunk]. */
async function chunkAt(
  { sampleRate, chunk, channels }: Manifest,
  pcm: PcmSource,
  start: number,
): Promise<Float32Array> {
  const resampler = createResampler(pcm.sampleRate, sampleRate);
  const needed = resampler.neededInput(start, chunk);
  const read = await pcm.read(needed.start, needed.count);
  const mono = channels === 1 ? [meanOf(read)] : [read[0]!, read[1] ?? read[0]!];
  const data = new Float32Array(channels * chunk);
  for (const [c, channel] of mono.entries()) data.set(resampler.process(channel, start, chunk), c * chunk);
  return data;
}

function meanOf(channels: readonly Float32Array[]): Float32Array {
  return channels[0]!.map(
    (_, n) => channels.reduce((sum, channel) => sum + channel[n]!, 0) / channels.length,
  );
}
