/** Looks for a literal, 16 places at once: first and last byte have to fit before all are compared. */

import { Literal } from './literal';

const LANES: u32 = 16;

export const NOT_FOUND: u32 = 0xffff_ffff;

/** Bytes looked at since the module began: the measure of work in tests. */
export let findSteps: u64 = 0;

/** The first place from `from` on where the literal stands, or `NOT_FOUND`. */
export function findLiteral(literal: Literal, text: usize, length: u32, from: u32): u32 {
  const size = literal.length;
  if (from + size > length) return NOT_FOUND;
  const end = length - size + 1;
  const at = findInLanes(literal, text, end, from);
  findSteps += min(at, end) - from;
  return at;
}

function findInLanes(literal: Literal, text: usize, end: u32, from: u32): u32 {
  const last = literal.length - 1;
  const firstByte = i8x16.splat(<i8>load<u8>(literal.bytesAt));
  const firstMask = i8x16.splat(<i8>load<u8>(literal.masksAt));
  const lastByte = i8x16.splat(<i8>load<u8>(literal.bytesAt + last));
  const lastMask = i8x16.splat(<i8>load<u8>(literal.masksAt + last));
  let at = from;
  while (at + LANES <= end) {
    const firsts = i8x16.eq(v128.or(v128.load(text + at), firstMask), firstByte);
    const lasts = i8x16.eq(v128.or(v128.load(text + at + last), lastMask), lastByte);
    let places = <u32>i8x16.bitmask(v128.and(firsts, lasts));
    while (places !== 0) {
      const place = at + ctz(places);
      if (standsAt(literal, text + place)) return place;
      places &= places - 1;
    }
    at += LANES;
  }
  for (; at < end; at++) {
    if (standsAt(literal, text + at)) return at;
  }
  return NOT_FOUND;
}

function standsAt(literal: Literal, at: usize): bool {
  for (let i: u32 = 0; i < literal.length; i++) {
    const byte = load<u8>(at + i) | load<u8>(literal.masksAt + i);
    if (byte !== load<u8>(literal.bytesAt + i)) return false;
  }
  return true;
}
