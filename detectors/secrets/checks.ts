/** The checks that a format may name, by number: what is stored with a format has to be data. */

import { isDigit, Text } from '../abi';
import { looksDrawn, mixesDigits } from './digits';
import { hasChecksum } from './github';
import { hasOpenaiMarker } from './openai';
import { isPlausible, looksRandom } from './placeholder';
import { Span, spanEnd, spanStart } from './span';

/** No check, or no finder, has this name. */
export const UNKNOWN: u8 = 255;
export const CHECK_RANDOM: u8 = 0;
const CHECK_CRC32: u8 = 1;
const CHECK_OPENAI: u8 = 2;
const CHECK_DRAWN: u8 = 3;
const CHECK_MIXED: u8 = 4;
const CHECK_DIGITS: u8 = 5;
const CHECK_PLAUSIBLE: u8 = 6;

/** Random digits of 20 hold fewer numbers than this once in 30,000 tokens. */
const MIN_NUMBERS: u32 = 2;

export function checkNamed(name: Text): u8 {
  if (name.is('random')) return CHECK_RANDOM;
  if (name.is('crc32')) return CHECK_CRC32;
  if (name.is('openai')) return CHECK_OPENAI;
  if (name.is('drawn')) return CHECK_DRAWN;
  if (name.is('mixed')) return CHECK_MIXED;
  if (name.is('digits')) return CHECK_DIGITS;
  return name.is('plausible') ? CHECK_PLAUSIBLE : UNKNOWN;
}

/** Judges a token whose shape is right. The span is the token without its literal. */
export function runCheck(check: u8, text: Text, body: Span): bool {
  switch (check) {
    case CHECK_CRC32:
      return hasChecksum(text, body);
    case CHECK_OPENAI:
      return hasOpenaiMarker(text, body);
    case CHECK_DRAWN:
      return looksDrawn(text, body);
    case CHECK_MIXED:
      return mixesDigits(text, body) && looksRandom(text, body);
    case CHECK_DIGITS:
      return holdsNumbers(text, body) && looksRandom(text, body);
    case CHECK_PLAUSIBLE:
      return isPlausible(text, body);
    default:
      return looksRandom(text, body);
  }
}

/** Where an identifier has the same shape: drawn digits hold numbers, words do not. */
function holdsNumbers(text: Text, body: Span): bool {
  let numbers: u32 = 0;
  for (let i = spanStart(body); i < spanEnd(body); i++) {
    if (isDigit(text.byte(i))) numbers++;
  }
  return numbers >= MIN_NUMBERS;
}
