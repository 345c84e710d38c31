/** SHA-256 (FIPS 180-4) of at most 55 bytes, which make one block: all that an address needs. */

import { CONSTANTS } from '../sha256/constants';

const SCHEDULE: usize = memory.data(64 * 4, 4);
const STATE: usize = memory.data(8 * 4, 4);
const FIRST: usize = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

/** Writes the 32 bytes of the digest to `to`, which may be `from`. */
export function sha256(from: usize, length: u32, to: usize): void {
  fillSchedule(from, length);
  memory.copy(STATE, FIRST, 32);
  for (let i: u32 = 0; i < 64; i++) mix(i);
  for (let i: u32 = 0; i < 32; i += 4) {
    store<u32>(to + i, bswap<u32>(load<u32>(STATE + i) + load<u32>(FIRST + i)));
  }
}

function fillSchedule(from: usize, length: u32): void {
  memory.fill(SCHEDULE, 0, 64);
  memory.copy(SCHEDULE, from, length);
  store<u8>(SCHEDULE + length, 0x80);
  for (let i: u32 = 0; i < 60; i += 4)
    store<u32>(SCHEDULE + i, bswap<u32>(load<u32>(SCHEDULE + i)));
  store<u32>(SCHEDULE + 60, length << 3);
  for (let i: u32 = 16; i < 64; i++) {
    const early = word(i - 15);
    const late = word(i - 2);
    const small = rotr<u32>(early, 7) ^ rotr<u32>(early, 18) ^ (early >>> 3);
    const large = rotr<u32>(late, 17) ^ rotr<u32>(late, 19) ^ (late >>> 10);
    store<u32>(SCHEDULE + (i << 2), word(i - 16) + small + word(i - 7) + large);
  }
}

function word(index: u32): u32 {
  return load<u32>(SCHEDULE + (index << 2));
}

function state(index: u32): u32 {
  return load<u32>(STATE + (index << 2));
}

/** One round: the state moves on by one word. */
function mix(round: u32): void {
  const a = state(0);
  const e = state(4);
  const choice = (e & state(5)) ^ (~e & state(6));
  const majority = (a & state(1)) ^ (a & state(2)) ^ (state(1) & state(2));
  const ofE = rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25);
  const ofA = rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22);
  const sum = state(7) + ofE + choice + load<u32>(CONSTANTS + (round << 2)) + word(round);
  memory.copy(STATE + 4, STATE, 28);
  store<u32>(STATE + 16, state(4) + sum);
  store<u32>(STATE, sum + ofA + majority);
}
