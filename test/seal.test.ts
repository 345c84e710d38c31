import { describe, expect, it } from 'vitest';
import { pressSeal, sealDigest } from '../runtime/seal.ts';
import { type Verification, verifySeal } from '../runtime/verify.ts';
import { type LogStep, mutateLog, mutateSeal, type SealStep } from './mutate-seal.ts';
import { runVectors } from './run-vectors.ts';
import {
  GRAMMAR_SHA256,
  POLICY_SHA256,
  SHELL_SHA256,
  sampleDrafts,
  sampleKey,
  sampleRequest,
  writeLog,
} from './sample-session.ts';
import file from './vectors/seal.json' with { type: 'json' };

interface SealVector {
  readonly name: string;
  readonly why: string;
  readonly session?: string;
  readonly before?: readonly LogStep[];
  readonly after?: readonly LogStep[];
  readonly seal?: readonly SealStep[];
  readonly log?: boolean;
  readonly trust?: 'signer' | 'stranger' | 'nobody';
  readonly now?: string | null;
  readonly expect: { readonly result: string; readonly check: string | null };
}

const KEYS = {
  vector: ['session', 'before', 'after', 'seal', 'log', 'trust', 'now'],
  expect: ['result', 'check'],
};
const HOUR_LATER = '2026-03-01T11:00:00.000Z';

const signer = sampleKey(7);
const trustedBy = {
  signer: [signer.publicJwk],
  stranger: [sampleKey(8).publicJwk],
  nobody: [],
};

/** The first check that says no; where none does but one could not be made, nothing. */
function firstObjection({ result, checks }: Verification): string | null {
  const failed = checks.find(({ status }) => status === 'failed');
  return failed?.name ?? (result === 'unknown' ? 'key' : null);
}

// A JSON import gives `op: string`; the steps' own code throws on an operation that it does not know.
const vectors = file as unknown as typeof file & { readonly vectors: readonly SealVector[] };

runVectors<SealVector>('seal', vectors, KEYS, async (vector) => {
  const { session = 'sample', before = [], after = [], seal = [], trust = 'signer' } = vector;
  const drafts = sampleDrafts(6).map((draft) => ({ ...draft, session }));
  const sealed = mutateLog(writeLog(drafts), before);
  const pressed = await pressSeal({ ...sampleRequest(sealed, signer), session });
  const now = vector.now === undefined ? HOUR_LATER : vector.now;
  const verification = await verifySeal(await mutateSeal(pressed, seal, signer), {
    trustedKeys: trustedBy[trust],
    ...(now === null ? {} : { now }),
    ...(vector.log === false ? {} : { log: mutateLog(sealed, after) }),
  });
  const { result, check } = vector.expect;
  expect(
    { result: verification.result, check: firstObjection(verification) },
    explain(verification),
  ).toEqual({ result, check });
  expectOrder(verification);
});

function explain({ checks }: Verification): string {
  return checks.map(({ name, status, message }) => `${name} ${status}: ${message}`).join('\n');
}

/** Nothing is checked after a failure, and everything has a message. */
function expectOrder({ checks }: Verification): void {
  const failure = checks.findIndex(({ status }) => status === 'failed');
  const later = failure < 0 ? [] : checks.slice(failure + 1);
  expect(later.filter(({ status }) => status !== 'unchecked')).toEqual([]);
  expect(checks.filter(({ message }) => message === '')).toEqual([]);
}

