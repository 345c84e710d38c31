/** Rule files that a person names, and the built-in packs, as sources of a configuration. */

import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Configuration, RuleSource } from '../../runtime/configuration.ts';

/** As seen from the bundled program in `dist/cli/`. */
const BUILT_PACKS = new URL('../packs/', import.meta.url);

export function readPacks(): RuleSource[] {
  return readdirSync(BUILT_PACKS)
    .filter((name) => name.endsWith('.rules'))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, BUILT_PACKS), 'utf8') }));
}

/** The words of a command that takes nothing but files. */
export function fileNames(words: readonly string[]): readonly string[] {
  return parseArgs({ args: [...words], allowPositionals: true, options: {} }).positionals;
}

/** @throws Error of the file system, which names the file. */
export function readRuleFiles(paths: readonly string[]): RuleSource[] {
  return paths.map((name) => ({ name, text: readFileSync(name, 'utf8') }));
}

/** What to configure so that these files are in force. A built-in pack is that already. */
export function configurationOf(files: readonly RuleSource[]): Configuration {
  const builtIn = new Set(readPacks().map(({ text }) => text));
  return { sources: files.filter(({ text }) => !builtIn.has(text)), settings: [] };
}
