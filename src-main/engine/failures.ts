import { ValidationError } from '@orpc/contract';
import { ORPCError } from '@orpc/server';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { WIRE_ERROR } from '../../src-preload/contract/wire.ts';

/** Takes what nobody expected, for the log. */
export type Report = (procedure: string, cause: unknown) => void;

/** What a user reads about anything that a procedure threw. Reports what was not foreseen. */
export function failureOf(procedure: string, cause: unknown, report: Report): MezzoError {
  if (cause instanceof ORPCError && cause.code === 'BAD_REQUEST') return badRequest(procedure, cause);
  const failure = MezzoError.from(cause);
  if (failure.code === 'unexpected') report(procedure, cause instanceof ORPCError ? cause.cause : cause);
  return failure;
}

/** A failure in the shape in which oRPC carries it to the other side. */
export function wireErrorOf(failure: MezzoError): ORPCError<string, { code: string; message: string }> {
  return new ORPCError(WIRE_ERROR, {
    message: failure.message,
    data: { code: failure.code, message: failure.message },
    cause: failure,
  });
}

function badRequest(procedure: string, error: ORPCError<string, unknown>): MezzoError {
  const issues = error.cause instanceof ValidationError ? error.cause.issues : [];
  const details = issues.slice(0, 3).map(({ path, message }) => {
    const keys = (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
    return keys.length > 0 ? `${keys.join('.')}: ${message}` : message;
  });
  const what = details.length > 0 ? ` (${details.join('; ')})` : '';
  return new MezzoError('bad_request', `Mezzo cannot do “${procedure}” as asked${what}.`, { cause: error });
}
