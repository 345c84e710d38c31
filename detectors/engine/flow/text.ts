/** Parts of texts, and what stands in them. */

import { allocate, Text } from '../../abi';

const SLASH: u8 = 0x2f;
const HYPHEN: u8 = 0x2d;

/** The bytes from `from` to `to`, where they lie. */
export function sliceOf(text: Text, from: u32, to: u32): Text {
  const slice = changetype<Text>(allocate(offsetof<Text>(), sizeof<usize>()));
  const end = min(to, text.length);
  slice.at = text.at + min(from, end);
  slice.length = end - min(from, end);
  return slice;
}

/** Index of the byte, or -1. */
export function indexOfByte(text: Text, byte: u8, from: u32 = 0): i32 {
  for (let i = from; i < text.length; i++) {
    if (text.byte(i) === byte) return <i32>i;
  }
  return -1;
}

/** Where the last component of a path begins; slashes at its end do not count. */
export function basenameStart(path: Text, end: u32): u32 {
  let i = end;
  while (i > 0 && path.byte(i - 1) !== SLASH) i--;
  return i;
}

export function isOption(value: Text): bool {
  return value.length > 1 && value.byte(0) === HYPHEN;
}

/** Nothing but blanks. */
export function isBlank(value: Text): bool {
  for (let i: u32 = 0; i < value.length; i++) {
    const byte = value.byte(i);
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false;
  }
  return true;
}
