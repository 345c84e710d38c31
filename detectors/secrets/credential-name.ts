/** The name around a word such as `token`: which ones name a credential, and which something else. */

import { isAlphanumeric, isDigit, isLower, isUpper, Text } from '../abi';
import { HYPHEN, NEWLINE, SPACE, UNDERSCORE } from './bytes';
import { Span, span } from './span';
import { containsWord, holdsWord, isListed } from './words';

const MAX_WORD_BYTES: u32 = 24;
/** `_PRODUCTION`. */
const MAX_SUFFIX_BYTES: u32 = 12;

/** What may follow the word within the name: which one of several it is. */
const SUFFIXES: string = `
  base64 default dev development live local main old prod production sandbox staging stage test
  value`;
/** A key or token of these kinds is no secret. */
const OPEN_KINDS: string = `
  cache column continuation csrf cursor dedupe dsa dict ecdsa ed25519 etag foreign gpg host hot
  idempotency index json map next object page pagination partition pgp primary public pubkey
  publickey publishable pub region reserved row rsa search short signing sort ssh sync unique using
  xsrf`;
/** What stands before `key` without a mark between the two. */
const JOINED_KINDS: string = `
  access account admin api app auth client consumer encryption license licence master private
  secret server service signing write`;

/** The end of the name, suffixes such as `_PROD` or `_2` included; 0 when the name goes on. */
export function endOfCredentialName(text: Text, wordEnd: u32): u32 {
  const limit = min(wordEnd + MAX_SUFFIX_BYTES, text.length);
  let i = wordEnd;
  while (i < limit && isDigit(text.byte(i))) i++;
  if (i >= text.length || !isNameByte(text.byte(i))) return i;
  if (i > wordEnd || text.byte(i) !== UNDERSCORE) return 0;
  let end = i + 1;
  while (end < limit && isAlphanumeric(text.byte(end))) end++;
  if (end < text.length && isNameByte(text.byte(end))) return 0;
  const suffix = span(i + 1, end);
  return isListed(text, suffix, SUFFIXES) || areDigits(text, suffix) ? end : 0;
}

/** The word before says that this is an open kind: `public_key`, `cacheKey`, `csrf-token`. */
export function isOpenKind(text: Text, at: u32): bool {
  return isListed(text, wordBefore(text, at), OPEN_KINDS);
}

/** `key` ends a word such as `monkey`: nothing parts it from the letters before. */
export function isWithinWord(text: Text, at: u32): bool {
  if (at === 0 || !isAlphanumeric(text.byte(at - 1))) return false;
  // A change of case parts words: `githubKey`, `coinlayerKEY`.
  if (isUpper(text.byte(at)) && !isUpper(text.byte(at - 1))) return false;
  if (isUpper(text.byte(at)) && isLower(text.byte(at + 1))) return false;
  return !endsJoined(text, at);
}

/** The letters before end in one of the words that are written together with `key`. */
function endsJoined(text: Text, at: u32): bool {
  const first = at > MAX_WORD_BYTES ? at - MAX_WORD_BYTES : 0;
  for (let i = at - 1; i + 1 > first && isAlphanumeric(text.byte(i)); i--) {
    if (isListed(text, span(i, at), JOINED_KINDS)) return true;
    if (i === 0) break;
  }
  return false;
}

/** The word that ends before `at`, a separator or a blank between. */
function wordBefore(text: Text, at: u32): Span {
  let end = at;
  if (end > 0 && isSeparator(text.byte(end - 1))) end--;
  const first = end > MAX_WORD_BYTES ? end - MAX_WORD_BYTES : 0;
  let start = end;
  while (start > first && isAlphanumeric(text.byte(start - 1))) {
    start--;
    // The hump of `cacheKey` begins a word.
    const begins = isUpper(text.byte(start)) && start + 1 < end && isLower(text.byte(start + 1));
    if (begins) break;
  }
  return span(start, end);
}

function isSeparator(byte: u8): bool {
  return byte === UNDERSCORE || byte === HYPHEN || byte === SPACE;
}

function isNameByte(byte: u8): bool {
  return isAlphanumeric(byte) || byte === UNDERSCORE;
}

function areDigits(text: Text, range: Span): bool {
  const end = <u32>range;
  for (let i = <u32>(range >> 32); i < end; i++) {
    if (!isDigit(text.byte(i))) return false;
  }
  return true;
}

/** The name is written in capitals, as variables of the environment are. */
export function isInCapitals(text: Text, at: u32, end: u32): bool {
  for (let i = at; i < end; i++) {
    if (isLower(text.byte(i))) return false;
  }
  return !(at > 0 && isLower(text.byte(at - 1)));
}

/** The name says that what it holds is no real one: `invalidToken`, `FAKE_KEY`. */
export function namesStandIn(text: Text, at: u32): bool {
  const first = at > MAX_WORD_BYTES ? at - MAX_WORD_BYTES : 0;
  let start = at;
  while (start > first && isNamePart(text.byte(start - 1))) start--;
  const name = span(start, at);
  return (
    containsWord(text, name, 'fake') ||
    containsWord(text, name, 'dummy') ||
    containsWord(text, name, 'invalid') ||
    containsWord(text, name, 'nonmatching') ||
    containsWord(text, name, 'example') ||
    containsWord(text, name, 'wrong')
  );
}

/** Nothing on the line says whose `key` this is. */
export function standsAlone(text: Text, at: u32): bool {
  if (at === 0) return true;
  const before = text.byte(at - 1);
  if (isNamePart(before) || before === SPACE) return lineIsBlank(text, at);
  return before === NEWLINE;
}

function lineIsBlank(text: Text, at: u32): bool {
  const first = at > MAX_WORD_BYTES ? at - MAX_WORD_BYTES : 0;
  for (let i = at; i > first; i--) {
    if (text.byte(i - 1) === NEWLINE) return true;
    if (text.byte(i - 1) !== SPACE) return false;
  }
  return first === 0;
}

function isNamePart(byte: u8): bool {
  return isNameByte(byte) || byte === HYPHEN;
}

/** The word at `at` is `key`, which names much else besides credentials. */
export function isBareKey(text: Text, at: u32, end: u32): bool {
  return end - at === 3 && holdsWord(text, at, 'key');
}
