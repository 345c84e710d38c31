/**
 * What is wrong with a pattern: the first mistake, as a sentence, and its column (1-based, in
 * characters). The sentence grows at the top of the arena, where nothing else is placed meanwhile.
 */

import { allocate } from '../../abi';
import { DOUBLE_QUOTE, ZERO } from './characters';

export let failed: bool = false;
export let messageAt: usize = 0;
export let messageLength: u32 = 0;
export let errorColumn: u32 = 0;

/** Backtracking would be needed for these. */
export const NOT_LINEAR: string = 'is not supported: matching is linear in the text';
export const NOT_SUPPORTED: string = 'is not supported';

let patternAt: usize = 0;

/** Forgets the mistake of the pattern before. */
export function beginErrors(pattern: usize): void {
  patternAt = pattern;
  failed = false;
  messageAt = 0;
  messageLength = 0;
  errorColumn = 0;
}

/** `<what> "<pattern from start to end>" at column <n> <why>`; only the first mistake counts. */
export function fail(what: string, start: u32, end: u32, why: string): void {
  if (failed) return;
  beginMessage(start);
  append(what);
  if (end > start) appendQuoted(start, end);
  append(' at column ');
  appendNumber(errorColumn);
  if (why.length > 0) append(' ');
  append(why);
}

/** A mistake of the pattern as a whole. */
export function failWhole(message: string): void {
  if (failed) return;
  beginMessage(0);
  append(message);
}

function beginMessage(offset: u32): void {
  failed = true;
  messageAt = allocate(0, 1);
  errorColumn = columnOf(offset);
}

function columnOf(offset: u32): u32 {
  let column: u32 = 1;
  for (let i: u32 = 0; i < offset; i++) {
    if ((load<u8>(patternAt + i) & 0xc0) !== 0x80) column++;
  }
  return column;
}

function append(literal: string): void {
  const units = changetype<usize>(literal);
  for (let i = 0; i < literal.length; i++) appendByte(load<u8>(units + ((<usize>i) << 1)));
}

function appendQuoted(start: u32, end: u32): void {
  append(' ');
  appendByte(<u8>DOUBLE_QUOTE);
  for (let i = start; i < end; i++) appendByte(load<u8>(patternAt + i));
  appendByte(<u8>DOUBLE_QUOTE);
}

function appendNumber(number: u32): void {
  if (number >= 10) appendNumber(number / 10);
  appendByte(<u8>(ZERO + (number % 10)));
}

function appendByte(byte: u8): void {
  store<u8>(allocate(1, 1), byte);
  messageLength++;
}
