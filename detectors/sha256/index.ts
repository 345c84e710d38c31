/**
 * SHA-256 (FIPS 180-4 section 6.2) for the cold start of a hook: there, loading the host's own
 * cryptography costs more than all else that a call needs. No detector: it checks their bytes.
 *
 * The host writes a message into `buffer()` piece by piece: whole blocks through `addBlocks`, what
 * is left through `finish`, which leaves the digest at the place that it returns.
 */

import { CONSTANTS } from './constants';
import { addToLanes, beginLanes, digests, finishLanes } from './lanes';

const BLOCK_BYTES: u32 = 64;
const WORDS: u32 = 64;
/** What the buffer holds at once. Its memory has room for two blocks of padding more. */
const BUFFER_BYTES: u32 = 65536;

const PADDING_BEGIN: u8 = 0x80;
/** The message's length in bits stands in the last eight bytes of the last block. */
const LENGTH_BYTES: u32 = 8;

const schedule: usize = memory.data(256, 16);
const digest: usize = memory.data(32, 16);
const input: usize = memory.data(65664, 16);

/** Section 5.3.3: the first 32 bits of the fractions of the square roots of the first 8 primes. */
let h0: u32 = 0;
let h1: u32 = 0;
let h2: u32 = 0;
let h3: u32 = 0;
let h4: u32 = 0;
let h5: u32 = 0;
let h6: u32 = 0;
let h7: u32 = 0;
let totalBytes: u64 = 0;

/** Where the message's pieces go, at most 65,536 bytes at once. */
export function buffer(): usize {
  return input;
}

export function begin(): void {
  h0 = 0x6a09e667;
  h1 = 0xbb67ae85;
  h2 = 0x3c6ef372;
  h3 = 0xa54ff53a;
  h4 = 0x510e527f;
  h5 = 0x9b05688c;
  h6 = 0x1f83d9ab;
  h7 = 0x5be0cd19;
  totalBytes = 0;
}

/** Takes `count` whole blocks from the buffer. */
export function addBlocks(count: u32): void {
  for (let i: u32 = 0; i < count; i++) compress(input + i * BLOCK_BYTES);
  totalBytes += <u64>count * BLOCK_BYTES;
}

/** Takes the last `length` bytes from the buffer. @returns where the digest's 32 bytes stand. */
export function finish(length: u32): usize {
  if (length > BUFFER_BYTES) unreachable();
  const bits = (totalBytes + length) << 3;
  // Section 5.1.1: a one bit, zeros, and the length, up to the end of a block.
  const padded = (length + 1 + LENGTH_BYTES + BLOCK_BYTES - 1) & ~(BLOCK_BYTES - 1);
  store<u8>(input + length, PADDING_BEGIN);
  memory.fill(input + length + 1, 0, padded - length - 1);
  store<u64>(input + padded - LENGTH_BYTES, bswap<u64>(bits));
  for (let at: u32 = 0; at < padded; at += BLOCK_BYTES) compress(input + at);
  store<u32>(digest, bswap<u32>(h0), 0);
  store<u32>(digest, bswap<u32>(h1), 4);
  store<u32>(digest, bswap<u32>(h2), 8);
  store<u32>(digest, bswap<u32>(h3), 12);
  store<u32>(digest, bswap<u32>(h4), 16);
  store<u32>(digest, bswap<u32>(h5), 20);
  store<u32>(digest, bswap<u32>(h6), 24);
  store<u32>(digest, bswap<u32>(h7), 28);
  return digest;
}

/** Section 6.2.2. */
function compress(block: usize): void {
  for (let t: u32 = 0; t < 16; t++) {
    store<u32>(schedule + (t << 2), bswap<u32>(load<u32>(block + (t << 2))));
  }
  for (let t: u32 = 16; t < WORDS; t++) {
    const at = schedule + (t << 2);
    const w2 = load<u32>(at - 8);
    const w15 = load<u32>(at - 60);
    const s1 = rotr<u32>(w2, 17) ^ rotr<u32>(w2, 19) ^ (w2 >> 10);
    const s0 = rotr<u32>(w15, 7) ^ rotr<u32>(w15, 18) ^ (w15 >> 3);
    store<u32>(at, s1 + load<u32>(at - 28) + s0 + load<u32>(at - 64));
  }
  let a = h0;
  let b = h1;
  let c = h2;
  let d = h3;
  let e = h4;
  let f = h5;
  let g = h6;
  let h = h7;
  for (let t: u32 = 0; t < WORDS; t++) {
    const s1 = rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25);
    const choice = (e & f) ^ (~e & g);
    const at = t << 2;
    const t1 = h + s1 + choice + load<u32>(CONSTANTS + at) + load<u32>(schedule + at);
    const s0 = rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + s0 + majority;
  }
  h0 += a;
  h1 += b;
  h2 += c;
  h3 += d;
  h4 += e;
  h5 += f;
  h6 += g;
  h7 += h;
}

/** Begins four messages, each in its quarter of the buffer. */
export function begin4(): void {
  beginLanes();
}

/** Takes `count` whole blocks from each quarter. */
export function addBlocks4(count: u32): void {
  addToLanes(input, BUFFER_BYTES >> 2, count);
}

/** Ends messages of `length` bytes, a multiple of 64. @returns where the four digests stand. */
export function finish4(length: u32): usize {
  finishLanes(length);
  return digests;
}
