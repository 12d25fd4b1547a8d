import { type PlainError, plainError } from './errors.ts';

/** How errors travel with the user's sentence. Both ends of every transport use this, so that a procedure fails the same behind each of them. */

/** The oRPC error code under which every failure travels; its data is a PlainError. */
export const WIRE_ERROR = 'MEZZO';

/** The failure carried by an error's data, or null when it carries none. */
export function plainErrorOf(data: unknown): PlainError | null {
  const parsed = plainError.safeParse(data);
  return parsed.success ? parsed.data : null;
}
