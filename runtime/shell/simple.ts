/** From resolved words to a command as the detectors see it. Both ways of lowering end here. */

import type { Assignment, Places, Target, Word } from './commands.ts';
import { classifyOperand, classifyWord } from './paths.ts';
import type { Scope } from './scope.ts';
import { programName, toWord, type Value } from './value.ts';
import type { NamedValue } from './wrappers.ts';

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
export function toWords(values: readonly Value[], scope: Scope, places: Places): Word[] {
  return values.map((value, i) => {
    if (i > 0) return toWord(value, seenFrom(scope, classifyWord(value, scope.cwd, places)));
    const isPath = value.text.includes('/');
    const target = isPath ? classifyOperand(value, scope.cwd, places) : 'unknown';
    return toWord({ ...value, text: programName(value) }, seenFrom(scope, target));
  });
}

export function toAssignments(
  values: readonly NamedValue[],
  scope: Scope,
  places: Places,
): Assignment[] {
  return values.map(({ name, value }) => ({
    name,
    value: toWord(value, seenFrom(scope, classifyWord(value, scope.cwd, places))),
  }));
}

/** On another machine only what is the same on every machine keeps its class. */
export function seenFrom({ isElsewhere }: Scope, target: Target): Target {
  const isLandmark =
    target === 'root' || target === 'home' || target === 'system' || target === 'temporary';
  return !isElsewhere || isLandmark ? target : 'unknown';
}
