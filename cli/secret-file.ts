/** Files that only the user can read, made on first use, refused when others can read them. */

import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { encodeHex } from '../runtime/encoding.ts';
import { WaferError } from '../runtime/errors.ts';
import { randomBytes } from './random.ts';

const OTHERS = 0o077;

/**
 * The content of the file at `path`; of two processes that make it at once, one wins and both read
 * the same.
 *
 * @throws WaferError `KEY_INVALID` when others can read the file.
 */
export function readSecretFile(path: string, make: () => string): string {
  try {
    return readGuarded(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${encodeHex(randomBytes(8))}`;
  writeFileSync(draft, make(), { flag: 'wx', mode: 0o600 });
  try {
    // A link appears whole or not at all, and never over a file that is there.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return readGuarded(path);
}

/** @throws WaferError `KEY_INVALID` when others can read the file. */
export function readGuarded(path: string): string {
  const { mode } = statSync(path);
  // Windows keeps access elsewhere; its mode bits say nothing.
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
    const found = (mode & 0o777).toString(8);
    throw new WaferError('KEY_INVALID', `${path}: expected mode 600, got ${found}; chmod 600 it`);
  }
  return readFileSync(path, 'utf8');
}
