/**
 * Lowering without the grammar, for a command that is a plain list of words: most of what an agent
 * runs in a day, and the way that a cold hook takes. Gives exactly what `lowerTree` gives.
 */

import type { Lowering, Places } from './commands.ts';
import { MAX_PLAIN_LENGTH } from './limits.ts';
import { isOrdinary } from './ordinary.ts';
import { expandTilde, toFields } from './parts.ts';
import { settlePlaces } from './paths.ts';
import { knownDirectory, Scope } from './scope.ts';
import { isReserved, toWords } from './simple.ts';
import { splitPlain, type Token, tokenParts } from './tokens.ts';
import { programName, type Value } from './value.ts';

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
  if (text.length > MAX_PLAIN_LENGTH || text.includes('\\')) return null;
  const tokens = splitPlain(text);
  if (tokens === null) return null;
  const [first] = tokens;
  if (first === undefined) return { commands: [], failures: [] };
  if (isSpecial(first.text) || tokens.some(({ text }) => isOperator(text))) return null;
  const places = settlePlaces(given);
  const scope = new Scope(places);
  const values = tokens.flatMap((token) => toValues(token, scope));
  const program = programName(values[0]);
  const isGlob = values[0] === undefined || values[0].glob >= 0;
  if (
    isGlob ||
    !isOrdinary(
      program,
      values.map((value) => value.text),
    )
  )
    return null;
  const command = {
    words: toWords(values, scope, places),
    assignments: [],
    redirects: [],
    pipeline: 0,
    stage: 0,
    reach: 'top' as const,
    parent: -1,
    elevated: false,
    cwd: knownDirectory(scope),
    start: first.start,
    end: values.at(-1)?.end ?? first.start,
  };
  return { commands: [command], failures: [] };
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
