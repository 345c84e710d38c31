/** The files of the configuration, as the hook and the commands of a person read them. */

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLog } from '../../runtime/log.ts';
import { bashEvent, createScratch, eventOf, HOOK, runProgram, type Scratch } from './program.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = createScratch();
});
afterEach(() => scratch.remove());

const MINE = 'block "mine"\n  match command(frobnicate)\n  nudge "do not frobnicate"\n';

const wafer = (...args: string[]) => runProgram(scratch, args);
const user = (name: string, text: string) => put(join(scratch.waferHome, name), text);
const project = (name: string, text: string) => put(join(scratch.project, name), text);

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

async function hook(command: string) {
  const { stdout, status } = await runProgram(scratch, HOOK, {
    input: bashEvent(scratch, command),
  });
  const { hookSpecificOutput, systemMessage = '' } = stdout === '' ? {} : JSON.parse(stdout);
  const { permissionDecision = 'allow', permissionDecisionReason = '' } = hookSpecificOutput ?? {};
  return {
    verdict: permissionDecision,
    reason: permissionDecisionReason,
    notice: systemMessage,
    status,
  };
}

describe("the person's files", () => {
  it('count on the next call', async () => {
    expect((await hook('frobnicate')).verdict).toBe('allow');
    user('rules/team.rules', MINE);
    expect(await hook('frobnicate')).toMatchObject({
      verdict: 'deny',
      reason: expect.stringContaining('mine: do not frobnicate'),
      notice: '',
    });
    user('config.toml', '[rules]\ndisabled = ["mine"]\n');
    expect((await hook('frobnicate')).verdict).toBe('allow');
  });

  it('stop every call while they are broken, and say where', async () => {
    user('config.toml', '[rules]\n\ndisable = ["mine"]\n');
    const { verdict, reason, status } = await hook('ls');
    expect({ verdict, status }).toEqual({ verdict: 'deny', status: 2 });
    expect(reason).toContain(
      'config.toml:3: rules.disable: unknown key: expected disabled, append',
    );
    expect(reason).toContain('mend it');
    user('config.toml', '[rules]\ndisabled = ["mine"]\n');
    expect((await hook('ls')).verdict).toBe('allow');
  });

  it('name further rule files, which have to be there', async () => {
    user('config.toml', '[rules]\nfiles = ["more/a.rules"]\n');
    expect((await hook('ls')).reason).toContain("more/a.rules: can't be read (ENOENT)");
    user('more/a.rules', MINE);
    expect((await hook('frobnicate')).verdict).toBe('deny');
  });

  it('lose the rule with a mistake, and say so', async () => {
    user('rules/team.rules', `block "broken"\n  match comand(x)\n  nudge "no"\n${MINE}`);
    const { verdict, notice } = await hook('ls');
    expect(verdict).toBe('allow');
    expect(notice).toMatch(
      /^wafer goes on without a part of its configuration: .*team\.rules:2:9: unknown function "comand"/,
    );
    expect((await hook('frobnicate')).verdict).toBe('deny');
  });

  it("are not an editor's hidden files", async () => {
    mkdirSync(join(scratch.waferHome, 'rules'), { recursive: true });
    symlinkSync('nobody@nowhere.1', join(scratch.waferHome, 'rules', '.#team.rules'));
    expect(await hook('ls')).toMatchObject({ verdict: 'allow', notice: '' });
  });
});

