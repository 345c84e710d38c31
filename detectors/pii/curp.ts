/** The Mexican CURP: name, birth, sex, state, consonants, a digit of one's own, a check digit. */

import { isAlphanumeric, isDigit, Text } from '../abi';
import { valueIn, ZERO } from './bytes';
import { isMonthAndDay } from './checks';
import { readDigits } from './digits';
import { hasForm, isOneOf } from './letters';

const BODY_BYTES: u32 = 17;

export function isCurp(text: Text, start: u32): bool {
  if (!hasForm(text, start, 'AAAA999999AAAAAA')) return false;
  if (!isOneOf(text.byte(start + 10), 'HMX') || !isAlphanumeric(text.byte(start + 16)))
    return false;
  const check = text.byte(start + BODY_BYTES);
  if (!isDigit(check)) return false;
  readDigits(text, start, start + 10);
  if (!isMonthAndDay(2)) return false;
  let sum: u32 = 0;
  for (let i: u32 = 0; i < BODY_BYTES; i++) sum += placeOf(text.byte(start + i)) * (18 - i);
  return <u32>(check - ZERO) === (10 - (sum % 10)) % 10;
}

/** The alphabet has an Ñ behind the N. */
function placeOf(byte: u8): u32 {
  const value = valueIn(byte);
  return value > 23 ? value + 1 : value;
}
