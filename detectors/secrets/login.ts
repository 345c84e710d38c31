/** Credentials of a login as programs take them: `.netrc`, `Authorization: Basic`, `curl -u`. */

import { allocate, Text, textAt } from '../abi';
import { sextetOf } from './base64';
import {
  COLON,
  DOUBLE_QUOTE,
  EQUALS,
  isBase64,
  isBlank,
  NEWLINE,
  SINGLE_QUOTE,
  SPACE,
} from './bytes';
import { isIssuedPassword } from './password';
import { NO_SPAN, Span, span, spanEnd, spanStart } from './span';
import { containsWord, holdsWord, isListed } from './words';

const MAX_ENTRY_BYTES: u32 = 256;
const MAX_BASIC_BYTES: u32 = 512;
const MIN_BASIC_BYTES: u32 = 12;
/** How far before its flag the program may stand. */
const MAX_COMMAND_BYTES: u32 = 240;

const STAND_IN_USERS: string = 'email login me myuser name test u user username xxx';

/** `machine HOST login USER password PASSWORD`, over one line or several. */
export function findNetrcPassword(text: Text, at: u32, end: u32): Span {
  if (at > 0 && !isBlank(text.byte(at - 1))) return NO_SPAN;
  const limit = min(at + MAX_ENTRY_BYTES, text.length);
  const hostEnd = endOfWord(text, end, limit);
  if (containsWord(text, span(end, hostEnd), 'example')) return NO_SPAN;
  let user = NO_SPAN;
  let i = hostEnd;
  for (let words = 0; words < 3 && i < limit; words++) {
    const name = wordFrom(text, i, limit);
    const value = wordFrom(text, spanEnd(name), limit);
    if (isListed(text, name, 'login')) user = value;
    else if (isListed(text, name, 'password')) {
      return user !== NO_SPAN && isIssuedPassword(text, value, user) ? value : NO_SPAN;
    } else if (!isListed(text, name, 'account')) return NO_SPAN;
    i = spanEnd(value);
  }
  return NO_SPAN;
}

function endOfWord(text: Text, start: u32, limit: u32): u32 {
  let i = start;
  while (i < limit && !isBlank(text.byte(i))) i++;
  return i;
}

function wordFrom(text: Text, from: u32, limit: u32): Span {
  let start = from;
  while (start < limit && isBlank(text.byte(start))) start++;
  return span(start, endOfWord(text, start, limit));
}

/** `Basic` and `user:password` in base64, behind `Authorization`. */
export function findBasicCredentials(text: Text, at: u32, end: u32): Span {
  if (at > 0 && !isBlank(text.byte(at - 1)) && !isQuoteOrSign(text.byte(at - 1))) return NO_SPAN;
  const limit = min(end + MAX_BASIC_BYTES, text.length);
  let i = end;
  while (i < limit && isBase64(text.byte(i))) i++;
  if (i - end < MIN_BASIC_BYTES || i === limit + 1) return NO_SPAN;
  const digits = i;
  while (i < limit && text.byte(i) === EQUALS) i++;
  if (isDocumented(text, end)) return NO_SPAN;
  return decodesToLogin(text, span(end, digits)) ? span(end, i) : NO_SPAN;
}

/** Those of RFC 7617 and RFC 6749: `Aladdin:open sesame`, `s6BhdRkqt3:..`. */
function isDocumented(text: Text, at: u32): bool {
  return text.holdsAt(at, 'QWxhZGRpbjpvcGVu') || text.holdsAt(at, 'czZCaGRSa3F0Mzp');
}

function isQuoteOrSign(byte: u8): bool {
  return byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE || byte === COLON || byte === EQUALS;
}

/** The decoded bytes are printable, a user and a password that may be in use. */
function decodesToLogin(text: Text, digits: Span): bool {
  const decoded = textAt(allocate(MAX_BASIC_BYTES, 1), 0);
  let bits: u32 = 0;
  let count = 0;
  for (let i = spanStart(digits); i < spanEnd(digits); i++) {
    bits = (bits << 6) | sextetOf(text.byte(i));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const byte = <u8>(bits >> count);
    if (byte < SPACE || byte >= 0x7f) return false;
    store<u8>(decoded.at + decoded.length, byte);
    decoded.length++;
  }
  return isLogin(decoded, span(0, decoded.length));
}

/** `user:password`, neither of them a stand-in. */
function isLogin(text: Text, range: Span): bool {
  let colon = spanStart(range);
  while (colon < spanEnd(range) && text.byte(colon) !== COLON) colon++;
  if (colon === spanStart(range) || colon >= spanEnd(range)) return false;
  const user = span(spanStart(range), colon);
  if (isListed(text, user, STAND_IN_USERS)) return false;
  return isIssuedPassword(text, span(colon + 1, spanEnd(range)), user);
}

/** `curl -u user:password`, `sshpass -p password`: the flag stands from `at` to `end`. */
export function findCommandPassword(text: Text, at: u32, end: u32): Span {
  const login = !text.holdsAt(at, 'sshpass');
  let start = end;
  if (!login) {
    if (!text.holdsAt(end, '-p')) return NO_SPAN;
    start += 2;
  }
  if (start < text.length && (text.byte(start) === SPACE || text.byte(start) === EQUALS)) start++;
  if (start >= text.length) return NO_SPAN;
  const first = text.byte(start);
  const quoted = first === DOUBLE_QUOTE || first === SINGLE_QUOTE;
  if (quoted) start++;
  const limit = min(start + MAX_ENTRY_BYTES, text.length);
  let i = start;
  while (i < limit && (quoted ? text.byte(i) !== first : !isBlank(text.byte(i)))) i++;
  if (i === start) return NO_SPAN;
  const value = span(start, i);
  if (!login) return isIssuedPassword(text, value, NO_SPAN) ? value : NO_SPAN;
  if (!isLogin(text, value) || !followsCurl(text, at)) return NO_SPAN;
  let colon = start;
  while (text.byte(colon) !== COLON) colon++;
  return span(colon + 1, i);
}

/** `curl` stands before, on the same line or on one that is continued. */
function followsCurl(text: Text, at: u32): bool {
  const first = at > MAX_COMMAND_BYTES ? at - MAX_COMMAND_BYTES : 0;
  for (let i = at; i > first; i--) {
    const byte = text.byte(i - 1);
    if (byte === NEWLINE && !(i > 1 && text.byte(i - 2) === 0x5c)) return false;
    if (holdsWord(text, i - 1, 'curl ')) return true;
  }
  return false;
}
