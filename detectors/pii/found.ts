/**
 * Reports findings. A log names the same few addresses thousands of times: from half of the limit on,
 * a value that was reported is not reported again. The host replaces it wherever it stands.
 */

import { MAX_FINDINGS, report, Text } from '../abi';

const FEW: u32 = MAX_FINDINGS / 2;
const SLOTS: u32 = 4096;
const FNV_OFFSET: u64 = 0xcbf29ce4 * 0x100000000 + 0x84222325;
const FNV_PRIME: u64 = 0x100 * 0x100000000 + 0x1b3;

/** Digests of values; 0 is an empty slot. At most half of the limit is ever in it. */
const SEEN: usize = memory.data(SLOTS * 8, 8);
let count: u32 = 0;

/** Begins a call. */
export function beginFound(): void {
  count = 0;
}

export function reportFound(rule: u32, text: Text, index: u32, start: u32, end: u32): void {
  if (count === FEW) memory.fill(SEEN, 0, SLOTS * 8);
  if (count >= FEW && isSeen(text, start, end)) return;
  count++;
  report(rule, index, start, end);
}

/** The value is in the table; from now on it is. */
function isSeen(text: Text, start: u32, end: u32): bool {
  const digest = digestOf(text, start, end);
  let slot = <u32>(digest >> 32) & (SLOTS - 1);
  while (true) {
    const at = SEEN + (slot << 3);
    const there = load<u64>(at);
    if (there === digest) return true;
    if (there === 0) {
      store<u64>(at, digest);
      return false;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
}

/** FNV-1a; never 0. */
function digestOf(text: Text, start: u32, end: u32): u64 {
  let digest = FNV_OFFSET;
  for (let i = start; i < end; i++) digest = (digest ^ text.byte(i)) * FNV_PRIME;
  return digest | 1;
}
