/** Random bytes for the hook: from the kernel itself, because loading `node:crypto` takes long. */

import { closeSync, openSync, readSync } from 'node:fs';

/** Cryptographically random (urandom(4)); where there is no such device, from `node:crypto`. */
export function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let device: number;
  try {
    device = openSync('/dev/urandom', 'r');
  } catch {
    return globalThis.crypto.getRandomValues(bytes);
  }
  try {
    // The kernel fills requests of this size at once; a short read must not pass for randomness.
    const count = readSync(device, bytes);
    if (count !== length) throw new Error(`/dev/urandom: expected ${length} bytes, got ${count}`);
  } finally {
    closeSync(device);
  }
  return bytes;
}
