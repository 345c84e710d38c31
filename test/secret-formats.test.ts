/**
 * Each line of the packs of secrets: what is drawn after its shape is found, and what is one byte
 * short is not. Both are made when the test runs.
 */

import { describe, expect, it } from 'vitest';
import { formats } from '../dist/packs/formats.js';
import { encodeCall, encodeText } from '../runtime/encode.ts';
import {
  drawValue,
  expressionOf,
  type FormatLine,
  isDrawable,
  readFormats,
} from './secret-formats.ts';
import { loadDetector } from './testkit.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
/** Some drawn values look made up by chance, or lack what the check asks for. */
const MIN_FOUND = 5;
const CALL = {
  channel: 'output' as const,
  tool: '',
  server: '',
  texts: [],
  path: '',
  cwd: '',
  home: '',
  project: '',
};

const detector = await loadDetector('secrets');
const lines = formats.flatMap(({ text }) => readFormats(text));
const shaped = lines.filter(isDrawable);
const cases = shaped.flatMap((format) => format.literals.map((literal) => ({ format, literal })));

/** The rules of what is found in exactly this range. */
function rulesOf(before: string, value: string): readonly (string | undefined)[] {
  const wire = { ...encodeCall(CALL, 'unknown'), texts: [encodeText(`${before}${value}"\n`)] };
  return detector
    .inspect(wire)
    .filter(({ start, end }) => start === before.length && end === before.length + value.length)
    .map(({ rule }) => detector.rules()[rule]?.name);
}

function surroundings({ near }: FormatLine, literal: string): string {
  return near ? `${literal}_key = "` : 'x = "';
}

describe('packs', () => {
  it('know four hundred formats and more', () => {
    expect(lines.length).toBeGreaterThan(400);
  });

  it.each(cases)('$format.rule: $literal $format.line', ({ format, literal }) => {
    const before = surroundings(format, literal);
    const own = lines.filter(({ rule }) => rule === format.rule);
    const found = SEEDS.filter((seed) =>
      rulesOf(before, drawValue(format, literal, seed)).includes(format.rule),
    );
    expect(found.length).toBeGreaterThanOrEqual(MIN_FOUND);
    for (const seed of SEEDS) {
      const short = drawValue(format, literal, seed, 1);
      if (own.some((other) => expressionOf(other).test(short))) continue;
      expect(rulesOf(before, short)).not.toContain(format.rule);
    }
  });
});
