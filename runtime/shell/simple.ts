/** From resolved words to a command as the detectors see it. Both ways of lowering end here. */

import type { Assignment, Places, Word } from './commands.ts';
import { classifyOperand, classifyWord } from './paths.ts';
import { toWord, type Value } from './value.ts';
import { type NamedValue, programName } from './wrappers.ts';

/** Words that can't be a program: where the grammar takes one for it, it has misread the text. */
const RESERVED: ReadonlySet<string> = new Set([
  '!',
  '{',
  '}',
  '[[',
  ']]',
  'case',
  'do',
  'done',
  'elif',
  'else',
  'esac',
  'fi',
  'for',
  'function',
  'if',
  'in',
  'select',
  'then',
  'until',
  'while',
]);

export function isReserved(text: string): boolean {
  return RESERVED.has(text);
}

/** The words of a command, the program without its directory. */
export function toWords(values: readonly Value[], cwd: string | null, places: Places): Word[] {
  return values.map((value, i) => {
    if (i > 0) return toWord(value, classifyWord(value, cwd, places));
    const isPath = value.text.includes('/');
    const target = isPath ? classifyOperand(value, cwd, places) : 'unknown';
    return toWord({ ...value, text: programName(value) }, target);
  });
}

export function toAssignments(
  values: readonly NamedValue[],
  cwd: string | null,
  places: Places,
): Assignment[] {
  return values.map(({ name, value }) => ({
    name,
    value: toWord(value, classifyWord(value, cwd, places)),
  }));
}
