/**
 * The decision record: one decision of one hook, redacted, as one line of canonical JSON. It is a leaf
 * of the log's tree, and names the hash of the record before it.
 */

import { CHANNELS, type Channel } from './call.ts';
import { canonicalise, parseCanonical } from './canonical.ts';
import { encodeBase64Url, encodeHex, encodeUtf8 } from './encoding.ts';
import { WaferError } from './errors.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { hashLeaf } from './merkle.ts';
import {
  anObject,
  assertShape,
  bytesOf,
  closed,
  count,
  integer,
  listOf,
  mapOf,
  matching,
  oneOf,
  type Source,
  sha256Hex,
  text,
  time,
} from './shape.ts';

export type RecordedFinding = {
  readonly detector: string;
  readonly rule: string;
  readonly category: string;
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  readonly risk: number;
  /** Bytes of the call's text, half-open. */
  readonly start: number;
  readonly end: number;
  /** JSON Pointer of the text within the call; absent where the call has but one. */
  readonly at?: string;
};

export type RecordedFailure = {
  readonly class: string;
  readonly code: string;
  readonly message: string;
};

export type DecisionRecord = {
  readonly v: 1;
  /** From 0. */
  readonly seq: number;
  /** Leaf hash of the record before, hex; 64 zeros in the first. */
  readonly previous: string;
  /** 16 random bytes, base64url: without them a hash would give short commands away to guessing. */
  readonly salt: string;
  /** Of the decision; what a person quotes. */
  readonly id: string;
  readonly at: string;
  readonly session: string;
  readonly agent: string;
  readonly event: string;
  readonly tool: string;
  /** Empty for an event that carries no call. */
  readonly channel: Channel | '';
  /** What was judged: redacted excerpts, bounded by the caller. */
  readonly subject: JsonObject;
  readonly verdict: 'allow' | 'ask' | 'deny';
  readonly risk: number;
  readonly reason: string;
  readonly findings: readonly RecordedFinding[];
  readonly failures: readonly RecordedFailure[];
  /** Ids of the overrides that had a part in the verdict. */
  readonly overrides: readonly string[];
  /** How many ranges were replaced in what was kept or passed on. */
  readonly redactions: number;
  /** Name and SHA-256 of the core module of each detector that judged. */
  readonly detectors: { readonly [name: string]: string };
  /** SHA-256 of the grammar that read the command; empty where none was needed. */
  readonly grammar: string;
  /** SHA-256 of the policy that decided; empty where none was. */
  readonly policy: string;
};

/** A record before it has its place in a log. */
export type RecordDraft = Omit<DecisionRecord, 'v' | 'seq' | 'previous' | 'salt'>;

/** The end of a log: what the next record continues. */
export interface Tail {
  readonly seq: number;
  /** Leaf hash, hex. */
  readonly hash: string;
}

/** Of a record's line, without its line feed. */
export const MAX_RECORD_BYTES = 64 * 1024;
export const SALT_BYTES = 16;

/** What the first record names as the one before. */
export const NO_RECORD = '0'.repeat(64);

const MAX_ENTRIES = 4096;
const SOURCE: Source = { code: 'LOG_CORRUPT', name: 'record' };

const named = matching(/./s, 'a name');
const sha256OrNone = matching(/^(?:[0-9a-f]{64})?$/, 'SHA-256 in lower-case hex, or nothing');
const risk = integer({ min: 0, max: 100 });

const FINDING = closed(
  {
    detector: named,
    rule: named,
    category: named,
    severity: oneOf(['low', 'medium', 'high', 'critical']),
    risk,
    start: count,
    end: count,
  },
  { at: text },
);

const RECORD = closed({
  v: oneOf([1]),
  seq: count,
  previous: sha256Hex,
  salt: bytesOf(SALT_BYTES),
  id: named,
  at: time,
  session: named,
  agent: named,
  event: text,
  tool: text,
  channel: oneOf([...CHANNELS, '']),
  subject: anObject,
  verdict: oneOf(['allow', 'ask', 'deny']),
  risk,
  reason: text,
  findings: listOf(FINDING, { max: MAX_ENTRIES }),
  failures: listOf(closed({ class: named, code: named, message: text }), { max: MAX_ENTRIES }),
  overrides: listOf(named, { max: MAX_ENTRIES }),
  redactions: count,
  detectors: mapOf(sha256Hex),
  grammar: sha256OrNone,
  policy: sha256OrNone,
});

/**
 * The record that follows `previous` (null in a new log), as a line without its line feed.
 *
 * A lone surrogate in the draft becomes U+FFFD: agents send them, and UTF-8 has no form for them.
 *
 * @throws LOG_CORRUPT when a reader would refuse the line.
 */
export function appendRecord(
  previous: Tail | null,
  draft: RecordDraft,
  salt: Uint8Array,
): { readonly line: string; readonly tail: Tail } {
  const seq = previous === null ? 0 : previous.seq + 1;
  const record = toWellFormed({
    ...draft,
    v: 1,
    seq,
    previous: previous?.hash ?? NO_RECORD,
    salt: encodeBase64Url(salt),
  });
  assertShape(record, RECORD, SOURCE);
  const line = canonicalise(record);
  const bytes = encodeUtf8(line);
  assertLength(bytes.length);
  return { line, tail: { seq, hash: encodeHex(hashLeaf(bytes)) } };
}

/** @throws LOG_CORRUPT for any text but the one line that `appendRecord` gives for its content. */
export function parseRecord(line: string): DecisionRecord {
  // A UTF-16 code unit takes at most 3 bytes: most lines need no count.
  if (line.length * 3 > MAX_RECORD_BYTES) assertLength(encodeUtf8(line).length);
  const value = parseCanonical(line, SOURCE);
  assertShape(value, RECORD, SOURCE);
  return value as DecisionRecord;
}

/** RFC 6962 leaf hash of the line's UTF-8, without its line feed. */
export function leafHash(line: string): Uint8Array {
  return hashLeaf(encodeUtf8(line));
}

function assertLength(bytes: number): void {
  if (bytes <= MAX_RECORD_BYTES) return;
  const message = `record: expected at most ${MAX_RECORD_BYTES} bytes, got ${bytes}`;
  throw new WaferError('LOG_CORRUPT', message);
}

function toWellFormed(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toWellFormed);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key.toWellFormed(), toWellFormed(entry)]),
  );
}
