/** Values that only their label gives away: numbers of passports and records, dates of birth. */

import { Text } from '../abi';
import { isDigit } from './bytes';
import { isDay } from './checks';
import { isJustBefore } from './context';
import { numberAt } from './digits';
import { BY_COLON, BY_SPACE, Groups, MIXED, NO_SEPARATOR } from './groups';
import { MEDICAL_RECORD, NO_RULE, PASSPORT } from './rules';
import * as words from './words';

const PASSPORT_BYTES: u32 = 40;
const BIRTH_BYTES: u32 = 28;
const RECORD_BYTES: u32 = 20;
const MIN_PASSPORT: u32 = 7;
const MAX_PASSPORT: u32 = 10;
const MIN_PASSPORT_DIGITS: u32 = 6;
const OLDEST: u64 = 1900;
const YOUNGEST: u64 = 2049;

/** The word from `start` to `end`, letters and digits; `lookAround` has been called. */
export function ruleOfLabelled(text: Text, start: u32, end: u32): u32 {
  const length = end - start;
  if (length < MIN_PASSPORT - 1 || length > MAX_PASSPORT) return NO_RULE;
  let digits: u32 = 0;
  for (let i = start; i < end; i++) {
    if (isDigit(text.byte(i))) digits++;
  }
  if (digits === length && digits >= MIN_PASSPORT - 1 && isRecord(text, start)) {
    return MEDICAL_RECORD;
  }
  if (length < MIN_PASSPORT || digits < MIN_PASSPORT_DIGITS) return NO_RULE;
  return isJustBefore(words.PASSPORT, PASSPORT_BYTES) ? PASSPORT : NO_RULE;
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
