/**
 * Keys of AWS. The secret one is 40 digits of base64 with no mark of its own, so its name has to
 * say what it is: `aws_secret_access_key`, `"SecretAccessKey"`, `Secret access key`, or any `secret`
 * close behind an access key id.
 */

import { isAlphanumeric, isDigit, isUpper, Text } from '../abi';
import { mayEnd } from './boundary';
import {
  BACKSLASH,
  BACKTICK,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOT,
  DOUBLE_QUOTE,
  EQUALS,
  GREATER,
  HYPHEN,
  isBase64,
  isBlank,
  OPEN_PARENTHESIS,
  PIPE,
  QUESTION,
  SINGLE_QUOTE,
  SPACE,
  UNDERSCORE,
} from './bytes';
import { mixesDigits } from './digits';
import { looksRandom } from './placeholder';
import { NO_SPAN, Span, span } from './span';
import { containsWord, holdsWord } from './words';

/** `secret` and, joined without a separator, `accesskey`. */
const SECRET_BYTES: u32 = 6;
const ACCESS_KEY_BYTES: u32 = 9;
const SECRET_KEY_BYTES: u32 = 40;
const KEY_ID_BYTES: u32 = 20;
const KEY_ID_PREFIX_BYTES: u32 = 4;
/** How far a name reaches to either side of the word `secret`. */
const MAX_NAME_BYTES: u32 = 32;
/** `": "`, `"] = '`, `\" => \"`. */
const MAX_OPERATOR_BYTES: u32 = 16;
/** An access key id so far before `secret` belongs to the same entry. */
const MAX_ENTRY_BYTES: u32 = 160;

/** Finds the secret key behind a name whose `secret` stands at `at`. */
export function findSecretKey(text: Text, at: u32): Span {
  const word = at + SECRET_BYTES;
  const phraseEnd = endOfPhrase(text, word);
  const nameEnd = endOfName(text, phraseEnd);
  const key = secretKeyBehind(text, nameEnd);
  if (key === NO_SPAN) return NO_SPAN;
  const named =
    phraseEnd - word >= ACCESS_KEY_BYTES ||
    containsWord(text, span(startOfName(text, at), nameEnd), 'aws') ||
    followsKeyId(text, at);
  return named ? key : NO_SPAN;
}

/** The end of `access key`, or of either word, joined in any way: `AccessKey`, `_ACCESS_KEY`. */
function endOfPhrase(text: Text, word: u32): u32 {
  const access = endOfWord(text, word, 'access');
  return endOfWord(text, access, 'key');
}

/** The end of the word behind at most one separator; `at` when another word is there. */
function endOfWord(text: Text, at: u32, word: string): u32 {
  if (at >= text.length) return at;
  const byte = text.byte(at);
  const start = (isNameByte(byte) && !isAlphanumeric(byte)) || byte === SPACE ? at + 1 : at;
  return holdsWord(text, start, word) ? start + <u32>word.length : at;
}

function startOfName(text: Text, at: u32): u32 {
  const first = at > MAX_NAME_BYTES ? at - MAX_NAME_BYTES : 0;
  let i = at;
  while (i > first && isNameByte(text.byte(i - 1))) i--;
  return i;
}

function endOfName(text: Text, start: u32): u32 {
  const limit = min(start + MAX_NAME_BYTES, text.length);
  let i = start;
  while (i < limit && isNameByte(text.byte(i))) i++;
  return i;
}

function isNameByte(byte: u8): bool {
  return isAlphanumeric(byte) || byte === UNDERSCORE || byte === HYPHEN || byte === DOT;
}

/** The key behind an operator; in the console's CSV file, a key id comes between the two. */
function secretKeyBehind(text: Text, nameEnd: u32): Span {
  const value = endOfOperator(text, nameEnd);
  if (value === nameEnd) return NO_SPAN;
  const end = endOfDigits(text, value);
  if (end - value !== KEY_ID_BYTES || !isKeyId(text, value)) return secretKeyAt(text, value);
  const next = endOfOperator(text, end);
  return next === end ? NO_SPAN : secretKeyAt(text, next);
}

function endOfOperator(text: Text, start: u32): u32 {
  const limit = min(start + MAX_OPERATOR_BYTES, text.length);
  let i = start;
  while (i < limit && isOperatorByte(text.byte(i))) i++;
  return i;
}

function isOperatorByte(byte: u8): bool {
  return (
    isBlank(byte) ||
    byte === EQUALS ||
    byte === COLON ||
    byte === DOUBLE_QUOTE ||
    byte === SINGLE_QUOTE ||
    byte === BACKTICK ||
    byte === BACKSLASH ||
    byte === GREATER ||
    byte === QUESTION ||
    byte === COMMA ||
    byte === PIPE ||
    byte === OPEN_PARENTHESIS ||
    byte === CLOSE_BRACKET
  );
}

function secretKeyAt(text: Text, start: u32): Span {
  const end = endOfDigits(text, start);
  if (end - start !== SECRET_KEY_BYTES || !mayEnd(text, end)) return NO_SPAN;
  if (end < text.length && text.byte(end) === EQUALS) return NO_SPAN;
  const key = span(start, end);
  // A SHA-1 in hexadecimal has 40 digits as well, but of one case only.
  return mixesDigits(text, key) && looksRandom(text, key) ? key : NO_SPAN;
}

/** The end of a run of base64, looked at only so far that a run too long shows. */
function endOfDigits(text: Text, start: u32): u32 {
  const limit = min(start + SECRET_KEY_BYTES + 1, text.length);
  let i = start;
  while (i < limit && isBase64(text.byte(i))) i++;
  return i;
}

function followsKeyId(text: Text, at: u32): bool {
  const first = at > MAX_ENTRY_BYTES ? at - MAX_ENTRY_BYTES : 0;
  for (let i = first; i < at; i++) {
    if (isKeyId(text, i)) return true;
  }
  return false;
}

function isKeyId(text: Text, at: u32): bool {
  if (!text.holdsAt(at, 'AKIA') && !text.holdsAt(at, 'ASIA')) return false;
  if (at + KEY_ID_BYTES > text.length) return false;
  for (let i = at + KEY_ID_PREFIX_BYTES; i < at + KEY_ID_BYTES; i++) {
    if (!isUpper(text.byte(i)) && !isDigit(text.byte(i))) return false;
  }
  return true;
}
