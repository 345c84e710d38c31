/** Values that only their label gives away: numbers of passports and records, dates of birth. */

import { isAlphanumeric, isDigit, isLetter, isUpper, Text } from '../abi';
import { COMMA, DOT, HYPHEN, SPACE } from './bytes';
import { isDay } from './checks';
import { isJustBefore, lookAround } from './context';
import { numberAt, readDigits } from './digits';
import { BY_COLON, BY_SPACE, Groups, MIXED, NO_SEPARATOR } from './groups';
import { endsWord } from './place';
import { DRIVER_LICENSE, MEDICAL_RECORD, NO_RULE, PASSPORT } from './rules';
import * as words from './words';

const PASSPORT_BYTES: u32 = 40;
const BIRTH_BYTES: u32 = 28;
const RECORD_BYTES: u32 = 20;
const LICENSE_BYTES: u32 = 32;
const MAX_LICENSE: u32 = 20;
const MIN_PASSPORT: u32 = 7;
const MAX_PASSPORT: u32 = 12;
const MIN_PASSPORT_DIGITS: u32 = 6;
/** The shortest last group of an identifier, and how much may come before it. */
const MIN_GROUP: u32 = 5;
const MAX_INSURED: u32 = 16;
/** `15. September ` */
const DATE_BYTES: u32 = 18;
const OLDEST: u64 = 1900;
const YOUNGEST: u64 = 2049;

/** The word from `start` to `end`, letters and digits; `lookAround` has been called. */
export function ruleOfLabelled(text: Text, start: u32, end: u32): u32 {
  const length = end - start;
  if (length < MIN_PASSPORT - 1 || length > MAX_PASSPORT) return NO_RULE;
  if (text.holdsAt(start, '0x')) return NO_RULE;
  let digits: u32 = 0;
  for (let i = start; i < end; i++) {
    if (isDigit(text.byte(i))) digits++;
  }
  if (digits === length && digits >= MIN_PASSPORT - 1 && isRecord(text, start)) {
    return MEDICAL_RECORD;
  }
  if (length < MIN_PASSPORT || digits < MIN_PASSPORT_DIGITS) return NO_RULE;
  if (isJustBefore(words.PASSPORT, PASSPORT_BYTES)) return PASSPORT;
  return isJustBefore(words.LICENSE, LICENSE_BYTES) ? DRIVER_LICENSE : NO_RULE;
}

/** Numbers such as 000001 show how records are numbered. */
function isRecord(text: Text, start: u32): bool {
  return !text.holdsAt(start, '000') && isJustBefore(words.RECORD, RECORD_BYTES);
}

/** The groups, whose digits are at hand, are a date beside a word for birth. */
export function isBirthDate(groups: Groups): bool {
  const between = groups.between;
  if (between === NO_SEPARATOR || between === BY_SPACE || between === BY_COLON) return false;
  if (between === MIXED || groups.next === between) return false;
  return isDate(groups.lengths) && isJustBefore(words.BIRTH, BIRTH_BYTES);
}

function isDate(lengths: u32): bool {
  if (lengths === 0x422) {
    // Where the clocks of computers begin.
    if (numberAt(0, 8) === 19700101) return false;
    return isYear(numberAt(0, 4)) && isDay(<u32>numberAt(4, 6), <u32>numberAt(6, 8));
  }
  if (lengths !== 0x224 && lengths !== 0x114 && lengths !== 0x124 && lengths !== 0x214)
    return false;
  const first: u32 = lengths >> 8;
  const second: u32 = (lengths >> 4) & 15;
  const a = <u32>numberAt(0, first);
  const b = <u32>numberAt(first, first + second);
  const year = numberAt(first + second, first + second + 4);
  return isYear(year) && (isDay(a, b) || isDay(b, a));
}

function isYear(year: u64): bool {
  return year >= OLDEST && year <= YOUNGEST;
}

/**
 * @returns where the identifier begins whose last group stands at `start`, behind a label such as
 * `insurance ID`: `BCBS-IL-987654321`; `start` when there is none.
 */
export function startOfInsured(text: Text, start: u32, end: u32): u32 {
  if (start === 0 || text.byte(start - 1) !== HYPHEN || end - start < MIN_GROUP) return start;
  const limit = start > MAX_INSURED ? start - MAX_INSURED : 0;
  let first = start;
  while (first > limit && isIdentifierByte(text.byte(first - 1))) first--;
  lookAround(text, first, end);
  return isJustBefore(words.INSURED, RECORD_BYTES) ? first : start;
}

function isIdentifierByte(byte: u8): bool {
  return isUpper(byte) || isDigit(byte) || byte === HYPHEN;
}

/**
 * @returns where the date begins whose year stands at `start`, with the month in letters and beside a
 * word for a date of birth; `start` when there is none.
 */
export function startOfWrittenDate(text: Text, start: u32, end: u32): u32 {
  if (start < 4 || !(text.byte(start - 1) === SPACE || text.byte(start - 1) === COMMA))
    return start;
  readDigits(text, start, end);
  if (!isYear(numberAt(0, 4))) return start;
  lookAround(text, start, end);
  if (!isJustBefore(words.MONTHS, DATE_BYTES)) return start;
  if (!isJustBefore(words.BIRTH_DATE, DATE_BYTES + BIRTH_BYTES)) return start;
  const limit = start > DATE_BYTES ? start - DATE_BYTES : 0;
  let first = start;
  let letters = false;
  for (let i = start; i > limit; i--) {
    const byte = text.byte(i - 1);
    if (!isDateByte(byte)) break;
    letters = letters || isLetter(byte);
    const begins = i === 1 || !isAlphanumeric(text.byte(i - 2));
    if (letters && begins && (isDigit(byte) || isUpper(byte))) first = i - 1;
  }
  return first;
}

function isDateByte(byte: u8): bool {
  return isAlphanumeric(byte) || byte === SPACE || byte === COMMA || byte === DOT;
}

/** @returns the end of `A123-4567-8901`, whose first group ends at `end`, behind its label; or 0. */
export function endOfLicense(text: Text, start: u32, end: u32): u32 {
  if (end - start !== 4 || end >= text.length || text.byte(end) !== HYPHEN) return 0;
  const limit = min(end + MAX_LICENSE, text.length);
  let digits: u32 = 0;
  let i = end;
  for (; i < limit && (isDigit(text.byte(i)) || text.byte(i) === HYPHEN); i++) {
    if (isDigit(text.byte(i))) digits++;
  }
  if (digits < MIN_PASSPORT_DIGITS || !isDigit(text.byte(i - 1)) || !endsWord(text, i)) return 0;
  lookAround(text, start, i);
  return isJustBefore(words.LICENSE, LICENSE_BYTES) ? i : 0;
}
