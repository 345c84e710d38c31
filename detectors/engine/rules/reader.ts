/** A source file, line by line, and the mistakes found on the way. */

import { addMistake, allocate, Text, textAt } from '../../abi';

const NEWLINE: u8 = 0x0a;
const RETURN: u8 = 0x0d;
const SPACE: u8 = 0x20;
const TAB: u8 = 0x09;
const BACKSLASH: u8 = 0x5c;
const NUMBER_SIGN: u8 = 0x23;
const DOUBLE_QUOTE: u8 = 0x22;

/** At most so much of a source is quoted in a mistake, in bytes. */
const MAX_QUOTED: u32 = 60;

let sourceIndex: u32 = 0;
let source: usize = 0;
let sourceEnd: usize = 0;
let lineStart: usize = 0;
let nextLine: usize = 0;
let lineNumber: u32 = 0;

/** Where reading goes on within the line, and where the line ends. */
export let at: usize = 0;
export let end: usize = 0;
/** Blanks before the line's first character. */
export let indent: u32 = 0;
/** Nothing is left. */
export let isDone: bool = false;
/** A mistake was found since `beginStatement`. */
export let hasFailed: bool = false;

export function beginSource(index: u32, text: Text): void {
  sourceIndex = index;
  source = text.at;
  sourceEnd = text.at + text.length;
  nextLine = source;
  lineNumber = 0;
  isDone = false;
  hasFailed = false;
  // A byte order mark is no character of the file.
  if (text.length >= 3 && load<u8>(source) === 0xef && load<u8>(source, 1) === 0xbb) nextLine += 3;
  readLine();
}

/** Goes to the next line that holds something. */
export function readLine(): void {
  while (nextLine < sourceEnd) {
    openLine();
    if (at < end && load<u8>(at) !== NUMBER_SIGN) return;
  }
  isDone = true;
  indent = 0;
  at = sourceEnd;
  end = sourceEnd;
}

function openLine(): void {
  lineStart = nextLine;
  lineNumber++;
  end = lineStart;
  while (end < sourceEnd && load<u8>(end) !== NEWLINE) end++;
  nextLine = end + 1;
  while (end > lineStart && isBlank(load<u8>(end - 1))) end--;
  at = lineStart;
  skipBlanks();
  indent = <u32>(at - lineStart);
}

/** A backslash at the end of the line: the next one belongs to it. */
export function continuesLine(): bool {
  if (at >= end || load<u8>(at) !== BACKSLASH || at + 1 !== end || nextLine >= sourceEnd)
    return false;
  openLine();
  return true;
}

export function isBlank(byte: u8): bool {
  return byte === SPACE || byte === TAB || byte === RETURN;
}

export function skipBlanks(): void {
  while (at < end && isBlank(load<u8>(at))) at++;
}

export function advance(bytes: u32): void {
  at += bytes;
}

/** The byte that comes next, or 0 at the end of the line. */
export function peek(): u8 {
  return at < end ? load<u8>(at) : 0;
}

/** Reads letters, digits, `_`, `-`. */
export function readName(): Text {
  const start = at;
  while (at < end && isNameByte(load<u8>(at))) at++;
  return textAt(start, <u32>(at - start));
}

export function isNameByte(byte: u8): bool {
  const lower = byte | 0x20;
  return (
    (lower >= 0x61 && lower <= 0x7a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x5f ||
    byte === 0x2d
  );
}

/** What is left of the line. */
export function restOfLine(): Text {
  return textAt(at, <u32>(end - at));
}

export function beginStatement(): void {
  hasFailed = false;
}

/** `<what> "<quoted>"<rest>` at the place `where`. Only the first mistake of a statement counts. */
export function failAt(where: usize, what: string, quoted: Text | null, rest: string): void {
  if (hasFailed) return;
  hasFailed = true;
  beginMessage();
  append(what);
  if (quoted !== null) appendQuoted(quoted);
  append(rest);
  finish(where);
}

/** The same, with the word that was probably meant. */
export function failSuggesting(where: usize, what: string, quoted: Text, meant: Text): void {
  if (hasFailed) return;
  hasFailed = true;
  beginMessage();
  append(what);
  appendQuoted(quoted);
  append(': expected ');
  appendBytes(meant.at, meant.length);
  append(', perhaps');
  finish(where);
}

/** The line on which a statement begins, to come back to it in a mistake. */
export function currentLine(): u32 {
  return lineNumber;
}

/** A mistake of a statement that has been read whole: there is nothing to skip. */
export function tellOfLine(line: u32, what: string, quoted: Text): void {
  beginMessage();
  append(what);
  appendQuoted(quoted);
  addMistake(sourceIndex, line, 1, textAt(messageAt, messageLength));
}

/** A mistake in a regex: the engine's own words. `column` counts from 1 within the pattern. */
export function failInRegex(where: usize, message: Text, column: u32): void {
  if (hasFailed) return;
  hasFailed = true;
  beginMessage();
  append('regex: ');
  appendBytes(message.at, message.length);
  let place = where;
  for (let i: u32 = 1; i < column && place < end; i++) {
    do place++;
    while (place < end && (load<u8>(place) & 0xc0) === 0x80);
  }
  finish(place);
}

let messageAt: usize = 0;
let messageLength: u32 = 0;

function beginMessage(): void {
  messageAt = allocate(0, 1);
  messageLength = 0;
}

function finish(where: usize): void {
  let column: u32 = 1;
  for (let i = lineStart; i < where; i++) {
    if ((load<u8>(i) & 0xc0) !== 0x80) column++;
  }
  addMistake(sourceIndex, lineNumber, column, textAt(messageAt, messageLength));
}

function append(literal: string): void {
  const units = changetype<usize>(literal);
  for (let i = 0; i < literal.length; i++) appendByte(load<u8>(units + ((<usize>i) << 1)));
}

function appendQuoted(text: Text): void {
  append(' ');
  appendByte(DOUBLE_QUOTE);
  let length = min(text.length, MAX_QUOTED);
  // Never half a character.
  while (length < text.length && length > 0 && (text.byte(length) & 0xc0) === 0x80) length--;
  appendBytes(text.at, length);
  if (length < text.length) append('...');
  appendByte(DOUBLE_QUOTE);
}

function appendBytes(from: usize, length: u32): void {
  for (let i: u32 = 0; i < length; i++) appendByte(load<u8>(from + i));
}

function appendByte(byte: u8): void {
  store<u8>(allocate(1, 1), byte);
  messageLength++;
}
