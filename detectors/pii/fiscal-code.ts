/**
 * The Italian codice fiscale: name, birth, place, check. In upper case its form is telling enough;
 * else the check has to be right. Seven places may hold letters for digits, so that two people differ.
 */

import { isDigit, isLetter, isUpper, Text } from '../abi';
import { toUpper, UPPER_A, valueIn, ZERO } from './bytes';
import { isOneOf, unitAt } from './letters';

const FORM: string = 'AAAAAA99M99A999A';
const MONTHS: string = 'ABCDEHLMPRST';
const STAND_INS: string = 'LMNPQRSTUV';
/** The values at odd places of 0 to 9, which A to J share, and of K to Z. */
const ODD: usize = memory.data<u8>([
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
]);

export function isFiscalCode(text: Text, start: u32): bool {
  let plain = true;
  for (let i: u32 = 0; i < 16; i++) {
    const byte = text.byte(start + i);
    const unit = unitAt(FORM, i);
    if (unit === 0x39) {
      if (!isDigit(byte) && !isOneOf(toUpper(byte), STAND_INS)) return false;
      plain = plain && isDigit(byte);
    } else if (!isLetter(byte)) {
      return false;
    } else {
      plain = plain && isUpper(byte);
    }
  }
  if (!isOneOf(toUpper(text.byte(start + 8)), MONTHS)) return false;
  return isBirthday(text, start + 9) && (plain || hasCheck(text, start));
}

/** Women add 40. */
function isBirthday(text: Text, at: u32): bool {
  const day = digitOf(text.byte(at)) * 10 + digitOf(text.byte(at + 1));
  return (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
}

function digitOf(byte: u8): u32 {
  if (isDigit(byte)) return byte - ZERO;
  const letter = toUpper(byte);
  for (let i: u32 = 0; i < 10; i++) {
    if (unitAt(STAND_INS, i) === letter) return i;
  }
  return 0;
}

function hasCheck(text: Text, start: u32): bool {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < 15; i++) {
    const value = valueIn(text.byte(start + i));
    const place = value < 10 ? value : value - 10;
    sum += i % 2 === 0 ? load<u8>(ODD + place) : place;
  }
  return toUpper(text.byte(start + 15)) === <u8>(UPPER_A + (sum % 26));
}
