/** The alphabets that tokens are written in, by the names that the packs use. */

import { isAlphanumeric, isDigit, isHex, isLetter, isLower, isUpper, Text } from '../abi';
import { HYPHEN, isBase64, isTokenByte, UNDERSCORE } from './bytes';

/** The bytes from `start` to `end` are a name of an alphabet. */
export function isNamed(text: Text, start: u32, end: u32): bool {
  return nextOfClass(text, start, end, 0) < 128;
}

/** The first byte from `byte` on that the named alphabet holds; 128 for none. */
export function nextOfClass(text: Text, start: u32, end: u32, byte: u32): u32 {
  let next = byte;
  while (next < 128 && !holds(text, start, end, <u8>next)) next++;
  return next;
}

function holds(text: Text, start: u32, end: u32, byte: u8): bool {
  if (names(text, start, end, 'base62')) return isAlphanumeric(byte);
  if (names(text, start, end, 'base64url')) return isTokenByte(byte);
  if (names(text, start, end, 'base64')) return isBase64(byte);
  if (names(text, start, end, 'word')) return isAlphanumeric(byte) || byte === UNDERSCORE;
  if (names(text, start, end, 'slug')) return isAlphanumeric(byte) || byte === HYPHEN;
  if (names(text, start, end, 'hex')) return isHex(byte) && !isUpper(byte);
  if (names(text, start, end, 'HEX')) return isHex(byte) && !isLower(byte);
  if (names(text, start, end, 'xdigit')) return isHex(byte);
  if (names(text, start, end, 'digit')) return isDigit(byte);
  if (names(text, start, end, 'lower')) return isLower(byte);
  if (names(text, start, end, 'upper')) return isUpper(byte);
  if (names(text, start, end, 'letter')) return isLetter(byte);
  if (names(text, start, end, 'lower36')) return isDigit(byte) || isLower(byte);
  if (names(text, start, end, 'upper36')) return isDigit(byte) || isUpper(byte);
  if (names(text, start, end, 'base32')) return isUpper(byte) || (byte >= 0x32 && byte <= 0x37);
  return false;
}

function names(text: Text, start: u32, end: u32, name: string): bool {
  return end - start === <u32>name.length && text.holdsAt(start, name);
}
