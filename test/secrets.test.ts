import { describe, expect, it } from 'vitest';
import { formats } from '../dist/packs/formats.js';
import { CHANNELS, type Channel } from '../runtime/call.ts';
import { encodeCall, encodeText } from '../runtime/encode.ts';
import { MAX_FINDINGS } from '../runtime/load.ts';
import { assembleText, type MadePart, makeSecret, SECRET_KINDS } from './make-secret.ts';
import { runVectors } from './run-vectors.ts';
import { isDrawable, readFormats } from './secret-formats.ts';
import { loadDetector } from './testkit.ts';
import file from './vectors/secrets.json' with { type: 'json' };

interface SecretVector {
  readonly name: string;
  readonly why: string;
  readonly channel?: string;
  readonly text: readonly (string | MadePart)[];
  readonly expect: { readonly rules: readonly string[]; readonly ranges?: string };
}

interface Found {
  readonly rule: string | undefined;
  readonly start: number;
  readonly end: number;
}

const KEYS = { vector: ['channel', 'text'], expect: ['rules', 'ranges'] };
const MEGABYTE = 1 << 20;
const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);
/** A drawn value may look made up by chance. That is what the checks for placeholders may cost. */
const MIN_RECALL = 0.99;
/** What has to stand around a kind that has no mark of its own. */
const SURROUNDINGS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'aws-secret-key': ['aws_secret_access_key = ', '\n'],
  basic: ['Authorization: Basic ', '\n'],
  password: ['postgres://app:', '@db.internal/app'],
};
const NO_SECRETS = ['jwt-documented', 'key-row'];
const HOSTILE = [
  'A',
  '-',
  '=',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----\n',
  `-----BEGIN PRIVATE KEY-----\n${'a: '.repeat(200)}`,
  'ghp_',
  'ghp_ ',
  'sk-',
  'eyJ',
  ' eyJ.',
  'eyJhbGciOiJIUzI1NiJ9.',
  'secret',
  'aws_secret_access_key = ',
  '://',
  'http://a:b@',
  `http://${'a:@'.repeat(160)}/`,
  'AKIA234567ABCDEFGHIJ ',
  'LS0tLS1CRUdJTi',
];

const detector = await loadDetector('secrets');

function inspect(text: string, channel: Channel = 'output'): readonly Found[] {
  const call = {
    channel,
    tool: '',
    server: '',
    texts: [],
    path: '',
    cwd: '',
    home: '',
    project: '',
  };
  const wire = { ...encodeCall(call, 'unknown'), texts: [encodeText(text)] };
  return detector
    .inspect(wire)
    .map(({ rule, start, end }) => ({ rule: detector.rules()[rule]?.name, start, end }));
}

function channelOf(name = 'output'): Channel {
  const channel = CHANNELS.find((candidate) => candidate === name);
  if (channel === undefined) throw new Error(`${name}: no such channel`);
  return channel;
}

runVectors<SecretVector>('secrets', file, KEYS, (vector) => {
  const { text, ranges } = assembleText(vector.text);
  const found = inspect(text, channelOf(vector.channel));
  expect(found.map(({ rule }) => rule)).toEqual(vector.expect.rules);
  if (vector.expect.ranges === 'made') {
    expect(found.map(({ start, end }) => [start, end])).toEqual(ranges);
  }
});

describe('rules', () => {
  it('redact, and say what to do instead', () => {
    for (const { category, redact, message, instead } of detector.rules()) {
      expect(category).toBe('secret');
      expect(redact).toBe(true);
      expect(instead).not.toBe('');
      // The detail of a finding could only be the secret itself.
      expect(message).not.toContain('{detail}');
    }
  });

  it('each have a hit among the vectors, or are drawn in secret-formats.test.ts', () => {
    const drawn = formats.flatMap(({ text }) => readFormats(text)).filter(isDrawable);
    const hit = new Set([
      ...file.vectors.flatMap((vector) => vector.expect.rules),
      ...drawn.map(({ rule }) => rule),
    ]);
    expect(
      detector
        .rules()
        .map(({ name }) => name)
        .filter((name) => !hit.has(name)),
    ).toEqual([]);
  });
});

describe('made secrets', () => {
  const kinds = SECRET_KINDS.filter((kind) => !NO_SECRETS.includes(kind));
  it.each(kinds)('%s is found to the byte, whatever was drawn', (kind) => {
    const [before, after] = SURROUNDINGS[kind] ?? ['token: ', '\n'];
    const found = SEEDS.filter((seed) => {
      const secret = makeSecret(kind, seed);
      const [first, ...others] = inspect(before + secret + after);
      const end = before.length + secret.length;
      return first?.start === before.length && first.end === end && others.length === 0;
    });
    expect(found.length / SEEDS.length).toBeGreaterThanOrEqual(MIN_RECALL);
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

  it('of secrets stops at the limit, and the next call begins anew', () => {
    const token = `${makeSecret('github-token', 1)}\n`;
    expect(inspect(token.repeat(2 * MAX_FINDINGS))).toHaveLength(MAX_FINDINGS);
    expect(inspect(token)).toHaveLength(1);
  });
});
