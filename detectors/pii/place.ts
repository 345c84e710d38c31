/** Whether a value stands on its own, or is a piece of something longer. */

import { isAlphanumeric, isDigit, isLetter, Text } from '../abi';
import {
  AT,
  BACKSLASH,
  COLON,
  DOLLAR,
  DOT,
  EQUALS,
  HYPHEN,
  PERCENT,
  PLUS,
  SLASH,
  SPACE,
  UNDERSCORE,
} from './bytes';

/** Nothing joins the value to what is before: a path, a version, an identifier, an amount. */
export function beginsAlone(text: Text, start: u32): bool {
  if (start === 0) return true;
  const byte = text.byte(start - 1);
  if (byte === UNDERSCORE || byte === DOLLAR || byte === AT || byte === PERCENT) return false;
  if (byte === BACKSLASH || byte === PLUS || byte === SLASH) return false;
  // A list in Markdown and a removed line of a diff begin with a hyphen, a sentence ends with a dot.
  if (byte === HYPHEN || byte === DOT) return start >= 2 && isBlankByte(text.byte(start - 2));
  return !(byte === COLON && start >= 2 && isDigit(text.byte(start - 2)));
}

function isBlankByte(byte: u8): bool {
  return byte <= SPACE;
}

export function endsAlone(text: Text, end: u32): bool {
  if (end >= text.length) return true;
  const byte = text.byte(end);
  if (byte === UNDERSCORE || byte === PERCENT || byte === EQUALS || byte === AT) return false;
  if (byte === HYPHEN || byte === SLASH || byte === DOT || byte === PLUS || byte === BACKSLASH) {
    return end + 1 >= text.length || !joinsOn(text, end);
  }
  return !(byte === COLON && end + 1 < text.length && isDigit(text.byte(end + 1)));
}

/** An escape such as `\n` ends the value; any other letter behind the byte joins on to it. */
function joinsOn(text: Text, at: u32): bool {
  return text.byte(at) !== BACKSLASH && isAlphanumeric(text.byte(at + 1));
}

/** A number and a space come before: the value may be a piece of a row of numbers. */
export function followsNumber(text: Text, start: u32): bool {
  return start >= 2 && text.byte(start - 1) === SPACE && isDigit(text.byte(start - 2));
}

/** No letter or digit comes behind, and nothing that joins one. */
export function endsWord(text: Text, end: u32): bool {
  return end >= text.length || (!isAlphanumeric(text.byte(end)) && endsAlone(text, end));
}

/** A separator and one letter alone. */
export function isLetterBehind(text: Text, end: u32, separator: u8): bool {
  if (end + 2 > text.length || text.byte(end) !== separator) return false;
  return end + 1 < text.length && isLetter(text.byte(end + 1)) && endsWord(text, end + 2);
}

/** A word comes before, or there is nothing else. */
export function isInProse(text: Text, start: u32, end: u32): bool {
  if (start === 0) return end === text.length;
  return start >= 2 && text.byte(start - 1) === SPACE && text.byte(start - 2) > SPACE;
}
