import { fieldsOf } from './onnx-file.ts';
import { bytesField, message, numberField } from './protobuf.ts';

/** Fields of onnx.proto (ONNX 1.16). */
const MODEL_GRAPH = 7;
const GRAPH_NODE = 1;
const GRAPH_INPUT = 11;
const NODE_INPUT = 1;
const NODE_OUTPUT = 2;
const NODE_OP_TYPE = 4;
const NODE_ATTRIBUTE = 5;
const ATTRIBUTE_NAME = 1;
const ATTRIBUTE_I = 3;
const ATTRIBUTE_TYPE = 20;
const ATTRIBUTE_TYPE_INT = 2;
const VALUE_NAME = 1;
const VALUE_TYPE = 2;
const TYPE_TENSOR = 1;
const TENSOR_ELEM_TYPE = 1;
const TENSOR_SHAPE = 2;
const SHAPE_DIM = 1;
const DIM_PARAM = 2;
const FLOAT = 1;
const UINT8 = 2;
const INT32 = 6;
const BOOL = 9;

/** Names of a perturbed graph's inputs; no model's value begins like this. */
export const PERTURBED_INPUTS = {
  /** float32 [frames, bands] */
  window: 'mezzo_perturbed/window',
  /** float32 [segments] */
  fill: 'mezzo_perturbed/fill',
  /** int32 [frames, bands] */
  labels: 'mezzo_perturbed/labels',
  /** uint8 [batch, segments] */
  masks: 'mezzo_perturbed/masks',
} as const;

/**
 * The ONNX file of a model with the perturbation in front of it: instead of spectrograms it takes a window, its label map, what stands in each
 * segment that is off, and masks. A cell is where(masks[:, labels], window, fill[labels]). `input` is the name of the model's own
 * input. Everything else is copied byte by byte. Throws a RangeError when the bytes are no complete protobuf.
 */
export function perturbedOnnx(bytes: Uint8Array, input: string): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { number, body, raw } of fieldsOf(bytes))
    parts.push(number === MODEL_GRAPH && body ? bytesField(MODEL_GRAPH, perturbedGraph(body, input)) : raw);
  return message(...parts);
}

function perturbedGraph(graph: Uint8Array, input: string): Uint8Array {
  const { window, fill, labels, masks } = PERTURBED_INPUTS;
  const [kept, isKept, filled] = ['kept', 'is_kept', 'filled'].map((name) => `mezzo_perturbed/${name}`);
  const nodes = [
    node('Gather', [masks, labels], kept!, attribute('axis', 1)),
    node('Cast', [kept!], isKept!, attribute('to', BOOL)),
    node('Gather', [fill, labels], filled!, attribute('axis', 0)),
    node('Where', [isKept!, window, filled!], input),
  ];
  const inputs = [
    tensor(window, FLOAT, ['mezzo_frames', 'mezzo_bands']),
    tensor(fill, FLOAT, ['mezzo_segments']),
    tensor(labels, INT32, ['mezzo_frames', 'mezzo_bands']),
    tensor(masks, UINT8, ['mezzo_batch', 'mezzo_segments']),
  ];
  const rest: Uint8Array[] = [];
  for (const { number, body, raw } of fieldsOf(graph))
    if (number !== GRAPH_INPUT || !body || nameOf(body) !== input) rest.push(raw);
  return message(
    ...nodes.map((one) => bytesField(GRAPH_NODE, one)),
    ...rest,
    ...inputs.map((one) => bytesField(GRAPH_INPUT, one)),
  );
}

function nameOf(value: Uint8Array): string {
  for (const { number, body } of fieldsOf(value))
    if (number === VALUE_NAME && body) return new TextDecoder().decode(body);
  return '';
}

function node(operator: string, inputs: readonly string[], output: string, ...attributes: Uint8Array[]) {
  return message(
    ...inputs.map((name) => bytesField(NODE_INPUT, name)),
    bytesField(NODE_OUTPUT, output),
    bytesField(NODE_OP_TYPE, operator),
    ...attributes.map((one) => bytesField(NODE_ATTRIBUTE, one)),
  );
}

function attribute(name: string, value: number): Uint8Array {
  return message(
    bytesField(ATTRIBUTE_NAME, name),
    numberField(ATTRIBUTE_I, value),
    numberField(ATTRIBUTE_TYPE, ATTRIBUTE_TYPE_INT),
  );
}

function tensor(name: string, type: number, dims: readonly string[]): Uint8Array {
  const shape = message(...dims.map((dim) => bytesField(SHAPE_DIM, bytesField(DIM_PARAM, dim))));
  const inner = message(numberField(TENSOR_ELEM_TYPE, type), bytesField(TENSOR_SHAPE, shape));
  return message(bytesField(VALUE_NAME, name), bytesField(VALUE_TYPE, bytesField(TYPE_TENSOR, inner)));
}
