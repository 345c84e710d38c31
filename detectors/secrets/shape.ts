/**
 * The shape of a token, written in a small part of regular expressions: a class such as `[0-9a-f]`,
 * a named one such as `<hex>`, or a single byte, each with `{n}` or `{least,most}`. A part takes as
 * many bytes as it can and gives none back, so matching is linear.
 */

import { isDigit, isHex, Text } from '../abi';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  GREATER,
  HYPHEN,
  LESS,
  OPEN_BRACE,
  OPEN_BRACKET,
  ZERO,
} from './bytes';
import { isNamed, nextOfClass } from './character-class';

const MAX_PARTS: u32 = 6000;
const MAX_ALPHABETS: u32 = 200;
const UUID: string = '<uuid>';

/** ASCII bytes as a set of 128 bits. Shapes are many, alphabets few: parts share them. */
@unmanaged
class Alphabet {
  low: u64;
  high: u64;

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

/** One part: the bytes it takes, and how many of them. */
@unmanaged
class Part {
  alphabet: u16;
  least: u16;
  most: u16;

  has(byte: u8): bool {
    return alphabetAt(this.alphabet).has(byte);
  }
}

/** How many parts and alphabets there are. In memory, so that the build can keep them. */
@unmanaged
class Counts {
  parts: u32;
  alphabets: u32;
}

const ALPHABETS: usize = memory.data((MAX_ALPHABETS + 1) * offsetof<Alphabet>(), 8);
const PARTS: usize = memory.data(MAX_PARTS * offsetof<Part>(), 4);
const COUNTS: usize = memory.data(offsetof<Counts>(), 4);

function counts(): Counts {
  return changetype<Counts>(COUNTS);
}

function alphabetAt(index: u32): Alphabet {
  return changetype<Alphabet>(ALPHABETS + index * offsetof<Alphabet>());
}

function partAt(index: u32): Part {
  return changetype<Part>(PARTS + index * offsetof<Part>());
}

/** The empty alphabet behind the last one, to be filled. */
function nextAlphabet(): Alphabet {
  const alphabet = alphabetAt(counts().alphabets);
  alphabet.low = 0;
  alphabet.high = 0;
  return alphabet;
}

/** The number of the alphabet that was filled, or of an equal one. */
function numberOfNext(): u16 {
  const next = alphabetAt(counts().alphabets);
  for (let i: u32 = 0; i < counts().alphabets; i++) {
    const known = alphabetAt(i);
    if (known.low === next.low && known.high === next.high) return <u16>i;
  }
  if (counts().alphabets >= MAX_ALPHABETS) unreachable();
  counts().alphabets++;
  return <u16>(counts().alphabets - 1);
}

/** How many parts were compiled so far: the index of the next shape's first. */
export function nextPart(): u32 {
  return counts().parts;
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
    i = readClass(shape, i, nextAlphabet());
    if (i === 0) return false;
    const part = addPart(1);
    if (i < shape.length && shape.byte(i) === OPEN_BRACE) i = readCount(shape, i + 1, part);
    if (i === 0) return false;
  }
  return true;
}

/** A part of the alphabet that was just filled. */
function addPart(count: u16): Part {
  if (counts().parts >= MAX_PARTS) unreachable();
  const part = partAt(counts().parts++);
  part.alphabet = numberOfNext();
  part.least = count;
  part.most = count;
  return part;
}

/** 8, 4, 4, 4 and 12 hexadecimal digits. */
function addUuid(): void {
  for (let group = 0; group < 5; group++) {
    if (group > 0) {
      nextAlphabet().add(HYPHEN);
      addPart(1);
    }
    const digits = nextAlphabet();
    for (let byte: u32 = 0; byte < 128; byte++) {
      if (isHex(<u8>byte)) digits.add(byte);
    }
    addPart(group === 0 ? 8 : group === 4 ? 12 : 4);
  }
}

/** @returns the end of the match from `start` on, or 0. */
export function matchShape(text: Text, start: u32, parts: u32, count: u32): u32 {
  let i = start;
  for (let k: u32 = 0; k < count; k++) {
    const part = partAt(parts + k);
    const end = min(i + <u32>part.most, text.length);
    const first = i;
    while (i < end && part.has(text.byte(i))) i++;
    if (i - first < <u32>part.least) return 0;
  }
  return i;
}

/** Matches backwards. @returns the start of the match up to `end`, or `u32.MAX_VALUE`. */
export function matchBefore(text: Text, end: u32, parts: u32, count: u32): u32 {
  let i = end;
  for (let k = count; k > 0; k--) {
    const part = partAt(parts + k - 1);
    const most: u32 = part.most;
    const first = i > most ? i - most : 0;
    const last = i;
    while (i > first && part.has(text.byte(i - 1))) i--;
    if (last - i < <u32>part.least) return u32.MAX_VALUE;
  }
  return i;
}

/** @returns the end of the class, or 0 when it is malformed. */
function readClass(shape: Text, start: u32, alphabet: Alphabet): u32 {
  const opening = shape.byte(start);
  if (opening === LESS) return readNamed(shape, start + 1, alphabet);
  if (opening !== OPEN_BRACKET) {
    alphabet.add(opening);
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
    for (let byte = first; byte <= last; byte++) alphabet.add(byte);
    i++;
  }
  return i < shape.length ? i + 1 : 0;
}

function readNamed(shape: Text, start: u32, alphabet: Alphabet): u32 {
  let end = start;
  while (end < shape.length && shape.byte(end) !== GREATER) end++;
  if (end === shape.length || !isNamed(shape, start, end)) return 0;
  for (let byte = nextOfClass(shape, start, end, 0); byte < 128; ) {
    alphabet.add(byte);
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
  part.most = <u16>value;
  part.least = least < 0 ? <u16>value : <u16>least;
  return i < shape.length ? i + 1 : 0;
}
