/**
 * SHA-256 (FIPS 180-4) of four messages of one length at once, a lane of a vector for each: what is
 * long is hashed as four pieces, since a cold start can't wait for one after the other.
 */

import { CONSTANTS } from './constants';

const BLOCK_BYTES: u32 = 64;
const SCHEDULE_BYTES: u32 = 1024;

/** A vector of four words for each of the 64 rounds. */
const schedule: usize = memory.data(1024, 16);
/** Eight vectors: the hashes under way. */
const state: usize = memory.data(128, 16);
/** The block of padding, and the digests, each 32 bytes. */
const padding: usize = memory.data(64, 16);
export const digests: usize = memory.data(128, 16);

export function beginLanes(): void {
  v128.store(state, i32x4.splat(0x6a09e667), 0);
  v128.store(state, i32x4.splat(0xbb67ae85), 16);
  v128.store(state, i32x4.splat(0x3c6ef372), 32);
  v128.store(state, i32x4.splat(0xa54ff53a), 48);
  v128.store(state, i32x4.splat(0x510e527f), 64);
  v128.store(state, i32x4.splat(0x9b05688c), 80);
  v128.store(state, i32x4.splat(0x1f83d9ab), 96);
  v128.store(state, i32x4.splat(0x5be0cd19), 112);
}

/** Takes whole blocks: lane `i` reads at `at + i * stride`. */
export function addToLanes(at: usize, stride: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) compress(at + i * BLOCK_BYTES, stride);
}

/** Ends messages of `length` bytes each, a multiple of 64. The digests then stand one by one. */
export function finishLanes(length: u32): void {
  memory.fill(padding, 0, BLOCK_BYTES);
  store<u8>(padding, 0x80);
  store<u64>(padding + 56, bswap<u64>((<u64>length) << 3));
  compress(padding, 0);
  for (let word: u32 = 0; word < 8; word++) {
    for (let lane: u32 = 0; lane < 4; lane++) {
      const value = load<u32>(state + (word << 4) + (lane << 2));
      store<u32>(digests + (lane << 5) + (word << 2), bswap<u32>(value));
    }
  }
}

function compress(block: usize, stride: usize): void {
  fillSchedule(block, stride);
  let a = v128.load(state, 0);
  let b = v128.load(state, 16);
  let c = v128.load(state, 32);
  let d = v128.load(state, 48);
  let e = v128.load(state, 64);
  let f = v128.load(state, 80);
  let g = v128.load(state, 96);
  let h = v128.load(state, 112);
  for (let t: usize = 0; t < SCHEDULE_BYTES; t += 16) {
    const t1 = i32x4.add(i32x4.add(h, choice(e, f, g)), word(t));
    h = g;
    g = f;
    f = e;
    e = i32x4.add(d, t1);
    d = c;
    const t2 = majority(a, b, c);
    c = b;
    b = a;
    a = i32x4.add(t1, t2);
  }
  addTo(0, a);
  addTo(16, b);
  addTo(32, c);
  addTo(48, d);
  addTo(64, e);
  addTo(80, f);
  addTo(96, g);
  addTo(112, h);
}

function addTo(offset: usize, value: v128): void {
  v128.store(state + offset, i32x4.add(v128.load(state + offset), value));
}

function fillSchedule(block: usize, stride: usize): void {
  for (let t: usize = 0; t < 16; t++) {
    const at = block + (t << 2);
    let words = v128.load32_zero(at);
    words = v128.load32_lane(at + stride, words, 1);
    words = v128.load32_lane(at + 2 * stride, words, 2);
    words = v128.load32_lane(at + 3 * stride, words, 3);
    v128.store(schedule + (t << 4), bigEndian(words));
  }
  for (let at = schedule + 256; at < schedule + SCHEDULE_BYTES; at += 16) {
    const w2 = v128.load(at - 32);
    const w15 = v128.load(at - 240);
    const s1 = v128.xor(v128.xor(rotate(w2, 17), rotate(w2, 19)), i32x4.shr_u(w2, 10));
    const s0 = v128.xor(v128.xor(rotate(w15, 7), rotate(w15, 18)), i32x4.shr_u(w15, 3));
    const sum = i32x4.add(i32x4.add(s1, v128.load(at - 112)), i32x4.add(s0, v128.load(at - 256)));
    v128.store(at, sum);
  }
}

function bigEndian(words: v128): v128 {
  return v128.shuffle<u8>(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

/** Section 4.1.2: of a round's first sum, what comes from `x`, `y` and `z`. */
function choice(x: v128, y: v128, z: v128): v128 {
  const sum = v128.xor(v128.xor(rotate(x, 6), rotate(x, 11)), rotate(x, 25));
  return i32x4.add(sum, v128.bitselect(y, z, x));
}

/** Of its second sum. Where x and y agree, the majority is theirs, elsewhere it is z's. */
function majority(x: v128, y: v128, z: v128): v128 {
  const sum = v128.xor(v128.xor(rotate(x, 2), rotate(x, 13)), rotate(x, 22));
  return i32x4.add(sum, v128.bitselect(z, y, v128.xor(x, y)));
}

/** A round's constant and its words of the schedule. */
function word(t: usize): v128 {
  return i32x4.add(v128.load32_splat(CONSTANTS + (t >> 2)), v128.load(schedule + t));
}

function rotate(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shr_u(x, bits), i32x4.shl(x, 32 - bits));
}
