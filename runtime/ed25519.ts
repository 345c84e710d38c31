/**
 * Ed25519 (RFC 8032), the strict reading that every implementation agrees on.
 *
 * Implementations differ on signatures that only the key's own holder can make: some multiply by
 * the cofactor before they compare, some do not. Where the public key and the signature's point R
 * both lie in the prime-order subgroup the two give the same answer; so anything else is refused.
 */

import { getPublicKey, hashes, Point, sign, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';

// The library's own slot for its synchronous functions. Whoever else fills it can only put the same
// function there, and needs no `crypto.subtle`, which a page has only in a secure context.
hashes.sha512 = sha512;

export const SEED_BYTES = 32;
export const PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

export function derivePublicKey(seed: Uint8Array): Uint8Array {
  return getPublicKey(seed);
}

/** A promise, because a host's own Ed25519 answers with one. */
export async function signBytes(message: Uint8Array, seed: Uint8Array): Promise<Uint8Array> {
  return sign(message, seed);
}

/** `publicKey` is one that `isPublicKey` takes. */
export async function isSigned(
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Uint8Array,
): Promise<boolean> {
  if (signature.length !== SIGNATURE_BYTES) return false;
  if (!isInSubgroup(signature.subarray(0, PUBLIC_KEY_BYTES))) return false;
  return verify(signature, message, publicKey, { zip215: false });
}

/** A canonical encoding of a point of prime order: not the identity, nothing of small order in it. */
export function isPublicKey(bytes: Uint8Array): boolean {
  return bytes.length === PUBLIC_KEY_BYTES && isInSubgroup(bytes) && !Point.fromBytes(bytes).is0();
}

/** `fromBytes` is strict: RFC 8032 s5.1.3, so an encoding with y >= p is refused. */
function isInSubgroup(bytes: Uint8Array): boolean {
  try {
    return Point.fromBytes(bytes).isTorsionFree();
  } catch {
    return false;
  }
}
