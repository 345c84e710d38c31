/**
 * Private keys in PEM and in the armour of OpenPGP. The body may have come through a source file, a
 * diff or a numbered listing: quotes, `\n`, line numbers and signs at the margin do not end it. A
 * header alone, or one before an ellipsis, is no key.
 */

import { isDigit, isLetter, isUpper, Text } from '../abi';
import {
  ASTERISK,
  BACKSLASH,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  EQUALS,
  GREATER,
  HYPHEN,
  isBase64,
  isBlank,
  NEWLINE,
  PIPE,
  SINGLE_QUOTE,
  SPACE,
} from './bytes';
import { looksRandom } from './placeholder';
import { NO_SPAN, Span, span, spanEnd, spanStart } from './span';

/** An RSA key of 16,384 bits in a numbered listing. What is longer is found up to here. */
export const MAX_KEY_BYTES: u32 = 16384;
const MAX_LABEL: u32 = 40;
const MAX_HEADER_NAME: u32 = 24;
/** Shorter rows of base64 are words. A line of PEM has 64 digits, the last one fewer. */
const MIN_ROW: u32 = 16;
/** The shortest real body, an Ed25519 key in PKCS #8, has 64 digits. */
const MIN_BODY: u32 = 40;

/** Arrows and rules that listings print between number and line. */
const FIRST_BEYOND_ASCII: u8 = 0x80;

const BEGIN: string = '-----BEGIN ';
const END: string = '-----END ';
const DASHES: string = '-----';

/** Finds a key whose `-----BEGIN ` stands at `at`, from there to its `-----END ...-----`. */
export function findPrivateKey(text: Text, at: u32): Span {
  if (!text.holdsAt(at, BEGIN)) return NO_SPAN;
  const label = at + <u32>BEGIN.length;
  const labelEnd = endOfLabel(text, label);
  if (!text.holdsAt(labelEnd, DASHES) || !namesPrivateKey(text, labelEnd)) return NO_SPAN;
  const limit = min(at + MAX_KEY_BYTES, text.length);
  const end = endOfBody(text, labelEnd + <u32>DASHES.length, limit);
  return end === 0 ? NO_SPAN : span(at, end);
}

function endOfLabel(text: Text, start: u32): u32 {
  const limit = min(start + MAX_LABEL, text.length);
  let i = start;
  while (i < limit && isLabelByte(text.byte(i))) i++;
  return i;
}

function isLabelByte(byte: u8): bool {
  return isUpper(byte) || isDigit(byte) || byte === SPACE;
}

function namesPrivateKey(text: Text, labelEnd: u32): bool {
  return endsWith(text, labelEnd, 'PRIVATE KEY') || endsWith(text, labelEnd, 'PRIVATE KEY BLOCK');
}

function endsWith(text: Text, end: u32, literal: string): bool {
  const length = <u32>literal.length;
  return end >= length && text.holdsAt(end - length, literal);
}

/** @returns the end of the block, of its last full row when it is cut off, or 0 for no key. */
function endOfBody(text: Text, start: u32, limit: u32): u32 {
  let digits: u32 = 0;
  let end: u32 = 0;
  let i = start;
  while (i < limit) {
    const byte = text.byte(i);
    if (isBase64(byte)) {
      const header = endOfHeader(text, i, limit);
      const row = header === 0 ? endOfRow(text, i, limit) : header;
      if (header === 0 && isKeyMaterial(text, span(i, row))) {
        digits += row - i;
        end = row;
      }
      i = row;
    } else if (text.holdsAt(i, END)) {
      end = endOfEndLine(text, i);
      break;
    } else if (byte === BACKSLASH) {
      i += 2;
    } else if (isFiller(byte) || (byte === HYPHEN && isMargin(text, i))) {
      i++;
    } else {
      break;
    }
  }
  return digits >= MIN_BODY ? end : 0;
}

function endOfRow(text: Text, start: u32, limit: u32): u32 {
  let i = start;
  while (i < limit && isBase64(text.byte(i))) i++;
  return i;
}

function isKeyMaterial(text: Text, row: Span): bool {
  if (spanEnd(row) - spanStart(row) < MIN_ROW || !looksRandom(text, row)) return false;
  // Identifiers of source code are long, too; 64 random digits hold no number once in 50,000 rows.
  for (let i = spanStart(row); i < spanEnd(row); i++) {
    if (isDigit(text.byte(i))) return true;
  }
  return false;
}

function endOfEndLine(text: Text, at: u32): u32 {
  const labelEnd = endOfLabel(text, at + <u32>END.length);
  return text.holdsAt(labelEnd, DASHES) ? labelEnd + <u32>DASHES.length : labelEnd;
}

/**
 * `Proc-Type: 4,ENCRYPTED`, `Version: GnuPG v2`. @returns the end of its line, or 0. Two hyphens are
 * no part of one, so that no header swallows the next block.
 */
function endOfHeader(text: Text, start: u32, limit: u32): u32 {
  let i = start;
  const nameLimit = min(start + MAX_HEADER_NAME, limit);
  while (i < nameLimit && (isLetter(text.byte(i)) || text.byte(i) === HYPHEN)) i++;
  if (!text.holdsAt(i, ': ')) return 0;
  while (i < limit && !endsHeader(text, i)) i++;
  return i;
}

function endsHeader(text: Text, at: u32): bool {
  const byte = text.byte(at);
  return byte === NEWLINE || byte === BACKSLASH || text.holdsAt(at, '--');
}

/** What stands between rows: blanks, padding, quotes, numbers' and quotations' margins. */
function isFiller(byte: u8): bool {
  return (
    isBlank(byte) ||
    byte === EQUALS ||
    byte === DOUBLE_QUOTE ||
    byte === SINGLE_QUOTE ||
    byte === COMMA ||
    byte === COLON ||
    byte === PIPE ||
    byte === GREATER ||
    byte === ASTERISK ||
    byte >= FIRST_BEYOND_ASCII
  );
}

/** The hyphen of a removed line in a diff, the `-----END` line itself included. */
function isMargin(text: Text, at: u32): bool {
  if (text.byte(at - 1) !== NEWLINE) return false;
  return text.holdsAt(at + 1, END) || !text.holdsAt(at + 1, '-');
}
