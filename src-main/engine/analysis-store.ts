import type { LevelReference } from './model/level.ts';
import type { Model } from './model/model.ts';
import { positionCount } from './model/positions.ts';
import { type Analysis, assembleAnalysis } from './model/prediction.ts';

/** What the cache keeps of an analysis; the rest follows from it and the model. */
interface Header {
  readonly duration: number;
  readonly frames: number;
  readonly peak: number;
  readonly damagedSamples: number;
  readonly reference: LevelReference;
  readonly warnings: readonly string[];
}

/**
 * An analysis as bytes: length of the header, header (JSON padded to 4 bytes), band magnitudes, map, and
 * where each position stands to the domain, for a model with one.
 */
export function bytesOf({
  duration,
  bands,
  reference,
  positionMap,
  domainMap,
  warnings,
}: Analysis): Uint8Array {
  const { frames, peak, damagedSamples, values } = bands;
  const header: Header = { duration, frames, peak, damagedSamples, reference, warnings };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = 4 + Math.ceil(json.length / 4) * 4;
  const parts = [values, positionMap, ...(domainMap ? [domainMap] : [])];
  const bytes = new Uint8Array(parts.reduce((end, part) => end + part.byteLength, start));
  new Uint32Array(bytes.buffer, 0, 1)[0] = json.length;
  bytes.set(json, 4);
  let at = start;
  for (const part of parts) {
    new Float32Array(bytes.buffer, at, part.length).set(part);
    at += part.byteLength;
  }
  return bytes;
}

/** The analysis back from its bytes. */
export function analysisFrom(bytes: ArrayBuffer, model: Model): Analysis {
  const length = new Uint32Array(bytes, 0, 1)[0]!;
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length))) as Header;
  const { duration, frames, peak, damagedSamples, reference, warnings } = header;
  const { frontEnd, positions: locality, midLevel, domain } = model.manifest;
  const bandCount = frontEnd.bands.count;
  const start = 4 + Math.ceil(length / 4) * 4;
  const values = new Float32Array(bytes, start, frames * bandCount);
  const afterBands = start + values.byteLength;
  const positionMap = new Float32Array(bytes, afterBands, positionCount(frames, locality) * midLevel.length);
  const domainMap = domain ? new Float32Array(bytes, afterBands + positionMap.byteLength) : null;
  const bands = { firstFrame: 0, frames, bands: bandCount, values, peak, damagedSamples };
  return assembleAnalysis(model, {
    duration,
    time: null,
    bands,
    reference,
    positionMap,
    domainMap,
    warnings,
  });
}
