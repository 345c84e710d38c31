/** Bundles the program into `dist/cli/`. The hook's path stays in few files: each costs time to load. */

import { chmod, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = new URL('../', import.meta.url);
const OUT = new URL('dist/cli/', ROOT);

await rm(OUT, { recursive: true, force: true });
await build({
  absWorkingDir: fileURLToPath(ROOT),
  entryPoints: ['cli/main.ts'],
  outdir: 'dist/cli',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  sourcemap: false,
  logLevel: 'warning',
  // The glue asks for a debug switch at every step; a constant spares the environment look-up.
  define: { 'globalThis.process.env.JCO_DEBUG': 'undefined' },
});
await chmod(new URL('main.js', OUT), 0o755);
