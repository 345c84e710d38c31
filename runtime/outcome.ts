/** How one check of a verification came out, in plain words. */

export type CheckStatus = 'ok' | 'failed' | 'unchecked';

export interface Outcome {
  readonly status: CheckStatus;
  readonly message: string;
}

export function ok(message: string): Outcome {
  return { status: 'ok', message };
}

export function failed(message: string): Outcome {
  return { status: 'failed', message };
}

export function unchecked(message: string): Outcome {
  return { status: 'unchecked', message };
}

/** `1 record`, `2 records`. */
export function counted(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}
