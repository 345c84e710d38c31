/** Builds the page into one file that works from disk and from the Worker, and asks for nothing. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCE = new URL('./', import.meta.url);
const OUT = new URL('../../dist/page/', SOURCE);

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('main.ts', SOURCE))],
  bundle: true,
  write: false,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2023',
  logLevel: 'warning',
});
const [script] = outputFiles;
if (script === undefined) throw new Error('page: expected one script from esbuild');
const parts = {
  '/* page.css */': await readFile(new URL('page.css', SOURCE), 'utf8'),
  // Within a script element only this sequence could end it.
  '/* main.js */': script.text.replaceAll('</script', '<\\/script'),
};
let html = await readFile(new URL('index.html', SOURCE), 'utf8');
for (const [mark, text] of Object.entries(parts)) {
  if (!html.includes(mark)) throw new Error(`page: expected ${mark} in index.html`);
  html = html.replace(mark, () => text);
}
await mkdir(OUT, { recursive: true });
await writeFile(new URL('index.html', OUT), html);
