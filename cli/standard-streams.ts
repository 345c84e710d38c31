/**
 * Standard input and output without streams: a hook reads one event and writes one answer, and
 * loading Node's stream machinery costs more than judging the call. Some clients hand over a
 * non-blocking socket, so EAGAIN means "not yet".
 */

import { readSync, writeSync } from 'node:fs';

const READ_BYTES = 1 << 16;
const RETRY_MILLISECONDS = 2;

/** Everything on standard input, at most `maxBytes` of it. */
export function readInput(maxBytes: number): { bytes: Uint8Array; complete: boolean } {
  const chunks: Uint8Array[] = [];
  let total = 0;
  while (total <= maxBytes) {
    const chunk = new Uint8Array(READ_BYTES);
    const count = retrying(() => readSync(0, chunk));
    if (count === 0) return { bytes: join(chunks, total), complete: true };
    chunks.push(chunk.subarray(0, count));
    total += count;
  }
  return { bytes: join(chunks, total).subarray(0, maxBytes), complete: false };
}

/** Writes all of `text`. @returns false when nobody reads any more. */
export function writeOutput(descriptor: 1 | 2, text: string): boolean {
  const bytes = new TextEncoder().encode(text);
  for (let offset = 0; offset < bytes.length; ) {
    const count = retrying(() => writeSync(descriptor, bytes, offset));
    if (count === 0) return false;
    offset += count;
  }
  return true;
}

/** @returns the bytes moved; 0 at the end, or when the other side is gone. */
function retrying(move: () => number): number {
  for (;;) {
    try {
      return move();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EOF' || code === 'EPIPE') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MILLISECONDS);
    }
  }
}

function join(chunks: readonly Uint8Array[], total: number): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first !== undefined) return first;
  const bytes = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
