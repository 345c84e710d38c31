/**
 * Memory of one call. The canonical ABI's `cabi_realloc` and the result tables take from one arena
 * above the static data; the post-return functions reset it, so memory stays flat over any number
 * of calls. Nothing here frees single blocks (AssemblyScript runtime `stub`).
 */

const PAGE_BYTES: usize = 65536;

let top: usize = __heap_base;

/** Reserves `size` bytes. Traps when the memory limit of asconfig.json is reached. */
export function allocate(size: usize, align: usize): usize {
  const start = (top + align - 1) & ~(align - 1);
  const end = start + size;
  // Sizes come from the caller and memory is capped far below 4 GiB, so a sum that wraps is a lie.
  if (end < start) unreachable();
  const capacity = <usize>memory.size() * PAGE_BYTES;
  if (end > capacity) {
    const pages = (end - capacity + PAGE_BYTES - 1) / PAGE_BYTES;
    if (memory.grow(<i32>pages) < 0) unreachable();
  }
  top = end;
  return start;
}

/** Forgets everything of the call that just ended. */
export function resetArena(): void {
  top = __heap_base;
}

/** Canonical ABI: how the host places lists and strings in this memory. */
export function cabi_realloc(old: usize, oldSize: usize, align: usize, size: usize): usize {
  if (size === 0) return align;
  const block = allocate(size, align);
  if (oldSize !== 0) memory.copy(block, old, min(oldSize, size));
  return block;
}
