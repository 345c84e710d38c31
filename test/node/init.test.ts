/** `wafer init` on the disk: what is written, how, and what a person is told. */

import { spawnSync } from 'node:child_process';
import fs, {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { init, run } from '../../cli/init.ts';
import { readSettings, replaceSettings } from '../../cli/install/settings-file.ts';

const INSTALLATION = { node: '/usr/bin/node', script: '/opt/wafer/dist/cli/main.js' };
const COMMAND = '/usr/bin/node /opt/wafer/dist/cli/main.js hook --agent claude-code';
const EVENTS = [
  'PreToolUse',
  'PermissionRequest',
  'PostToolUse',
  'PostToolUseFailure',
  'UserPromptSubmit',
  'SessionStart',
  'SessionEnd',
  'Stop',
  'SubagentStop',
];
const FOREIGN = '{\n  "model": "opus"\n}\n';

type OpenArguments = Parameters<typeof fs.openSync>;

let project = '';
let settings = '';

beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'wafer-init-')));
  settings = join(project, '.claude', 'settings.json');
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

function initHere(options: { dryRun?: boolean; script?: string } = {}) {
  const { dryRun = false, script = INSTALLATION.script } = options;
  return init({ agent: 'claude-code', project, dryRun }, { ...INSTALLATION, script });
}

function put(content: string | Uint8Array, path = settings): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function read(path = settings): string {
  return readFileSync(path, 'utf8');
}

