/** The opening of a group: its kind, its name, its flags; and what other engines have there. */

import {
  CLOSE_PARENTHESIS,
  COLON,
  END,
  GREATER,
  HYPHEN,
  isWord,
  LOWER_I,
  LOWER_M,
  LOWER_S,
} from './characters';
import { fail, failed, NOT_LINEAR, NOT_SUPPORTED } from './pattern-error';
import { peek, position, read, readIf, readLiteral } from './pattern-reader';

/** `(?i)`: either case. */
export const FLAG_FOLD: u32 = 1;
/** `(?m)`: `^` and `$` at every line. */
export const FLAG_LINES: u32 = 2;
/** `(?s)`: `.` takes a newline. */
export const FLAG_NEWLINE: u32 = 4;

/** What `openGroup` found. */
export const GROUP_OPENED: u8 = 0;
/** `(?i)` holds for the rest of the group around it. */
export const GROUP_FLAGS_ONLY: u8 = 1;

/** The flags after the opening that was read last. */
export let groupFlags: u32 = 0;

/** Reads from the opening parenthesis to the group's content. */
export function openGroup(flags: u32): u8 {
  const start = position;
  groupFlags = flags;
  read();
  if (!readLiteral('?')) return GROUP_OPENED;
  if (refuseConstruct(start)) return GROUP_OPENED;
  if (readLiteral('P<') || readLiteral('<')) {
    readName(start);
    return GROUP_OPENED;
  }
  return readFlags(start);
}

function readName(start: u32): void {
  const nameStart = position;
  while (isWord(peek())) read();
  if (position === nameStart || !readIf(GREATER)) {
    fail('a group name that is not one', start, position, '');
  }
}

/** `i`, `m`, `s`, switched off behind a hyphen, up to `)` or `:`. */
function readFlags(start: u32): u8 {
  let off = false;
  let named = false;
  while (true) {
    const character = read();
    if (character === COLON) return GROUP_OPENED;
    if (character === CLOSE_PARENTHESIS && named) return GROUP_FLAGS_ONLY;
    const flag = flagOf(character);
    if (flag !== 0) {
      groupFlags = off ? groupFlags & ~flag : groupFlags | flag;
      named = true;
    } else if (character === HYPHEN && !off) {
      off = true;
      named = false;
    } else {
      if (character === END) fail('a group without its closing parenthesis', start, start + 1, '');
      else fail('the group or flag', start, position, NOT_SUPPORTED);
      return GROUP_OPENED;
    }
  }
}

function flagOf(character: u32): u32 {
  if (character === LOWER_I) return FLAG_FOLD;
  if (character === LOWER_M) return FLAG_LINES;
  return character === LOWER_S ? FLAG_NEWLINE : 0;
}

/** Fails at what can't be matched in linear time. @returns whether there was such a thing. */
function refuseConstruct(start: u32): bool {
  if (readLiteral('<=') || readLiteral('<!')) fail('look-behind', start, position, NOT_LINEAR);
  else if (readLiteral('=') || readLiteral('!')) fail('look-ahead', start, position, NOT_LINEAR);
  else if (readLiteral('>')) fail('an atomic group', start, position, NOT_LINEAR);
  else if (readLiteral('P=')) fail('a backreference', start, position, NOT_LINEAR);
  else if (readLiteral('(')) fail('a conditional group', start, position, NOT_LINEAR);
  else if (readLiteral('|')) fail('a branch reset', start, position, NOT_SUPPORTED);
  else if (readLiteral('#')) fail('a comment', start, position, NOT_SUPPORTED);
  else if (readLiteral('R') || readLiteral('&') || readLiteral('P>') || readLiteral('0')) {
    fail('recursion', start, position, NOT_LINEAR);
  }
  return failed;
}
