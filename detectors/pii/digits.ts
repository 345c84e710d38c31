/** The digits of the number at hand, without what stands between them. */

import { isDigit, Text } from '../abi';
import { ZERO } from './bytes';

export const MAX_DIGITS: u32 = 40;

const VALUES: usize = memory.data(64);
let count: u32 = 0;

export function clearDigits(): void {
  count = 0;
}

/** Appends the digits of a range of text; other bytes are passed over, and so is what has no room. */
export function appendDigits(text: Text, start: u32, end: u32): void {
  for (let i = start; i < end && count < MAX_DIGITS; i++) {
    const byte = text.byte(i);
    if (isDigit(byte)) store<u8>(VALUES + count++, byte - ZERO);
  }
}

export function readDigits(text: Text, start: u32, end: u32): void {
  count = 0;
  appendDigits(text, start, end);
}

export function digitCount(): u32 {
  return count;
}

/** Leaves only the first ones. */
export function keepDigits(first: u32): void {
  count = first;
}

export function digitAt(index: u32): u32 {
  return load<u8>(VALUES + index);
}

/** The number that the digits from `start` to `end` spell, at most 18 of them. */
export function numberAt(start: u32, end: u32): u64 {
  let value: u64 = 0;
  for (let i = start; i < end; i++) value = value * 10 + digitAt(i);
  return value;
}

/** The sum of the first digits, each times its weight; weights are written as bytes of a literal. */
export function weighted(weights: string): u32 {
  let sum: u32 = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += digitAt(i) * valueOfUnit(weights.charCodeAt(i));
  }
  return sum;
}

/** `0` to `9`, then `A` for ten and on. */
function valueOfUnit(unit: u32): u32 {
  return unit <= 0x39 ? unit - 0x30 : unit - 0x41 + 10;
}

/** All digits from `start` to `end` are the same. */
export function isUniform(start: u32, end: u32): bool {
  for (let i = start + 1; i < end; i++) {
    if (digitAt(i) !== digitAt(start)) return false;
  }
  return true;
}
