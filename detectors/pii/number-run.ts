/** What begins with a run of digits alone. */

import { isAlphanumeric, isDigit, isLetter, Text } from '../abi';
import { findAddress } from './address';
import { DOT, HYPHEN, OPEN_PARENTHESIS, PLUS, SPACE } from './bytes';
import { lookAround } from './context';
import { keepDigits } from './digits';
import { reportFound } from './found';
import { ruleOfGroups } from './grouped';
import { Groups, groupCount, groupsAt, readGroups } from './groups';
import { endOfV6, isPublicAddress } from './ip';
import { isBirthDate, ruleOfLabelled, startOfInsured, startOfWrittenDate } from './labelled';
import { HETU_BYTES, isHetu, isHyphenatedNif, isNino } from './lettered';
import { ruleOfNumber } from './numbers';
import { endOfInternational, endOfParenthesized, isPhone } from './phone';
import { beginsAlone, endsAlone, endsWord, isLetterBehind } from './place';
import {
  BIRTH_DATE,
  ES_NIF,
  FI_HETU,
  IP_ADDRESS,
  MEDICAL_RECORD,
  NO_RULE,
  PHONE,
  POSTAL_ADDRESS,
  UK_NINO,
} from './rules';

/** The fewest digits of anything but an address. */
const MIN_DIGITS: u32 = 6;
const YEAR_BYTES: u32 = 4;
const ZIP_BYTES: u32 = 5;

/** @returns where to go on. */
export function inspectNumber(text: Text, start: u32, end: u32, index: u32): u32 {
  const marked = inspectMarked(text, start, index);
  if (marked !== 0) return marked;
  if (end - start < MIN_DIGITS && !goesOn(text, end)) return inspectShort(text, start, end, index);
  const address = inspectAddress(text, start, end, index);
  if (address !== 0) return address;
  if (!beginsAlone(text, start)) return inspectInsured(text, start, end, index);
  const lettered = inspectLettered(text, start, end, index);
  if (lettered !== 0) return lettered;
  readGroups(text, start);
  for (let count = groupCount(); count > 0; count--) {
    const groups = groupsAt(count);
    if (groups.digits < MIN_DIGITS - 2) break;
    // Where it goes on in the same way, these groups are a piece of something.
    if (count > 1 && groups.next === groups.between) continue;
    if (!endsAlone(text, groups.end)) continue;
    keepDigits(groups.digits);
    lookAround(text, start, groups.end);
    const rule = ruleOf(text, start, count, groups);
    if (rule === NO_RULE) continue;
    reportFound(rule, text, index, start, groups.end);
    return groups.end;
  }
  return inspectShort(text, start, end, index);
}

/** Addresses stand where nothing else does: in URLs, behind a user's name, before a port. */
function inspectAddress(text: Text, start: u32, end: u32, index: u32): u32 {
  if (end >= text.length || text.byte(end) !== DOT || end - start > 3) return 0;
  readGroups(text, start);
  if (groupCount() < 4) return 0;
  const groups = groupsAt(4);
  lookAround(text, start, groups.end);
  if (!isPublicAddress(text, start, groups)) return 0;
  reportFound(IP_ADDRESS, text, index, start, groups.end);
  return groups.end;
}

function inspectInsured(text: Text, start: u32, end: u32, index: u32): u32 {
  const first = startOfInsured(text, start, end);
  if (first < start && endsAlone(text, end)) reportFound(MEDICAL_RECORD, text, index, first, end);
  return end;
}

/** One byte, then another digit. */
function goesOn(text: Text, end: u32): bool {
  return end + 1 < text.length && isDigit(text.byte(end + 1));
}

/** A plus, a parenthesis, or a colon behind four digits says what begins here. */
function inspectMarked(text: Text, start: u32, index: u32): u32 {
  if (start > 0) {
    const before = text.byte(start - 1);
    if (before === PLUS)
      return inspectPhone(text, index, start, endOfInternational(text, start - 1));
    if (before === OPEN_PARENTHESIS) {
      return inspectPhone(text, index, start, endOfParenthesized(text, start - 1));
    }
  }
  const end = endOfV6(text, start);
  if (end === 0 || !beginsAlone(text, start)) return 0;
  reportFound(IP_ADDRESS, text, index, start, end);
  return end;
}

function inspectPhone(text: Text, index: u32, start: u32, end: u32): u32 {
  if (end !== 0) reportFound(PHONE, text, index, start - 1, end);
  return end;
}

/** Digits with a letter of their own apart from them. */
function inspectLettered(text: Text, start: u32, end: u32, index: u32): u32 {
  if (end - start === 6 && isHetu(text, start) && endsWord(text, start + HETU_BYTES)) {
    reportFound(FI_HETU, text, index, start, start + HETU_BYTES);
    return start + HETU_BYTES;
  }
  if (isLetterBehind(text, end, HYPHEN) && isHyphenatedNif(text, start, end)) {
    reportFound(ES_NIF, text, index, start, end + 2);
    return end + 2;
  }
  const suffix = suffixOfNino(text, start);
  if (suffix === 0 || !isNino(text, start - 3, suffix)) return 0;
  reportFound(UK_NINO, text, index, start - 3, suffix + 1);
  return suffix + 1;
}

/** `AB 12 34 56 C`, `AB 123456 C`: the place of the last letter, or 0. */
function suffixOfNino(text: Text, start: u32): u32 {
  if (start < 3 || text.byte(start - 1) !== SPACE) return 0;
  if (!isLetter(text.byte(start - 2)) || !isLetter(text.byte(start - 3))) return 0;
  if (start > 3 && isAlphanumeric(text.byte(start - 4))) return 0;
  let digits = 0;
  let i = start;
  for (; i < text.length && digits < 6; i++) {
    if (isDigit(text.byte(i))) digits++;
    else if (text.byte(i) !== SPACE || digits % 2 !== 0) return 0;
  }
  if (digits < 6 || i - start === 7) return 0;
  return isLetterBehind(text, i, SPACE) ? i + 1 : 0;
}

function ruleOf(text: Text, start: u32, count: u32, groups: Groups): u32 {
  if (count === 3 && isBirthDate(groups)) return BIRTH_DATE;
  const rule = count === 1 ? ruleOfOne(text, start, groups) : ruleOfGroups(text, start, groups);
  if (rule !== NO_RULE) return rule;
  return isPhone(text, start, groups) ? PHONE : NO_RULE;
}

function ruleOfOne(text: Text, start: u32, groups: Groups): u32 {
  const rule = ruleOfNumber(groups.digits);
  return rule === NO_RULE ? ruleOfLabelled(text, start, groups.end) : rule;
}

/** A year closes a date, a ZIP code an address. */
function inspectShort(text: Text, start: u32, end: u32, index: u32): u32 {
  if (end - start === YEAR_BYTES) {
    const date = startOfWrittenDate(text, start, end);
    if (date < start) reportFound(BIRTH_DATE, text, index, date, end);
  }
  if (end - start !== ZIP_BYTES) return end;
  const first = findAddress(text, start);
  if (first < start) reportFound(POSTAL_ADDRESS, text, index, first, end);
  return end;
}
