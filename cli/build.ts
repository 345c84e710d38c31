/**
 * Bundles the program into `dist/cli/`: `main.js` is the hook's whole path in one file, because each
 * further file costs a cold hook time; `tree.js` is the grammar's side of the shell model, loaded by
 * a command that needs it; `commands.js` is everything else. Only plain data crosses between them.
 */

import { chmod, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

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
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}');`,
    }));
  },
};

await rm(OUT, { recursive: true, force: true });
await bundle('cli/main.ts');
await bundle('cli/commands.ts');
await bundle('runtime/shell/tree.ts');
await chmod(new URL('main.js', OUT), 0o755);

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
    legalComments: 'linked',
    logLevel: 'warning',
    // The glue asks for a debug switch at every step; a constant spares the environment look-up.
    define: { 'globalThis.process.env.JCO_DEBUG': 'undefined' },
    plugins: [separateBundles, plainBuiltins],
  });
}
