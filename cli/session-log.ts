/**
 * The log of a session on disk: `logs/<session>.jsonl`, append-only, one record a line. Parallel
 * hooks take turns by a lock; a kill at any byte leaves a torn last line, which stays where it is and
 * which the next record begins a new line behind.
 */

import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { WaferError } from '../runtime/errors.ts';
import { findTail } from '../runtime/log.ts';
import {
  appendRecord,
  MAX_RECORD_BYTES,
  type RecordDraft,
  SALT_BYTES,
  type Tail,
} from '../runtime/record.ts';
import { withLock } from './lock.ts';
import { randomBytes } from './random.ts';

/** Long enough for fifty hooks at once, short enough for the client's own timeout. */
const LOCK_WAIT_MILLISECONDS = 3_000;
const LINE_FEED = 0x0a;

/** The log's file. A session's name comes from the agent: only plain ones become file names. */
export function logPath(folder: string, session: string): string {
  const plain = /^[\w-][\w.-]{0,127}$/.test(session);
  const name = plain ? session : `x-${Buffer.from(session).toString('base64url').slice(0, 128)}`;
  return join(folder, `${name}.jsonl`);
}

/** @throws WaferError `LOG_UNWRITABLE` */
export function appendToLog(path: string, draft: RecordDraft): void {
  try {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    withLock(`${path}.lock`, LOCK_WAIT_MILLISECONDS, () => appendLine(path, draft));
  } catch (cause) {
    if (cause instanceof WaferError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new WaferError('LOG_UNWRITABLE', `log: ${message}`, { cause });
  }
}

function appendLine(path: string, draft: RecordDraft): void {
  const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT;
  const file = openSync(path, flags, 0o600);
  try {
    const { tail, torn } = readEnd(file, path);
    const { line } = appendRecord(tail, draft, randomBytes(SALT_BYTES));
    const bytes = Buffer.from(`${torn ? '\n' : ''}${line}\n`);
    // One write: what another process sees is all of it or a torn line, never a mixture.
    let offset = 0;
    while (offset < bytes.length) offset += writeSync(file, bytes, offset);
  } finally {
    closeSync(file);
  }
}

/** @returns the last record, and whether the file ends within a line. */
function readEnd(file: number, path: string): { tail: Tail | null; torn: boolean } {
  const { size } = fstatSync(file);
  if (size === 0) return { tail: null, torn: false };
  const length = Math.min(size, 2 * MAX_RECORD_BYTES);
  const chunk = new Uint8Array(length);
  readSync(file, chunk, 0, length, size - length);
  const torn = chunk[length - 1] !== LINE_FEED;
  const tail = findTail(torn ? chunk : chunk.subarray(0, -1));
  if (tail !== null || length === size) return { tail, torn };
  // Foreign lines fill the end: the last record lies further up.
  return { tail: findTail(readFileSync(path)), torn };
}
