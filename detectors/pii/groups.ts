/**
 * Groups of digits with one byte between each two: `078-05-1120`, `4111 1111 1111 1111`. Recognizers
 * ask for the lengths of the groups as hexadecimal digits, 0x324 for three, two and four.
 */

import { isAlphanumeric, isDigit, Text } from '../abi';
import { COLON, DOT, HYPHEN, SLASH, SPACE, UNDERSCORE } from './bytes';
import { appendDigits, clearDigits, digitCount, MAX_DIGITS } from './digits';

export const NO_SEPARATOR: u32 = 0;
export const BY_SPACE: u32 = 1;
export const BY_HYPHEN: u32 = 2;
export const BY_DOT: u32 = 3;
export const BY_SLASH: u32 = 4;
export const BY_COLON: u32 = 5;
export const MIXED: u32 = 15;

const MAX_GROUPS: u32 = 8;
const MAX_GROUP_DIGITS: u32 = 19;

/** The groups up to and with one of them. */
@unmanaged
export class Groups {
  /** Where the last one ends in the text. */
  end: u32;
  /** How many digits there are. */
  digits: u32;
  /** Four bits a group. */
  lengths: u32;
  /** Four bits a separator. */
  separators: u32;
  /** The one separator between all of them; `MIXED` when they differ. */
  between: u32;
  /** What joins another digit behind. */
  next: u32;
}

const TABLE: usize = memory.data(MAX_GROUPS * offsetof<Groups>(), 4);
let count: u32 = 0;

export function groupCount(): u32 {
  return count;
}

/** The first `groups` groups, counted from 1. */
export function groupsAt(groups: u32): Groups {
  return changetype<Groups>(TABLE + (groups - 1) * offsetof<Groups>());
}

/** Reads the groups from `start` on, where a run of digits begins. */
export function readGroups(text: Text, start: u32): void {
  clearDigits();
  count = 0;
  let at = start;
  let lengths: u32 = 0;
  let separators: u32 = 0;
  let between = NO_SEPARATOR;
  while (count < MAX_GROUPS) {
    const end = endOfDigits(text, at);
    const length = end - at;
    if (length > MAX_GROUP_DIGITS || digitCount() + length > MAX_DIGITS) return;
    if (end < text.length && isNameByte(text.byte(end))) return;
    appendDigits(text, at, end);
    lengths = (lengths << 4) | min<u32>(length, 15);
    const next = separatorAt(text, end);
    keep(end, lengths, separators, between, next);
    if (next === NO_SEPARATOR) return;
    separators = (separators << 4) | next;
    between = between === NO_SEPARATOR || between === next ? next : MIXED;
    at = end + 1;
  }
}

function keep(end: u32, lengths: u32, separators: u32, between: u32, next: u32): void {
  const groups = groupsAt(++count);
  groups.end = end;
  groups.digits = digitCount();
  groups.lengths = lengths;
  groups.separators = separators;
  groups.between = between;
  groups.next = next;
}

function endOfDigits(text: Text, start: u32): u32 {
  let i = start;
  while (i < text.length && isDigit(text.byte(i))) i++;
  return i;
}

/** What stands at `at`, when a digit comes behind it. */
function separatorAt(text: Text, at: u32): u32 {
  if (at + 1 >= text.length || !isDigit(text.byte(at + 1))) return NO_SEPARATOR;
  const byte = text.byte(at);
  if (byte === SPACE) return BY_SPACE;
  if (byte === HYPHEN) return BY_HYPHEN;
  if (byte === DOT) return BY_DOT;
  if (byte === SLASH) return BY_SLASH;
  return byte === COLON ? BY_COLON : NO_SEPARATOR;
}

function isNameByte(byte: u8): bool {
  return isAlphanumeric(byte) || byte === UNDERSCORE;
}
