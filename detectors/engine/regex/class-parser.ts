/** Classes in brackets: `[a-z_]`, `[^\s/]`, `[[:alpha:]-]`. */

import {
  addRange,
  beginClass,
  endClass,
  foldClass,
  negateFrom,
  overflowed,
  rangeCount,
} from './character-class';
import { BACKSLASH, CARET, CLOSE_BRACKET, COLON, END, HYPHEN, OPEN_BRACKET } from './characters';
import { addClassEscape, addDigits, addWordCharacters, isClassEscape, readEscape } from './escape';
import { fail, failed } from './pattern-error';
import { peek, peekSecond, position, read, readIf, readLiteral, rewind } from './pattern-reader';
import { Node } from './syntax-tree';
import { isUnicodeEscape, readUnicodeClass } from './unicode-class';

/** Reads a class from its opening bracket on. */
export function parseClass(folded: bool): Node {
  const start = position;
  beginClass();
  read();
  const negated = readIf(CARET);
  // A closing bracket in the first place stands for itself.
  if (peek() === CLOSE_BRACKET) parseItem();
  while (!failed && peek() !== CLOSE_BRACKET && peek() !== END) parseItem();
  if (!readIf(CLOSE_BRACKET)) fail('a class without its closing bracket', start, start + 1, '');
  if (folded) foldClass();
  if (negated) negateFrom(0);
  refuseOverflow(start);
  return endClass();
}

/** A class of its own outside of brackets: `\d`. */
export function parseClassEscape(): Node {
  beginClass();
  read();
  addClassEscape(read());
  return endClass();
}

/** One of Unicode, which has letters of either case or of both. */
export function parseUnicodeClass(folded: bool): Node {
  const start = position;
  beginClass();
  readUnicodeClass();
  if (folded) foldClass();
  refuseOverflow(start);
  return endClass();
}

function refuseOverflow(start: u32): void {
  if (overflowed) fail('a class of too many ranges', start, position, 'is over the limit of 2048');
}

/** A range, a character, or a class within the class. */
function parseItem(): void {
  if (peek() === BACKSLASH && isClassEscape(peekSecond())) {
    read();
    addClassEscape(read());
    return;
  }
  if (peek() === BACKSLASH && isUnicodeEscape(peekSecond())) {
    readUnicodeClass();
    return;
  }
  if (peek() === OPEN_BRACKET && peekSecond() === COLON && parseNamedClass()) return;
  const start = position;
  const first = readMember();
  if (failed) return;
  if (peek() !== HYPHEN || peekSecond() === CLOSE_BRACKET || peekSecond() === END) {
    addRange(first, first);
    return;
  }
  read();
  if (peek() === BACKSLASH && isClassName(peekSecond())) {
    read();
    read();
    fail('a range that ends in a class', start, position, '');
    return;
  }
  const last = readMember();
  if (last < first) fail('a range in the wrong order', start, position, '');
  addRange(first, last);
}

function isClassName(letter: u32): bool {
  return isClassEscape(letter) || isUnicodeEscape(letter);
}

function readMember(): u32 {
  return peek() === BACKSLASH ? readEscape() : read();
}

/** `[:alpha:]`. Without its end, the bracket stands for itself. @returns whether it was one. */
function parseNamedClass(): bool {
  const start = position;
  readLiteral('[:');
  const negated = readIf(CARET);
  const mark = rangeCount();
  const known = addNamedClass();
  if (known && readLiteral(':]')) {
    if (negated) negateFrom(mark);
    return true;
  }
  while (peek() !== COLON && peek() !== CLOSE_BRACKET && peek() !== END) read();
  if (readLiteral(':]')) {
    fail('an unknown class', start, position, '');
    return true;
  }
  rewind(start);
  return false;
}

function addNamedClass(): bool {
  if (readLiteral('alnum')) addAlphanumeric();
  else if (readLiteral('alpha')) addLetters();
  else if (readLiteral('ascii')) addRange(0, 0x7f);
  else if (readLiteral('blank')) addEach(0x09, 0x20);
  else if (readLiteral('cntrl')) addControls();
  else if (readLiteral('digit')) addDigits();
  else if (readLiteral('graph')) addRange(0x21, 0x7e);
  else if (readLiteral('lower')) addRange(0x61, 0x7a);
  else if (readLiteral('print')) addRange(0x20, 0x7e);
  else if (readLiteral('punct')) addPunctuation();
  else if (readLiteral('space')) addSpaces();
  else if (readLiteral('upper')) addRange(0x41, 0x5a);
  else if (readLiteral('word')) addWordCharacters();
  else if (readLiteral('xdigit')) addHexDigits();
  else return false;
  return true;
}

function addLetters(): void {
  addRange(0x41, 0x5a);
  addRange(0x61, 0x7a);
}

function addAlphanumeric(): void {
  addDigits();
  addLetters();
}

function addEach(one: u32, other: u32): void {
  addRange(one, one);
  addRange(other, other);
}

function addControls(): void {
  addRange(0, 0x1f);
  addRange(0x7f, 0x7f);
}

function addSpaces(): void {
  addRange(0x09, 0x0d);
  addRange(0x20, 0x20);
}

function addPunctuation(): void {
  addRange(0x21, 0x2f);
  addRange(0x3a, 0x40);
  addRange(0x5b, 0x60);
  addRange(0x7b, 0x7e);
}

function addHexDigits(): void {
  addDigits();
  addRange(0x41, 0x46);
  addRange(0x61, 0x66);
}
