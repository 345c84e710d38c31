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
}

const BLOCK_BYTES = 64;
const BUFFER_BYTES = 65_536;
const DIGEST_BYTES = 32;

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
