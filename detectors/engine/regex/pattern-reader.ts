/** The pattern's characters, one after the other. */

import { END } from './characters';
import { beginErrors, fail } from './pattern-error';

let patternAt: usize = 0;
let patternLength: u32 = 0;
/** Where the next character begins, in bytes. */
export let position: u32 = 0;

/** Begins to read. The pattern has to be UTF-8, or reading it is a mistake at once. */
export function beginReading(at: usize, length: u32): void {
  patternAt = at;
  patternLength = length;
  position = 0;
  beginErrors(at);
  for (let i: u32 = 0; i < length; i += widthAt(i)) {
    if (isCharacterAt(i)) continue;
    fail('a byte that is not UTF-8', i, i, '');
    patternLength = i;
  }
}

/** The next character, or `END`. */
export function peek(): u32 {
  return position < patternLength ? characterAt(position) : END;
}

/** The character behind the next one. Meant for syntax: the next one is ASCII. */
export function peekSecond(): u32 {
  return position + 1 < patternLength ? characterAt(position + 1) : END;
}

/** Takes the next character. */
export function read(): u32 {
  const character = peek();
  if (character !== END) position += widthAt(position);
  return character;
}

/** Takes the next character if it is this one. */
export function readIf(character: u32): bool {
  if (peek() !== character) return false;
  position++;
  return true;
}

/** Takes an ASCII literal if it is next. */
export function readLiteral(literal: string): bool {
  const length = <u32>literal.length;
  if (position + length > patternLength) return false;
  const units = changetype<usize>(literal);
  for (let i: u32 = 0; i < length; i++) {
    if (load<u8>(patternAt + position + i) !== load<u8>(units + (i << 1))) return false;
  }
  position += length;
  return true;
}

/** Goes back to a place read before. */
export function rewind(to: u32): void {
  position = to;
}

function widthAt(at: u32): u32 {
  const lead = load<u8>(patternAt + at);
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function characterAt(at: u32): u32 {
  const width = widthAt(at);
  const lead = <u32>load<u8>(patternAt + at);
  if (width === 1) return lead;
  let character = lead & (0xff >> (width + 1));
  for (let i: u32 = 1; i < width; i++) {
    character = (character << 6) | (load<u8>(patternAt + at + i) & 0x3f);
  }
  return character;
}

function isCharacterAt(at: u32): bool {
  const lead = load<u8>(patternAt + at);
  if (lead < 0x80) return true;
  const width = widthAt(at);
  if (width === 1 || lead > 0xf4 || at + width > patternLength) return false;
  for (let i: u32 = 1; i < width; i++) {
    if ((load<u8>(patternAt + at + i) & 0xc0) !== 0x80) return false;
  }
  const character = characterAt(at);
  return character >= leastOfWidth(width) && character <= 0x10_ffff;
}

/** Longer spellings of smaller characters are not UTF-8 (RFC 3629 s3). */
function leastOfWidth(width: u32): u32 {
  if (width === 2) return 0x80;
  return width === 3 ? 0x800 : 0x1_0000;
}
