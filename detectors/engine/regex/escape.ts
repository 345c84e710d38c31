/** What stands behind a backslash, within classes and outside. */

import { addRange, negateFrom, rangeCount } from './character-class';
import {
  CLOSE_BRACE,
  END,
  hexValue,
  isDigit,
  isLetter,
  LOWER_A,
  LOWER_D,
  LOWER_F,
  LOWER_G,
  LOWER_K,
  LOWER_N,
  LOWER_R,
  LOWER_S,
  LOWER_T,
  LOWER_V,
  LOWER_W,
  LOWER_X,
  MAX_CHARACTER,
  OPEN_BRACE,
  UNDERSCORE,
  UPPER_Q,
  ZERO,
} from './characters';
import { fail, NOT_LINEAR, NOT_SUPPORTED } from './pattern-error';
import { peek, position, read, readIf } from './pattern-reader';

const MAX_HEX_DIGITS: u32 = 8;

/** The letter names a class: `\d`, `\W`. */
export function isClassEscape(letter: u32): bool {
  const lower = letter | 0x20;
  return isLetter(letter) && (lower === LOWER_D || lower === LOWER_S || lower === LOWER_W);
}

/** Adds the class that a letter names to the class under construction. */
export function addClassEscape(letter: u32): void {
  const start = rangeCount();
  const lower = letter | 0x20;
  if (lower === LOWER_D) addDigits();
  else if (lower === LOWER_W) addWordCharacters();
  else addBlanks();
  if (letter !== lower) negateFrom(start);
}

export function addDigits(): void {
  addRange(ZERO, ZERO + 9);
}

export function addWordCharacters(): void {
  addDigits();
  addRange(0x41, 0x5a);
  addRange(UNDERSCORE, UNDERSCORE);
  addRange(0x61, 0x7a);
}

/** As in RE2, `\s` lacks the vertical tab; `[[:space:]]` has it. */
function addBlanks(): void {
  addRange(0x09, 0x0a);
  addRange(0x0c, 0x0d);
  addRange(0x20, 0x20);
}

/** Reads a backslash and what it stands for: one character, or `END` behind a mistake. */
export function readEscape(): u32 {
  const start = position;
  read();
  const escaped = read();
  if (escaped === END) return mistake('a backslash without a character', start, '');
  if (escaped === LOWER_X) return readHex(start);
  const control = controlOf(escaped);
  if (control !== END) return control;
  if (escaped < 0x80 && !isLetter(escaped) && !isDigit(escaped)) return escaped;
  return refuse(escaped, start);
}

function controlOf(letter: u32): u32 {
  if (letter === LOWER_A) return 0x07;
  if (letter === LOWER_F) return 0x0c;
  if (letter === LOWER_N) return 0x0a;
  if (letter === LOWER_R) return 0x0d;
  if (letter === LOWER_T) return 0x09;
  return letter === LOWER_V ? 0x0b : END;
}

/** `\xHH` or `\x{H..}`. */
function readHex(start: u32): u32 {
  const braced = readIf(OPEN_BRACE);
  const limit = braced ? MAX_HEX_DIGITS : 2;
  let value: u32 = 0;
  let digits: u32 = 0;
  while (digits < limit && peek() !== END && hexValue(peek()) >= 0) {
    value = (value << 4) | hexValue(read());
    digits++;
  }
  const complete = braced ? digits > 0 && readIf(CLOSE_BRACE) : digits === 2;
  if (!complete) return mistake('an unfinished escape', start, '');
  if (value > MAX_CHARACTER) return mistake('an escape beyond Unicode', start, '');
  return value;
}

/** Names what other engines have here. */
function refuse(escaped: u32, start: u32): u32 {
  if (escaped === ZERO) return mistake('an octal escape', start, NOT_SUPPORTED);
  if (isDigit(escaped) || escaped === LOWER_K || escaped === LOWER_G) {
    return mistake('a backreference', start, NOT_LINEAR);
  }
  if (escaped === UPPER_Q) return mistake('quoting', start, NOT_SUPPORTED);
  return mistake('the escape', start, NOT_SUPPORTED);
}

function mistake(what: string, start: u32, why: string): u32 {
  fail(what, start, position, why);
  return END;
}
