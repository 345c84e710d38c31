/**
 * The shape of a token, written in a small part of regular expressions: a class such as `[0-9a-f]`,
 * a named one such as `<hex>`, or a single byte, each with `{n}` or `{least,most}`. A part takes as
 * many bytes as it can and gives none back, so matching is linear.
 */

import { Text } from '../abi';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  GREATER,
  HYPHEN,
  isDigit,
  LESS,
  LOWER_A,
  OPEN_BRACE,
  OPEN_BRACKET,
  UPPER_A,
  ZERO,
} from './bytes';
import { isNamed, nextOfClass } from './character-class';

const MAX_PARTS: u32 = 6000;
const UUID: string = '<uuid>';

/** One part: the ASCII bytes it takes, as a set of 128 bits, and how many of them. */
@unmanaged
class Part {
  low: u64;
  high: u64;
  least: u32;
  most: u32;

  add(byte: u32): void {
    if (byte < 64) this.low |= (<u64>1) << byte;
    else if (byte < 128) this.high |= (<u64>1) << (byte - 64);
  }

  has(byte: u8): bool {
    if (byte >= 128) return false;
    const half = byte < 64 ? this.low : this.high;
    return ((half >> (byte & 63)) & 1) !== 0;
  }
}

const PARTS: usize = memory.data(MAX_PARTS * offsetof<Part>(), 8);
/** How many there are. In memory, so that the build can keep it. */
const PART_COUNT: usize = memory.data(4, 4);

function partAt(index: u32): Part {
  return changetype<Part>(PARTS + index * offsetof<Part>());
}

/** How many parts were compiled so far: the index of the next shape's first. */
export function nextPart(): u32 {
  return load<u32>(PART_COUNT);
}

/** Compiles a shape into parts. @returns whether it is well-formed. */
export function compileShape(shape: Text): bool {
  let i: u32 = 0;
  while (i < shape.length) {
    if (shape.holdsAt(i, UUID)) {
      addUuid();
      i += <u32>UUID.length;
      continue;
    }
    const part = addPart();
    i = readClass(shape, i, part);
    if (i === 0) return false;
    part.least = 1;
    part.most = 1;
    if (i < shape.length && shape.byte(i) === OPEN_BRACE) i = readCount(shape, i + 1, part);
    if (i === 0) return false;
  }
  return true;
}

function addPart(): Part {
  const index = nextPart();
  if (index >= MAX_PARTS) unreachable();
  store<u32>(PART_COUNT, index + 1);
  return partAt(index);
}

/** 8, 4, 4, 4 and 12 hexadecimal digits. */
function addUuid(): void {
  for (let group = 0; group < 5; group++) {
    if (group > 0) addRun(HYPHEN, HYPHEN, 1);
    addRun(ZERO, ZERO + 9, group === 0 ? 8 : group === 4 ? 12 : 4);
    const digits = partAt(nextPart() - 1);
    for (let i: u32 = 0; i < 6; i++) {
      digits.add(UPPER_A + i);
      digits.add(LOWER_A + i);
    }
  }
}

function addRun(first: u32, last: u32, count: u32): void {
  const part = addPart();
  for (let byte = first; byte <= last; byte++) part.add(byte);
  part.least = count;
  part.most = count;
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

/** Matches backwards. @returns the start of the match up to `end`, or `u32.MAX_VALUE`. */
export function matchBefore(text: Text, end: u32, parts: u32, count: u32): u32 {
  let i = end;
  for (let k = count; k > 0; k--) {
    const part = partAt(parts + k - 1);
    const first = i > part.most ? i - part.most : 0;
    const last = i;
    while (i > first && part.has(text.byte(i - 1))) i--;
    if (last - i < part.least) return u32.MAX_VALUE;
  }
  return i;
}

/** @returns the end of the class, or 0 when it is malformed. */
function readClass(shape: Text, start: u32, part: Part): u32 {
  const opening = shape.byte(start);
  if (opening === LESS) return readNamed(shape, start + 1, part);
  if (opening !== OPEN_BRACKET) {
    part.add(opening);
    return start + 1;
  }
  let i = start + 1;
  while (i < shape.length && shape.byte(i) !== CLOSE_BRACKET) {
    const first: u32 = shape.byte(i);
    let last = first;
    const ranges = i + 2 < shape.length && shape.byte(i + 1) === HYPHEN;
    if (ranges && shape.byte(i + 2) !== CLOSE_BRACKET) {
      last = shape.byte(i + 2);
      i += 2;
    }
    for (let byte = first; byte <= last; byte++) part.add(byte);
    i++;
  }
  return i < shape.length ? i + 1 : 0;
}

function readNamed(shape: Text, start: u32, part: Part): u32 {
  let end = start;
  while (end < shape.length && shape.byte(end) !== GREATER) end++;
  if (end === shape.length || !isNamed(shape, start, end)) return 0;
  for (let byte = nextOfClass(shape, start, end, 0); byte < 128; ) {
    part.add(byte);
    byte = nextOfClass(shape, start, end, byte + 1);
  }
  return end + 1;
}

function readCount(shape: Text, start: u32, part: Part): u32 {
  let i = start;
  let value: u32 = 0;
  let least: i32 = -1;
  for (; i < shape.length && shape.byte(i) !== CLOSE_BRACE; i++) {
    const byte = shape.byte(i);
    if (byte === COMMA) {
      least = <i32>value;
      value = 0;
    } else if (isDigit(byte)) {
      value = value * 10 + byte - ZERO;
    } else {
      return 0;
    }
  }
  part.most = value;
  part.least = least < 0 ? value : <u32>least;
  return i < shape.length ? i + 1 : 0;
}
