/**
 * Sets of characters under construction. One is built at a time: ranges are collected in any order,
 * then folded, sorted, joined, negated, and copied into a node.
 */

import { allocate } from '../../abi';
import { MAX_CHARACTER } from './characters';
import { ALPHABET_COUNT, alphabet } from './fold';
import { CharacterRange, createNode, NODE_CLASS, Node } from './syntax-tree';

/** Folding adds ranges too. A pattern that needs more is refused. */
const MAX_RANGES: u32 = 2048;
const RANGE_BYTES: u32 = 8;

const ranges: usize = memory.data(16384, 4);
let count: u32 = 0;
export let overflowed: bool = false;

export function beginClass(): void {
  count = 0;
  overflowed = false;
}

export function addRange(first: u32, last: u32): void {
  if (count >= MAX_RANGES) {
    overflowed = true;
    return;
  }
  const range = rangeAt(count++);
  range.first = first;
  range.last = last;
}

/** Adds what lies between the ranges from `start` on, and drops these: `\D` within a class. */
export function negateFrom(start: u32): void {
  const total = joinFrom(start);
  let first: u32 = 0;
  let kept = start;
  for (let i = start; i < total; i++) {
    const range = rangeAt(i);
    const next = range.last + 1;
    if (range.first > first) {
      const last = range.first - 1;
      const gap = rangeAt(kept++);
      gap.first = first;
      gap.last = last;
    }
    first = next;
  }
  count = kept;
  if (first <= MAX_CHARACTER) addRange(first, MAX_CHARACTER);
}

/** A mark to negate from later. */
export function rangeCount(): u32 {
  return count;
}

/** Adds the other case of every character. */
export function foldClass(): void {
  const total = count;
  for (let i: u32 = 0; i < total; i++) addFolded(rangeAt(i).first, rangeAt(i).last);
}

/** Adds the other case of a range. */
function addFolded(first: u32, last: u32): void {
  for (let i: u32 = 0; i < ALPHABET_COUNT; i++) {
    const letters = alphabet(i);
    const upperStart = max(first, letters.first);
    const upperEnd = min(last, letters.last);
    if (upperStart <= upperEnd) {
      addRange(upperStart + letters.distance, upperEnd + letters.distance);
    }
    const lowerStart = max(first, letters.first + letters.distance);
    const lowerEnd = min(last, letters.last + letters.distance);
    if (lowerStart <= lowerEnd) {
      addRange(lowerStart - letters.distance, lowerEnd - letters.distance);
    }
  }
}

export function endClass(): Node {
  count = joinFrom(0);
  const node = createNode(NODE_CLASS);
  node.rangeCount = count;
  node.rangesAt = allocate(count * RANGE_BYTES, 4);
  memory.copy(node.rangesAt, ranges, count * RANGE_BYTES);
  return node;
}

/** Sorts the ranges from `start` on and joins those that touch. @returns the new count. */
function joinFrom(start: u32): u32 {
  sortFrom(start);
  if (count === start) return count;
  let kept = start;
  for (let i = start + 1; i < count; i++) {
    const range = rangeAt(i);
    const last = rangeAt(kept);
    if (range.first <= last.last + 1) {
      last.last = max(last.last, range.last);
      continue;
    }
    kept++;
    store<u64>(changetype<usize>(rangeAt(kept)), load<u64>(changetype<usize>(range)));
  }
  return kept + 1;
}

/** Insertion: ranges mostly come sorted, and there are few. */
function sortFrom(start: u32): void {
  for (let i = start + 1; i < count; i++) {
    const moved = load<u64>(changetype<usize>(rangeAt(i)));
    const first = rangeAt(i).first;
    let to = i;
    while (to > start && rangeAt(to - 1).first > first) {
      store<u64>(changetype<usize>(rangeAt(to)), load<u64>(changetype<usize>(rangeAt(to - 1))));
      to--;
    }
    store<u64>(changetype<usize>(rangeAt(to)), moved);
  }
}

function rangeAt(index: u32): CharacterRange {
  return changetype<CharacterRange>(ranges + index * RANGE_BYTES);
}
