/** Paths as names: absolute, without `.`, `..` and empty components. */

import { Text } from '../../abi';
import { forgetNames } from './listed';
import { hashByte } from './table';

const MAX_PATH_BYTES: u32 = 1024;
const SLASH: u8 = 0x2f;
const DOT: u8 = 0x2e;
const TILDE: u8 = 0x7e;

const bytes = memory.data(1032);
const view = memory.data(8, 8);

/** The path, made absolute. The text holds until the next path is made so. */
export function absolutePath(cwd: Text, path: Text, from: u32): Text {
  const whole = changetype<Text>(view);
  whole.at = bytes;
  // The same memory held another path.
  forgetNames();
  whole.length = 0;
  const first: u8 = from < path.length ? path.byte(from) : 0;
  if (first !== SLASH && first !== TILDE) appendComponents(whole, cwd, 0);
  appendComponents(whole, path, from);
  return whole;
}

export function hashOf(text: Text, from: u32, to: u32, seed: u64): u64 {
  let hash = seed;
  for (let i = from; i < to; i++) hash = hashByte(hash, text.byte(i));
  // 0 is a free slot of the table.
  return hash === 0 ? 1 : hash;
}

function appendComponents(whole: Text, path: Text, from: u32): void {
  let start = from;
  while (start < path.length) {
    let end = start;
    while (end < path.length && path.byte(end) !== SLASH) end++;
    appendComponent(whole, path, start, end);
    start = end + 1;
  }
}

function appendComponent(whole: Text, path: Text, start: u32, end: u32): void {
  const length = end - start;
  if (length === 0 || (length === 1 && path.byte(start) === DOT)) return;
  if (length === 2 && path.byte(start) === DOT && path.byte(start + 1) === DOT) {
    while (whole.length > 0 && whole.byte(whole.length - 1) !== SLASH) whole.length--;
    if (whole.length > 0) whole.length--;
    return;
  }
  if (whole.length + length + 1 > MAX_PATH_BYTES) return;
  store<u8>(bytes + whole.length, SLASH);
  memory.copy(bytes + whole.length + 1, path.at + start, length);
  whole.length += length + 1;
}
