/**
 * Values without a mark of their own, told by the provider's name before them: `HEROKU_API_KEY=` and
 * a UUID. Between the two stands what assignments are made of, and a word or sign that says so.
 */

import { isAlphanumeric, isLetter, isUpper, Text } from '../abi';
import { isFillerOfAssignment } from './assigned-value';
import { mayEnd } from './boundary';
import {
  CLOSE_BRACKET,
  COLON,
  EQUALS,
  GREATER,
  HYPHEN,
  NEWLINE,
  UNDERSCORE,
  UPPER_D,
} from './bytes';
import { runCheck } from './checks';
import { Format } from './registry';
import { matchShape } from './shape';
import { NO_SPAN, Span, span } from './span';
import { isTokenLike } from './token-likeness';
import { holdsWord } from './words';

/** `_account_personal_access_token_production": "`. */
const MAX_GAP_BYTES: u32 = 48;
/** So many places in the gap may begin the value: behind signs, quotes, blanks. */
const MAX_STARTS = 12;

/** Whether the value last found passed its check, or has the shape alone. */
let looksIssued: bool = false;

export function wasIssued(): bool {
  return looksIssued;
}

/** Finds the value behind the format's word, which stands at `at`. */
export function findNear(text: Text, at: u32, format: Format): Span {
  if (isWithinWord(text, at)) return NO_SPAN;
  const wordEnd = at + format.literalLength;
  if (goesOn(text, wordEnd)) return NO_SPAN;
  const limit = min(wordEnd + MAX_GAP_BYTES, text.length);
  let assigned = false;
  let bare = true;
  let starts = 0;
  let lines = 0;
  for (let i = wordEnd; i < limit; i++) {
    const before = text.byte(i - 1);
    if (assigned && !isAlphanumeric(before) && before !== UNDERSCORE) {
      const value = valueAt(text, i, format);
      if (++starts > MAX_STARTS) return NO_SPAN;
      // One value is judged for each word, so that no text makes this slow.
      if (value !== NO_SPAN) return isSecret(text, value, format) ? value : NO_SPAN;
    }
    const byte = text.byte(i);
    if (byte === NEWLINE && ++lines > 1) return NO_SPAN;
    if (!isAlphanumeric(byte) && !isFillerOfAssignment(byte)) return NO_SPAN;
    // A sign assigns to the word itself; to a longer name, only when that names a credential.
    bare = bare && !isAlphanumeric(byte);
    assigned = assigned || (bare && isSign(byte)) || namesCredential(text, i);
  }
  return NO_SPAN;
}

function valueAt(text: Text, start: u32, format: Format): Span {
  const end = matchShape(text, start, format.firstPart, format.partCount);
  if (end <= start || !mayEnd(text, end)) return NO_SPAN;
  return span(start, end);
}

function isSecret(text: Text, value: Span, format: Format): bool {
  looksIssued = runCheck(format.code, text, value);
  return looksIssued || isTokenLike(text, value);
}

/** A letter stands before, and is no `-D` of a command line. */
function isWithinWord(text: Text, at: u32): bool {
  if (at === 0 || !isLetter(text.byte(at - 1))) return false;
  return at === 1 || text.byte(at - 1) !== UPPER_D || text.byte(at - 2) !== HYPHEN;
}

function isSign(byte: u8): bool {
  return byte === EQUALS || byte === COLON || byte === GREATER || byte === CLOSE_BRACKET;
}

function namesCredential(text: Text, at: u32): bool {
  return (
    holdsWord(text, at, 'key') ||
    holdsWord(text, at, 'token') ||
    holdsWord(text, at, 'secret') ||
    holdsWord(text, at, 'access') ||
    holdsWord(text, at, 'private') ||
    holdsWord(text, at, 'auth') ||
    holdsWord(text, at, 'pass') ||
    holdsWord(text, at, 'login') ||
    holdsWord(text, at, 'cred')
  );
}

/** The word is the beginning of a longer one: `sumOfParts`. What providers append is none. */
function goesOn(text: Text, wordEnd: u32): bool {
  if (wordEnd >= text.length || !isLetter(text.byte(wordEnd))) return false;
  if (isUpper(text.byte(wordEnd)) && !isUpper(text.byte(wordEnd - 1))) return false;
  return !(
    namesCredential(text, wordEnd) ||
    holdsWord(text, wordEnd, 'api') ||
    holdsWord(text, wordEnd, 'app') ||
    holdsWord(text, wordEnd, 'client') ||
    holdsWord(text, wordEnd, 'ai') ||
    holdsWord(text, wordEnd, 'ci') ||
    holdsWord(text, wordEnd, 'db') ||
    holdsWord(text, wordEnd, 'io')
  );
}
