/**
 * A look at the bytes of an ONNX file before any runtime sees them: does it hold all of its weights, or point at files
 * outside? Only the structure of the protobuf is walked (onnx.proto of ONNX 1.16); values are skipped.
 */

/** Which fields of a message lead towards tensors, and to what kind of message. */
type Fields = Readonly<Record<number, keyof typeof messages>>;

const messages = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparseTensor' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparseTensor', 23: 'sparseTensor' },
  tensor: {},
  sparseTensor: { 1: 'tensor', 2: 'tensor' },
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node', 11: 'attribute' },
} as const satisfies Record<string, Readonly<Record<number, string>>>;

const MODEL_GRAPH = 7;
const TENSOR_EXTERNAL_DATA = 13;
const TENSOR_DATA_LOCATION = 14;
const DEEPEST = 64;
/** Readers keep only 32 bits of a tag; a longer one could mean another field to them than to us. */
const LARGEST_TAG = 2 ** 32 - 1;

export interface OnnxSurvey {
  /** True when a graph was found at all. */
  readonly hasGraph: boolean;
  /** True when a tensor keeps its data in another file. */
  readonly hasExternalData: boolean;
}

/** Throws a RangeError when the bytes are no complete protobuf. */
export function surveyOnnx(bytes: Uint8Array): OnnxSurvey {
  let hasGraph = false;
  let hasExternalData = false;
  const walk = (kind: keyof typeof messages, message: Uint8Array, depth: number): void => {
    if (depth > DEEPEST) throw new RangeError('the graph is nested too deeply');
    const fields: Fields = messages[kind];
    for (const { number, body, value } of fieldsOf(message)) {
      if (kind === 'model' && number === MODEL_GRAPH) hasGraph = true;
      if (kind === 'tensor') {
        if (number === TENSOR_EXTERNAL_DATA) hasExternalData = true;
        if (number === TENSOR_DATA_LOCATION && value !== 0) hasExternalData = true;
      }
      const next = fields[number];
      if (next && body) walk(next, body, depth + 1);
    }
  };
  walk('model', bytes, 0);
  return { hasGraph, hasExternalData };
}

interface Field {
  readonly number: number;
  /** The whole field with its tag, as it stands. */
  readonly raw: Uint8Array;
  /** Of a length-delimited field. */
  readonly body: Uint8Array | null;
  /** Of a varint field. */
  readonly value: number;
}

/** The fields of one protobuf message, in order (protobuf.dev, Encoding). */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  const reader = { bytes: message, at: 0 };
  while (reader.at < message.length) {
    const start = reader.at;
    const tag = varint(reader);
    if (tag > LARGEST_TAG) throw new RangeError('the file is no protobuf');
    let body: Uint8Array | null = null;
    let value = 0;
    switch (tag % 8) {
      case 0:
        value = varint(reader);
        break;
      case 1:
        take(reader, 8);
        break;
      case 2:
        body = take(reader, varint(reader));
        break;
      case 5:
        take(reader, 4);
        break;
      default:
        throw new RangeError('the file is no protobuf');
    }
    yield { number: Math.floor(tag / 8), raw: message.subarray(start, reader.at), body, value };
  }
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function take(reader: Reader, count: number): Uint8Array {
  if (reader.at + count > reader.bytes.length) throw new RangeError('the file ends too early');
  reader.at += count;
  return reader.bytes.subarray(reader.at - count, reader.at);
}

function varint(reader: Reader): number {
  let value = 0;
  for (let factor = 1, length = 0; length < 10; factor *= 128, length++) {
    const byte = reader.bytes[reader.at++];
    if (byte === undefined) throw new RangeError('the file ends too early');
    value += (byte % 128) * factor;
    if (byte < 128) return value;
  }
  throw new RangeError('the file is no protobuf');
}
