/**
 * Canonical JSON (RFC 8785, JCS): one byte string for one value, so that it can be hashed and signed.
 *
 * Keys are sorted by UTF-16 code units, nothing stands between tokens, and strings and numbers are
 * spelled as ECMAScript spells them (RFC 8785 s3.2.2). What JSON can't carry is refused.
 */

import { WaferError } from './errors.ts';
import type { JsonValue } from './json.ts';
import { quote, refuse, type Source } from './shape.ts';

/** An attacker nests; the walk below recurses. */
export const MAX_DEPTH = 64;

const CONTEXT_CHARACTERS = 24;

/**
 * @throws RangeError on NaN, an infinity, a lone surrogate, or nesting beyond `MAX_DEPTH`: the
 * caller's values are to be free of them (RFC 8785 s3.2.2.2, s3.2.2.3).
 */
export function canonicalise(value: JsonValue): string {
  return write(value, 0);
}

/**
 * Reads text that must be the canonical form of what it says. So a repeated key, a space, another
 * spelling of a number or an escape that is not needed are all refused.
 *
 * @throws `source.code`
 */
export function parseCanonical(text: string, source: Source): JsonValue {
  const value = parseJson(text, source);
  const canonical = canonicaliseParsed(value, source);
  if (canonical === text) return value;
  let at = 0;
  while (text[at] === canonical[at]) at++;
  const expected = `canonical JSON, ${quote(canonical.slice(at, at + CONTEXT_CHARACTERS))}`;
  refuse(source, `${expected} at character ${at}`, text.slice(at, at + CONTEXT_CHARACTERS));
}

function parseJson(text: string, source: Source): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WaferError(source.code, `${source.name}: expected JSON, got ${quote(text)}`, {
      cause,
    });
  }
}

/** Parsed JSON can hold what has no canonical form: `1e999`, `"\ud800"`, a thousand brackets. */
function canonicaliseParsed(value: JsonValue, source: Source): string {
  try {
    return canonicalise(value);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new WaferError(source.code, `${source.name}: ${cause.message}`, { cause });
  }
}

function write(value: JsonValue | undefined, depth: number): string {
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') return writeNumber(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') throw new RangeError(`expected JSON, got ${typeof value}`);
  if (depth === MAX_DEPTH) throw new RangeError(`expected at most ${MAX_DEPTH} levels, got more`);
  return isList(value) ? writeList(value, depth + 1) : writeObject(value, depth + 1);
}

function writeString(text: string): string {
  if (!text.isWellFormed()) throw new RangeError('expected Unicode text, got a lone surrogate');
  return JSON.stringify(text);
}

function writeNumber(number: number): string {
  if (!Number.isFinite(number)) throw new RangeError(`expected a finite number, got ${number}`);
  return String(number);
}

/** `Array.isArray` alone does not narrow a read-only list. */
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function writeList(list: readonly JsonValue[], depth: number): string {
  let text = '[';
  for (const [index, entry] of list.entries()) {
    if (index > 0) text += ',';
    text += write(entry, depth);
  }
  return `${text}]`;
}

function writeObject(object: { readonly [key: string]: JsonValue }, depth: number): string {
  let text = '';
  // The default order of `sort` is that of UTF-16 code units: RFC 8785 s3.2.3.
  for (const key of Object.keys(object).sort()) {
    text += `${text === '' ? '{' : ','}${writeString(key)}:${write(object[key], depth)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}
