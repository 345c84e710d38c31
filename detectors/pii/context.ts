/**
 * The words around a value, in any case. A list holds words in lower case, parted by blanks; `+` in a
 * word stands for any one byte that is no letter, or for none (`tax+id`). Words of fewer than five
 * units are whole words, longer ones may go on (`steuer` in `Steuernummer`).
 */

import { isLetter, isLower, isUpper, Text, toLower } from '../abi';
import { NEWLINE } from './bytes';

const BEFORE_BYTES: u32 = 64;
const AFTER_BYTES: u32 = 32;
const WHOLE_UNITS: i32 = 5;
const PLUS_UNIT: i32 = 0x2b;
const BLANK_UNIT: i32 = 0x20;

let subject: Text = changetype<Text>(0);
let windowStart: u32 = 0;
let valueStart: u32 = 0;
let valueEnd: u32 = 0;
let windowEnd: u32 = 0;
let isMeasured: bool = false;
/** Of the words in the window. */
let initials: u32 = 0;

/** Names the value that is asked about next. Its surroundings end with its line. */
export function lookAround(text: Text, start: u32, end: u32): void {
  subject = text;
  valueStart = start;
  valueEnd = end;
  isMeasured = false;
}

/** Most numbers are never asked about. */
function measure(): void {
  if (isMeasured) return;
  isMeasured = true;
  const first = valueStart > BEFORE_BYTES ? valueStart - BEFORE_BYTES : 0;
  let i = valueStart;
  while (i > first && subject.byte(i - 1) !== NEWLINE) i--;
  windowStart = i;
  const last = min(valueEnd + AFTER_BYTES, subject.length);
  i = valueEnd;
  while (i < last && subject.byte(i) !== NEWLINE) i++;
  windowEnd = i;
  initials = initialsIn(windowStart, valueStart) | initialsIn(valueEnd, windowEnd);
}

function initialsIn(start: u32, end: u32): u32 {
  let bits: u32 = 0;
  for (let i = start; i < end; i++) {
    const bit = initialOf(subject.byte(i));
    if (bit !== 0 && beginsWord(i)) bits |= bit;
  }
  return bits;
}

/** One of the words stands before the value, or close behind it. */
export function isNear(words: string): bool {
  measure();
  return holdsAny(windowStart, valueStart, words) || holdsAny(valueEnd, windowEnd, words);
}

/** One of the words stands within so many bytes before the value. */
export function isJustBefore(words: string, bytes: u32): bool {
  measure();
  const first = valueStart > bytes ? valueStart - bytes : 0;
  return holdsAny(max(first, windowStart), valueStart, words);
}

/** Each word is looked for only where the window has a word with this initial. */
function holdsAny(start: u32, end: u32, words: string): bool {
  if (start >= end || initials === 0) return false;
  const count = words.length;
  let i = 0;
  while (i < count) {
    const isThere = (initials & initialOf(words.charCodeAt(i))) !== 0;
    let next = i;
    while (next < count && words.charCodeAt(next) !== BLANK_UNIT) next++;
    if (isThere && holdsOne(start, end, words, i, next)) return true;
    i = next + 1;
  }
  return false;
}

function holdsOne(start: u32, end: u32, words: string, first: i32, last: i32): bool {
  const initial = initialOf(words.charCodeAt(first));
  for (let i = start; i < end; i++) {
    if (initialOf(subject.byte(i)) !== initial || !beginsWord(i)) continue;
    if (holdsWord(i, end, words, first, last)) return true;
  }
  return false;
}

/** One bit for each letter of ASCII in either case, one for everything beyond ASCII. */
function initialOf(unit: i32): u32 {
  if (unit >= 0x80) return 1 << 31;
  return isLetter(<u8>unit) ? 1 << (unit & 31) : 0;
}

/** `id` in `tax_id` and `taxId`, not in `paid`. */
function beginsWord(at: u32): bool {
  if (at === 0) return true;
  const before = subject.byte(at - 1);
  return !isLetter(before) || (isUpper(subject.byte(at)) && isLower(before));
}

function holdsWord(start: u32, end: u32, words: string, first: i32, last: i32): bool {
  let at = start;
  for (let i = first; i < last; i++) {
    const unit = words.charCodeAt(i);
    if (unit === PLUS_UNIT) {
      if (at < end && !isLetter(subject.byte(at))) at++;
      continue;
    }
    const size: u32 = unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    if (at + size > end || !holdsUnit(at, unit)) return false;
    at += size;
  }
  return last - first >= WHOLE_UNITS || endsWord(at, end);
}

function endsWord(at: u32, end: u32): bool {
  if (at >= end) return true;
  const byte = subject.byte(at);
  return !isLetter(byte) || (isUpper(byte) && isLower(subject.byte(at - 1)));
}

/** The text holds this unit of UTF-16 as UTF-8; words have none beyond the basic plane. */
function holdsUnit(at: u32, unit: i32): bool {
  if (unit < 0x80) return toLower(subject.byte(at)) === <u8>unit;
  if (unit < 0x800) {
    return subject.byte(at) === <u8>(0xc0 | (unit >> 6)) && isTail(at + 1, unit);
  }
  return (
    subject.byte(at) === <u8>(0xe0 | (unit >> 12)) &&
    subject.byte(at + 1) === <u8>(0x80 | ((unit >> 6) & 0x3f)) &&
    isTail(at + 2, unit)
  );
}

function isTail(at: u32, unit: i32): bool {
  return subject.byte(at) === <u8>(0x80 | (unit & 0x3f));
}
