/**
 * The call's first text, where it says more than the lowered words do: names of variables whose
 * value is not known, the path of a program, the kind of a substitution. What is looked at is
 * counted, since a hostile text may give many words the same long range.
 */

import { Call, Text, Word } from '../../abi';
import { sliceOf } from './text';

/** Bytes that one call may have looked at. */
const MAX_LOOKED_AT: u32 = 1 << 20;

const NOTHING = memory.data(8, 8);

let source: Text = changetype<Text>(NOTHING);
let left: u32 = 0;

/** Too much was looked at: what the text would have said is not known. */
export let isExhausted: bool = false;

export function beginRaw(call: Call): void {
  source = call.textCount > 0 ? call.text(0) : changetype<Text>(NOTHING);
  left = MAX_LOOKED_AT;
  isExhausted = false;
}

/** The text between two of its offsets; empty when too much was looked at. */
export function rawBetween(start: u32, end: u32): Text {
  const to = min(end, source.length);
  const length = start < to ? to - start : 0;
  if (length > left) {
    isExhausted = true;
    return changetype<Text>(NOTHING);
  }
  left -= length;
  return sliceOf(source, start, to);
}

/** The word as it is written. */
export function rawOf(word: Word): Text {
  return rawBetween(word.start, word.end);
}

/** Quotes, braces and backslashes of a word as it is written say nothing about which file it is. */
export function isQuoting(byte: u8): bool {
  return byte === 0x22 || byte === 0x27 || byte === 0x5c || byte === 0x7b || byte === 0x7d;
}