describe('every byte counts', { timeout: 60_000 }, async () => {
  const log = writeLog(sampleDrafts(2));
  const pressed = await pressSeal(sampleRequest(log, signer));
  const options = { trustedKeys: [signer.publicJwk], now: HOUR_LATER, log };

  it('of the seal', async () => {
    expect((await verifySeal(pressed, options)).result).toBe('valid');
    const survivors: number[] = [];
    for (let i = 0; i < pressed.length; i++) {
      const changed = String.fromCharCode(pressed.charCodeAt(i) ^ 1);
      const text = pressed.slice(0, i) + changed + pressed.slice(i + 1);
      if ((await verifySeal(text, options)).result !== 'invalid') survivors.push(i);
    }
    expect(survivors).toEqual([]);
  });

  it('of the log', async () => {
    const survivors: number[] = [];
    for (let i = 0; i < log.length; i++) {
      // Another bit for each neighbour, so that ASCII, UTF-8 and line feeds all get broken.
      const changed = log.with(i, (log[i] ?? 0) ^ (1 << (i % 8)));
      if ((await verifySeal(pressed, { ...options, log: changed })).result !== 'invalid') {
        survivors.push(i);
      }
    }
    expect(survivors).toEqual([]);
  });
});

describe('pressing', () => {
  const request = sampleRequest(writeLog(sampleDrafts(6)), signer);
  const refused = (code: string) => expect.objectContaining({ name: 'WaferError', code });

  it('gives the same bytes for the same request', async () => {
    expect(await pressSeal(request)).toBe(await pressSeal(request));
  });

  it('refuses a log that is not whole, and names the line', async () => {
    const log = mutateLog(request.log, [{ op: 'lines', order: [0, 2] }]);
    const pressed = pressSeal({ ...request, log });
    await expect(pressed).rejects.toEqual(refused('LOG_CORRUPT'));
    await expect(pressed).rejects.toThrow('log: line 2: expected sequence number 1, got 2');
  });

  it.each([
    { name: 'another session', change: { session: 'other' }, code: 'SEAL_INVALID' },
    { name: 'another agent', change: { agent: 'codex' }, code: 'SEAL_INVALID' },
    {
      name: 'a time before the records',
      change: { at: '2026-03-01T08:00:00.000Z' },
      code: 'SEAL_INVALID',
    },
    { name: 'a time of another form', change: { at: 'today' }, code: 'SEAL_MALFORMED' },
    { name: 'a digest that is none', change: { previousSeal: 'abc' }, code: 'SEAL_MALFORMED' },
    { name: 'an empty git id', change: { git: { commit: '', tree: '' } }, code: 'SEAL_MALFORMED' },
  ])('refuses $name', async ({ change, code }) => {
    await expect(pressSeal({ ...request, ...change })).rejects.toEqual(refused(code));
  });

  it('keeps the digest of a detector that is no longer known', async () => {
    const pressed = await pressSeal({ ...request, detectors: [], grammars: [], policies: [] });
    const { result, statement } = await verifySeal(pressed, {
      trustedKeys: [signer.publicJwk],
      log: request.log,
    });
    expect(result).toBe('valid');
    expect(statement?.predicate).toMatchObject({
      detectors: [{ name: 'shell', sha256: SHELL_SHA256, version: null, component: null }],
      grammars: [{ name: null, sha256: GRAMMAR_SHA256 }],
      policies: [{ name: null, sha256: POLICY_SHA256 }],
    });
  });

  it('names the seal before it by its payload', async () => {
    const first = await pressSeal(request);
    const digest = sealDigest(first);
    const second = await pressSeal({ ...request, previousSeal: digest });
    const { statement } = await verifySeal(second, { trustedKeys: [] });
    expect(statement?.predicate.previousSeal).toBe(digest);
    const resigned = await mutateSeal(first, [{ op: 'flip', part: 'signature', byte: 0 }], signer);
    expect(sealDigest(resigned)).toBe(digest);
    expect(() => sealDigest('{}')).toThrow(refused('SEAL_MALFORMED'));
  });

  it('leaves git out where there is none', async () => {
    const { statement } = await verifySeal(await pressSeal({ ...request, git: null }), {
      trustedKeys: [],
    });
    expect(statement?.git).toBeNull();
  });
});

it('refuses a file that is too large before reading it', async () => {
  const { checks } = await verifySeal('['.repeat(2_000_000), { trustedKeys: [] });
  expect(checks[0]?.message).toBe('envelope: expected at most 1048576 characters, got 2000000');
});
