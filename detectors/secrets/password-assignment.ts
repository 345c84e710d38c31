/**
 * Passwords that a name calls so. People choose them, so that nothing about the value is certain:
 * it counts when it is written as a value and is neither a stand-in nor a piece of code.
 */

import { isAlphanumeric, isDigit, isLetter, isLower, isUpper, Text } from '../abi';
import { AssignedValue, OPERATOR_COMMA, OPERATOR_SIGN, readAssigned } from './assigned-value';
import {
  COLON,
  COMMA,
  DOT,
  HYPHEN,
  OPEN_BRACKET,
  OPEN_PARENTHESIS,
  PLUS,
  SLASH,
  SPACE,
  UNDERSCORE,
} from './bytes';
import { endOfCredentialName, isInCapitals } from './credential-name';
import { isIssuedPassword } from './password';
import { NO_SPAN, Span, span, spanEnd, spanStart } from './span';
import { isTokenLike } from './token-likeness';
import { isListed } from './words';

const MIN_BYTES: u32 = 6;
const MAX_BYTES: u32 = 128;
/** `pass`, `pwd`: short enough to end other words. */
const MAX_SHORT_NAME: u32 = 4;
const MIN_BARE_BYTES: u32 = 8;
const MIN_DRAWN_BYTES: u32 = 20;

const STAND_INS: string = `
  boolean changeit default mariadb mongo mongodb mysql postgres postgresql rabbitmq redis disabled enabled false hunter2 letmein missing number object optional
  required secret123 secure string test1234 true undefined unknown varchar`;

/** Finds the password assigned to the name whose word stands from `at` to `end`. */
export function findAssignedPassword(text: Text, at: u32, end: u32): Span {
  if (end - at <= MAX_SHORT_NAME && isWithinWord(text, at)) return NO_SPAN;
  const nameEnd = endOfCredentialName(text, end);
  if (nameEnd === 0) return NO_SPAN;
  const value = readAssigned(text, nameEnd);
  // Some languages put nothing but quotes behind the name: `password ".."`.
  const assigned = value.operator === OPERATOR_SIGN || (value.quoted && end - at > MAX_SHORT_NAME);
  if (!assigned || value.operator === OPERATOR_COMMA) return NO_SPAN;
  if (value.length < MIN_BYTES || value.length > MAX_BYTES) return NO_SPAN;
  const range = span(value.start, value.end);
  if (!isIssuedPassword(text, range, NO_SPAN) || isListed(text, range, STAND_INS)) return NO_SPAN;
  if (isNumber(text, range)) return NO_SPAN;
  return isWrittenOut(text, value, isInCapitals(text, at, end)) ? range : NO_SPAN;
}

function isWithinWord(text: Text, at: u32): bool {
  if (at === 0 || !isLetter(text.byte(at - 1))) return false;
  return !(isUpper(text.byte(at)) && isLower(text.byte(at - 1)));
}

/** A literal rather than an expression: quoted, in a file of variables, or not to be taken for a name. */
function isWrittenOut(text: Text, value: AssignedValue, capitals: bool): bool {
  const range = span(value.start, value.end);
  if (value.length >= MIN_DRAWN_BYTES && isTokenLike(text, range)) return true;
  if (holdsCode(text, range, value.quoted)) return false;
  if (value.quoted) return isChosen(text, range);
  if (value.length < MIN_BARE_BYTES) return false;
  if (capitals && value.adjacent) return isOneWord(text, range) || isChosen(text, range);
  return value.adjacent ? isMixed(text, range) && isChosen(text, range) : isMixed(text, range);
}

/** Calls, paths, members; within quotes, only sentences and paths. */
function holdsCode(text: Text, value: Span, quoted: bool): bool {
  const first = text.byte(spanStart(value));
  if (first === SLASH || first === DOT || first === HYPHEN) return true;
  // The quote before closed a text.
  if (first === PLUS || first === COMMA || first === COLON) return true;
  for (let i = spanStart(value); i < spanEnd(value); i++) {
    const byte = text.byte(i);
    if (byte <= SPACE || byte >= 0x7f) return true;
    if (quoted) continue;
    if (byte === OPEN_PARENTHESIS || byte === OPEN_BRACKET) return true;
    if (byte === DOT && i + 1 < spanEnd(value) && isLetter(text.byte(i + 1))) return true;
  }
  return false;
}

/** Holds what words and names do not: a number, or a sign that joins no words. */
function isChosen(text: Text, value: Span): bool {
  for (let i = spanStart(value); i < spanEnd(value); i++) {
    const byte = text.byte(i);
    if (isDigit(byte)) return true;
    if (!isAlphanumeric(byte) && !joinsWords(byte)) return i + 1 < spanEnd(value);
  }
  return false;
}

/** A number or a version. */
function isNumber(text: Text, value: Span): bool {
  for (let i = spanStart(value); i < spanEnd(value); i++) {
    if (!isDigit(text.byte(i)) && text.byte(i) !== DOT) return false;
  }
  return true;
}

function joinsWords(byte: u8): bool {
  return byte === UNDERSCORE || byte === HYPHEN || byte === DOT || byte === 0x3a || byte === SLASH;
}

function isOneWord(text: Text, value: Span): bool {
  for (let i = spanStart(value); i < spanEnd(value); i++) {
    if (!isLower(text.byte(i))) return false;
  }
  return true;
}

/** Both letters and a number. */
function isMixed(text: Text, value: Span): bool {
  let letter = false;
  let digit = false;
  for (let i = spanStart(value); i < spanEnd(value); i++) {
    letter = letter || isLetter(text.byte(i));
    digit = digit || isDigit(text.byte(i));
  }
  return letter && digit;
}
