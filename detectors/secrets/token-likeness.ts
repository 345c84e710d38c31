/**
 * Does a value look like a token? Not by entropy alone, which is high in every long identifier:
 * tokens mix numbers and letters within a run, identifiers put words together.
 */

import { isAlphanumeric, isDigit, isLower, isUpper, Text } from '../abi';
import {
  AT,
  CLOSE_PARENTHESIS,
  DOLLAR,
  GREATER,
  HYPHEN,
  LESS,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PARENTHESIS,
  SLASH,
  SPACE,
} from './bytes';
import { isPlausible } from './placeholder';
import { Span, spanEnd, spanStart } from './span';
import { containsWord, holdsWord } from './words';

/** A run of letters and numbers that holds both: `Key128Bit` is shorter. */
const MIN_RUN: u32 = 10;
const MIN_RUN_NUMBERS: u32 = 2;
/** In `Ed25519PrivateKey`, they stand together, and are few. */
const MIN_RUN_GROUPS: u32 = 2;
const MIN_GROUPED_NUMBERS: u32 = 6;
/** So many numbers alone are neither a time nor an id. */
const MIN_NUMBER_BYTES: u32 = 24;
/** From here on, how often the kind of letter changes tells. */
const MIN_SCATTERED_BYTES: u32 = 20;
const MIN_UNMISTAKABLE_RUN: u32 = 16;
const MIN_GROUP: u32 = 7;
const UUID_BYTES: u32 = 36;
const MAX_EQUAL: u32 = 6;

const OTHER: u8 = 0;
const NUMBER: u8 = 1;
const SMALL: u8 = 2;
const CAPITAL: u8 = 3;

/** What one pass over a value counts. */
@unmanaged
class Traits {
  digits: u32;
  letters: u32;
  /** The longest run of letters and numbers that holds enough of both. */
  longestRun: u32;
  /** How often the kind changes where it does not in words. */
  changes: u32;
}

const TRAITS: usize = memory.data(offsetof<Traits>(), 4);

/** The value may be a token, given that its name says so. */
export function isTokenLike(text: Text, value: Span): bool {
  return holdsRun(text, value) && mayBeIssued(text, value);
}

function holdsRun(text: Text, value: Span): bool {
  const length = spanEnd(value) - spanStart(value);
  const traits = traitsOf(text, value);
  if (traits.letters === 0) return traits.digits >= MIN_NUMBER_BYTES && traits.longestRun === 0;
  if (traits.longestRun >= MIN_RUN || isUuid(text, value)) return true;
  const scattered = traits.changes * 5 >= length;
  return length >= MIN_SCATTERED_BYTES && scattered && traits.digits * 8 >= length;
}

/** The value is a token even when nothing but a blank assigns it. */
export function isUnmistakable(text: Text, value: Span): bool {
  return standsOut(text, value) && mayBeIssued(text, value);
}

function standsOut(text: Text, value: Span): bool {
  const length = spanEnd(value) - spanStart(value);
  const traits = traitsOf(text, value);
  if (traits.longestRun >= MIN_UNMISTAKABLE_RUN || isUuid(text, value)) return true;
  if (length < MIN_NUMBER_BYTES || traits.digits * 4 < length) return false;
  // Groups as licences have them, or numbers alone, longer than any time or id.
  return traits.longestRun >= MIN_GROUP || traits.letters === 0;
}

function mayBeIssued(text: Text, value: Span): bool {
  return isWritten(text, value) && !isDigest(text, value) && isPlausible(text, value);
}

/** Printable, and no expression, path, variable or sentence. */
function isWritten(text: Text, value: Span): bool {
  const first = text.byte(spanStart(value));
  if (first === SLASH || first === AT || first === DOLLAR) return false;
  let equal: u32 = 1;
  for (let i = spanStart(value); i < spanEnd(value); i++) {
    const byte = text.byte(i);
    equal = i > spanStart(value) && byte === text.byte(i - 1) ? equal + 1 : 1;
    if (equal >= MAX_EQUAL) return false;
    if (byte <= SPACE || byte >= 0x7f || byte === DOLLAR || byte === OPEN_BRACE) return false;
    if (byte === OPEN_PARENTHESIS || byte === CLOSE_PARENTHESIS) return false;
    if (byte === LESS || byte === GREATER || byte === OPEN_BRACKET) return false;
  }
  return (
    !containsWord(text, value, '://') &&
    !containsWord(text, value, 'xxxx') &&
    !containsWord(text, value, '...') &&
    !containsWord(text, value, 'sha256:')
  );
}

/** `sha256:..`, `md5=..`: it says what it is a digest with. OpenShift writes `sha256~`. */
function isDigest(text: Text, value: Span): bool {
  const start = spanStart(value);
  let i = start;
  if (holdsWord(text, start, 'sha')) i = start + 3;
  else if (holdsWord(text, start, 'md5')) i = start + 2;
  if (i === start) return false;
  while (i < spanEnd(value) && isDigit(text.byte(i))) i++;
  const byte = i < spanEnd(value) ? text.byte(i) : SPACE;
  return byte === HYPHEN || byte === 0x3a || byte === 0x3d;
}

function traitsOf(text: Text, value: Span): Traits {
  const traits = changetype<Traits>(TRAITS);
  memory.fill(TRAITS, 0, offsetof<Traits>());
  let run: u32 = 0;
  let runNumbers: u32 = 0;
  let runGroups: u32 = 0;
  let before = OTHER;
  for (let i = spanStart(value); i <= spanEnd(value); i++) {
    const kind = i < spanEnd(value) ? kindOf(text.byte(i)) : OTHER;
    if (breaksWord(before, kind)) traits.changes++;
    if (kind === NUMBER && kind !== before) runGroups++;
    before = kind;
    if (kind === OTHER) {
      const mixed = run > runNumbers && runNumbers >= MIN_RUN_NUMBERS;
      const many = runNumbers >= MIN_GROUPED_NUMBERS || runNumbers * 2 >= run;
      const spread = many || runGroups >= MIN_RUN_GROUPS;
      if (mixed && spread) traits.longestRun = max(traits.longestRun, run);
      run = 0;
      runNumbers = 0;
      runGroups = 0;
      continue;
    }
    run++;
    if (kind === NUMBER) {
      runNumbers++;
      traits.digits++;
    } else {
      traits.letters++;
    }
  }
  return traits;
}

/** From one kind to another, but neither at a separator nor behind the capital of a word. */
function breaksWord(before: u8, kind: u8): bool {
  if (before === kind || before === OTHER || kind === OTHER) return false;
  return !(before === CAPITAL && kind === SMALL);
}

function kindOf(byte: u8): u8 {
  if (isDigit(byte)) return NUMBER;
  if (isLower(byte)) return SMALL;
  return isUpper(byte) ? CAPITAL : OTHER;
}

function isUuid(text: Text, value: Span): bool {
  const start = spanStart(value);
  if (spanEnd(value) - start !== UUID_BYTES) return false;
  for (let i: u32 = 0; i < UUID_BYTES; i++) {
    const byte = text.byte(start + i);
    const parts = i === 8 || i === 13 || i === 18 || i === 23;
    if (parts ? byte !== HYPHEN : !isAlphanumeric(byte)) return false;
  }
  return true;
}
