/**
 * Where a token may begin and end. Within a longer run of token bytes it would be something else:
 * a hash, a base64 blob, an identifier.
 */

import { isAlphanumeric, isDigit, isHex, isLetter, Text } from '../abi';
import {
  BACKSLASH,
  ESCAPE,
  HYPHEN,
  isTokenByte,
  LOWER_N,
  LOWER_R,
  LOWER_T,
  LOWER_U,
  NEWLINE,
  OPEN_BRACKET,
  PERCENT,
  SEMICOLON,
} from './bytes';

/** `ESC [ 0 1 ; 3 1 ; 4 m`: longer colour sequences exist, but nothing prints them. */
const MAX_COLOUR_BYTES: u32 = 16;

export function mayBegin(text: Text, at: u32): bool {
  if (at === 0) return true;
  const before = text.byte(at - 1);
  if (!isTokenByte(before)) return true;
  // Encodings whose last byte looks like part of the token. None of them lets a second attempt
  // start within one run of token bytes, which keeps the scan linear.
  if (before === HYPHEN) return isRemovedLine(text, at - 1);
  if (!isAlphanumeric(before)) return false;
  return endsEscape(text, at) || endsPercent(text, at) || endsColour(text, at);
}

export function mayEnd(text: Text, end: u32): bool {
  return end === text.length || !isTokenByte(text.byte(end));
}

/** The hyphen opens a removed line of a diff. */
function isRemovedLine(text: Text, hyphen: u32): bool {
  return hyphen === 0 || text.byte(hyphen - 1) === NEWLINE;
}

/** `\n`, `\r`, `\t` or `\u003d`, as text within a string literal. */
function endsEscape(text: Text, end: u32): bool {
  const last = text.byte(end - 1);
  if (last === LOWER_N || last === LOWER_R || last === LOWER_T) {
    return end >= 2 && text.byte(end - 2) === BACKSLASH;
  }
  if (end < 6 || text.byte(end - 6) !== BACKSLASH || text.byte(end - 5) !== LOWER_U) return false;
  return isHexBefore(text, end, 4);
}

/** `%3D`, as in a URL. */
function endsPercent(text: Text, end: u32): bool {
  return end >= 3 && text.byte(end - 3) === PERCENT && isHexBefore(text, end, 2);
}

function isHexBefore(text: Text, end: u32, count: u32): bool {
  for (let i = end - count; i < end; i++) {
    if (!isHex(text.byte(i))) return false;
  }
  return true;
}

/** `ESC [ 3 2 m`, as terminals take it. */
function endsColour(text: Text, end: u32): bool {
  if (!isLetter(text.byte(end - 1))) return false;
  const first = end > MAX_COLOUR_BYTES ? end - MAX_COLOUR_BYTES : 0;
  let i = end - 1;
  while (i > first && isParameter(text.byte(i - 1))) i--;
  return i >= first + 2 && text.byte(i - 1) === OPEN_BRACKET && text.byte(i - 2) === ESCAPE;
}

function isParameter(byte: u8): bool {
  return isDigit(byte) || byte === SEMICOLON;
}
