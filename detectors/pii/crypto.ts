/**
 * Addresses of wallets: Bitcoin's in base58 with four bytes of a double SHA-256, or in bech32 with its
 * checksum (BIP 173, BIP 350); Ethereum's, which has none that is cheap, beside a word that says so.
 */

import { isHex, isLower, Text } from '../abi';
import { LOWER_X, ZERO } from './bytes';
import { isNear } from './context';
import { sha256 } from './sha256';
import * as words from './words';

const BASE58: string = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32: string = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const ADDRESS_BYTES: u32 = 25;
const BODY_BYTES: u32 = 21;
const BECH32_ONE: u32 = 1;
const BECH32M_ONE: u32 = 0x2bc830a3;
const GENERATORS: usize = memory.data<u32>([
  0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3,
]);
const BYTES: usize = memory.data(64, 4);
const DIGEST: usize = memory.data(64, 4);

/** The word from `start` to `end` is an address; `lookAround` has been called. */
export function isWallet(text: Text, start: u32, end: u32): bool {
  const length = end - start;
  const first = text.byte(start);
  if (length === 42 && first === ZERO && text.byte(start + 1) === LOWER_X) {
    return isHexadecimal(text, start + 2, end) && isNear(words.WALLET);
  }
  if (length >= 26 && length <= 35 && (first === 0x31 || first === 0x33)) {
    return isBase58(text, start, end);
  }
  return (
    (length === 42 || length === 62) && text.holdsAt(start, 'bc1') && isBech32(text, start, end)
  );
}

function isHexadecimal(text: Text, start: u32, end: u32): bool {
  for (let i = start; i < end; i++) {
    if (!isHex(text.byte(i))) return false;
  }
  return true;
}

function isBase58(text: Text, start: u32, end: u32): bool {
  memory.fill(BYTES, 0, ADDRESS_BYTES);
  for (let i = start; i < end; i++) {
    const digit = placeIn(BASE58, text.byte(i));
    if (digit < 0 || !shift(58, digit)) return false;
  }
  const version = load<u8>(BYTES);
  if (version !== 0 && version !== 5) return false;
  sha256(BYTES, BODY_BYTES, DIGEST);
  sha256(DIGEST, 32, DIGEST);
  return load<u32>(DIGEST) === load<u32>(BYTES + BODY_BYTES);
}

/** Multiplies the bytes, most significant first, and adds; false when they overflow. */
function shift(by: u32, add: u32): bool {
  let carry = add;
  for (let i = ADDRESS_BYTES; i > 0; i--) {
    const value = <u32>load<u8>(BYTES + i - 1) * by + carry;
    store<u8>(BYTES + i - 1, <u8>value);
    carry = value >> 8;
  }
  return carry === 0;
}

function placeIn(alphabet: string, byte: u8): i32 {
  for (let i = 0; i < alphabet.length; i++) {
    if (<u8>alphabet.charCodeAt(i) === byte) return i;
  }
  return -1;
}

/** `bc`, expanded: the high bits of both letters, zero, the low bits. */
function isBech32(text: Text, start: u32, end: u32): bool {
  let check = step(step(step(step(step(1, 3), 3), 0), 2), 3);
  for (let i = start + 3; i < end; i++) {
    const byte = text.byte(i);
    const digit = placeIn(BECH32, byte);
    if (digit < 0 || (byte > 0x39 && !isLower(byte))) return false;
    check = step(check, digit);
  }
  return check === BECH32_ONE || check === BECH32M_ONE;
}

function step(check: u32, digit: u32): u32 {
  const top = check >> 25;
  let next = ((check & 0x1ffffff) << 5) ^ digit;
  for (let i: u32 = 0; i < 5; i++) {
    if ((top >> i) & 1) next ^= load<u32>(GENERATORS + (i << 2));
  }
  return next;
}
