/** A session from its first event to its checked seal, by the program alone. */

import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKey, toJwks } from '../../runtime/key.ts';
import { bashEvent, createScratch, eventOf, HOOK, runProgram, type Scratch } from './program.ts';

let scratch: Scratch;
let seal: string;
const hook = (input: string) => runProgram(scratch, HOOK, { input });
const verify = (...args: string[]) => runProgram(scratch, ['verify', ...args]);

beforeEach(async () => {
  scratch = createScratch();
  seal = join(scratch.project, '.wafer', 'session-s1.seal.json');
  await hook(bashEvent(scratch, 'git status'));
  await hook(bashEvent(scratch, 'rm -rf ~'));
  await hook(eventOf(scratch, { hook_event_name: 'SessionEnd', reason: 'other' }));
});
afterEach(() => scratch.remove());

describe('a seal', () => {
  it('is pressed at the end of the session and is valid here', async () => {
    const { stdout, status } = await verify('--json', seal);
    const { result, checks, statement } = JSON.parse(stdout);
    expect({ result, status }).toEqual({ result: 'valid', status: 0 });
    const states = checks.map((check: { status: string }) => check.status);
    expect(new Set(states)).toEqual(new Set(['ok']));
    expect(statement.predicate.counts).toMatchObject({ governed: 2, allowed: 1, denied: 1 });
  });

  it('does not prove its origin to somebody with other keys', async () => {
    const jwks = join(scratch.folder, 'jwks.json');
    const { publicJwk } = createKey(new Uint8Array(32).fill(5));
    writeFileSync(jwks, JSON.stringify(toJwks([publicJwk])));
    const { stdout, status } = await verify('--jwks', jwks, seal);
    expect(stdout).toContain('who made it is open');
    expect(status).toBe(2);
  });

  it('is invalid when the log was edited', async () => {
    const log = join(scratch.waferHome, 'logs', 's1.jsonl');
    writeFileSync(log, readFileSync(log, 'utf8').replace('"verdict":"deny"', '"verdict":"allow"'));
    const { stdout, status } = await verify(seal);
    expect(stdout).toContain('FAILED');
    expect(status).toBe(1);
  });

  it('is invalid when a byte of it was changed', async () => {
    const text = readFileSync(seal, 'utf8');
    const place = text.indexOf('"payload":"') + 200;
    const other = text[place] === 'A' ? 'B' : 'A';
    writeFileSync(seal, text.slice(0, place) + other + text.slice(place + 1));
    expect((await verify(seal)).status).toBe(1);
  });

  it('could not be checked when it is not there', async () => {
    const { stderr, status } = await verify('nowhere.seal.json');
    expect(stderr).toContain('nowhere.seal.json');
    expect(status).toBe(2);
  });

  it.each([
    ['a log', '--log'],
    ['keys', '--jwks'],
  ])('could not be checked without %s that should be there', async (_, option) => {
    const { stderr, status } = await verify(option, 'nowhere', seal);
    expect(stderr).toContain(`wafer: error: ${option}: ENOENT`);
    expect(status).toBe(2);
  });

  it('is signed by a key that only its user can read', () => {
    const key = join(scratch.waferHome, 'signing-key.json');
    expect(existsSync(key)).toBe(true);
    expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  it('is not pressed over a log that was tampered with, and the person is told', async () => {
    appendFileSync(join(scratch.waferHome, 'logs', 's1.jsonl'), '{"v":1}\n');
    const end = eventOf(scratch, { hook_event_name: 'SessionEnd', reason: 'other' });
    const { stdout } = await hook(end);
    expect(JSON.parse(stdout).systemMessage).toContain('line 4');
  });
});
