/**
 * One pass over a text. What is looked for holds a digit or an `@`, so everything else is passed over
 * eight bytes at a time; a run of letters and digits is looked at once, from its beginning.
 */

import { isAlphanumeric, isDigit, isFull, Text } from '../abi';
import { AT, BACKSLASH, LOWER_N, LOWER_R, LOWER_T, ZERO } from './bytes';
import { emailStart, findEmail } from './email';
import { reportFound } from './found';
import { inspectNumber } from './number-run';
import { EMAIL } from './rules';
import { inspectWord } from './word-run';

/** One in each of eight bytes. */
const EIGHT: u64 = u64.MAX_VALUE / 255;

/** Reports the personal data in the call's text with this index. */
export function scanText(text: Text, index: u32): void {
  let at: u32 = 0;
  // Nothing that was looked at belongs to what comes behind.
  let floor: u32 = 0;
  while (!isFull()) {
    at = nextMark(text, at);
    if (at >= text.length) return;
    if (text.byte(at) === AT) {
      at = inspectEmail(text, at, index);
    } else {
      at = inspectRun(text, startOfRun(text, at, floor), endOfRun(text, at), index);
      floor = at;
    }
  }
}

/** The place of the next digit or `@`, or the end of the text. */
function nextMark(text: Text, from: u32): u32 {
  let i = from;
  for (; i + 8 <= text.length; i += 8) {
    const bytes = load<u64>(text.at + i);
    const digits = bytes ^ (EIGHT * ZERO);
    const ats = bytes ^ (EIGHT * AT);
    // The high bit of bytes below ten, or of zeros; a borrow errs only above a byte that is meant.
    const marks =
      (((digits - EIGHT * 10) & ~digits) | ((ats - EIGHT) & ~ats)) & (EIGHT * <u64>0x80);
    if (marks !== 0) return i + <u32>(ctz<u64>(marks) >> 3);
  }
  while (i < text.length && !isDigit(text.byte(i)) && text.byte(i) !== AT) i++;
  return i;
}

function inspectEmail(text: Text, at: u32, index: u32): u32 {
  const end = findEmail(text, at);
  if (end === 0) return at + 1;
  reportFound(EMAIL, text, index, emailStart(), end);
  return end;
}

function startOfRun(text: Text, at: u32, floor: u32): u32 {
  let i = at;
  while (i > floor && isAlphanumeric(text.byte(i - 1))) i--;
  if (i === 0 || i === at || text.byte(i - 1) !== BACKSLASH) return i;
  // The letter of an escape within a string literal.
  const byte = text.byte(i);
  return byte === LOWER_N || byte === LOWER_R || byte === LOWER_T ? i + 1 : i;
}

function endOfRun(text: Text, at: u32): u32 {
  let i = at;
  while (i < text.length && isAlphanumeric(text.byte(i))) i++;
  return i;
}

/** @returns where to go on. */
function inspectRun(text: Text, start: u32, end: u32, index: u32): u32 {
  for (let i = start; i < end; i++) {
    if (!isDigit(text.byte(i))) return inspectWord(text, start, end, index);
  }
  return inspectNumber(text, start, end, index);
}
