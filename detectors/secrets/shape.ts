/**
 * The shape of a token behind its literal, written in a small part of regular expressions: a class
 * such as `[0-9a-f]` or a single byte, each with `{n}` or `{least,most}`. A part takes as many bytes
 * as it can and gives none back, so matching is linear.
 */

import { Text } from '../abi';
import { CLOSE_BRACE, CLOSE_BRACKET, COMMA, HYPHEN, OPEN_BRACE, OPEN_BRACKET, ZERO } from './bytes';

const MAX_PARTS: u32 = 512;

/** One part: the ASCII bytes it takes, as a set of 128 bits, and how many of them. */
@unmanaged
class Part {
  low: u64;
  high: u64;
  least: u32;
  most: u32;

  add(byte: u32): void {
    if (byte < 64) this.low |= (<u64>1) << byte;
    else this.high |= (<u64>1) << (byte - 64);
  }

  has(byte: u8): bool {
    if (byte >= 128) return false;
    const half = byte < 64 ? this.low : this.high;
    return ((half >> (byte & 63)) & 1) !== 0;
  }
}

const PARTS: usize = memory.data(MAX_PARTS * offsetof<Part>(), 8);
let partCount: u32 = 0;

function partAt(index: u32): Part {
  return changetype<Part>(PARTS + index * offsetof<Part>());
}

/** How many parts were compiled so far: the index of the next shape's first. */
export function nextPart(): u32 {
  return partCount;
}

/** Compiles a shape into parts. Traps on a malformed one: shapes are part of the program. */
export function compileShape(shape: string): void {
  let i = 0;
  while (i < shape.length) {
    if (partCount >= MAX_PARTS) unreachable();
    const part = partAt(partCount++);
    i = readClass(shape, i, part);
    part.least = 1;
    part.most = 1;
    if (i < shape.length && unitAt(shape, i) === OPEN_BRACE) i = readCount(shape, i + 1, part);
  }
}

/** @returns the end of the match from `start` on, or 0. */
export function matchShape(text: Text, start: u32, parts: u32, count: u32): u32 {
  let i = start;
  for (let k: u32 = 0; k < count; k++) {
    const part = partAt(parts + k);
    const end = min(i + part.most, text.length);
    const first = i;
    while (i < end && part.has(text.byte(i))) i++;
    if (i - first < part.least) return 0;
  }
  return i;
}

function readClass(shape: string, start: i32, part: Part): i32 {
  if (unitAt(shape, start) !== OPEN_BRACKET) {
    part.add(unitAt(shape, start));
    return start + 1;
  }
  let i = start + 1;
  while (unitAt(shape, i) !== CLOSE_BRACKET) {
    const first = unitAt(shape, i);
    let last = first;
    if (unitAt(shape, i + 1) === HYPHEN && unitAt(shape, i + 2) !== CLOSE_BRACKET) {
      last = unitAt(shape, i + 2);
      i += 2;
    }
    for (let byte = first; byte <= last; byte++) part.add(byte);
    i++;
  }
  return i + 1;
}

function readCount(shape: string, start: i32, part: Part): i32 {
  let i = start;
  let value: u32 = 0;
  part.least = 0;
  for (; unitAt(shape, i) !== CLOSE_BRACE; i++) {
    if (unitAt(shape, i) === COMMA) {
      part.least = value;
      value = 0;
    } else {
      value = value * 10 + unitAt(shape, i) - ZERO;
    }
  }
  part.most = value;
  if (part.least === 0) part.least = value;
  return i + 1;
}

/** Traps beyond the end: a class or a count is unclosed. */
function unitAt(shape: string, index: i32): u32 {
  if (index >= shape.length) unreachable();
  return shape.charCodeAt(index);
}
