/**
 * Passwords that people chose have no shape to check. What is known instead is how documentation and
 * templates write the place of one.
 */

import { isDigit, isHex, isLetter, Text, toLower } from '../abi';
import {
  ASTERISK,
  CLOSE_BRACE,
  DOLLAR,
  DOT,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PARENTHESIS,
  PERCENT,
  UNDERSCORE,
} from './bytes';
import { mixesDigits } from './digits';
import { looksRandom, namesItself } from './placeholder';
import { Span, spanEnd, spanStart } from './span';
import { containsWord, isListed } from './words';

const MIN_BYTES: u32 = 4;
const MIN_GENERATED_BYTES: u32 = 10;
/** So few digits are a port, or `1234`. */
const MAX_NUMBER: u32 = 6;

const PLACEHOLDERS: string = `
  admin apikey api_key credentials foobar guest hidden key mypass mysecret mytoken none null pass
  passphrase pswd pwd root s3cr3t secret secretpw sekret sekrit test tester testing token user
  username userpass`;

/** By custom their password is an address, or anything. */
const OPEN_USERS: string = 'anonymous guest';

/** The value may be in use: no stand-in, no variable, and not just the user's name again. */
export function isIssuedPassword(text: Text, password: Span, user: Span): bool {
  if (spanEnd(password) - spanStart(password) < MIN_BYTES) return false;
  return (
    !isTemplate(text, password) &&
    !isListed(text, password, PLACEHOLDERS) &&
    !containsWord(text, password, 'password') &&
    !containsWord(text, password, 'passwd') &&
    !containsWord(text, password, 'xxx') &&
    !namesItself(text, password) &&
    !isShortNumber(text, password) &&
    !isOneByte(text, password) &&
    !isSame(text, password, user) &&
    !isListed(text, user, OPEN_USERS)
  );
}

/** Long, and mixed in a way that people do not type. */
export function looksGenerated(text: Text, password: Span): bool {
  if (spanEnd(password) - spanStart(password) < MIN_GENERATED_BYTES) return false;
  return mixesDigits(text, password) && looksRandom(text, password);
}

/** `$NAME`, `${..}`, `$(..)`, `{{..}}`, `[..]`, `%s`, `%(..)s`, `***`, `...`. */
function isTemplate(text: Text, value: Span): bool {
  const start = spanStart(value);
  const first = text.byte(start);
  if (first === OPEN_BRACKET || first === OPEN_PARENTHESIS) return true;
  if (first === DOLLAR && beginsName(text.byte(start + 1))) return true;
  for (let i = start; i < spanEnd(value); i++) {
    const byte = text.byte(i);
    if (byte === OPEN_BRACE || byte === CLOSE_BRACE) return true;
    if (byte === PERCENT && !isPercentEncoded(text, i)) return true;
    if ((byte === ASTERISK || byte === DOT) && isTripled(text, i, value)) return true;
  }
  return false;
}

function beginsName(byte: u8): bool {
  return isLetter(byte) || byte === UNDERSCORE || byte === OPEN_BRACE || byte === OPEN_PARENTHESIS;
}

function isPercentEncoded(text: Text, at: u32): bool {
  return at + 2 < text.length && isHex(text.byte(at + 1)) && isHex(text.byte(at + 2));
}

function isTripled(text: Text, at: u32, value: Span): bool {
  if (at + 3 > spanEnd(value)) return false;
  return text.byte(at + 1) === text.byte(at) && text.byte(at + 2) === text.byte(at);
}

function isShortNumber(text: Text, value: Span): bool {
  if (spanEnd(value) - spanStart(value) > MAX_NUMBER) return false;
  for (let i = spanStart(value); i < spanEnd(value); i++) {
    if (!isDigit(text.byte(i))) return false;
  }
  return true;
}

function isOneByte(text: Text, value: Span): bool {
  for (let i = spanStart(value) + 1; i < spanEnd(value); i++) {
    if (text.byte(i) !== text.byte(i - 1)) return false;
  }
  return true;
}

function isSame(text: Text, value: Span, other: Span): bool {
  const length = spanEnd(value) - spanStart(value);
  if (spanEnd(other) - spanStart(other) !== length) return false;
  for (let i: u32 = 0; i < length; i++) {
    const byte = toLower(text.byte(spanStart(value) + i));
    if (byte !== toLower(text.byte(spanStart(other) + i))) return false;
  }
  return true;
}
