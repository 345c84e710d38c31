/**
 * Writes unicode-tables.ts from what JavaScript knows of Unicode. Run by hand, with a new version of
 * Unicode: what a pattern matches changes on purpose only.
 *
 *   node detectors/engine/regex/unicode-generate.ts
 */

import { writeFile } from 'node:fs/promises';

const LAST_CHARACTER = 0x10_ffff;
const CLASSES = {
  LETTERS: 'L',
  UPPER_CASE: 'Lu',
  LOWER_CASE: 'Ll',
  MARKS: 'M',
  NUMBERS: 'N',
  DIGITS: 'Nd',
  PUNCTUATION: 'P',
  SYMBOLS: 'S',
  SEPARATORS: 'Z',
  ARABIC: 'Script=Arabic',
  CYRILLIC: 'Script=Cyrillic',
  GREEK: 'Script=Greek',
  HAN: 'Script=Han',
  HEBREW: 'Script=Hebrew',
  LATIN: 'Script=Latin',
} as const;

const tables = Object.entries(CLASSES).map(([name, property]) => tableOf(name, property));
const header =
  `/** Classes of Unicode ${process.versions.unicode}, a first and a last character for each range.` +
  ' Written by unicode-generate.ts. */\n';
await writeFile(new URL('unicode-tables.ts', import.meta.url), `${header}\n${tables.join('\n')}`);

function tableOf(name: string, property: string): string {
  const ranges = rangesOf(new RegExp(`^\\p{${property}}$`, 'u'));
  const numbers = ranges.flat().map((character) => `0x${character.toString(16)}`);
  return (
    `// biome-ignore format: a table\n` +
    `export const ${name} = memory.data<u32>([${numbers.join(',')}]);\n` +
    `export const ${name}_COUNT: u32 = ${ranges.length};\n`
  );
}

function rangesOf(member: RegExp): [number, number][] {
  const ranges: [number, number][] = [];
  for (let character = 0; character <= LAST_CHARACTER; character++) {
    if (!member.test(String.fromCodePoint(character))) continue;
    const last = ranges.at(-1);
    if (last?.[1] === character - 1) last[1] = character;
    else ranges.push([character, character]);
  }
  return ranges;
}
