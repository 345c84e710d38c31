/**
 * SHA-256 (FIPS 180-4 section 6.2) for the cold start of a hook: there, loading the host's own
 * cryptography costs more than all else that a call needs. No detector: it checks their bytes.
 *
 * The host writes a message into `buffer()` piece by piece: whole blocks through `addBlocks`, what
 * is left through `finish`, which leaves the digest at the place that it returns.
 */

const BLOCK_BYTES: u32 = 64;
const WORDS: u32 = 64;
/** What the buffer holds at once. Its memory has room for two blocks of padding more. */
const BUFFER_BYTES: u32 = 65536;

const PADDING_BEGIN: u8 = 0x80;
/** The message's length in bits stands in the last eight bytes of the last block. */
const LENGTH_BYTES: u32 = 8;

/** Section 4.2.2: the first 32 bits of the fractions of the cube roots of the first 64 primes. */
const CONSTANTS = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

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
