import { readFile } from 'node:fs/promises';
import { deflateSync, inflateSync } from 'node:zlib';
import { prettifyError, z } from 'zod';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { explanation } from '../../src-preload/contract/explanation.ts';
import { nameForMessages, readError } from '../engine/audio/storage-error.ts';
import type { LabelledExplanation } from '../engine/library/explanations.ts';

/**
 * `explanation.json`: what `mezzo explain` prints, and under `picture` what `mezzo edit` needs to find the segments again: the
 * label map as base64 of deflated little-endian Int32.
 */
const picture = explanation
  .pick({ frames: true, bands: true, frameSeconds: true, bandEdges: true })
  .extend({ audioHash: z.string(), labels: z.base64() });

const { shape } = explanation;
const explanationFile = z.object({
  file: z.string(),
  window: shape.window,
  feature: shape.feature,
  model: shape.model,
  segmenter: shape.segmenter,
  estimator: shape.estimator,
  fill: shape.fill,
  samples: shape.samples,
  seed: shape.seed,
  prediction: shape.prediction,
  intercept: shape.intercept,
  fidelity: shape.fidelity,
  trust: shape.trust,
  segments: shape.segments,
  elapsedMs: shape.elapsedMs,
  picture,
});
export type ExplanationFile = z.infer<typeof explanationFile>;

const printed = explanationFile.omit({ picture: true });

/** What `mezzo explain --json` prints. */
export function printedExplanation(file: string, found: LabelledExplanation): z.infer<typeof printed> {
  return printed.parse({ file, ...found });
}

export function explanationJson(file: string, audioHash: string, found: LabelledExplanation): string {
  const { frames, bands, frameSeconds, bandEdges, labels } = found;
  const deflated = deflateSync(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength)).toString(
    'base64',
  );
  const content: ExplanationFile = {
    ...printedExplanation(file, found),
    picture: { audioHash, frames, bands, frameSeconds, bandEdges, labels: deflated },
  };
  return JSON.stringify(content, null, 1);
}

const maxBytes = 64 * 2 ** 20;

/** Reads an explanation file back. Throws `bad_request` when it is none. */
export async function readExplanationFile(
  path: string,
): Promise<{ content: ExplanationFile; labels: Int32Array }> {
  const name = nameForMessages(path);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw readError(cause, name);
  });
  try {
    const content = explanationFile.parse(JSON.parse(bytes.toString('utf8')));
    const { frames, bands } = content.picture;
    const inflated = inflateSync(Buffer.from(content.picture.labels, 'base64'), {
      maxOutputLength: maxBytes,
    });
    if (inflated.length !== 4 * frames * bands)
      throw new Error('the label map has another size than it says');
    return {
      content,
      labels: new Int32Array(
        inflated.buffer.slice(inflated.byteOffset, inflated.byteOffset + inflated.length),
      ),
    };
  } catch (cause) {
    const detail =
      cause instanceof z.ZodError
        ? prettifyError(cause).split('\n')[0]
        : cause instanceof Error
          ? cause.message
          : '';
    throw new MezzoError(
      'bad_request',
      `“${name}” is no explanation that Mezzo wrote (${detail}). Make one with \`mezzo explain --out\`.`,
      { cause },
    );
  }
}
