/**
 * Lowering without the grammar, for a command that is a plain list of words: most of what an agent
 * runs in a day, and the way that a cold hook takes. Gives exactly what `lowerTree` gives.
 */

import { WaferError } from '../errors.ts';
import type { Lowering, Places } from './commands.ts';
import { scriptsOfEnvironment } from './environment.ts';
import { errandsOf } from './errands.ts';
import { MAX_PLAIN_LENGTH } from './limits.ts';
import { expandTilde, toFields } from './parts.ts';
import { settlePlaces } from './paths.ts';
import { knownDirectory, pathOf, Scope } from './scope.ts';
import { isReserved, toAssignments, toWords } from './simple.ts';
import { splitPlain, type Token, tokenParts } from './tokens.ts';
import type { Value } from './value.ts';
import { foreignText } from './windows.ts';
import { type Unwrapped, unwrap } from './wrappers.ts';

/** Builtins that the grammar knows by name. */
const DECLARATIONS: ReadonlySet<string> = new Set([
  'declare',
  'export',
  'local',
  'readonly',
  'typeset',
  'unset',
  'unsetenv',
]);

/** The command of a text, or null when it takes the grammar to tell. */
export function lowerPlain(text: string, given: Places): Lowering | null {
  if (text.length > MAX_PLAIN_LENGTH || foreignText(text) !== null) return null;
  const tokens = splitPlain(text);
  if (tokens === null) return null;
  const [first] = tokens;
  if (first === undefined) return { commands: [], failures: [] };
  if (isSpecial(first.text) || tokens.some(({ text }) => isOperator(text))) return null;
  const places = settlePlaces(given);
  const scope = new Scope(places);
  const values = tokens.flatMap((token) => toValues(token, scope));
  const command = onlyCommand(values);
  if (command === null || isReserved(command.words[0]?.text ?? '')) return null;
  for (const directory of command.directories) scope.enter(pathOf(directory));
  const lowered = {
    words: toWords(command.words, scope, places),
    assignments: toAssignments(command.assignments, scope, places),
    redirects: [],
    pipeline: 0,
    stage: 0,
    reach: 'top' as const,
    parent: -1,
    elevated: command.elevated,
    cwd: knownDirectory(scope),
    start: first.start,
    end: values.at(-1)?.end ?? first.start,
  };
  return { commands: [lowered], failures: [] };
}

/** The command, where it runs nothing more. A limit, too, is for the other way to report. */
function onlyCommand(values: readonly Value[]): Unwrapped | null {
  const read = () => null;
  try {
    const command = unwrap(values, null, read);
    const isRun = scriptsOfEnvironment(command.assignments, read).length > 0;
    return isRun || errandsOf(command.words, null, read).length > 0 ? null : command;
  } catch (error) {
    if (error instanceof WaferError) return null;
    throw error;
  }
}

/** No plain name of a program: an assignment, a keyword, a builtin with a syntax of its own. */
function isSpecial(word: string): boolean {
  return !/^[A-Za-z_./][\w./+-]*$/.test(word) || isReserved(word) || DECLARATIONS.has(word);
}

/** Between words the grammar takes these for operators of a test. */
function isOperator(word: string): boolean {
  return word === '==' || word === '=~';
}

function toValues(token: Token, scope: Scope): readonly Value[] {
  const { text, start } = token;
  const place = { text, start, end: start + text.length };
  if (/^[\w./:,@%+=^-]+$/.test(text)) return [{ ...place, glob: -1, assumed: false }];
  return toFields(expandTilde(tokenParts(token), scope), place, scope);
}
