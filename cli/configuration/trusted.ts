/**
 * The files of projects that the person trusts, by path and SHA-256: `trust.json` in the folder of the
 * person's configuration. A changed file is a file that nobody trusts.
 */

import { mkdirSync, realpathSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { encodeHex } from '../../runtime/encoding.ts';
import { WaferError } from '../../runtime/errors.ts';
import { isObject } from '../../runtime/json.ts';
import { randomBytes } from '../random.ts';
import { readGuarded } from '../secret-file.ts';

/** SHA-256 in lower-case hex, by the file's absolute path. */
export type Trusted = ReadonlyMap<string, string>;

const VERSION = 1;
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * @param folder the configuration folder.
 * @throws WaferError `CONFIG_INVALID`, or `KEY_INVALID` when others can read the file.
 */
export function readTrusted(folder: string): Trusted {
  const path = trustFile(folder);
  let text: string;
  try {
    text = readGuarded(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
  const files = filesOrNull(text);
  if (files === null) {
    throw new WaferError(
      'CONFIG_INVALID',
      `${path}: expected what wafer trust has written; delete it, and trust the files again`,
    );
  }
  return new Map(files);
}

export function writeTrusted(folder: string, trusted: Trusted): void {
  const path = trustFile(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = Object.fromEntries([...trusted].sort());
  const draft = `${path}.${encodeHex(randomBytes(6))}`;
  try {
    const text = `${JSON.stringify({ v: VERSION, files }, null, 2)}\n`;
    writeFileSync(draft, text, { flag: 'wx', mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    unlinkSync(draft);
    throw error;
  }
}

function trustFile(folder: string): string {
  return join(folder, 'trust.json');
}

function filesOrNull(text: string): [string, string][] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value) || value.v !== VERSION || !isObject(value.files)) return null;
  const files: [string, string][] = [];
  for (const [path, digest] of Object.entries(value.files)) {
    if (typeof digest !== 'string' || !DIGEST.test(digest)) return null;
    files.push([path, digest]);
  }
  return files;
}

/** Under which name a project's file is trusted: links on the way to it make no other file of it. */
export function trustKey(path: string): string {
  return join(realpathSync(dirname(path)), basename(path));
}
