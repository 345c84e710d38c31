import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { encodeHex, encodeUtf8 } from '../runtime/encoding.ts';
import { findTail, MAX_TORN_LINES, readLog } from '../runtime/log.ts';
import {
  appendRecord,
  leafHash,
  MAX_RECORD_BYTES,
  NO_RECORD,
  parseRecord,
  type RecordDraft,
  SALT_BYTES,
} from '../runtime/record.ts';
import { type LogStep, mutateLog } from './mutate-seal.ts';
import { sampleDraft, sampleDrafts, toLines, writeLog } from './sample-session.ts';

const CORRUPT = expect.objectContaining({ name: 'WaferError', code: 'LOG_CORRUPT' });
const salt = new Uint8Array(SALT_BYTES);

function withReason(reason: string): RecordDraft {
  return { ...sampleDraft(1), reason };
}

describe('a record', () => {
  it('comes back from its line, with its place in the log', () => {
    const first = appendRecord(null, sampleDraft(0), salt);
    const second = appendRecord(first.tail, sampleDraft(1), salt);
    expect(parseRecord(first.line)).toMatchObject({
      ...sampleDraft(0),
      seq: 0,
      previous: NO_RECORD,
    });
    expect(parseRecord(second.line)).toMatchObject({ seq: 1, previous: first.tail.hash });
    expect(second.tail).toEqual({ seq: 1, hash: encodeHex(leafHash(second.line)) });
  });

  it('is hashed as a leaf of RFC 6962', () => {
    const { line } = appendRecord(null, sampleDraft(0), salt);
    const leaf = sha256(Uint8Array.of(0, ...encodeUtf8(line)));
    expect(encodeHex(leafHash(line))).toBe(encodeHex(leaf));
  });

  it('has U+FFFD where the draft has half a character', () => {
    const draft = { ...withReason('a\ud800b'), subject: { '\udc00': ['\ud83d'] } };
    const { line } = appendRecord(null, draft, salt);
    expect(parseRecord(line)).toMatchObject({
      reason: 'a\ufffdb',
      subject: { '\ufffd': ['\ufffd'] },
    });
  });

  it('may have as many bytes as stated, and not one more', () => {
    const { line } = appendRecord(null, withReason(''), salt);
    const room = MAX_RECORD_BYTES - encodeUtf8(line).length;
    const full = appendRecord(null, withReason(`${'x'.repeat(room - 2)}\u00e9`), salt);
    expect(encodeUtf8(full.line).length).toBe(MAX_RECORD_BYTES);
    expect(parseRecord(full.line).seq).toBe(0);
    const message = `record: expected at most ${MAX_RECORD_BYTES} bytes, got ${MAX_RECORD_BYTES + 1}`;
    expect(() => appendRecord(null, withReason('x'.repeat(room + 1)), salt)).toThrow(message);
    expect(() => parseRecord(full.line.replace('\u00e9', '\u00e9x'))).toThrow(message);
  });

  it.each<[string, object]>([
    ['a further key', { note: '' }],
    ['a risk beyond 100', { risk: 101 }],
    ['a risk that is no integer', { risk: 0.5 }],
    ['another verdict', { verdict: 'maybe' }],
    ['another channel', { channel: 'smoke' }],
    ['a time without milliseconds', { at: '2026-03-01T09:00:00Z' }],
    ['a digest that is none', { detectors: { shell: 'abc' } }],
    ['an empty id', { id: '' }],
    ['a finding of another shape', { findings: [{}] }],
    ['a list as its subject', { subject: [] }],
  ])('is not written with %s', (_, change) => {
    const draft = { ...sampleDraft(1), ...change } as RecordDraft;
    expect(() => appendRecord(null, draft, salt)).toThrow(CORRUPT);
  });

  it('is not written without a whole salt', () => {
    expect(() => appendRecord(null, sampleDraft(0), salt.subarray(1))).toThrow(CORRUPT);
  });
});

