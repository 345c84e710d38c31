/** The one error class, and every code it can carry. */

/**
 * `CALL_MALFORMED` a row or call that can't be read; `EVENT_MALFORMED` an agent's event that can't
 * be read; `DETECTOR_DIGEST` bytes that are not the pinned ones; `DETECTOR_CONTRACT` a module that
 * imports something or lacks an export; `DETECTOR_TRAP` a detector that stopped on this input;
 * `LIMIT_REACHED` an input beyond a stated limit; `SHELL_UNPARSED` a command with no reading;
 * `LOG_CORRUPT` a log that can't be continued; `KEY_INVALID` an unusable key; `SEAL_INVALID` a seal
 * that fails a check; `SEAL_MALFORMED` a file that is no seal.
 */
export type ErrorCode =
  | 'CALL_MALFORMED'
  | 'EVENT_MALFORMED'
  | 'DETECTOR_DIGEST'
  | 'DETECTOR_CONTRACT'
  | 'DETECTOR_TRAP'
  | 'LIMIT_REACHED'
  | 'SHELL_UNPARSED'
  | 'LOG_CORRUPT'
  | 'KEY_INVALID'
  | 'SEAL_INVALID'
  | 'SEAL_MALFORMED';

/** Everything that may go wrong on purpose. Any other error is a bug and stays loud. */
export class WaferError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'WaferError';
    this.code = code;
  }
}
