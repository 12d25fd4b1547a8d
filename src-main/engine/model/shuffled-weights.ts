import { fieldsOf } from './onnx-file.ts';

const MODEL_GRAPH = 7;
const GRAPH_INITIALIZER = 5;
const TENSOR_DATA_TYPE = 2;
const TENSOR_RAW_DATA = 9;
const FLOAT32 = 1;

/**
 * A copy of an ONNX file in which the numbers of every float32 weight tensor are in random order: the same network with nothing learned.
 * `random` gives whole numbers from 0 to 2^32 − 1. Throws a RangeError when the bytes are no complete protobuf.
 */
export function shuffledWeights(bytes: Uint8Array, random: () => number): Uint8Array {
  const copy = bytes.slice();
  for (const { number, body: graph } of fieldsOf(copy)) {
    if (number !== MODEL_GRAPH || !graph) continue;
    for (const { number: part, body: tensor } of fieldsOf(graph)) {
      if (part === GRAPH_INITIALIZER && tensor) shuffleTensor(tensor, random);
    }
  }
  return copy;
}

/** Swaps four bytes at a time, where they lie. */
function shuffleTensor(tensor: Uint8Array, random: () => number): void {
  let isFloat = false;
  let raw: Uint8Array | null = null;
  for (const { number, body, value } of fieldsOf(tensor)) {
    if (number === TENSOR_DATA_TYPE) isFloat = value === FLOAT32;
    if (number === TENSOR_RAW_DATA) raw = body;
  }
  if (!isFloat || !raw) return;
  for (let i = raw.length / 4 - 1; i > 0; i--) {
    const j = Math.floor((random() / 2 ** 32) * (i + 1));
    const [a, b] = [raw.slice(4 * i, 4 * i + 4), raw.slice(4 * j, 4 * j + 4)];
    raw.set(b, 4 * i);
    raw.set(a, 4 * j);
  }
}
