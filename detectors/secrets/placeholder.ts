/** Tells values that were issued from those that stand for one in documentation and templates. */

import { Text, toLower } from '../abi';
import { Span, spanEnd, spanStart } from './span';
import { containsWord } from './words';

/** So many equal bytes in a row: below one in 10,000 even in 64 hexadecimal digits. */
const MAX_EQUAL: u32 = 5;
/** Fewer different bytes are a pattern that someone typed. */
const MIN_DIFFERENT: u32 = 5;

/** The value looks as if a generator had drawn it. */
export function looksRandom(text: Text, value: Span): bool {
  return isVaried(text, value) && !isSequence(text, value) && !namesItself(text, value);
}

/** The value may be a token, drawn or typed for a trial: no stand-in, no long row of one byte. */
export function isPlausible(text: Text, value: Span): bool {
  return differs(text, value, MIN_DIFFERENT) && !namesItself(text, value);
}

/** Says of itself that it is not real. All words are too long to turn up by chance. */
export function namesItself(text: Text, value: Span): bool {
  return (
    containsWord(text, value, 'example') ||
    containsWord(text, value, 'placeholder') ||
    containsWord(text, value, 'redacted') ||
    containsWord(text, value, 'changeme') ||
    containsWord(text, value, 'dummy') ||
    containsWord(text, value, 'your_') ||
    containsWord(text, value, 'your-')
  );
}

/** Enough different bytes for the length, and no long row of one byte. */
function isVaried(text: Text, value: Span): bool {
  const length = spanEnd(value) - spanStart(value);
  return differs(text, value, min(length / 3, 8));
}

function differs(text: Text, value: Span, least: u32): bool {
  const start = spanStart(value);
  const end = spanEnd(value);
  let low: u64 = 0;
  let high: u64 = 0;
  let equal: u32 = 1;
  for (let i = start; i < end; i++) {
    const byte = text.byte(i);
    equal = i > start && byte === text.byte(i - 1) ? equal + 1 : 1;
    if (equal > MAX_EQUAL) return false;
    if (byte < 64) low |= (<u64>1) << byte;
    else high |= (<u64>1) << (byte & 63);
  }
  const different = <u32>(popcnt<u64>(low) + popcnt<u64>(high));
  return different >= least;
}

/** `1234567890abcdef`, `aabbccdd`, `a1b2c3d4`: most bytes go on where an earlier one stopped. */
function isSequence(text: Text, value: Span): bool {
  return countsOn(text, value, 1) || countsOn(text, value, 2);
}

/** More than half of the bytes equal the one `stride` before, or follow it in the alphabet. */
function countsOn(text: Text, value: Span, stride: u32): bool {
  const end = spanEnd(value);
  let steps: u32 = 0;
  for (let i = spanStart(value) + stride; i < end; i++) {
    const step = <u8>(toLower(text.byte(i)) - toLower(text.byte(i - stride)));
    if (step <= 1) steps++;
  }
  return steps * 2 > end - spanStart(value);
}
