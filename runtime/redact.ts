/**
 * Redaction: what a redacting rule found becomes `[secret:aws-access-key:5f2a]`: category, rule, and
 * a short keyed fingerprint, so that equal values stay equal within a session and nothing else leaks,
 * the length included.
 */

import { sha256 } from '#sha256';
import type { Call } from './call.ts';
import { encodeText } from './encode.ts';
import { encodeHex } from './encoding.ts';
import type { Leaf } from './json.ts';
import type { Finding } from './scan.ts';

/** 16 bits: tells values of one session apart, and is too short to search a value by. */
const FINGERPRINT_BYTES = 2;
/** Shorter values are replaced where they were found only: elsewhere they are ordinary words. */
const MIN_CLEANED_LENGTH = 6;

export interface Redaction {
  /** The call's texts, redacted. */
  readonly texts: readonly Leaf[];
  /** How many values were replaced. */
  readonly count: number;
  /** Any other text about the call, with the same values replaced wherever they stand. */
  clean(text: string): string;
}

/** Of an event that carries nothing to redact. */
export const UNREDACTED: Redaction = { texts: [], count: 0, clean: (text) => text };

interface Range {
  start: number;
  end: number;
  readonly label: string;
}

/** @param key secret bytes of this session, for the fingerprint. */
export function redactCall(call: Call, findings: readonly Finding[], key: Uint8Array): Redaction {
  const secrets = findings.filter(({ redact }) => redact);
  if (secrets.length === 0) return { ...UNREDACTED, texts: call.texts };
  const placeholders = new Map<string, string>();
  let count = 0;
  const texts = call.texts.map(({ at, text }) => {
    const ranges = mergedRanges(secrets.filter((finding) => finding.at === at));
    count += ranges.length;
    return { at, text: replaceRanges(text, { ranges, key, placeholders }) };
  });
  // Longest first, so that a value within another does not leave the rest of it standing.
  const values = [...placeholders]
    .filter(([value]) => value.length >= MIN_CLEANED_LENGTH)
    .sort(([a], [b]) => b.length - a.length);
  const clean = (text: string) =>
    values.reduce((cleaned, [value, mark]) => cleaned.replaceAll(value, () => mark), text);
  return { texts: texts.map(({ at, text }) => ({ at, text: clean(text) })), count, clean };
}

/** Overlapping findings become one range, named for the one that begins first. */
function mergedRanges(findings: readonly Finding[]): Range[] {
  const ranges: Range[] = [];
  for (const { start, end, category, rule } of [...findings].sort((a, b) => a.start - b.start)) {
    const last = ranges.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else ranges.push({ start, end, label: `${category}:${rule}` });
  }
  return ranges;
}

interface Replacement {
  readonly ranges: readonly Range[];
  readonly key: Uint8Array;
  readonly placeholders: Map<string, string>;
}

function replaceRanges(text: string, { ranges, key, placeholders }: Replacement): string {
  if (ranges.length === 0) return text;
  const bytes = encodeText(text);
  // A byte order mark is part of the text here, not a hint about its encoding.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let result = '';
  let from = 0;
  for (const { start, end, label } of ranges) {
    const value = bytes.subarray(start, end);
    const mark = `[${label}:${fingerprint(value, key)}]`;
    placeholders.set(decoder.decode(value), mark);
    result += decoder.decode(bytes.subarray(from, start)) + mark;
    from = end;
  }
  return result + decoder.decode(bytes.subarray(from));
}

/** The key comes first and has one length; of a digest cut to two bytes nothing can be extended. */
function fingerprint(value: Uint8Array, key: Uint8Array): string {
  const message = new Uint8Array(key.length + value.length);
  message.set(key);
  message.set(value, key.length);
  return encodeHex(sha256(message).subarray(0, FINGERPRINT_BYTES));
}
