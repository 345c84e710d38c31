/** Numbers in base 62: digits, upper case, lower case. */

import { isDigit, isLower, isUpper, Text } from '../abi';
import { LOWER_A, UPPER_A, ZERO } from './bytes';
import { Span, spanEnd, spanStart } from './span';

/** Stands for bytes outside the alphabet; no number of six digits reaches it. */
export const NO_NUMBER: u64 = u64.MAX_VALUE;

/** The number that the range spells, at most ten digits long. */
export function readBase62(text: Text, range: Span): u64 {
  let value: u64 = 0;
  for (let i = spanStart(range); i < spanEnd(range); i++) {
    const digit = digitOf(text.byte(i));
    if (digit < 0) return NO_NUMBER;
    value = value * 62 + digit;
  }
  return value;
}

function digitOf(byte: u8): i32 {
  if (isDigit(byte)) return byte - ZERO;
  if (isUpper(byte)) return byte - UPPER_A + 10;
  if (isLower(byte)) return byte - LOWER_A + 36;
  return -1;
}
