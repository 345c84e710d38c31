/**
 * Memory of one call, and memory that outlives it.
 *
 * The canonical ABI's `cabi_realloc` and the result tables take from one arena above the static
 * data; the post-return functions reset it, so memory stays flat over any number of calls. A
 * detector that keeps something, its rules for instance, reserves a region of fixed size below the
 * arena and fills it between `beginKeeping` and `endKeeping`. Nothing here frees single blocks
 * (AssemblyScript runtime `stub`).
 */

const PAGE_BYTES: usize = 65536;

/** Where a call's memory begins. */
let floor: usize = __heap_base;
let top: usize = __heap_base;
/** While keeping: where the call's memory went on. */
let setAside: usize = 0;

/** The top of the kept region. In memory, so that the build can keep what it has filled. */
const keptTop: usize = memory.data(8, 8);

/** Reserves the region for what outlives a call. Once, before everything else. */
export function reserveKept(bytes: usize): void {
  floor = __heap_base + bytes;
  top = floor;
  if (load<usize>(keptTop) === 0) store<usize>(keptTop, __heap_base);
}

/** From now on, what is allocated outlives the call. */
export function beginKeeping(): void {
  setAside = top;
  top = load<usize>(keptTop);
}

/** Back to the memory of the call. */
export function endKeeping(): void {
  store<usize>(keptTop, top);
  top = setAside;
}

/** How many bytes of the kept region are free. */
export function keptRoom(): usize {
  return floor - load<usize>(keptTop);
}

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

/** Where the arena stands; `releaseTo` forgets what was allocated since. */
export function arenaMark(): usize {
  return top;
}

export function releaseTo(mark: usize): void {
  top = mark;
}

/** Forgets everything of the call that just ended. */
export function resetArena(): void {
  top = floor;
}

/** Canonical ABI: how the host places lists and strings in this memory. */
export function cabi_realloc(old: usize, oldSize: usize, align: usize, size: usize): usize {
  if (size === 0) return align;
  const block = allocate(size, align);
  if (oldSize !== 0) memory.copy(block, old, min(oldSize, size));
  return block;
}
