/** What stands behind a name: an operator, quotes, and a value, in whatever language it is written. */

import { isLetter, Text } from '../abi';
import {
  AMPERSAND,
  BACKSLASH,
  BACKTICK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PARENTHESIS,
  COLON,
  COMMA,
  DOT,
  DOUBLE_QUOTE,
  EQUALS,
  GREATER,
  HYPHEN,
  isBlank,
  LESS,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PARENTHESIS,
  PIPE,
  PLUS,
  QUESTION,
  SEMICOLON,
  SINGLE_QUOTE,
  SPACE,
  TAB,
  UNDERSCORE,
} from './bytes';
import { holdsWord } from './words';

/** `token 3f2a..`, `--token 3f2a..`: nothing but a blank. */
export const OPERATOR_BLANK: u8 = 0;
/** `SECRET-3f2a..`, `service.token.3f2a..`. */
export const OPERATOR_HYPHEN: u8 = 1;
/** `set("TOKEN", "..")`: the next argument. */
export const OPERATOR_COMMA: u8 = 2;
/** `=`, `:`, `:=`, `=>`, `(`, `>` of a tag. */
export const OPERATOR_SIGN: u8 = 3;

const MAX_VALUE_BYTES: u32 = 1024;
const MAX_SIGNS: u32 = 12;
/** `string`, `String`, `&'static str`. */
const MAX_TYPE_BYTES: u32 = 12;

/** The value last read. */
@unmanaged
export class AssignedValue {
  start: u32;
  end: u32;
  operator: u8;
  quoted: bool;
  /** Nothing stands between the sign and the value. */
  adjacent: bool;

  get length(): u32 {
    return this.end - this.start;
  }
}

/** So many names may share the end of a value: `a=b=c=..` would be judged over and over otherwise. */
const MAX_SHARED: u32 = 8;

/** The end of the value last read, and how many were read up to it in a row. */
let lastEnd: u32 = 0;
let shared: u32 = 0;
/** Nothing ends a bare value from here to there: read once, however many names stand within. */
let runStart: u32 = 0;
let runEnd: u32 = 0;

/** Begins a text. */
export function beginAssignments(): void {
  lastEnd = 0;
  shared = 0;
  runStart = 0;
  runEnd = 0;
}

const VALUE: usize = memory.data(offsetof<AssignedValue>(), 4);

/** Reads what is assigned to the name that ends at `nameEnd`; its length is 0 when nothing is. */
export function readAssigned(text: Text, nameEnd: u32): AssignedValue {
  const value = changetype<AssignedValue>(VALUE);
  const closed = endOfClosers(text, nameEnd);
  const start = readOperator(text, closed, closed > nameEnd, value);
  value.start = start;
  value.end = start;
  if (start === 0) return value;
  const first = endOfOpening(text, start, value);
  if (first === 0) return value;
  value.start = endOfScheme(text, first);
  value.end = value.quoted
    ? endOfQuoted(text, value.start, text.byte(first - 1))
    : endOfBare(text, value.start);
  shared = value.end === lastEnd ? shared + 1 : 0;
  lastEnd = value.end;
  if (shared > MAX_SHARED) value.end = value.start;
  return value;
}

/** Bytes between a name and its value. */
export function isFillerOfAssignment(byte: u8): bool {
  return (
    isBlank(byte) ||
    isQuote(byte) ||
    isSign(byte) ||
    byte === UNDERSCORE ||
    byte === HYPHEN ||
    byte === DOT ||
    byte === BACKSLASH ||
    byte === CLOSE_PARENTHESIS ||
    byte === OPEN_BRACKET ||
    byte === CLOSE_BRACKET ||
    byte === OPEN_BRACE
  );
}

function isQuote(byte: u8): bool {
  return byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE || byte === BACKTICK;
}

function isSign(byte: u8): bool {
  return (
    byte === EQUALS ||
    byte === COLON ||
    byte === GREATER ||
    byte === QUESTION ||
    byte === COMMA ||
    byte === PIPE ||
    byte === PLUS ||
    byte === OPEN_PARENTHESIS
  );
}

/** A question mark is an operator in `?=` and `??` only. */
function isSignAt(text: Text, at: u32): bool {
  const byte = text.byte(at);
  if (byte !== QUESTION) return isSign(byte);
  const next = at + 1 < text.length ? text.byte(at + 1) : SPACE;
  return next === EQUALS || next === QUESTION || (at > 0 && text.byte(at - 1) === QUESTION);
}

function isSpace(byte: u8): bool {
  return byte === SPACE || byte === TAB;
}

/** Behind the quote and the bracket that close a name. */
function endOfClosers(text: Text, start: u32): u32 {
  const limit = min(start + 4, text.length);
  let i = start;
  while (i < limit && (isQuote(text.byte(i)) || isCloser(text.byte(i)))) i++;
  return i;
}

