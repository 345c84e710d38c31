/** `wafer rules`, as whoever writes rules runs it. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScratch, runProgram, type Scratch } from './program.ts';

const PACKS = fileURLToPath(new URL('../../dist/packs/', import.meta.url));

let scratch: Scratch;
beforeEach(() => {
  scratch = createScratch();
});
afterEach(() => scratch.remove());

const rules = (...args: string[]) => runProgram(scratch, ['rules', ...args]);

function put(name: string, text: string): string {
  const path = join(scratch.project, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return name;
}

const GOOD = `# Frobnication.
suspicious "frobnicate"
  category availability
  match command(frobnicate)
  reason "frobnicates {detail}"
  nudge "do not"
  expect ask 'sudo frobnicate x'
  expect allow 'echo frobnicate'

block "edit-it"
  on write
  match path(it.txt)
  nudge "no"
  expect deny write 'it.txt' 'text'
  expect deny 'sub/it.txt'
`;

describe('wafer rules lint', () => {
  it('says that there is nothing to say', async () => {
    put('a.rules', GOOD);
    put('b.rules', '');
    expect(await rules('lint', 'a.rules', 'b.rules')).toEqual({
      stdout: 'no mistakes in 2 files\n',
      stderr: '',
      status: 0,
    });
  });

  it('prints each mistake with its place', async () => {
    put('sub/a.rules', 'block "x"\n  match comand(x)\n  nudge "no"\nnonsense\n');
    const { stdout, status } = await rules('lint', 'sub/a.rules');
    const [first, second, ...rest] = stdout.split('\n');
    expect(first).toMatch(
      /^sub\/a\.rules:2:9: unknown function "comand": expected command, perhaps$/,
    );
    expect(second).toBe('sub/a.rules:4:1: expected block, suspicious or list, got "nonsense"');
    expect({ rest, status }).toEqual({ rest: [''], status: 1 });
  });

  it('prints no control character of the file', async () => {
    put('a.rules', 'block "\x1b[2J" y\n');
    expect((await rules('lint', 'a.rules')).stdout).not.toContain('\x1b');
  });

  it('finds a name that the built-in rules have', async () => {
    put('a.rules', 'block "rm-root"\n  match command(x)\n  nudge "no"\n');
    expect((await rules('lint', 'a.rules')).stdout).toContain('there is another rule named');
  });

  it('takes a built-in pack as it is', async () => {
    expect((await rules('lint', join(PACKS, 'filesystem.rules'))).status).toBe(0);
  });
});

describe('wafer rules test', () => {
  it('counts what holds', async () => {
    put('a.rules', GOOD);
    expect(await rules('test', 'a.rules')).toEqual({
      stdout: '1 file: 4 expectations, all hold\n',
      stderr: '',
      status: 0,
    });
  });

  it('prints what does not', async () => {
    const text = GOOD.replace("allow 'echo frobnicate'", "deny 'frobnicate'");
    put('a.rules', `${text}  expect deny 'frobnicate'\n`);
    const { stdout, status } = await rules('test', 'a.rules');
    expect(stdout.split('\n')).toEqual([
      'a.rules:8: frobnicate: expected deny, got ask by frobnicate: frobnicate',
      'a.rules:16: edit-it: expected deny, got allow: frobnicate',
      '1 file: 5 expectations, 2 fail',
      '',
    ]);
    expect(status).toBe(1);
  });

  it('demands that the rule itself has a part in the verdict', async () => {
    put('a.rules', 'block "other"\n  match command(frobnicate)\n  nudge "no"\n');
    const rule = 'block "mine"\n  match command(brobnicate)\n  nudge "no"\n';
    put('b.rules', `${rule}  expect deny 'frobnicate'\n`);
    const { stdout } = await rules('test', 'a.rules', 'b.rules');
    expect(stdout).toContain('mine: expected deny by this rule, got deny by other: frobnicate');
  });

  it('counts mistakes as failures', async () => {
    put('a.rules', 'block "x"\n  match comand(x)\n  nudge "no"\n  expect allow \'ls\'\n');
    const { stdout, status } = await rules('test', 'a.rules');
    expect(stdout).toContain('a.rules:2:9: ');
    expect(stdout).toContain('1 file: 1 expectation, all hold, 1 mistake\n');
    expect(status).toBe(1);
  });

  it('does not depend on the configuration', async () => {
    put('wafer.toml', '[executables]\nallowed = ["ls"]\n');
    put('.wafer/rules/x.rules', 'block "all"\n  match .\n  nudge "no"\n');
    put('a.rules', GOOD);
    expect((await rules('test', 'a.rules')).status).toBe(0);
  });
});

describe('wafer rules list', () => {
  it('has built-in and configured rules, and marks those that are off', async () => {
    put('.wafer/rules/a.rules', GOOD);
    mkdirSync(scratch.waferHome, { recursive: true });
    writeFileSync(join(scratch.waferHome, 'config.toml'), '[rules]\ndisabled = ["edit-*"]\n');
    const { stdout, stderr, status } = await rules('list');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const rows = stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(rows[0]).toEqual(['rule', 'tier', 'category', 'severity', 'where']);
    const row = (name: string) => rows.find(([first]) => first === name);
    const where = '.wafer/rules/a.rules';
    expect(row('frobnicate')).toEqual([
      ...['frobnicate', 'suspicious', 'availability', 'medium', `${where}:2`],
    ]);
    expect(row('edit-it')).toEqual(['edit-it', 'disabled', 'policy', 'high', `${where}:10`]);
    expect(row('rm-root')?.[4]).toMatch(/^filesystem\.rules:\d+$/);
    expect(row('aws-access-key')?.[4]).toBe('detector secrets');
    expect((await rules('list', '--no-config')).stdout).not.toContain('frobnicate');
  });

  it('answers as JSON', async () => {
    put('.wafer/rules/a.rules', GOOD);
    const rows = JSON.parse((await rules('list', '--json')).stdout);
    expect(rows.find(({ name }: { name: string }) => name === 'frobnicate')).toEqual({
      name: 'frobnicate',
      tier: 'suspicious',
      category: 'availability',
      severity: 'medium',
      risk: 60,
      detector: 'rules',
      file: '.wafer/rules/a.rules',
      line: 2,
      disabled: false,
    });
  });

  it('warns of mistakes', async () => {
    put('.wafer/rules/a.rules', 'nonsense\n');
    const { stderr, status } = await rules('list');
    expect(stderr).toBe(
      'wafer: warning: .wafer/rules/a.rules:1:1: expected block, suspicious or list, got "nonsense"\n',
    );
    expect(status).toBe(0);
  });
});

describe('wafer rules show', () => {
  it('prints a configured rule as it is written', async () => {
    put('.wafer/rules/a.rules', GOOD);
    const text = GOOD.split('\n').slice(1, 8).join('\n');
    expect(await rules('show', 'frobnicate')).toEqual({
      stdout: `.wafer/rules/a.rules:2\n${text}\n`,
      stderr: '',
      status: 0,
    });
  });

  it('prints a built-in rule as it is written', async () => {
    const { stdout } = await rules('show', 'rm-root');
    const [, file = '', text = ''] = /^(.*):\d+\n([\s\S]*)\n$/.exec(stdout) ?? [];
    expect(readFileSync(join(PACKS, file), 'utf8')).toContain(text);
  });

  it('prints what there is of a rule written as code', async () => {
    const { stdout } = await rules('show', 'aws-access-key');
    expect(stdout).toMatch(
      /^detector secrets, written as code\naws-access-key\n {2}category secret\n/,
    );
  });
});

it.each([
  [[], 'rules: expected one of list, show, lint, test, got ""'],
  [['frobnicate'], 'rules: expected one of list, show, lint, test, got "frobnicate"'],
  [['lint'], 'rules lint: expected a rule file'],
  [['lint', '--strict', 'a.rules'], "Unknown option '--strict'"],
  [['test', '--strict'], "Unknown option '--strict'"],
  [['list', 'all'], 'Unexpected argument'],
  [['show'], 'rules show: expected the name of one rule'],
  [['show', 'nothing-like-it'], 'no rule "nothing-like-it"; wafer rules list names them'],
])('wafer rules refuses %j', async (args, message) => {
  const { stdout, stderr, status } = await rules(...args);
  expect(stderr).toContain(`wafer: error: ${message}`);
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
});

it('wafer rules names a file that is not there', async () => {
  const { stderr, status } = await rules('lint', 'nothing.rules');
  expect(stderr).toMatch(/^wafer: error: .*nothing\.rules/);
  expect(status).toBe(1);
});
