import { type PlainError, plainError } from './errors.ts';

/**
 * How values travel that oRPC alone would lose: errors with the user's sentence, and Blobs inside streamed events.
 * Both ends of every transport use these, so that a procedure behaves the same behind each of them.
 */

/** The oRPC error code under which every failure travels; its data is a PlainError. */
export const WIRE_ERROR = 'MEZZO';

/** The failure carried by an error's data, or null when it carries none. */
export function plainErrorOf(data: unknown): PlainError | null {
  const parsed = plainError.safeParse(data);
  return parsed.success ? parsed.data : null;
}

/** A Blob on its way inside an event: oRPC carries Blobs beside inputs and outputs, but not beside events. */
export class BlobInEvent {
  readonly type: string;
  readonly base64: string;

  constructor(type: string, base64: string) {
    this.type = type;
    this.base64 = base64;
  }
}

interface BlobOnWire {
  readonly type: string;
  readonly base64: string;
}

/** oRPC serializer that turns BlobInEvent into a Blob on the other side. Types 0 … 19 are oRPC's own. */
export const blobInEventSerializer = {
  type: 20,
  condition: (data: unknown): boolean => data instanceof BlobInEvent,
  serialize: (data: BlobInEvent): BlobOnWire => ({ type: data.type, base64: data.base64 }),
  deserialize: ({ type, base64 }: BlobOnWire): Blob => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new Blob([bytes], { type });
  },
};
