/** The little of protobuf's wire format that is written here (protobuf.dev, Encoding); onnx-file.ts reads. */

/** A message from its fields. */
export function message(...fields: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(fields.reduce((sum, field) => sum + field.length, 0));
  let at = 0;
  for (const field of fields) {
    out.set(field, at);
    at += field.length;
  }
  return out;
}

/** A field that holds bytes, a text or another message. */
export function bytesField(number: number, body: Uint8Array | string): Uint8Array {
  const content = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return message(varint(number * 8 + 2), varint(content.length), content);
}

/** A field that holds a whole number ≥ 0. */
export function numberField(number: number, value: number): Uint8Array {
  return message(varint(number * 8), varint(value));
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}
