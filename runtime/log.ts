/**
 * The log: one session's decision records as JSON Lines. Reading names all that is wrong, and throws
 * nothing.
 *
 * A line ends in a line feed; the last one may lack it. A line that is no JSON at all is torn: a hook
 * died while it wrote. The chain goes on around it. A line that is JSON but not a record that follows
 * the one before is a problem, for which no crash can be blamed.
 */

import { sha256 } from '#sha256';
import { decodeUtf8OrNull, encodeHex } from './encoding.ts';
import { WaferError } from './errors.ts';
import { isObject, type JsonValue } from './json.ts';
import { hashLeaf } from './merkle.ts';
import {
  type DecisionRecord,
  MAX_RECORD_BYTES,
  NO_RECORD,
  parseRecord,
  type Tail,
} from './record.ts';
import { quote } from './shape.ts';

export type TornLine = {
  /** From 1. */
  readonly line: number;
  readonly bytes: number;
  readonly sha256: string;
};

/**
 * `foreign` no record of this version; `session` a record of another session or agent; `gap` sequence
 * numbers are missing; `duplicate` the record before, again; `order` an earlier sequence number;
 * `chain` another record stood before it; `limit` too many torn lines or problems to read on.
 */
export type LogProblemCode =
  | 'foreign'
  | 'session'
  | 'gap'
  | 'duplicate'
  | 'order'
  | 'chain'
  | 'limit';

export interface LogProblem {
  readonly line: number;
  readonly code: LogProblemCode;
  readonly message: string;
}

export interface LogEntry {
  readonly line: number;
  readonly record: DecisionRecord;
  readonly leafHash: Uint8Array;
}

export interface LogEnd {
  readonly tail: Tail | null;
  readonly torn: readonly TornLine[];
  /** Lines whose time lies before that of the record above: somebody set the clock. */
  readonly clockSteps: readonly number[];
  readonly problems: readonly LogProblem[];
}

export interface LogReading extends LogEnd {
  readonly records: readonly DecisionRecord[];
  readonly leafHashes: readonly Uint8Array[];
}

export const MAX_TORN_LINES = 256;

// An attacker can write a hundred million bad lines, and each costs an exception.
const MAX_PROBLEMS = 256;
/** Hooks that run side by side take the time before they take the log's lock. */
const CLOCK_SLACK_MILLISECONDS = 2_000;
const LINE_FEED = 0x0a;

interface Walk {
  line: number;
  previous: LogEntry | null;
  tail: Tail | null;
  readonly torn: TornLine[];
  readonly clockSteps: number[];
  readonly problems: LogProblem[];
}

/** Bytes, not text: decoding may map two byte strings to one text. */
export function readLog(log: Uint8Array): LogReading {
  const records: DecisionRecord[] = [];
  const leafHashes: Uint8Array[] = [];
  const end = walkLog(log, ({ record, leafHash }) => {
    records.push(record);
    leafHashes.push(leafHash);
  });
  return { ...end, records, leafHashes };
}

/** Calls `visit` for every record, in the log's order, and keeps none. */
export function walkLog(log: Uint8Array, visit: (entry: LogEntry) => void): LogEnd {
  const walk: Walk = {
    line: 0,
    previous: null,
    tail: null,
    torn: [],
    clockSteps: [],
    problems: [],
  };
  for (let start = 0; start < log.length; ) {
    const end = lineEnd(log, start);
    walk.line += 1;
    const entry = readLine(log.subarray(start, end), walk);
    if (entry !== null) {
      follow(entry, walk);
      visit(entry);
    }
    if (isBeyondLimit(walk)) break;
    start = end + 1;
  }
  const { tail, torn, clockSteps, problems } = walk;
  return { tail, torn, clockSteps, problems };
}

/**
 * The last record in the end of a log, for whoever appends: null when `chunk` holds no whole record.
 * A `chunk` that does not start the log may begin within a line.
 *
 * Only what the next record names is looked at: this runs on every call, and whether the record is
 * in all its parts what it should be is for `walkLog` to say.
 */
export function findTail(chunk: Uint8Array): Tail | null {
  for (let end = chunk.length; end > 0; ) {
    const start = chunk.lastIndexOf(LINE_FEED, end - 1) + 1;
    const bytes = chunk.subarray(start, end);
    const seq = sequenceNumberOrNull(bytes);
    if (seq !== null) return { seq, hash: encodeHex(hashLeaf(bytes)) };
    end = start - 1;
  }
  return null;
}

