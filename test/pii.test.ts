import { describe, expect, it } from 'vitest';
import { encodeCall, encodeText } from '../runtime/encode.ts';
import { MAX_FINDINGS } from '../runtime/load.ts';
import { runVectors } from './run-vectors.ts';
import { loadDetector } from './testkit.ts';
import file from './vectors/pii.json' with { type: 'json' };

interface PersonalVector {
  readonly name: string;
  readonly why: string;
  readonly text: string;
  readonly expect: { readonly rules: readonly string[]; readonly values?: readonly string[] };
}

interface Found {
  readonly rule: string | undefined;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const KEYS = { vector: ['text'], expect: ['rules', 'values'] };
const MEGABYTE = 1 << 20;
/** Below a question, and so that all kinds at once stay there. */
const MAX_RISK = 50;
const HOSTILE = [
  '@',
  'a@',
  'a@b.',
  '1',
  '1 ',
  '1.1.1.1 ',
  '2001:',
  '+1 ',
  '(111) ',
  '000000000 ',
  '10000000146 ',
  'GB82 ',
  'IL 62704 ',
  'May 1990 ',
  'ab cd ef gh ij 111111116 ',
  '1A1zP1eP5QGefi2DMPTfTL5SLmv7Divfxx ',
  '4111111111111111 ',
];

const detector = await loadDetector('pii');

function inspect(text: string): readonly Found[] {
  const bytes = encodeText(text);
  const call = {
    channel: 'output',
    tool: '',
    server: '',
    texts: [],
    path: '',
    cwd: '',
    home: '',
    project: '',
  } as const;
  const wire = { ...encodeCall(call, 'unknown'), texts: [bytes] };
  return detector.inspect(wire).map(({ rule, start, end }) => ({
    rule: detector.rules()[rule]?.name,
    value: new TextDecoder().decode(bytes.subarray(start, end)),
    start,
    end,
  }));
}

runVectors<PersonalVector>('personal data', file, KEYS, ({ text, expect: wanted }) => {
  const found = inspect(text);
  expect(found.map(({ rule }) => rule)).toEqual(wanted.rules);
  expect(found.map(({ value }) => value)).toEqual(wanted.values ?? []);
});

describe('a value', () => {
  const hits = file.vectors.filter(({ expect: { rules } }) => rules.length > 0);
  it.each(hits)('of $name is found within a longer text', ({ text, expect: { values } }) => {
    const found = inspect(`First line.\n${text}\nLast line.`).map(({ value }) => value);
    expect(found).toEqual(values);
  });
});

describe('rules', () => {
  it('redact what identifies a person, and ask for nothing', () => {
    for (const { category, redact, message, instead, risk, severity } of detector.rules()) {
      expect(category).toBe('personal-data');
      expect(redact).toBe(severity !== 'low');
      expect(instead).not.toBe('');
      expect(['low', 'medium']).toContain(severity);
      expect(risk).toBeLessThan(MAX_RISK / 2);
      // The detail of a finding could only be the value itself.
      expect(message).not.toContain('{detail}');
    }
  });

  it('each have a hit and a near miss among the vectors', () => {
    const names = detector.rules().map(({ name }) => name);
    const hit = new Set(file.vectors.flatMap((vector) => vector.expect.rules));
    expect(names.filter((name) => !hit.has(name))).toEqual([]);
    const misses = file.vectors
      .filter((vector) => vector.expect.rules.length === 0)
      .map(({ name }) => `pii-${name}`);
    expect(names.filter((name) => !misses.some((miss) => miss.startsWith(`${name}-`)))).toEqual([]);
  });
});

describe('a value that comes again and again', () => {
  it('is not reported any more from half of the limit on', () => {
    const found = inspect('peer 91.198.174.192 and jane.roe@wafer-mail.dev\n'.repeat(5000));
    expect(found.length).toBe(MAX_FINDINGS / 2 + 2);
  });

  it('does not keep others from being found', () => {
    const names = Array.from({ length: 300 }, (_, i) => `jane.roe${i}@wafer-mail.dev`);
    const found = inspect(`${'91.198.174.192\n'.repeat(5000)}${names.join('\n')}`);
    expect(new Set(found.map(({ value }) => value)).size).toBe(301);
    expect(found.length).toBeLessThan(MAX_FINDINGS);
  });
});

describe('a hostile megabyte', () => {
  it.each(HOSTILE)('of %j gets an answer within the limit', (piece) => {
    const text = piece.repeat(Math.ceil(MEGABYTE / piece.length));
    const found = inspect(text);
    expect(found.length).toBeLessThanOrEqual(MAX_FINDINGS);
    for (const { start, end } of found) {
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  });
});
