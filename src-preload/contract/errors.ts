import { z } from 'zod';

/** Every failure a user can meet, by code. The message is the sentence the user reads. */
export const errorCode = z.enum([
  'file_missing',
  'file_unreadable',
  'file_changed',
  'format_unsupported',
  'audio_empty',
  'audio_damaged',
  'disk_full',
  'not_writable',
  'not_granted',
  'model_invalid',
  'model_untrusted',
  'provider_unavailable',
  'library_damaged',
  'library_busy',
  'library_newer',
  'not_found',
  'bad_request',
  'cancelled',
  'engine_lost',
  'unexpected',
]);
export type ErrorCode = z.infer<typeof errorCode>;

/** A failure with the sentence for the user: what was wrong, with which file, and what to do. */
export class MezzoError extends Error {
  override readonly name = 'MezzoError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Wraps anything thrown, keeping a MezzoError as it is. */
  static from(cause: unknown): MezzoError {
    if (cause instanceof MezzoError) return cause;
    if (cause instanceof Error && (cause.name === 'AbortError' || cause.name === 'TimeoutError')) {
      return new MezzoError('cancelled', 'Cancelled.', { cause });
    }
    const detail = cause instanceof Error ? cause.message : String(cause);
    return new MezzoError('unexpected', `Something went wrong inside Mezzo: ${detail}`, { cause });
  }
}

export const plainError = z.object({ code: errorCode, message: z.string() });
export type PlainError = z.infer<typeof plainError>;

export function toPlainError(cause: unknown): PlainError {
  const { code, message } = MezzoError.from(cause);
  return { code, message };
}

/** The system's code of a failure, such as `ENOSPC`; undefined when it did not come from the system. */
export function systemCodeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}