describe('reading a log', () => {
  const log = writeLog(sampleDrafts(6));
  const codes = (bytes: Uint8Array) => readLog(bytes).problems.map(({ code }) => code);

  it('gives its records and its end', () => {
    const { records, leafHashes, tail, torn, clockSteps, problems } = readLog(log);
    expect(records.map(({ id }) => id)).toEqual(sampleDrafts(6).map(({ id }) => id));
    expect(leafHashes.map(encodeHex)).toEqual(
      toLines(log).map((line) => encodeHex(leafHash(line))),
    );
    expect({ tail, torn, clockSteps, problems }).toEqual({
      tail: findTail(log),
      torn: [],
      clockSteps: [],
      problems: [],
    });
  });

  it('finds nothing in an empty one', () => {
    expect(readLog(new Uint8Array())).toEqual({
      records: [],
      leafHashes: [],
      tail: null,
      torn: [],
      clockSteps: [],
      problems: [],
    });
  });

  it.each<[string, readonly LogStep[], readonly string[]]>([
    ['a gap', [{ op: 'lines', order: [0, 1, 3, 4, 5] }], ['3 gap']],
    ['the first record gone', [{ op: 'lines', order: [1, 2] }], ['1 gap']],
    ['a duplicate', [{ op: 'lines', order: [0, 1, 1, 2] }], ['3 duplicate']],
    ['an earlier record', [{ op: 'lines', order: [0, 1, 2, 0] }], ['4 order']],
    ['an altered record', [{ op: 'alter', line: 2, at: '/risk', value: 1 }], ['4 chain']],
    ['a foreign line', [{ op: 'insert', line: 2, text: '[]\n' }], ['3 foreign']],
    [
      'a record of another session',
      [{ op: 'alter', line: 5, at: '/session', value: 'other' }, { op: 'rechain' }],
      ['6 session'],
    ],
  ])('names %s and its line', (_, steps, expected) => {
    const { problems } = readLog(mutateLog(log, steps));
    expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual(expected);
  });

  it('tells a torn line from a foreign one', () => {
    const torn = mutateLog(log, [
      { op: 'insert', line: 2, text: '{"agent":"cl\n' },
      { op: 'cut', bytes: 7 },
    ]);
    expect(readLog(torn)).toMatchObject({
      torn: [
        { line: 3, bytes: 12, sha256: encodeHex(sha256(encodeUtf8('{"agent":"cl'))) },
        { line: 7 },
      ],
      problems: [],
      tail: { seq: 4 },
    });
    expect(readLog(Uint8Array.of(0xff, 0xfe, 0x0a)).torn).toMatchObject([{ bytes: 2 }]);
  });

  it('notes a clock that was set back, but not hooks that overtake each other', () => {
    const at = (value: string): LogStep[] => [
      { op: 'alter', line: 3, at: '/at', value },
      { op: 'rechain' },
    ];
    expect(readLog(mutateLog(log, at('2026-03-01T08:59:00.000Z'))).clockSteps).toEqual([4]);
    expect(readLog(mutateLog(log, at('2026-03-01T09:00:01.900Z'))).clockSteps).toEqual([]);
    expect(codes(mutateLog(log, at('2026-03-01T08:59:00.000Z')))).toEqual([]);
  });

  it('stops at a bound, whatever is written into it', () => {
    for (const junk of ['{}\n', 'x\n', '\n', '[1]\nx\n']) {
      const { torn, problems } = readLog(encodeUtf8(junk.repeat(200_000)));
      expect(torn.length).toBeLessThanOrEqual(MAX_TORN_LINES);
      expect(problems.length).toBeLessThan(300);
      expect(problems.at(-1)?.code).toBe('limit');
    }
  });
});

describe('a kill at any byte', () => {
  const log = writeLog(sampleDrafts(3));
  const lengths = toLines(log).map((line) => encodeUtf8(line).length + 1);

  it('leaves a log that the next hook continues', () => {
    for (let length = 0; length <= log.length; length++) {
      const killed = log.subarray(0, length);
      const { line } = appendRecord(findTail(killed), sampleDraft(9), salt);
      const isEnded = length === 0 || killed.at(-1) === 0x0a;
      const next = encodeUtf8(`${isEnded ? '' : '\n'}${line}\n`);
      const { records, torn, problems } = readLog(new Uint8Array([...killed, ...next]));
      const whole = wholeRecords(length);
      expect({ records: records.length, problems }).toEqual({ records: whole + 1, problems: [] });
      expect(torn.length, `${length} bytes`).toBe(isEnded || isWhole(length) ? 0 : 1);
    }
  });

  /** A record without its line feed is whole. */
  function wholeRecords(length: number): number {
    let end = 0;
    return lengths.filter((bytes) => {
      end += bytes;
      return end - 1 <= length;
    }).length;
  }

  function isWhole(length: number): boolean {
    return wholeRecords(length) > wholeRecords(length - 1);
  }

  it('is survived even when only the end of the log is read', () => {
    const tail = findTail(log);
    const last = lengths.at(-1) ?? 0;
    for (let bytes = last; bytes <= log.length; bytes++) {
      expect(findTail(log.subarray(log.length - bytes))).toEqual(tail);
    }
    expect(findTail(log.subarray(log.length - last + 1))).toBeNull();
  });
});
