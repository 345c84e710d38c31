/**
 * The states of an automaton, built when first reached, in a block of fixed size. A state stands for
 * the pending threads and what they need to know of the byte before. When the block is full, all
 * states are forgotten.
 *
 *   u32 next in its bucket, u32 flags, u32 thread count, u32 a transition for each byte class and
 *   for the end of the text, u32 a thread each
 *
 * A transition is a state's address, or one of three smaller numbers.
 */

import { allocate } from '../../abi';
import { CONTEXT_MASK } from './context';
import { MAX_INSTRUCTIONS, Program } from './program';
import { addPending, clearPending, pendingAt, pendingCount } from './threads';

/** A flag of a state, behind the bits of its context: a match may begin here. */
export const STATE_MAY_BEGIN: u32 = 8;

export const TO_MATCH: u32 = 1;
export const TO_NOWHERE: u32 = 2;
/** Not built yet. */
export const TO_UNKNOWN: u32 = 3;

const HEADER_BYTES: u32 = 12;
const BUCKETS: u32 = 256;
const BUCKET_BYTES: u32 = 1024;

@unmanaged
export class StateCache {
  bucketsAt: usize;
  start: usize;
  end: usize;
  top: usize;
  /** Transitions of a state. */
  width: u32;
  stateCount: u32;
  flushCount: u32;
}

/** Reserves the block; it always has room for two of the largest states. */
export function createCache(program: Program, width: u32, wantedBytes: u32): StateCache {
  const cache = changetype<StateCache>(allocate(offsetof<StateCache>(), 4));
  const largest = HEADER_BYTES + ((width + min(program.count, MAX_INSTRUCTIONS)) << 2);
  const bytes = max(wantedBytes, 2 * largest) & ~3;
  cache.bucketsAt = allocate(BUCKET_BYTES, 4);
  cache.start = allocate(bytes, 4);
  cache.end = cache.start + bytes;
  cache.width = width;
  cache.flushCount = 0;
  flush(cache);
  return cache;
}

function flush(cache: StateCache): void {
  memory.fill(cache.bucketsAt, 0, BUCKET_BYTES);
  cache.top = cache.start;
  cache.stateCount = 0;
  cache.flushCount++;
}

/** The place of a state's transition. */
export function transitionAt(state: usize, byteClass: u32): usize {
  return state + HEADER_BYTES + (byteClass << 2);
}

/** No thread is under way: a match can begin at the earliest here. */
export function isIdle(state: usize): bool {
  return load<u32>(state, 8) === 0 && mayBeginAt(state);
}

/** Makes the threads of a state the pending ones. */
export function loadThreads(cache: StateCache, state: usize): void {
  clearPending();
  const count = load<u32>(state, 8);
  const threads = transitionAt(state, cache.width);
  for (let i: u32 = 0; i < count; i++) addPending(load<u32>(threads + (i << 2)), 0);
}

/** The state of the pending threads. Building it may flush the cache. */
export function internState(cache: StateCache, flags: u32): usize {
  const bucket = cache.bucketsAt + (hash(flags) << 2);
  for (let state = <usize>load<u32>(bucket); state !== 0; state = <usize>load<u32>(state)) {
    if (isSame(cache, state, flags)) return state;
  }
  const bytes = HEADER_BYTES + ((cache.width + pendingCount) << 2);
  if (cache.top + bytes > cache.end) flush(cache);
  const state = cache.top;
  cache.top += bytes;
  cache.stateCount++;
  store<u32>(state, load<u32>(bucket));
  store<u32>(state, flags, 4);
  store<u32>(state, pendingCount, 8);
  store<u32>(bucket, <u32>state);
  for (let i: u32 = 0; i < cache.width; i++) store<u32>(transitionAt(state, i), TO_UNKNOWN);
  const threads = transitionAt(state, cache.width);
  for (let i: u32 = 0; i < pendingCount; i++) store<u32>(threads + (i << 2), pendingAt(i));
  return state;
}

function isSame(cache: StateCache, state: usize, flags: u32): bool {
  if (load<u32>(state, 4) !== flags || load<u32>(state, 8) !== pendingCount) return false;
  const threads = transitionAt(state, cache.width);
  for (let i: u32 = 0; i < pendingCount; i++) {
    if (load<u32>(threads + (i << 2)) !== pendingAt(i)) return false;
  }
  return true;
}

/** FNV-1a, a thread at a time. */
function hash(flags: u32): u32 {
  let sum: u32 = 0x811c_9dc5 ^ flags;
  for (let i: u32 = 0; i < pendingCount; i++) sum = (sum ^ pendingAt(i)) * 0x0100_0193;
  return (sum ^ (sum >> 16)) & (BUCKETS - 1);
}

export function mayBeginAt(state: usize): bool {
  return (load<u32>(state, 4) & STATE_MAY_BEGIN) !== 0;
}

/** The context that a state was reached in. */
export function contextOfState(state: usize): u32 {
  return load<u32>(state, 4) & CONTEXT_MASK;
}
