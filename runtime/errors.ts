/** The one error class, and every code it can carry. */

/**
 * `CALL_MALFORMED` a row or call that can't be read; `EVENT_MALFORMED` an agent's event that can't
 * be read; `DETECTOR_DIGEST` bytes that are not the pinned ones; `DETECTOR_CONTRACT` a module that
 * imports something or lacks an export; `DETECTOR_TRAP` a detector that stopped on this input;
 * `LIMIT_REACHED` an input beyond a stated limit; `SHELL_UNPARSED` a command with no reading;
 * `DETECTOR_MISSING` a pinned file that is not there; `CONFIG_INVALID` a configuration of the user's
 * own that can't be used; `CONFIG_IGNORED` a part of one that is left out; `LOG_UNWRITABLE` and
 * `SEAL_UNWRITABLE` a file that can't be written;
 * `LOG_CORRUPT` a log that can't be continued; `KEY_INVALID` an unusable key; `SEAL_INVALID` a seal
 * that fails a check; `SEAL_MALFORMED` a file that is no seal; `INTERNAL` a bug of ours, caught at the
 * outermost place.
 */
export type ErrorCode =
  | 'CALL_MALFORMED'
  | 'EVENT_MALFORMED'
  | 'DETECTOR_DIGEST'
  | 'DETECTOR_CONTRACT'
  | 'DETECTOR_MISSING'
  | 'DETECTOR_TRAP'
  | 'LIMIT_REACHED'
  | 'SHELL_UNPARSED'
  | 'CONFIG_INVALID'
  | 'CONFIG_IGNORED'
  | 'LOG_CORRUPT'
  | 'LOG_UNWRITABLE'
  | 'KEY_INVALID'
  | 'SEAL_UNWRITABLE'
  | 'SEAL_INVALID'
  | 'SEAL_MALFORMED'
  | 'INTERNAL';

/** Everything that may go wrong on purpose. Any other error is a bug and stays loud. */
export class WaferError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'WaferError';
    this.code = code;
  }
}

/** What went wrong while a call was judged, as data: it takes part in the decision. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
}

/** The failure behind a thrown error. A bug is thrown again. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof WaferError)) throw error;
  return { code: error.code, message: error.message };
}
