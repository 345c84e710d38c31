/**
 * Files that somebody else may have put where they lie: of a limited size, no device or pipe, and for
 * a project's files nowhere outside of it. Mistakes quote what they are about, so a link to a file
 * elsewhere would show a part of that one.
 */

import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { sep } from 'node:path';

export interface Bounds {
  readonly maxBytes: number;
  /** The real path of the folder that must hold the file; null: anywhere. */
  readonly within: string | null;
}

/** @throws Error that says what is wrong, without the path. */
export function readBounded(path: string, { maxBytes, within }: Bounds): Uint8Array {
  const real = messageFor(() => realpathSync(path));
  if (within !== null && !real.startsWith(within.endsWith(sep) ? within : within + sep)) {
    throw new Error('expected a file in the project, got a link out of it');
  }
  // Opening a pipe would wait for a writer.
  const file = messageFor(() => openSync(real, constants.O_RDONLY | constants.O_NONBLOCK));
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new Error('expected a file, got something else');
    if (stat.size > maxBytes) {
      throw new Error(`expected at most ${maxBytes} bytes, got ${stat.size}`);
    }
    return readWhole(file, stat.size);
  } finally {
    closeSync(file);
  }
}

function readWhole(file: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const count = readSync(file, bytes, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

/** Node's message names the path once more; its code is enough. */
function messageFor<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`can't be read (${code ?? message})`);
  }
}

/** Also when it is there and can't be looked at: then reading it says why. */
export function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
