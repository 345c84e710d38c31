/**
 * SHA-256 for the Node host, in Wasm: loading `node:crypto` takes a cold hook longer than all the
 * hashing that it needs, and JavaScript that runs once is interpreted.
 */

import { sha256Base64 } from '../dist/detectors/sha256.js';

interface Exports {
  readonly memory: WebAssembly.Memory;
  buffer(): number;
  begin(): void;
  addBlocks(count: number): void;
  finish(length: number): number;
  begin4(): void;
  addBlocks4(count: number): void;
  finish4(length: number): number;
}

const BLOCK_BYTES = 64;
const BUFFER_BYTES = 65_536;
const DIGEST_BYTES = 32;
const LANES = 4;
const LANE_BYTES = BUFFER_BYTES / LANES;

const module = new WebAssembly.Module(Buffer.from(sha256Base64, 'base64'));
const wasm = new WebAssembly.Instance(module).exports as unknown as Exports;
const buffer = new Uint8Array(wasm.memory.buffer, wasm.buffer(), BUFFER_BYTES);

/** The 32 bytes of the digest (FIPS 180-4). */
export function sha256(message: Uint8Array): Uint8Array {
  wasm.begin();
  let offset = 0;
  for (; message.length - offset > BUFFER_BYTES; offset += BUFFER_BYTES) {
    buffer.set(message.subarray(offset, offset + BUFFER_BYTES));
    wasm.addBlocks(BUFFER_BYTES / BLOCK_BYTES);
  }
  buffer.set(message.subarray(offset));
  const at = wasm.finish(message.length - offset);
  return new Uint8Array(wasm.memory.buffer, at, DIGEST_BYTES).slice();
}

/**
 * The digest of a message's quarters (runtime/load.ts, `PinnedFile`): four hashes at once take a
 * third of the time of one.
 */
export function sha256OfQuarters(message: Uint8Array): Uint8Array {
  const quarter = quarterLength(message.length);
  wasm.begin4();
  for (let offset = 0; offset < quarter; offset += LANE_BYTES) {
    const bytes = Math.min(LANE_BYTES, quarter - offset);
    for (let lane = 0; lane < LANES; lane++) {
      const start = lane * quarter + offset;
      buffer.set(message.subarray(start, start + bytes), lane * LANE_BYTES);
    }
    wasm.addBlocks4(bytes / BLOCK_BYTES);
  }
  const digests = new Uint8Array(wasm.memory.buffer, wasm.finish4(quarter), LANES * DIGEST_BYTES);
  const rest = message.subarray(LANES * quarter);
  const joined = new Uint8Array(digests.length + rest.length);
  joined.set(digests);
  joined.set(rest, digests.length);
  return sha256(joined);
}

/** In bytes: whole blocks. */
function quarterLength(length: number): number {
  return Math.floor(length / (LANES * BLOCK_BYTES)) * BLOCK_BYTES;
}
