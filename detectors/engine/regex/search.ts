/** One search: the literal first, then the automaton, then the range. */

import { automatonSteps, earliestStart, RUN_NO_MATCH, runAutomaton } from './automaton';
import { findLiteral, findSteps, NOT_FOUND } from './find-literal';
import { Regex } from './regex';
import { simulate } from './simulation';
import { threadSteps } from './threads';

export { foundEnd, foundStart } from './simulation';

/**
 * Finds the leftmost match that begins at `from` or behind; `foundStart` and `foundEnd` then tell its
 * range. What stands before `from` still counts for `^` and `\b`.
 */
export function searchRegex(regex: Regex, text: usize, length: u32, from: u32): bool {
  if (from > length || (regex.program.anchored && from > 0)) return false;
  if (lacksLiteral(regex, text, length, from)) return false;
  const outcome = runAutomaton(regex, text, length, from);
  if (outcome === RUN_NO_MATCH) return false;
  return simulate(regex.program, text, length, earliestStart);
}

/** Work of all searches since the module began, in bytes and instructions looked at. */
export function searchSteps(): u64 {
  return automatonSteps + findSteps + threadSteps;
}

/** A prefix is the automaton's to look for: it skips to the next one again and again. */
function lacksLiteral(regex: Regex, text: usize, length: u32, from: u32): bool {
  const literal = regex.literal;
  if (literal.length === 0 || literal.isPrefix) return false;
  return findLiteral(literal, text, length, from) === NOT_FOUND;
}
