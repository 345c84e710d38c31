/** Memory that outlives the call. Sources are limited so that there is always room. */

import { allocate, beginKeeping, endKeeping, keptRoom } from '../../abi';

export function keep(bytes: usize, align: usize): usize {
  if (keptRoom() < bytes + align) unreachable();
  beginKeeping();
  const at = allocate(bytes, align);
  endKeeping();
  return at;
}

/** Zeroed memory for a record. */
export function keepRecord(bytes: usize): usize {
  const at = keep(bytes, 4);
  memory.fill(at, 0, bytes);
  return at;
}
