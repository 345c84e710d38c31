/**
 * The built-in packs as files of the build: `dist/packs/*.rules` for whoever reads them,
 * `index.js` for tests on hosts without a disk, `lists.json` with the lists that they speak of.
 */

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { readListNames } from '../runtime/rule-text.ts';

const EXTENSION = '.rules';
const FORMATS_EXTENSION = '.formats';

export async function writePacks(packs: URL, dist: URL): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const names = (await readdir(packs)).filter((name) => name.endsWith(EXTENSION)).sort();
  const sources = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(new URL(name, packs), 'utf8') })),
  );
  for (const { name, text } of sources) await writeFile(new URL(name, dist), text);
  const lists = new Set(sources.flatMap(({ text }) => readListNames(text)));
  await writeFile(new URL('lists.json', dist), `${JSON.stringify([...lists].sort(), null, 2)}\n`);
  const code = `export const packs = ${JSON.stringify(sources, null, 2)};\n`;
  await writeFile(new URL('index.js', dist), code);
  const types =
    "import type { RuleSource } from '../../runtime/configuration.ts';\nexport const packs: readonly RuleSource[];\n";
  await writeFile(new URL('index.d.ts', dist), types);
}

/** The formats of secrets, for tests on hosts without a disk. */
export async function writeFormats(packs: URL, dist: URL): Promise<void> {
  const names = (await readdir(packs)).filter((name) => name.endsWith(FORMATS_EXTENSION)).sort();
  const sources = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(new URL(name, packs), 'utf8') })),
  );
  const code = `export const formats = ${JSON.stringify(sources, null, 2)};\n`;
  await writeFile(new URL('formats.js', dist), code);
  const types =
    "import type { RuleSource } from '../../runtime/configuration.ts';\nexport const formats: readonly RuleSource[];\n";
  await writeFile(new URL('formats.d.ts', dist), types);
}
