/** Classes of Unicode by name: `\pL`, `\p{Greek}`, `\P{Lu}`, `\p{^N}`. */

import { addRange, negateFrom, rangeCount } from './character-class';
import { CARET, CLOSE_BRACE, END, LOWER_P, OPEN_BRACE, UPPER_P } from './characters';
import { fail, NOT_SUPPORTED } from './pattern-error';
import { peek, position, read, readIf, readLiteral, rewind } from './pattern-reader';
import {
  ARABIC,
  ARABIC_COUNT,
  CYRILLIC,
  CYRILLIC_COUNT,
  DIGITS,
  DIGITS_COUNT,
  GREEK,
  GREEK_COUNT,
  HAN,
  HAN_COUNT,
  HEBREW,
  HEBREW_COUNT,
  LATIN,
  LATIN_COUNT,
  LETTERS,
  LETTERS_COUNT,
  LOWER_CASE,
  LOWER_CASE_COUNT,
  MARKS,
  MARKS_COUNT,
  NUMBERS,
  NUMBERS_COUNT,
  PUNCTUATION,
  PUNCTUATION_COUNT,
  SEPARATORS,
  SEPARATORS_COUNT,
  SYMBOLS,
  SYMBOLS_COUNT,
  UPPER_CASE,
  UPPER_CASE_COUNT,
} from './unicode-tables';

const RANGE_BYTES: u32 = 8;

/** The letter behind a backslash begins such a class. */
export function isUnicodeEscape(letter: u32): bool {
  return letter === LOWER_P || letter === UPPER_P;
}

/** Reads one from its backslash on and adds it to the class under construction. */
export function readUnicodeClass(): void {
  const start = position;
  read();
  const complement = read() === UPPER_P;
  const isBraced = readIf(OPEN_BRACE);
  const negated = isBraced && readIf(CARET);
  const mark = rangeCount();
  if (!addUnicodeClass(isBraced)) {
    skipName(isBraced);
    fail('the Unicode class', start, position, NOT_SUPPORTED);
  }
  if (complement !== negated) negateFrom(mark);
}

function addUnicodeClass(isBraced: bool): bool {
  if (readName('L', isBraced)) return addTable(LETTERS, LETTERS_COUNT);
  if (readName('M', isBraced)) return addTable(MARKS, MARKS_COUNT);
  if (readName('N', isBraced)) return addTable(NUMBERS, NUMBERS_COUNT);
  if (readName('P', isBraced)) return addTable(PUNCTUATION, PUNCTUATION_COUNT);
  if (readName('S', isBraced)) return addTable(SYMBOLS, SYMBOLS_COUNT);
  if (readName('Z', isBraced)) return addTable(SEPARATORS, SEPARATORS_COUNT);
  if (!isBraced) return false;
  if (readName('Ll', true)) return addTable(LOWER_CASE, LOWER_CASE_COUNT);
  if (readName('Lu', true)) return addTable(UPPER_CASE, UPPER_CASE_COUNT);
  if (readName('Nd', true)) return addTable(DIGITS, DIGITS_COUNT);
  if (readName('Arabic', true)) return addTable(ARABIC, ARABIC_COUNT);
  if (readName('Cyrillic', true)) return addTable(CYRILLIC, CYRILLIC_COUNT);
  if (readName('Greek', true)) return addTable(GREEK, GREEK_COUNT);
  if (readName('Han', true)) return addTable(HAN, HAN_COUNT);
  if (readName('Hebrew', true)) return addTable(HEBREW, HEBREW_COUNT);
  return readName('Latin', true) && addTable(LATIN, LATIN_COUNT);
}

/** Takes a name, with its closing brace if there was an opening one. */
function readName(name: string, isBraced: bool): bool {
  const start = position;
  if (readLiteral(name) && (!isBraced || readIf(CLOSE_BRACE))) return true;
  rewind(start);
  return false;
}

function addTable(table: usize, count: u32): bool {
  for (let i: u32 = 0; i < count; i++) {
    const range = table + i * RANGE_BYTES;
    addRange(load<u32>(range), load<u32>(range, 4));
  }
  return true;
}

function skipName(isBraced: bool): void {
  if (!isBraced) {
    read();
    return;
  }
  while (peek() !== CLOSE_BRACE && peek() !== END) read();
  read();
}