function isCloser(byte: u8): bool {
  return byte === BACKSLASH || byte === CLOSE_BRACKET || byte === CLOSE_PARENTHESIS;
}

/** Notes the operator. @returns where the value begins, or 0 when nothing is assigned. */
function readOperator(text: Text, start: u32, closed: bool, value: AssignedValue): u32 {
  const limit = min(start + MAX_SIGNS, text.length);
  value.operator = OPERATOR_BLANK;
  value.quoted = false;
  let i = endOfType(text, start);
  let sign: u32 = 0;
  while (i < limit && (isSpace(text.byte(i)) || isSignAt(text, i))) {
    const byte = text.byte(i);
    if (isSign(byte)) {
      if (byte === COMMA && !closed) return 0;
      if (byte === COMMA && value.operator < OPERATOR_COMMA) value.operator = OPERATOR_COMMA;
      if (byte !== COMMA) value.operator = OPERATOR_SIGN;
      sign = i;
      i = endOfType(text, i + 1);
    } else {
      i++;
    }
  }
  value.adjacent = sign > 0 && sign === i - 1;
  if (i >= text.length) return 0;
  if (i === start && (text.byte(i) === HYPHEN || text.byte(i) === DOT)) {
    value.operator = OPERATOR_HYPHEN;
    return i + 1 < text.length ? i + 1 : 0;
  }
  return i === start ? 0 : i;
}

/** Behind the type between a name and its `=`: `token string = `, `token: String = `. */
function endOfType(text: Text, start: u32): u32 {
  let i = start;
  while (i < text.length && i < start + 2 && isSpace(text.byte(i))) i++;
  const word = i;
  while (i < text.length && i < word + MAX_TYPE_BYTES && isLetter(text.byte(i))) i++;
  if (i === word || i + 1 >= text.length || !isSpace(text.byte(i))) return start;
  return text.byte(i + 1) === EQUALS ? i : start;
}

/** Behind the quotes that open a value, a prefix such as `b"` included. */
function endOfOpening(text: Text, start: u32, value: AssignedValue): u32 {
  let i = start;
  if (i + 1 < text.length && isLetter(text.byte(i)) && isQuote(text.byte(i + 1))) i++;
  const limit = min(i + 3, text.length);
  while (i < limit && (isQuote(text.byte(i)) || text.byte(i) === BACKSLASH)) i++;
  value.quoted = i > start && isQuote(text.byte(i - 1));
  if (!value.quoted) return start;
  // Two quotes are an empty text; three open one in Python.
  const empty = i === start + 2 && text.byte(start) === text.byte(start + 1);
  return empty ? 0 : i;
}

/** Behind the scheme of an `Authorization` header. */
function endOfScheme(text: Text, start: u32): u32 {
  if (holdsWord(text, start, 'bearer ')) return start + 7;
  if (holdsWord(text, start, 'token ')) return start + 6;
  if (holdsWord(text, start, 'apikey ')) return start + 7;
  return holdsWord(text, start, 'sso-key ') ? start + 8 : start;
}

/** The end of what is in quotes; `start` when they stay open on this line, or hold too much. */
function endOfQuoted(text: Text, start: u32, quote: u8): u32 {
  const limit = min(start + MAX_VALUE_BYTES, text.length);
  for (let i = start; i < limit; i++) {
    const byte = text.byte(i);
    if (byte === quote || byte === BACKSLASH) return i;
    if (byte === NEWLINE) return start;
  }
  return limit === text.length ? limit : start;
}

function endOfBare(text: Text, start: u32): u32 {
  const limit = min(start + MAX_VALUE_BYTES, text.length);
  let i = start >= runStart && start < runEnd ? min(runEnd, limit) : start;
  if (i === start) {
    runStart = start;
    runEnd = start;
  }
  while (i < limit && !endsBare(text.byte(i))) i++;
  runEnd = max(runEnd, i);
  if (i === limit && limit < text.length) return start;
  const last = i > start ? text.byte(i - 1) : SPACE;
  // The end of a sentence, or the key of a line; an ellipsis stays, and tells.
  const trails = last === COLON || (last === DOT && text.byte(i - 2) !== DOT);
  return trails ? i - 1 : i;
}

function endsBare(byte: u8): bool {
  return (
    byte <= SPACE ||
    isQuote(byte) ||
    byte === COMMA ||
    byte === SEMICOLON ||
    byte === CLOSE_PARENTHESIS ||
    byte === CLOSE_BRACKET ||
    byte === CLOSE_BRACE ||
    byte === LESS ||
    byte === GREATER ||
    byte === AMPERSAND ||
    byte === BACKSLASH
  );
}
