/** What stands between the parentheses of a function. */

import { Text, textAt } from '../../abi';
import {
  FN_OPTION,
  TAKES_ANY_VALUES,
  TAKES_CLASSES,
  TAKES_NOTHING,
  TAKES_RANGE,
  TAKES_REGEX,
  TAKES_SOURCES,
  takes,
} from './functions';
import { keepRecord } from './kept';
import { createValue, listNamed, Term, Value } from './model';
import {
  advance,
  at,
  continuesLine,
  end,
  failAt,
  hasFailed,
  peek,
  readName,
  skipBlanks,
} from './reader';
import { parseRegex } from './regex-parser';

const OPEN: u8 = 0x28;
const CLOSE: u8 = 0x29;
const COMMA: u8 = 0x2c;
const AT_SIGN: u8 = 0x40;
const DOT: u8 = 0x2e;
const SINGLE_QUOTE: u8 = 0x27;
const DOUBLE_QUOTE: u8 = 0x22;
const BACKQUOTE: u8 = 0x60;
const BACKSLASH: u8 = 0x5c;
const OPEN_BRACKET: u8 = 0x5b;
const CLOSE_BRACKET: u8 = 0x5d;
const HYPHEN: u8 = 0x2d;

/** More operands than this are not told apart. */
const UNLIMITED: u16 = 0xffff;
/** A name, a glob: longer ones are a mistake. */
const MAX_VALUE_BYTES: u32 = 256;

/** Reads up to and with the closing parenthesis. */
export function parseArguments(term: Term): void {
  const kind = takes(term.kind);
  const start = at;
  if (kind === TAKES_REGEX) parseRegexArgument(term);
  else if (kind === TAKES_RANGE) parseRange(term);
  else {
    parseValues(term);
    if (!hasFailed) checkValues(term, kind, start);
  }
}

function checkValues(term: Term, kind: u8, start: usize): void {
  const first = term.values;
  if (kind === TAKES_NOTHING && first !== null) {
    failAt(start, 'expected no argument, got', first.text, '');
  } else if (first === null && kind !== TAKES_NOTHING && kind !== TAKES_ANY_VALUES) {
    failAt(start, 'expected an argument before ")"', null, '');
  } else if (kind === TAKES_CLASSES) parseBits(term, start, true);
  else if (kind === TAKES_SOURCES) parseBits(term, start, false);
  else if (term.kind === FN_OPTION) checkOption(term, start);
}

function parseValues(term: Term): void {
  let last: Value | null = null;
  while (!hasFailed) {
    skipBlanks();
    if (continuesLine()) continue;
    if (at >= end) {
      failAt(at, 'expected ")", got the end of the line', null, '');
      return;
    }
    if (peek() === CLOSE) {
      advance(1);
      return;
    }
    if (peek() === COMMA) {
      advance(1);
      continue;
    }
    const value = parseValue();
    if (last === null) term.values = value;
    else last.next = value;
    last = value;
  }
}

/** A word, a quoted text, or `@list`. */
export function parseValue(): Value {
  const start = at;
  if (peek() === AT_SIGN) {
    advance(1);
    const name = readName();
    const value = changetype<Value>(keepRecord(offsetof<Value>()));
    if (name.length === 0) failAt(start, 'expected the name of a list behind "@"', null, '');
    else value.list = listNamed(name);
    return value;
  }
  const text = isQuote(peek()) ? readQuoted() : readWord();
  if (text.length > MAX_VALUE_BYTES) {
    failAt(start, 'expected at most 256 bytes in one argument, got more', null, '');
  }
  return createValue(text);
}

export function isQuote(byte: u8): bool {
  return byte === SINGLE_QUOTE || byte === DOUBLE_QUOTE || byte === BACKQUOTE;
}

function readQuoted(): Text {
  const quote = peek();
  const start = at;
  advance(1);
  while (at < end && peek() !== quote) advance(1);
  if (at >= end) failAt(start, 'expected the closing quote', null, '');
  const text = textAt(start + 1, <u32>(at - start - 1));
  advance(1);
  return text;
}

function readWord(): Text {
  const start = at;
  while (at < end) {
    const byte = peek();
    if (byte === 0x20 || byte === 0x09 || byte === COMMA || byte === CLOSE) break;
    if (byte === OPEN || isQuote(byte)) {
      failAt(
        at,
        'expected a blank, a comma or ")" here; quote an argument with',
        textAt(at, 1),
        '',
      );
      break;
    }
    advance(1);
  }
  return textAt(start, <u32>(at - start));
}