describe('a project', () => {
  it('without settings gets them, with the hook on every event', () => {
    const { output, warnings } = initHere();
    const { hooks } = JSON.parse(read());
    expect(Object.keys(hooks)).toEqual(EVENTS);
    for (const [event, groups] of Object.entries(hooks)) {
      const matcher = ['UserPromptSubmit', 'Stop'].includes(event) ? {} : { matcher: '*' };
      const handler = { type: 'command', command: COMMAND, timeout: 10 };
      expect(groups).toEqual([{ ...matcher, hooks: [handler] }]);
    }
    expect(output).toBe(
      [
        `Claude Code: Wafer is on its hooks now, in ${settings}`,
        `  added    ${EVENTS.join(', ')}`,
        '',
        'Left to do:',
        '  1. Restart a running Claude Code session; when it asks whether to trust this folder, say yes.',
        "  2. See a verdict: wafer check 'rm -rf /' must say deny.",
        '  3. The entries name files of this machine: on another one, run wafer init again.',
        '',
      ].join('\n'),
    );
    expect(warnings).toEqual([]);
    expect(readdirSync(dirname(settings))).toEqual(['settings.json']);
  });

  it('that has Wafer is left alone', () => {
    initHere();
    const before = statSync(settings);
    const { output } = initHere();
    expect(output).toBe(`Claude Code already has Wafer on its hooks: ${settings}\n`);
    expect(statSync(settings)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  it('that moved its Wafer is updated, not given a second one', () => {
    initHere({ script: '/old/cli/main.js' });
    const { output } = initHere();
    expect(output).toContain(`  updated  ${EVENTS.join(', ')}\n`);
    expect(read().split(COMMAND).length - 1).toBe(EVENTS.length);
    expect(read()).not.toContain('/old/');
  });

  it('keeps a byte order mark and Windows line endings', () => {
    put('\uFEFF{\r\n\t"model": "opus"\r\n}\r\n');
    initHere();
    expect(read().startsWith('\uFEFF{\r\n\t"model": "opus",\r\n\t"hooks": {\r\n\t\t"Pre')).toBe(
      true,
    );
    expect(read().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('keeps the mode of its settings, and gives the backup the same', () => {
    put(FOREIGN);
    spawnSync('chmod', ['640', settings]);
    initHere();
    expect(statSync(settings).mode & 0o777).toBe(0o640);
    expect(statSync(`${settings}.wafer-backup`).mode & 0o777).toBe(0o640);
  });

  it('whose settings are a link gets the target changed, and keeps the link', () => {
    const target = join(project, 'dotfiles', 'claude.json');
    put(FOREIGN, target);
    mkdirSync(dirname(settings));
    symlinkSync('../dotfiles/claude.json', settings);
    initHere();
    expect(lstatSync(settings).isSymbolicLink()).toBe(true);
    expect(read(target)).toContain(COMMAND);
    expect(read(`${target}.wafer-backup`)).toBe(FOREIGN);
  });
});

describe('the backup', () => {
  it('holds the text before the first change, whatever later runs find', () => {
    put(FOREIGN);
    const { output } = initHere({ script: '/old/cli/main.js' });
    expect(output).toContain(`  backup   ${settings}.wafer-backup\n`);
    initHere();
    expect(read(`${settings}.wafer-backup`)).toBe(FOREIGN);
  });

  it('is not made of an empty file', () => {
    put('\n');
    initHere();
    expect(existsSync(`${settings}.wafer-backup`)).toBe(false);
  });
});

describe('--dry-run', () => {
  it('shows the change and writes nothing', () => {
    put('{\n  "model": "opus\u009b"\n}');
    const { output } = initHere({ dryRun: true });
    const lines = output.split('\n');
    expect(lines.slice(0, 8)).toEqual([
      `--- ${settings}`,
      `+++ ${settings}`,
      '@@ -1,3 +1,111 @@',
      ' {',
      '-  "model": "opus\\u{9b}"',
      '+  "model": "opus\\u{9b}",',
      '+  "hooks": {',
      '+    "PreToolUse": [',
    ]);
    expect(lines.slice(-4)).toEqual(['+  }', ' }', '\\ No newline at end of file', '']);
    expect(readdirSync(dirname(settings))).toEqual(['settings.json']);
    expect(read()).toBe('{\n  "model": "opus\u009b"\n}');
  });
});

describe('a warning', () => {
  const LEFT_OUT =
    'Claude Code ignores the whole file, hooks and permissions, until it is taken out';
  const cases = [
    {
      name: 'of a comment',
      before: '{\n  // mine\n  "model": "opus"\n}',
      warning: `: line 2, column 3: a comment or a trailing comma; ${LEFT_OUT}`,
    },
    {
      name: 'of a trailing comma',
      before: '{\n  "list": [1,],\n}',
      warning: `: line 2, column 14: a comment or a trailing comma; ${LEFT_OUT}`,
    },
    {
      name: 'of hooks that are switched off',
      before: '{"disableAllHooks": true}',
      warning: ': "disableAllHooks" is true: Claude Code runs no hook until it is taken out',
    },
  ];

  it.each(cases)('$name', ({ before, warning }) => {
    put(before);
    expect(initHere().warnings).toEqual([settings + warning]);
    expect(initHere().warnings).toEqual([settings + warning]);
  });

  it("of a program in npx's cache", () => {
    const script = '/home/a/.npm/_npx/1f/node_modules/wafer-guard/dist/cli/main.js';
    expect(initHere({ script }).warnings).toEqual([
      `${script}: npx may delete this copy; install wafer-guard, and init again`,
    ]);
  });
});

describe('a file that can not be used is left alone', () => {
  it.each([
    {
      name: 'not UTF-8',
      content: new Uint8Array([0x7b, 0xff, 0x7d]),
      message: 'expected UTF-8, got other bytes',
    },
    {
      name: 'too large',
      content: ' '.repeat((1 << 20) + 1),
      message: 'expected at most 1048576 bytes, got 1048577',
    },
  ])('$name', ({ content, message }) => {
    put(content);
    expect(() => initHere()).toThrow(`${settings}: ${message}`);
    expect(readFileSync(settings).equals(Buffer.from(content))).toBe(true);
    expect(readdirSync(dirname(settings))).toEqual(['settings.json']);
  });

  it('a folder', () => {
    mkdirSync(settings, { recursive: true });
    expect(() => initHere()).toThrow(`${settings}: expected a file, got something else`);
  });

  it('a link to nothing', () => {
    mkdirSync(dirname(settings));
    symlinkSync('nowhere.json', settings);
    expect(() => initHere()).toThrow(`${settings}: expected a readable file, got ENOENT`);
  });

  it('a folder that is a file', () => {
    put('', join(project, '.claude'));
    expect(() => initHere()).toThrow(`${settings}: expected a readable file, got ENOTDIR`);
  });

  it('no project', () => {
    rmSync(project, { recursive: true });
    expect(() => initHere()).toThrow(`${project}: expected a folder, got none`);
  });

  it('changed by somebody else meanwhile', () => {
    put(FOREIGN);
    const file = readSettings(settings);
    put('{}');
    expect(() => replaceSettings(file, '{"a": 1}')).toThrow(
      `${settings}: expected the file as it was read, got another; run it again`,
    );
    expect(read()).toBe('{}');
    expect(readdirSync(dirname(settings))).toEqual(['settings.json', 'settings.json.wafer-backup']);
  });
});

describe('a disk that refuses', () => {
  it.each([
    { change: 'mkdirSync', code: 'EROFS' },
    { change: 'openSync', code: 'EACCES' },
    { change: 'writeFileSync', code: 'ENOSPC' },
    { change: 'fsyncSync', code: 'EIO' },
    { change: 'renameSync', code: 'EPERM' },
  ] as const)('$change with $code leaves the settings as they were', ({ change, code }) => {
    put(FOREIGN);
    const original = fs.openSync;
    const refusal = vi.spyOn(fs, change).mockImplementation((...args: unknown[]) => {
      // Reading opens files too, and goes on working.
      if (change === 'openSync' && args[1] !== 'wx') return original(...(args as OpenArguments));
      throw Object.assign(new Error(code), { code });
    });
    syncBuiltinESMExports();
    try {
      expect(() => initHere()).toThrow(`${settings}: expected a writable file, got ${code}`);
    } finally {
      refusal.mockRestore();
      syncBuiltinESMExports();
    }
    expect(read()).toBe(FOREIGN);
    expect(readdirSync(dirname(settings))).toEqual(['settings.json']);
  });
});

describe('killed at any of its changes on disk', () => {
  const script = fileURLToPath(new URL('killed-init.ts', import.meta.url));

  it('leaves the old text or the new, and the next run ends the work', { timeout: 60_000 }, () => {
    put(FOREIGN);
    initHere();
    const after = read();
    let kills = 0;
    for (;;) {
      rmSync(dirname(settings), { recursive: true });
      put(FOREIGN);
      const { signal, status } = spawnSync(process.execPath, [script, String(kills + 1), project]);
      if (status === 0) break;
      expect(signal).toBe('SIGKILL');
      kills += 1;
      expect([FOREIGN, after]).toContain(read());
      initHere();
      expect(read()).toBe(after);
      expect(read(`${settings}.wafer-backup`)).toBe(FOREIGN);
    }
    // Reading twice, a folder, and two files of which each takes nine changes: fewer is no test.
    expect(kills).toBeGreaterThanOrEqual(19);
  });
});

describe('the command', () => {
  it.each(['plain', 'two words', 'a\'quote "and" another', '$HOME `id` \\ * & ;', 'línea\nnueva'])(
    'runs through sh -c from a folder named %j',
    (name) => {
      const script = join(project, name, 'cli', 'main.js');
      put('process.stdout.write(JSON.stringify(process.argv.slice(1)));', script);
      const installation = { node: process.execPath, script };
      init({ agent: 'claude-code', project, dryRun: false }, installation);
      const [group] = JSON.parse(read()).hooks.PreToolUse;
      const { stdout } = spawnSync('sh', ['-c', group.hooks[0].command], { encoding: 'utf8' });
      expect(JSON.parse(stdout)).toEqual([script, 'hook', '--agent', 'claude-code']);
      expect(init({ agent: 'claude-code', project, dryRun: false }, installation).output).toContain(
        'already has Wafer',
      );
    },
  );

  it('is refused when a later run would not know it again', () => {
    expect(() => initHere({ script: '/opt/launcher.js' })).toThrow(
      '/opt/launcher.js: expected to be started as .../cli/main.js',
    );
    expect(existsSync(settings)).toBe(false);
  });
});

describe('the command line', () => {
  it.each([
    { args: ['--agent', 'pi'], message: '--agent: expected claude-code, got "pi"' },
    { args: ['--global'], message: "Unknown option '--global'" },
    { args: ['here'], message: "Unexpected argument 'here'" },
  ])('$args is not understood', async ({ args, message }) => {
    await expect(run(args)).rejects.toThrow(message);
  });
});