describe("the project's files", () => {
  it('tighten without being trusted', async () => {
    project('.wafer/rules/team.rules', MINE);
    project('wafer.toml', '[executables]\nallowed = ["ls", "git"]\n[rules]\nfiles = ["a.rules"]\n');
    project('wafer.local.toml', '[executables]\nexclude = ["git"]\n');
    const rule =
      'suspicious "unknown"\n  match_base_command_not_in allowed_executables\n  nudge "no"\n';
    project('a.rules', rule);
    expect(await hook('ls')).toMatchObject({ verdict: 'allow', notice: '' });
    expect((await hook('git status')).verdict).toBe('ask');
    expect((await hook('frobnicate')).verdict).toBe('deny');
  });

  it('loosen only when they are trusted, as they are now', async () => {
    user('rules/team.rules', MINE);
    project('wafer.toml', '[rules]\ndisabled = ["mine"]\n');
    const untrusted = await hook('frobnicate');
    expect(untrusted.verdict).toBe('deny');
    expect(untrusted.notice).toContain('wafer.toml: rules.disabled: left out');
    expect(untrusted.notice).toContain('wafer trust');
    expect(untrusted.reason).not.toContain('wafer trust');

    const { stdout, status } = await wafer('trust');
    expect(stdout).toContain('wafer.toml is trusted; it may now loosen\n  rules.disabled: mine\n');
    expect(status).toBe(0);
    expect(await hook('frobnicate')).toMatchObject({ verdict: 'allow', notice: '' });
    expect(statSync(join(scratch.waferHome, 'trust.json')).mode & 0o777).toBe(0o600);

    project('wafer.toml', '[rules]\ndisabled = ["mine", "another"]\n');
    const changed = await hook('frobnicate');
    expect(changed.verdict).toBe('deny');
    expect(changed.notice).toContain('has changed since you trusted it');
    expect((await wafer('trust', '--list')).stdout).toMatch(/^changed .*wafer\.toml\n$/);

    await wafer('trust');
    expect((await hook('frobnicate')).verdict).toBe('allow');
    expect((await wafer('trust', '--remove')).stdout).toContain('is trusted no longer');
    expect((await hook('frobnicate')).verdict).toBe('deny');
    expect((await wafer('trust', '--list')).stdout).toBe('no file is trusted\n');
  });

  it('are left out when they are broken, and say so', async () => {
    project('wafer.toml', '[rules\n');
    const { verdict, notice } = await hook('ls');
    expect(verdict).toBe('allow');
    expect(notice).toContain('wafer.toml:1:');
    expect(notice).toContain('broken TOML');
  });

  it('can not take over a list of others', async () => {
    user('rules/team.rules', `list friends\n  foo\n${MINE}  except_when command(@friends)\n`);
    const own = 'block "own"\n  match command(@ours)\n  nudge "no"\nlist ours\n  bar\n';
    const lists = 'list friends disabled_rules\n  frobnicate\nlist friends\n  frobnicate\n';
    project('.wafer/rules/a.rules', `${lists}list disabled_rules\n  mine\n${own}`);
    const { verdict, notice } = await hook('frobnicate');
    expect(verdict).toBe('deny');
    expect(notice).toContain(
      '.wafer/rules/a.rules: list friends, list friends, list disabled_rules',
    );
    expect((await hook('bar')).verdict).toBe('deny');
  });

  it('can not redefine a rule of the person', async () => {
    user('rules/team.rules', MINE);
    project('.wafer/rules/a.rules', MINE.replace('frobnicate', 'nothing'));
    const { verdict, notice } = await hook('frobnicate');
    expect(verdict).toBe('deny');
    expect(notice).toContain('there is another rule named "mine"');
  });

  it('show nothing of a file elsewhere', async () => {
    put(join(scratch.folder, 'elsewhere.rules'), 'private words\n');
    mkdirSync(join(scratch.project, '.wafer', 'rules'), { recursive: true });
    symlinkSync(
      join(scratch.folder, 'elsewhere.rules'),
      join(scratch.project, '.wafer/rules/a.rules'),
    );
    symlinkSync(join(scratch.folder, 'elsewhere.rules'), join(scratch.project, 'wafer.toml'));
    project('wafer.local.toml', '[rules]\nfiles = ["../elsewhere.rules"]\n');
    const { verdict, notice } = await hook('ls');
    expect(verdict).toBe('allow');
    expect(notice.match(/got a link out of it/g)).toHaveLength(3);
    expect(notice).not.toContain('private');
  });

  it.skipIf(process.platform === 'win32')('are not waited for', async () => {
    execFileSync('mkfifo', [join(scratch.project, 'wafer.toml')]);
    mkdirSync(join(scratch.project, 'wafer.local.toml'));
    const { verdict, notice } = await hook('ls');
    expect(verdict).toBe('allow');
    expect(notice.match(/expected a file, got something else/g)).toHaveLength(2);
  });

  it('are of a limited size', async () => {
    project('wafer.toml', '#'.repeat(70_000));
    project('.wafer/rules/a.rules', '#'.repeat(300_000));
    const { notice } = await hook('ls');
    expect(notice).toContain('wafer.toml: expected at most 65536 bytes, got 70000');
    expect(notice).toContain('a.rules: expected at most 262144 bytes, got 300000');
  });

  it('can not bury what else there is to say', async () => {
    for (let i = 0; i < 40; i++) project(`.wafer/rules/${i}.rules`, '#'.repeat(300_000));
    project('wafer.toml', `"\\u001b[2J${'x'.repeat(2_000)}" = 1\n`);
    const { notice } = await hook('ls');
    expect(notice.length).toBeLessThan(2_000);
    expect(notice).toContain('more is wrong with its configuration');
    project('wafer.local.toml', '"\\u001b[2J" = 1\n');
    for (let i = 0; i < 40; i++) rmSync(join(scratch.project, `.wafer/rules/${i}.rules`));
    const { notice: shown } = await hook('ls');
    expect(shown).toContain('wafer.local.toml');
    expect(shown).not.toContain('\x1b');
  });

  it('need a record of trust that nobody else can read', async () => {
    user('rules/team.rules', MINE);
    project('wafer.toml', '[rules]\ndisabled = ["mine"]\n');
    await wafer('trust');
    chmodSync(join(scratch.waferHome, 'trust.json'), 0o644);
    const { verdict, reason } = await hook('ls');
    expect(verdict).toBe('deny');
    expect(reason).toContain('trust.json: expected mode 600, got 644');
  });
});

