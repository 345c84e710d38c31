/**
 * Bundles the program into `dist/cli/`: `main.js` starts `program.js`, which is the hook's whole path
 * in one file, because each further file costs a cold hook time; `sketch.js` is the shell model for
 * joined commands, and `grammar.js` the parser for all others; `configuration-files.js` reads a
 * configuration, where there is one; `commands.js` is everything else. Only plain data crosses between
 * them.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { writeNotices } from './notices.ts';

const ROOT = new URL('../', import.meta.url);
const OUT = new URL('dist/cli/', ROOT);

/** A module that is imported dynamically is a file of its own beside this one. */
const separateBundles: Plugin = {
  name: 'separate-bundles',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import'
        ? { path: `./${basename(path, '.ts')}.js`, external: true }
        : undefined,
    );
  },
};

/**
 * Node's own modules without the ES module facade, which asks each of them for every name it has:
 * 3 ms of a cold hook.
 */
const plainBuiltins: Plugin = {
  name: 'plain-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'builtin' }));
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => {
      // Marked as pure, the names that nobody imports are left out.
      const names = Object.keys(process.getBuiltinModule(path) ?? {});
      const exports = names.map((name) => `export const ${name} = /* @__PURE__ */ get('${name}');`);
      const from = `const builtin = process.getBuiltinModule('${path}');`;
      const get = 'const get = (name) => builtin[name];';
      return { contents: [from, get, ...exports].join('\n') };
    });
  },
};

await rm(OUT, { recursive: true, force: true });
await bundle('cli/main.ts');
await bundle('cli/program.ts');
await bundle('cli/commands.ts');
await bundle('runtime/shell/sketch.ts');
await bundle('runtime/shell/grammar.ts');
await bundle('cli/configuration/configuration-files.ts');
await chmod(new URL('main.js', OUT), 0o755);
writeNotices();
warmUp();

async function bundle(entry: string): Promise<void> {
  await build({
    absWorkingDir: fileURLToPath(ROOT),
    entryPoints: [entry],
    outfile: `dist/cli/${basename(entry, '.ts')}.js`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // jsonc-parser's UMD build hides its own parts from a bundler.
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    // The glue asks for a debug switch at every step; a constant spares the environment look-up.
    define: { 'globalThis.process.env.JCO_DEBUG': 'undefined' },
    plugins: [separateBundles, plainBuiltins],
  });
}

/** Runs hooks, so that the cache of compiled code is there before the first real one. */
function warmUp(): void {
  const home = mkdtempSync(join(tmpdir(), 'wafer-build-'));
  // One for each way to read a command. Nothing of it is run.
  const commands = ['ls -la', 'ls | sort', 'for f in a b; do ls "$f"; done'];
  for (const command of commands) runHook(command, home);
  writeFileSync(join(home, 'config.toml'), '[paths]\nsensitive = ["*.pem"]\n');
  runHook('ls -la', home);
  rmSync(home, { recursive: true, force: true });
}

function runHook(command: string, home: string): void {
  const input = JSON.stringify({
    session_id: 'build',
    cwd: home,
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: { command },
  });
  const program = fileURLToPath(new URL('main.js', OUT));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, 'hook', '--agent', 'claude-code'],
    {
      input,
      env: { ...process.env, WAFER_HOME: home, CLAUDE_PROJECT_DIR: home },
      encoding: 'utf8',
    },
  );
  if (status === 0 && stdout === '') return;
  throw new Error(`the built program does not answer as it should: ${stdout}${stderr}`);
}
