/** National numbers with a letter for a check digit, or among their digits. */

import { isDigit, isUpper, Text } from '../abi';
import { LOWER_X, NINE, toUpper, UPPER_A, ZERO } from './bytes';
import { isDay } from './checks';
import { isNear } from './context';
import { digitAt, digitCount, numberAt, readDigits, weighted } from './digits';
import { hasForm, hasFormInAnyCase, isOneOf, unitAt } from './letters';
import * as words from './words';

/** Pairs of letters that begin no national insurance number. */
const NOT_GIVEN: string = 'BGGBKNNKNTTNZZ';
const NIF_LETTERS: string = 'TRWAGMYFPDXBNJZSQVHLCKE';
const HETU_LETTERS: string = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const CENTURIES: string = '-+ABCDEFUVWXY';
export const HETU_BYTES: u32 = 11;
const UEN_LETTERS: string = 'ABCDEFGHJKLMNPQRSTUVWX0123456789';
/** `:` is the unit behind 9, for ten. */
const UEN_WEIGHTS: string = '4353:2257';

/** Seven or eight digits and a letter, or X, Y or Z, seven digits and a letter (DNI, NIE). */
export function isNif(text: Text, start: u32, end: u32): bool {
  const last = text.byte(end - 1);
  if (isDigit(last)) return false;
  const first = text.byte(start);
  readDigits(text, start, end);
  let number: u64;
  if (isDigit(first)) {
    // In lower case it may as well be hexadecimal.
    if (!isUpper(last) && !isNear(words.NIF)) return false;
    if (!hasForm(text, start, end - start === 8 ? '9999999' : '99999999')) return false;
    number = numberAt(0, end - start - 1);
  } else {
    if (end - start !== 9 || !hasFormInAnyCase(text, start, 'A9999999A')) return false;
    const kind = <u32>((first | 0x20) - LOWER_X);
    if (kind > 2) return false;
    number = kind * 10000000 + numberAt(0, 7);
  }
  return number > 0 && toUpper(last) === unitAt(NIF_LETTERS, <u32>(number % 23));
}

/** The number and its letter have a hyphen between them: `end` is behind the digits. */
export function isHyphenatedNif(text: Text, start: u32, end: u32): bool {
  const length = end - start;
  if (length !== 7 && length !== 8) return false;
  readDigits(text, start, end);
  let number = numberAt(0, digitCount());
  if (digitCount() < length) {
    const kind = <u32>((text.byte(start) | 0x20) - LOWER_X);
    if (kind > 2 || digitCount() !== 7) return false;
    number += kind * 10000000;
  }
  return toUpper(text.byte(end + 1)) === unitAt(NIF_LETTERS, <u32>(number % 23));
}

/** A letter for century or kind, seven digits, a check letter. */
export function isNric(text: Text, start: u32): bool {
  if (!hasForm(text, start, 'A9999999A')) return false;
  const kind = text.byte(start);
  readDigits(text, start, start + 9);
  const sum = weighted('2765432');
  const check = text.byte(start + 8);
  if (kind === 0x53) return check === unitAt('JZIHGFEDCBA', sum % 11);
  if (kind === 0x54) return check === unitAt('JZIHGFEDCBA', (sum + 4) % 11);
  if (kind === 0x46) return check === unitAt('XWUTRQPNMLK', sum % 11);
  if (kind === 0x47) return check === unitAt('XWUTRQPNMLK', (sum + 4) % 11);
  return kind === 0x4d && check === unitAt('KLJNPQRTUWX', 10 - ((sum + 3) % 11));
}

/** Two letters at `start`, a last one at `suffix`: no check, but many pairs are never given. */
export function isNino(text: Text, start: u32, suffix: u32): bool {
  const first = toUpper(text.byte(start));
  const second = toUpper(text.byte(start + 1));
  const last = toUpper(text.byte(suffix));
  if (last < UPPER_A || last > UPPER_A + 3) return false;
  if (isOneOf(first, 'DFIQUV') || isOneOf(second, 'DFIQUVO')) return false;
  for (let i: u32 = 0; i < <u32>NOT_GIVEN.length; i += 2) {
    if (first === unitAt(NOT_GIVEN, i) && second === unitAt(NOT_GIVEN, i + 1)) return false;
  }
  return true;
}

/** Day, month, year, a sign for the century, three digits, a check. */
export function isHetu(text: Text, start: u32): bool {
  if (start + HETU_BYTES > text.length) return false;
  if (!hasForm(text, start, '999999') || !isOneOf(text.byte(start + 6), CENTURIES)) return false;
  if (!hasForm(text, start + 7, '999')) return false;
  readDigits(text, start, start + 10);
  if (!isDay(<u32>numberAt(2, 4), <u32>numberAt(0, 2)) || numberAt(6, 9) < 2) return false;
  return text.byte(start + 10) === unitAt(HETU_LETTERS, <u32>(numberAt(0, 9) % 31));
}

/** A code for the kind of registrant, a letter of the name or 9, seven digits with a check. */
export function isDea(text: Text, start: u32): bool {
  if (!isOneOf(text.byte(start), 'ABCDEFGHJKLMPRSTUX')) return false;
  const second = text.byte(start + 1);
  if (!isUpper(second) && second !== NINE) return false;
  if (!hasForm(text, start + 2, '9999999')) return false;
  readDigits(text, start + 2, start + 9);
  return weighted('121212') % 10 === digitAt(6);
}

/** Entities of Singapore: businesses, companies, others. */
export function isUen(text: Text, start: u32, length: u32): bool {
  const check = text.byte(start + length - 1);
  readDigits(text, start, start + length - 1);
  if (length === 9) {
    if (!hasForm(text, start, '99999999A')) return false;
    return check === unitAt('XMKECAWLJDB', weighted('A4938271') % 11);
  }
  if (hasForm(text, start, '999999999A')) {
    const century = numberAt(0, 2);
    if (century !== 19 && century !== 20) return false;
    return check === unitAt('ZKCMDNERGWH', weighted('A86497531') % 11);
  }
  if (!hasForm(text, start, 'A99AA9999A') || !isOneOf(text.byte(start), 'RST')) return false;
  let sum: u32 = 0;
  for (let i: u32 = 0; i < 9; i++) {
    sum += placeOf(text.byte(start + i)) * (unitAt(UEN_WEIGHTS, i) - ZERO);
  }
  return check === unitAt(UEN_LETTERS, (sum + 6) % 11);
}

function placeOf(byte: u8): u32 {
  for (let i: u32 = 0; i < <u32>UEN_LETTERS.length; i++) {
    if (unitAt(UEN_LETTERS, i) === byte) return i;
  }
  return 0;
}
