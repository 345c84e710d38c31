import { expect, it } from 'vitest';
import { canonicalise, MAX_DEPTH, parseCanonical } from '../runtime/canonical.ts';
import type { JsonValue } from '../runtime/json.ts';
import { runVectors } from './run-vectors.ts';
import file from './vectors/canonical.json' with { type: 'json' };

interface CanonicalVector {
  readonly name: string;
  readonly why: string;
  readonly json?: string;
  readonly bits?: string;
  readonly expect: { readonly canonical?: string; readonly refused?: string };
}

const KEYS = { vector: ['json', 'bits'], expect: ['canonical', 'refused'] };
const SOURCE = { code: 'LOG_CORRUPT', name: 'vector' } as const;

function inputOf({ json, bits }: CanonicalVector): JsonValue {
  if (bits === undefined) return JSON.parse(json ?? '');
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

runVectors<CanonicalVector>('canonical', file, KEYS, (vector) => {
  const { canonical, refused } = vector.expect;
  if (refused !== undefined) {
    expect(() => canonicalise(inputOf(vector))).toThrow();
    if (vector.json === undefined) return;
    expect(() => parseCanonical(vector.json ?? '', SOURCE)).toThrow(refused);
    expect(() => parseCanonical(vector.json ?? '', SOURCE)).toThrow(
      expect.objectContaining({ name: 'WaferError', code: 'LOG_CORRUPT' }),
    );
    return;
  }
  const text = canonicalise(inputOf(vector));
  expect(text).toBe(canonical);
  expect(canonicalise(parseCanonical(text, SOURCE))).toBe(canonical);
  if (vector.json !== undefined && vector.json !== canonical) {
    expect(() => parseCanonical(vector.json ?? '', SOURCE)).toThrow('expected canonical JSON');
  }
});

it('refuses a repeated key, which JSON.parse lets through', () => {
  expect(() => parseCanonical('{"a":1,"a":1}', SOURCE)).toThrow('expected canonical JSON');
  expect(() => parseCanonical('{"a":1,"a":2}', SOURCE)).toThrow('expected canonical JSON');
});

it('names the place of the first difference', () => {
  expect(() => parseCanonical('{"a":1, "b":2}', SOURCE)).toThrow(
    String.raw`vector: expected canonical JSON, "\"b\":2}" at character 7, got " \"b\":2}"`,
  );
});

it('goes as deep as it says, and no deeper', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  expect(canonicalise(JSON.parse(nested(MAX_DEPTH)))).toBe(nested(MAX_DEPTH));
  expect(() => parseCanonical(nested(MAX_DEPTH + 1), SOURCE)).toThrow('expected at most 64 levels');
  expect(() => parseCanonical(nested(100_000), SOURCE)).toThrow(
    expect.objectContaining({ code: 'LOG_CORRUPT' }),
  );
});

it('refuses what is no JSON value', () => {
  const values = [undefined, [undefined], { a: undefined }, () => 0, Symbol('s'), 1n];
  for (const value of values) {
    expect(() => canonicalise(value as unknown as JsonValue)).toThrow(RangeError);
  }
});
