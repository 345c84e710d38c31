/**
 * Phone numbers: international ones by their plus (ITU-T E.164), those of North America by their
 * parentheses or their form, others where a word says so.
 */

import { isAlphanumeric, isDigit, Text } from '../abi';
import { CLOSE_PARENTHESIS, DOT, HYPHEN, OPEN_PARENTHESIS, PLUS, SPACE, ZERO } from './bytes';
import { isJustBefore } from './context';
import { digitAt, digitCount, isUniform, numberAt, readDigits } from './digits';
import { BY_COLON, BY_HYPHEN, BY_SLASH, BY_SPACE, Groups, NO_SEPARATOR } from './groups';
import { endsAlone, followsNumber } from './place';
import * as words from './words';

const LABEL_BYTES: u32 = 40;
const THING_BYTES: u32 = 24;
const NUMBER_BYTES: u32 = 12;
const MIN_DIGITS: u32 = 8;
const MAX_DIGITS: u32 = 15;
/** Without separators a plus may as well be a sign. */
const MIN_PLAIN_DIGITS: u32 = 10;

/** @returns the end of the number behind the plus at `at`, or 0. */
export function endOfInternational(text: Text, at: u32): u32 {
  if (at > 0 && (isAlphanumeric(text.byte(at - 1)) || text.byte(at - 1) === PLUS)) return 0;
  const most: u32 = at + 1 < text.length && text.byte(at + 1) === 0x31 ? 11 : MAX_DIGITS;
  const end = endOfRun(text, at + 1, most);
  readDigits(text, at + 1, end);
  const count = digitCount();
  const isPlain = end - at - 1 === count;
  const least = isPlain ? MIN_PLAIN_DIGITS : MIN_DIGITS;
  if (count < least) return 0;
  if (end < text.length && isAlphanumeric(text.byte(end))) return 0;
  if (!isCountry() || isUniform(1, count) || !endsAlone(text, end)) return 0;
  return end;
}

/** Digits with at most two bytes of punctuation between them. */
function endOfRun(text: Text, start: u32, most: u32): u32 {
  let end = start;
  let count: u32 = 0;
  for (let i = start; i < text.length && i - end < 3 && count < most; i++) {
    const byte = text.byte(i);
    if (isDigit(byte)) {
      end = i + 1;
      count++;
    } else if (!isPunctuation(byte)) {
      break;
    }
  }
  return end;
}

function isPunctuation(byte: u8): bool {
  return (
    byte === SPACE ||
    byte === HYPHEN ||
    byte === DOT ||
    byte === OPEN_PARENTHESIS ||
    byte === CLOSE_PARENTHESIS
  );
}

/** A country's code, and a plan of numbers for the one that has most. */
function isCountry(): bool {
  const first = digitAt(0);
  if (first === 0) return false;
  if (first === 1) return digitCount() === 11 && isNorthAmerican(1);
  return first !== 2 || digitAt(1) !== 8;
}

/** Area and exchange begin with 2 to 9, and neither is a service such as 911. */
function isNorthAmerican(start: u32): bool {
  if (digitAt(start) < 2 || digitAt(start + 3) < 2) return false;
  if (digitAt(start + 1) === 1 && digitAt(start + 2) === 1) return false;
  return !isUniform(start + 3, start + 10);
}

/** @returns the end of `(415) 555-0132`, whose parenthesis opens at `at`, or 0. */
export function endOfParenthesized(text: Text, at: u32): u32 {
  if (at + 5 > text.length || text.byte(at + 4) !== CLOSE_PARENTHESIS) return 0;
  if (at > 0 && isAlphanumeric(text.byte(at - 1))) return 0;
  const end = endOfRun(text, at + 1, 10);
  readDigits(text, at + 1, end);
  if (digitCount() !== 10 || !isNorthAmerican(0)) return 0;
  const last = end - 5;
  // Three digits, one byte, four digits.
  if (isDigit(text.byte(last)) || !isDigit(text.byte(last - 1))) return 0;
  return (end < text.length && isAlphanumeric(text.byte(end))) || !endsAlone(text, end) ? 0 : end;
}

/** The groups, whose digits are at hand, are a phone number; `lookAround` has been called. */
export function isPhone(text: Text, start: u32, groups: Groups): bool {
  const digits = groups.digits;
  if (digits < 7 || digits > 12 || isUniform(0, digits)) return false;
  if (groups.between === BY_COLON || groups.between === BY_SLASH) return false;
  // The form of a social security number.
  if (groups.lengths === 0x324) return false;
  if (isAmericanForm(groups)) {
    if (isTold()) return true;
    if (isJustBefore(words.NUMBER, NUMBER_BYTES)) return !isJustBefore(words.THINGS, LABEL_BYTES);
    return groups.between === BY_HYPHEN && !isJustBefore(words.THINGS, THING_BYTES);
  }
  if (groups.between === NO_SEPARATOR && digits < 10) return false;
  if (groups.between === BY_SPACE && followsNumber(text, start)) return false;
  if (isJustBefore(words.PHONE, LABEL_BYTES)) return !isDate(groups);
  if (groups.between !== NO_SEPARATOR || text.byte(start) === ZERO) {
    if (isJustBefore(words.REACH, LABEL_BYTES)) return !isDate(groups);
  }
  const joined = groups.between === BY_HYPHEN || groups.between === NO_SEPARATOR;
  if (text.byte(start) !== ZERO || !joined || digits < 9 || digits > 11) return false;
  return isJustBefore(words.NUMBER, NUMBER_BYTES) && !isJustBefore(words.THINGS, LABEL_BYTES);
}

function isTold(): bool {
  return isJustBefore(words.PHONE, LABEL_BYTES) || isJustBefore(words.REACH, LABEL_BYTES);
}

/** `415-555-0132`, `1-415-555-0132`. */
function isAmericanForm(groups: Groups): bool {
  if (groups.between === NO_SEPARATOR) return false;
  if (groups.lengths === 0x334) return isNorthAmerican(0);
  return groups.lengths === 0x1334 && digitAt(0) === 1 && isNorthAmerican(1);
}

/** `2024-01-31`, `31.01.2024`, with or without a time. */
function isDate(groups: Groups): bool {
  const lengths = groups.lengths;
  if (lengths === 0x224 || lengths === 0x422 || (lengths & 0xfff) === 0x222) return true;
  return lengths >> 8 === 0x422 || (lengths === 0x84 && numberAt(0, 2) === 20);
}
