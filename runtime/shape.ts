/** The shape of untrusted JSON, as data: closed key sets, and one form of message for a mismatch. */

import { decodeBase64UrlOrNull } from './encoding.ts';
import type { ErrorCode } from './errors.ts';
import { WaferError } from './errors.ts';
import type { JsonValue } from './json.ts';
import { isObject } from './json.ts';

/** What is being read: the code and the name that its errors carry. */
export interface Source {
  readonly code: ErrorCode;
  readonly name: string;
}

export interface Mismatch {
  /** JSON Pointer (RFC 6901) of the value that does not fit. */
  readonly at: string;
  readonly expected: string;
  readonly got: JsonValue;
}

/** Null when the value fits. */
export type Shape = (value: JsonValue) => Mismatch | null;

export interface Fields {
  readonly [key: string]: Shape;
}

const MAX_QUOTED_CHARACTERS = 72;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** @throws `source.code` when the value does not fit. */
export function assertShape(value: JsonValue, shape: Shape, source: Source): void {
  const mismatch = shape(value);
  if (mismatch === null) return;
  const place = mismatch.at === '' ? '' : ` at ${quote(mismatch.at)}`;
  refuse(source, `${mismatch.expected}${place}`, mismatch.got);
}

/** @throws `source.code`, as `name: expected X, got Y`. */
export function refuse(source: Source, expected: string, got: JsonValue): never {
  throw new WaferError(source.code, `${source.name}: expected ${expected}, got ${quote(got)}`);
}

/** The start of a value, as JSON: safe to print, whatever it holds. */
export function quote(value: JsonValue): string {
  const start = typeof value === 'string' ? value.slice(0, MAX_QUOTED_CHARACTERS) : value;
  const text = JSON.stringify(start);
  return text.length <= MAX_QUOTED_CHARACTERS ? text : `${text.slice(0, MAX_QUOTED_CHARACTERS)}...`;
}

/** An object with all of `required`, any of `optional`, and nothing else. */
export function closed(required: Fields, optional: Fields = {}): Shape {
  // A map, because an attacker may name a key `constructor`.
  const shapes = new Map([...Object.entries(required), ...Object.entries(optional)]);
  const requiredKeys = Object.keys(required);
  return (value) => {
    if (!isObject(value)) return mismatch('an object', value);
    for (const key of requiredKeys) {
      if (!Object.hasOwn(value, key)) return mismatch(`the key ${quote(key)}`, Object.keys(value));
    }
    for (const [key, entry] of Object.entries(value)) {
      const shape = shapes.get(key);
      if (shape === undefined) return mismatch('no further key', key);
      const inner = shape(entry);
      if (inner !== null) return below(key, inner);
    }
    return null;
  };
}

export function listOf(shape: Shape, { max }: { readonly max: number }): Shape {
  return (value) => {
    if (!Array.isArray(value)) return mismatch('a list', value);
    if (value.length > max) return mismatch(`at most ${max} entries`, value.length);
    for (const [index, entry] of value.entries()) {
      const inner = shape(entry);
      if (inner !== null) return below(String(index), inner);
    }
    return null;
  };
}

/** An object with keys of any name, each with a value of one shape. */
export function mapOf(shape: Shape): Shape {
  return (value) => {
    if (!isObject(value)) return mismatch('an object', value);
    for (const [key, entry] of Object.entries(value)) {
      const inner = shape(entry);
      if (inner !== null) return below(key, inner);
    }
    return null;
  };
}

export function nullOr(shape: Shape): Shape {
  return (value) => (value === null ? null : shape(value));
}

export function oneOf(values: readonly JsonValue[]): Shape {
  const expected = values.map((value) => JSON.stringify(value)).join(' or ');
  return (value) => (values.includes(value) ? null : mismatch(expected, value));
}

/** Text of one spelling. */
export function matching(pattern: RegExp, expected: string): Shape {
  return (value) =>
    typeof value === 'string' && pattern.test(value) ? null : mismatch(expected, value);
}

export function integer({ min, max }: { readonly min: number; readonly max: number }): Shape {
  const expected = `an integer from ${min} to ${max}`;
  return (value) =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max
      ? null
      : mismatch(expected, value);
}

/** Canonical base64url of exactly `length` bytes. */
export function bytesOf(length: number): Shape {
  const expected = `base64url of ${length} bytes`;
  return (value) =>
    typeof value === 'string' && decodeBase64UrlOrNull(value)?.length === length
      ? null
      : mismatch(expected, value);
}

export const text: Shape = (value) => (typeof value === 'string' ? null : mismatch('text', value));

export const anObject: Shape = (value) => (isObject(value) ? null : mismatch('an object', value));

export const count = integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

export const sha256Hex = matching(/^[0-9a-f]{64}$/, 'SHA-256 in lower-case hex');

/** One spelling of an instant, so that instants compare as text: `2026-01-31T23:59:59.999Z`. */
export const time: Shape = (value) => {
  const fits =
    typeof value === 'string' && TIME.test(value) && toIsoOrNull(Date.parse(value)) === value;
  return fits ? null : mismatch('a UTC time such as 2026-01-31T23:59:59.999Z', value);
};

function toIsoOrNull(milliseconds: number): string | null {
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}

function mismatch(expected: string, got: JsonValue): Mismatch {
  return { at: '', expected, got };
}

function below(key: string, inner: Mismatch): Mismatch {
  const token = key.replaceAll('~', '~0').replaceAll('/', '~1');
  return { ...inner, at: `/${token}${inner.at}` };
}