/** Of a line that is a record by its version and its place in the chain. */
function sequenceNumberOrNull(bytes: Uint8Array): number | null {
  const line = bytes.length <= MAX_RECORD_BYTES ? decodeUtf8OrNull(bytes) : null;
  if (line === null) return null;
  let value: JsonValue;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (!isObject(value) || value.v !== 1 || typeof value.previous !== 'string') return null;
  return Number.isSafeInteger(value.seq) && Number(value.seq) >= 0 ? Number(value.seq) : null;
}

function lineEnd(log: Uint8Array, start: number): number {
  const end = log.indexOf(LINE_FEED, start);
  return end < 0 ? log.length : end;
}

function readLine(bytes: Uint8Array, walk: Walk): LogEntry | null {
  const record = recordOrError(bytes);
  if (!(record instanceof WaferError)) {
    return { line: walk.line, record, leafHash: hashLeaf(bytes) };
  }
  if (isTorn(bytes)) tear(bytes, walk);
  else report(walk, 'foreign', record.message);
  return null;
}

function recordOrError(bytes: Uint8Array): DecisionRecord | WaferError {
  const line = bytes.length <= MAX_RECORD_BYTES ? decodeUtf8OrNull(bytes) : null;
  if (line === null) {
    const message = `record: expected at most ${MAX_RECORD_BYTES} bytes of UTF-8`;
    return new WaferError('LOG_CORRUPT', message);
  }
  try {
    return parseRecord(line);
  } catch (error) {
    if (error instanceof WaferError) return error;
    throw error;
  }
}

/** The start of a record, whatever follows, is never JSON: its last bracket is missing. */
function isTorn(bytes: Uint8Array): boolean {
  const line = decodeUtf8OrNull(bytes);
  if (line === null) return true;
  try {
    JSON.parse(line);
    return false;
  } catch {
    return true;
  }
}

function tear(bytes: Uint8Array, walk: Walk): void {
  if (walk.torn.length < MAX_TORN_LINES) {
    const digest = encodeHex(sha256(bytes));
    walk.torn.push({ line: walk.line, bytes: bytes.length, sha256: digest });
  } else {
    report(walk, 'limit', `expected at most ${MAX_TORN_LINES} torn lines, got more`);
  }
}

/** Compares a record with the one before, and takes its place. */
function follow(entry: LogEntry, walk: Walk): void {
  const { record, leafHash } = entry;
  const { previous, tail } = walk;
  const hash = encodeHex(leafHash);
  if (previous !== null) {
    checkOrigin(record, previous.record, walk);
    checkClock(record, previous.record, walk);
  }
  checkPlace(record, { tail, hash }, walk);
  walk.previous = entry;
  walk.tail = { seq: record.seq, hash };
}

function checkOrigin(record: DecisionRecord, previous: DecisionRecord, walk: Walk): void {
  for (const key of ['session', 'agent'] as const) {
    if (record[key] === previous[key]) continue;
    const expected = `expected ${key} ${quote(previous[key])}`;
    report(walk, 'session', `${expected}, got ${quote(record[key])}`);
  }
}

function checkClock(record: DecisionRecord, previous: DecisionRecord, walk: Walk): void {
  // Times have one spelling: text order is time order.
  if (record.at >= previous.at) return;
  const back = Date.parse(previous.at) - Date.parse(record.at);
  if (back > CLOCK_SLACK_MILLISECONDS) walk.clockSteps.push(walk.line);
}

function checkPlace(
  { seq, previous }: DecisionRecord,
  place: { readonly tail: Tail | null; readonly hash: string },
  walk: Walk,
): void {
  const { tail, hash } = place;
  const expected = tail === null ? 0 : tail.seq + 1;
  const before = tail?.hash ?? NO_RECORD;
  const numbers = `expected sequence number ${expected}, got ${seq}`;
  if (hash === tail?.hash) report(walk, 'duplicate', `${numbers}: the same record again`);
  else if (seq > expected) report(walk, 'gap', `${numbers}: records are missing`);
  else if (seq < expected) report(walk, 'order', `${numbers}: it belongs further up`);
  else if (previous !== before) {
    const hashes = `expected ${before} as the record before, got ${previous}`;
    report(walk, 'chain', `${hashes}: that record was changed`);
  }
}

function report(walk: Walk, code: LogProblemCode, message: string): void {
  walk.problems.push({ line: walk.line, code, message });
}

function isBeyondLimit(walk: Walk): boolean {
  if (walk.problems.at(-1)?.code === 'limit') return true;
  if (walk.problems.length < MAX_PROBLEMS) return false;
  report(walk, 'limit', `expected fewer than ${MAX_PROBLEMS} problems: reading stopped here`);
  return true;
}
