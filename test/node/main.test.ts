/** The program's front door: help everywhere, clear refusals, and `wafer check` for a person. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSecret } from '../make-secret.ts';
import { createScratch, runProgram, type Scratch } from './program.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = createScratch();
});
afterEach(() => scratch.remove());

const wafer = (...args: string[]) => runProgram(scratch, args);

describe('wafer', () => {
  it('helps when it is called without a command', async () => {
    const { stdout, status } = await wafer();
    expect(stdout).toContain('wafer check');
    expect(status).toBe(0);
  });

  it.each(['hook', 'init', 'check', 'scan', 'rules', 'trust', 'verify'])(
    'helps with %s',
    async (command) => {
      const { stdout, stderr, status } = await wafer(command, '--help');
      expect(stdout).toMatch(new RegExp(`^wafer ${command}`));
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    },
  );

  it.each([
    [['frobnicate'], 'no command "frobnicate"'],
    [['constructor'], 'no command "constructor"'],
    [['check'], 'expected one command in quotes, got 0 words'],
    [['check', 'rm', 'x'], 'expected one command in quotes, got 2 words'],
    [['hook'], 'expected --agent and nothing else'],
    [['hook', '--agent', 'nobody'], '--agent: expected claude-code'],
    [['verify'], 'expected the file of a seal'],
  ])('refuses %j', async (args, message) => {
    const { stdout, stderr, status } = await wafer(...args);
    expect(stderr).toContain(`wafer: error: ${message}`);
    expect(stderr).toContain('wafer: hint: ');
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  });
});

describe('wafer check', () => {
  it.each([
    ['ls -la', 'allow', 0],
    ['rm -rf /opt/other', 'ask', 1],
    ['rm -rf /', 'deny', 2],
  ])('judges %s', async (command, verdict, status) => {
    const run = await wafer('check', command);
    expect(run.stdout.split(' ')[0]?.trim()).toBe(verdict);
    expect(run.status).toBe(status);
  });

  it('says why, what instead, and where', async () => {
    const { stdout } = await wafer('check', 'ls; rm -rf /');
    expect(stdout).toBe(
      [
        'deny  risk 100',
        '  rm-root (critical): deletes the root of the file system (/)',
        '    instead: delete named files inside the project',
        '    at 4-12: rm -rf /',
        '',
      ].join('\n'),
    );
  });

  it('colours only when it may', async () => {
    const plain = await wafer('check', 'ls');
    const colour = await runProgram(scratch, ['check', 'ls'], { env: { FORCE_COLOR: '1' } });
    const refused = await runProgram(scratch, ['check', 'ls'], {
      env: { FORCE_COLOR: '1', NO_COLOR: '1' },
    });
    expect(plain.stdout).not.toContain('\x1b[');
    expect(colour.stdout).toContain('\x1b[32mallow');
    expect(refused.stdout).not.toContain('\x1b[');
  });

  it('shows neither a secret nor a control character', async () => {
    const secret = makeSecret('aws-access-key', 4);
    const { stdout } = await wafer('check', `rm -rf /etc/\x1b[2J${secret}`);
    expect(stdout).not.toContain(secret);
    expect(stdout).not.toContain('\x1b');
    expect(stdout).toContain('\\u{1b}');
  });

  it('answers as JSON', async () => {
    const { stdout } = await wafer('check', '--json', 'rm -rf /');
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'deny', risk: 100 });
  });
});