describe('what reads a configuration', () => {
  it('is loaded when there is one, and asked about when it is not there', async () => {
    const dist = join(scratch.folder, 'dist');
    cpSync(fileURLToPath(new URL('../../dist/', import.meta.url)), dist, { recursive: true });
    rmSync(join(dist, 'cli', 'configuration-files.js'));
    const program = join(dist, 'cli', 'main.js');
    const input = bashEvent(scratch, 'ls');
    expect((await runProgram(scratch, HOOK, { input, program })).stdout).toBe('');
    user('config.toml', '');
    const { stdout } = await runProgram(scratch, HOOK, { input, program });
    expect(JSON.parse(stdout).hookSpecificOutput.permissionDecision).toBe('ask');
  });
});

describe('the record', () => {
  it('names the policy by a digest that the configuration changes, and the seal names it', async () => {
    await hook('ls');
    user('rules/team.rules', MINE);
    await hook('ls');
    await hook('ls');
    const { records } = readLog(readFileSync(join(scratch.waferHome, 'logs', 's1.jsonl')));
    const [plain, first, second] = records.map(({ policy }) => policy);
    expect(first).toBe(second);
    expect(first).not.toBe(plain);

    const input = eventOf(scratch, { hook_event_name: 'SessionEnd' });
    await runProgram(scratch, HOOK, { input });
    const seal = JSON.parse(
      readFileSync(join(scratch.project, '.wafer/session-s1.seal.json'), 'utf8'),
    );
    const { predicate } = JSON.parse(Buffer.from(seal.payload, 'base64').toString('utf8'));
    expect(predicate.policies).toEqual(
      [
        { name: 'default', sha256: plain },
        { name: 'default, configured', sha256: first },
      ].toSorted((a, b) => ((a.sha256 ?? '') < (b.sha256 ?? '') ? -1 : 1)),
    );
  });
});

describe('wafer check and wafer scan', () => {
  const row = '{"channel":"shell","text":"frobnicate"}\n';

  it('use the same configuration, or none', async () => {
    user('rules/team.rules', MINE);
    expect((await wafer('check', 'frobnicate')).status).toBe(2);
    expect((await wafer('check', '--no-config', 'frobnicate')).status).toBe(0);
    const scan = await runProgram(scratch, ['scan'], { input: row });
    expect(JSON.parse(scan.stdout).verdict).toBe('deny');
    const without = await runProgram(scratch, ['scan', '--no-config'], { input: row });
    expect(JSON.parse(without.stdout).verdict).toBe('allow');
  });

  it('say once what is left out', async () => {
    project('wafer.toml', '[rules]\ndisabled = ["mine"]\n');
    const { stdout, stderr, status } = await runProgram(scratch, ['scan'], { input: row + row });
    expect(stderr.match(/^wafer: warning: wafer\.toml: rules\.disabled/gm)).toHaveLength(1);
    expect(stdout).not.toContain('failures');
    expect(status).toBe(0);
    const check = await wafer('check', 'ls');
    expect(check.stdout).toContain('CONFIG_IGNORED: wafer.toml: rules.disabled');
  });

  it('stop at what the person has to mend', async () => {
    user('config.toml', 'x = 1\n');
    const { stdout, stderr, status } = await runProgram(scratch, ['scan'], { input: row });
    expect(stderr).toMatch(/^wafer: error: .*config\.toml:1: x: unknown table or key/);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect((await wafer('check', 'ls')).status).toBe(2);
  });
});

describe('wafer trust', () => {
  it.each([
    [['trust'], 'expected a file: there is no wafer.toml or wafer.local.toml in'],
    [['trust', 'other.toml'], 'expected wafer.toml or wafer.local.toml, got other.toml'],
    [['trust', '--list', 'wafer.toml'], '--list: expected nothing else'],
    [['trust', '--all'], "Unknown option '--all'"],
  ])('refuses %j', async (args, message) => {
    const { stdout, stderr, status } = await wafer(...args);
    expect(stderr).toContain(`wafer: error: ${message}`);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  });

  it('trusts no file that can not be read as it is written', async () => {
    project('wafer.toml', '[rules]\ndisabled = "mine"\n');
    const { stderr, status } = await wafer('trust');
    expect(stderr).toContain('wafer.toml:2: rules.disabled: expected a list of texts, got a text');
    expect(status).toBe(1);
  });
});
