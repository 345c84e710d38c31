/**
 * The matcher as a module of its own, for tests and benchmarks. No detector: detectors compile the
 * engine's files in.
 *
 * The host reserves room with `reserve`, writes UTF-8 there, and passes offsets; `forget` ends the
 * life of everything reserved and compiled.
 */

import { allocate, resetArena } from '../../abi';
import { errorColumn, messageAt, messageLength } from './pattern-error';
import { compileRegex, DEFAULT_CACHE_BYTES, Regex } from './regex';
import { foundEnd, foundStart, searchRegex, searchSteps } from './search';

export function reserve(bytes: u32): usize {
  return allocate(bytes, 16);
}

export function forget(): void {
  resetArena();
}

/** @returns the compiled pattern, or 0 for a mistake. `cacheBytes` 0 stands for the usual size. */
export function compile(at: usize, length: u32, cacheBytes: u32): usize {
  const bytes = cacheBytes === 0 ? DEFAULT_CACHE_BYTES : cacheBytes;
  return changetype<usize>(compileRegex(at, length, bytes));
}

/** Where the message on the last mistake stands, its length in bytes, its column. */
export function errorAt(): usize {
  return messageAt;
}

export function errorLength(): u32 {
  return messageLength;
}

export function columnOfError(): u32 {
  return errorColumn;
}

/** @returns whether there is a match; `matchStart` and `matchEnd` then tell its range. */
export function search(regex: usize, text: usize, length: u32, from: u32): bool {
  return searchRegex(changetype<Regex>(regex), text, length, from);
}

export function matchStart(): u32 {
  return foundStart;
}

export function matchEnd(): u32 {
  return foundEnd;
}

/** Work so far, in bytes and instructions looked at. */
export function steps(): u64 {
  return searchSteps();
}
