/** What the digits of a token show about where it came from: both cases, letters, numbers. */

import { isDigit, isLower, isUpper, Text } from '../abi';
import { looksRandom } from './placeholder';
import { Span, spanEnd, spanStart } from './span';

/** Both cases and a number. */
export function mixesDigits(text: Text, range: Span): bool {
  let lower = false;
  let upper = false;
  let digit = false;
  for (let i = spanStart(range); i < spanEnd(range); i++) {
    const byte = text.byte(i);
    lower = lower || isLower(byte);
    upper = upper || isUpper(byte);
    digit = digit || isDigit(byte);
  }
  return lower && upper && digit;
}

/**
 * Letters alone, which an identifier in source code may equal in shape. Drawn letters are upper case
 * every other time, those of an identifier once a word: between a quarter and three quarters of 34
 * draws all but once in 500.
 */
export function looksDrawn(text: Text, body: Span): bool {
  let upper: u32 = 0;
  for (let i = spanStart(body); i < spanEnd(body); i++) {
    if (isUpper(text.byte(i))) upper++;
  }
  const length = spanEnd(body) - spanStart(body);
  return upper * 4 >= length && upper * 4 <= length * 3 && looksRandom(text, body);
}
