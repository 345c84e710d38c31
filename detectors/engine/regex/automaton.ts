/**
 * The fast way through a text: a deterministic automaton whose states are built when first reached.
 * It says whether there is a match and from where on it can begin; which range matched is then found
 * by simulation, over that part only.
 *
 * A state knows only the byte before it, so a look at the byte behind is settled by the next
 * transition, and a match becomes known one byte after its end.
 */

import { END } from './characters';
import { CONTEXT_TEXT_START, contextBehind } from './context';
import { findLiteral, NOT_FOUND } from './find-literal';
import { Regex } from './regex';
import {
  contextOfState,
  internState,
  isIdle,
  loadThreads,
  mayBeginAt,
  STATE_MAY_BEGIN,
  TO_MATCH,
  TO_NOWHERE,
  TO_UNKNOWN,
  transitionAt,
} from './state-cache';
import { advance, clearPending, expand, expandStart, pendingCount } from './threads';

/** Where a run ended. */
export const RUN_NO_MATCH: u8 = 0;
export const RUN_MATCH: u8 = 1;
/** The states keep being forgotten: simulation is faster. */
export const RUN_THRASHES: u8 = 2;

/** So often, in bytes, a run looks whether a match is under way at all. */
const CHUNK_BYTES: u32 = 1024;
/** A state has to serve for so many bytes, or building it did not pay. */
const MIN_BYTES_A_STATE: u32 = 8;

/** Bytes taken since the module began: the measure of work in tests. */
export let automatonSteps: u64 = 0;

/** No match begins before. */
export let earliestStart: u32 = 0;

/** Where the states were forgotten last; and whether that comes too often. */
let flushedAt: u32 = 0;
let thrashes: bool = false;

/** Looks for a match from `from` on. */
export function runAutomaton(regex: Regex, text: usize, length: u32, from: u32): u8 {
  flushedAt = from;
  thrashes = false;
  earliestStart = from;
  let at = from;
  let state = startState(regex, text, at);
  while (true) {
    if (isIdle(state)) {
      const next = skip(regex, text, length, at);
      if (next === NOT_FOUND) return RUN_NO_MATCH;
      if (next !== at) state = startState(regex, text, next);
      at = next;
      earliestStart = at;
    }
    const limit = min(at + CHUNK_BYTES, length);
    const first = at;
    let target: u32 = 0;
    for (; at < limit; at++) {
      target = load<u32>(transitionAt(state, classOf(regex, load<u8>(text + at))));
      if (target <= TO_UNKNOWN) break;
      state = target;
    }
    automatonSteps += at - first;
    if (at === limit && at < length) continue;
    const byteClass: u32 = at < length ? classOf(regex, load<u8>(text + at)) : regex.classes.count;
    target = load<u32>(transitionAt(state, byteClass));
    if (target === TO_UNKNOWN) target = build(regex, state, byteClass, at);
    if (target === TO_MATCH) return RUN_MATCH;
    if (target === TO_NOWHERE) return RUN_NO_MATCH;
    if (thrashes) return RUN_THRASHES;
    state = target;
    at++;
  }
}

/** The next place where a match can begin, as far as a literal at its start tells. */
function skip(regex: Regex, text: usize, length: u32, at: u32): u32 {
  const literal = regex.literal;
  if (!literal.isPrefix || regex.program.anchored) return at;
  return findLiteral(literal, text, length, at);
}

function classOf(regex: Regex, byte: u8): u32 {
  return load<u8>(regex.classes.classesAt + byte);
}

function startState(regex: Regex, text: usize, at: u32): usize {
  const context = at === 0 ? CONTEXT_TEXT_START : contextBehind(load<u8>(text + at - 1));
  clearPending();
  return internState(regex.cache, (context & regex.program.contextMask) | STATE_MAY_BEGIN);
}

/** Builds a transition. When that forgets all states, it is not remembered either. */
function build(regex: Regex, state: usize, byteClass: u32, at: u32): u32 {
  const cache = regex.cache;
  const stateCount = cache.stateCount;
  const flushCount = cache.flushCount;
  const target = targetOf(regex, state, byteClass);
  if (cache.flushCount === flushCount) {
    store<u32>(transitionAt(state, byteClass), target);
    return target;
  }
  thrashes = at - flushedAt < stateCount * MIN_BYTES_A_STATE;
  flushedAt = at;
  return target;
}

function targetOf(regex: Regex, state: usize, byteClass: u32): u32 {
  const program = regex.program;
  const cache = regex.cache;
  const byte = regex.classes.member(byteClass);
  const context = contextOfState(state);
  const mayBegin = mayBeginAt(state);
  loadThreads(cache, state);
  if (expand(program, context, byte)) return TO_MATCH;
  if (mayBegin && expandStart(program, 0, context, byte)) return TO_MATCH;
  if (byte === END) return TO_NOWHERE;
  advance(program, byte);
  const goesOn = mayBegin && !program.anchored;
  if (pendingCount === 0 && !goesOn) return TO_NOWHERE;
  const flags = goesOn ? STATE_MAY_BEGIN : 0;
  return <u32>internState(cache, (contextBehind(byte) & program.contextMask) | flags);
}
