/**
 * Matching by following all threads byte for byte. It alone knows where a match begins, and it needs
 * no memory of its own; it is some ten times slower than the automaton.
 */

import { END } from './characters';
import { CONTEXT_TEXT_START, contextBehind } from './context';
import { Program } from './program';
import { advance, clearPending, expand, expandStart, matchedStart, pendingCount } from './threads';

/** The range found by `simulate`, in bytes. */
export let foundStart: u32 = 0;
export let foundEnd: u32 = 0;

/** Finds the leftmost match from `from` on; of these the one that the pattern prefers. */
export function simulate(program: Program, text: usize, length: u32, from: u32): bool {
  clearPending();
  let isFound = false;
  let mayBegin = !program.anchored || from === 0;
  let context = from === 0 ? CONTEXT_TEXT_START : contextBehind(load<u8>(text + from - 1));
  for (let at = from; mayBegin || pendingCount > 0; at++) {
    const byte: u32 = at < length ? <u32>load<u8>(text + at) : END;
    let isMatch = expand(program, context, byte);
    if (!isMatch && mayBegin) isMatch = expandStart(program, at, context, byte);
    if (isMatch) {
      isFound = true;
      foundStart = matchedStart;
      foundEnd = at;
    }
    if (byte === END) return isFound;
    // Leftmost: once there is a match, or the text's start is behind, none begins later.
    mayBegin = mayBegin && !isMatch && !program.anchored;
    advance(program, byte);
    context = contextBehind(byte);
  }
  return isFound;
}