/** Up to the parenthesis that closes the function's; a quoted one without its quotes. */
function parseRegexArgument(term: Term): void {
  const start = at;
  const close = isQuote(peek()) ? endOfQuotedRegex() : endOfRegex();
  if (close === 0) {
    failAt(start, 'expected ")" behind the regex', null, '');
    return;
  }
  const isQuoted = load<u8>(close) !== CLOSE;
  const from = isQuoted ? start + 1 : start;
  const regex = parseRegex(textAt(from, <u32>(close - from)));
  if (regex !== null) term.regex = regex;
  advance(<u32>(close - at) + (isQuoted ? 2 : 1));
}

function endOfQuotedRegex(): usize {
  const quote = peek();
  for (let i = at + 1; i + 1 < end; i++) {
    if (load<u8>(i) === quote && load<u8>(i, 1) === CLOSE) return i;
  }
  return 0;
}

function endOfRegex(): usize {
  let depth: u32 = 0;
  let inClass = false;
  for (let i = at; i < end; i++) {
    const byte = load<u8>(i);
    if (byte === BACKSLASH) i++;
    else if (inClass) inClass = byte !== CLOSE_BRACKET;
    else if (byte === OPEN_BRACKET) {
      inClass = true;
      // A bracket that comes first belongs to the class.
      if (i + 1 < end && load<u8>(i, 1) === 0x5e) i++;
      if (i + 1 < end && load<u8>(i, 1) === CLOSE_BRACKET) i++;
    } else if (byte === OPEN) depth++;
    else if (byte === CLOSE) {
      if (depth === 0) return i;
      depth--;
    }
  }
  return 0;
}

/** `n`, `m..n`, `m..`, `..n`. */
function parseRange(term: Term): void {
  const start = at;
  skipBlanks();
  const hasLeast = isDigit(peek());
  term.bits = hasLeast ? readNumber() : 0;
  term.largest = <u16>term.bits;
  if (peek() === DOT && at + 1 < end && load<u8>(at, 1) === DOT) {
    advance(2);
    term.largest = isDigit(peek()) ? <u16>readNumber() : UNLIMITED;
  } else if (!hasLeast) {
    failAt(start, 'expected a number or a range such as 1.. or 2..3', null, '');
    return;
  }
  skipBlanks();
  if (peek() !== CLOSE) failAt(at, 'expected ")" behind the range', null, '');
  else if (term.largest < term.bits) failAt(start, 'expected a range that goes up', null, '');
  advance(1);
}

function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39;
}

function readNumber(): u32 {
  let number: u32 = 0;
  while (isDigit(peek()) && number < 5_000) {
    number = number * 10 + (peek() - 0x30);
    advance(1);
  }
  return number;
}

function parseBits(term: Term, start: usize, isClass: bool): void {
  let bits: u32 = 0;
  for (let value: Value | null = term.values; value !== null; value = value!.next) {
    const bit = isClass ? classBit(value.text) : sourceBit(value.text);
    if (bit === 0) {
      const known = isClass
        ? ': expected root, home, system, outside, project, git, inside, temporary or unknown'
        : ': expected network, listener, decoded or secret';
      failAt(start, isClass ? 'unknown class' : 'unknown source', value.text, known);
      return;
    }
    bits |= bit;
  }
  term.bits = bits;
}

/** The order of detector.wit. */
function classBit(name: Text): u32 {
  if (name.is('unknown')) return 1 << 0;
  if (name.is('root')) return 1 << 1;
  if (name.is('home')) return 1 << 2;
  if (name.is('system')) return 1 << 3;
  if (name.is('outside')) return 1 << 4;
  if (name.is('project')) return 1 << 5;
  if (name.is('git')) return 1 << 6;
  if (name.is('inside')) return 1 << 7;
  return name.is('temporary') ? 1 << 8 : 0;
}

/** The labels of ../flow/flow.ts. */
function sourceBit(name: Text): u32 {
  if (name.is('network')) return 1;
  if (name.is('listener')) return 2;
  if (name.is('decoded')) return 4;
  return name.is('secret') ? 8 : 0;
}

/** Flags first, then at least one value. */
function checkOption(term: Term, start: usize): void {
  let flags: u32 = 0;
  let values: u32 = 0;
  for (let value: Value | null = term.values; value !== null; value = value!.next) {
    const isFlag = value.list === null && value.text.length > 1 && value.text.byte(0) === HYPHEN;
    if (isFlag) flags++;
    else values++;
  }
  if (flags === 0 || values === 0) {
    failAt(start, 'expected flags and values, as in with_option(-X --request DELETE)', null, '');
  }
}
