/**
 * What is known of names: files, variables, descriptors. A fixed table of open addressing, by the
 * hash of the name alone. Names that come when it is full share one place.
 */

const SLOT_COUNT: u32 = 2048;
const MAX_NAMES: u32 = 1024;
const FNV_PRIME: u64 = 0x100000001b3;

/** Kinds of names: what a hash begins with. */
export const FILE_NAME: u64 = 0x1cbf29ce48422;
/** The last component of a file's path. */
export const LAST_COMPONENT: u64 = 0x19ae16a3b2f90;
/** A directory in which a secret was put. */
export const SECRET_FOLDER: u64 = 0x1c3a5c85c97cb;
export const VARIABLE: u64 = 0x1b492b66fbe98;
/** What can be read from a descriptor. */
export const DESCRIPTOR_INPUT: u64 = 0x185ebca77c2b2;
/** What was written to a descriptor. */
export const DESCRIPTOR_OUTPUT: u64 = 0x127d4eb2f1656;

/** Read before anything was known of it. */
export const READ_EARLY: u32 = 1;
/** A pipe with a name: what is written to it reaches who reads it, whoever came first. */
export const NAMED_PIPE: u32 = 2;
/** A connection to another machine. */
export const CONNECTION: u32 = 4;
/** The text has written it: what is known of it is all. */
export const WRITTEN: u32 = 8;

/** What is known of one name. A key of 0 is a free slot. */
@unmanaged
export class Entry {
  key: u64;
  labels: u32;
  flags: u32;
}

const slots = memory.data(2048 * 16, 8);
/** Stands for every name that found no place. */
const overflow = memory.data(16, 8);
let count: u32 = 0;

export function clearNames(): void {
  memory.fill(slots, 0, SLOT_COUNT * offsetof<Entry>());
  memory.fill(overflow, 0, offsetof<Entry>());
  count = 0;
}

/** Keeps only what holds at any time: for reading the same text again. */
export function keepLasting(mask: u32): void {
  for (let i: u32 = 0; i < SLOT_COUNT; i++) {
    const entry = slot(i);
    entry.flags &= ~WRITTEN;
    if ((entry.flags & NAMED_PIPE) !== 0) continue;
    entry.labels &= (entry.flags & READ_EARLY) !== 0 ? mask : 0;
  }
}

/** The next step of a hash. */
export function hashByte(hash: u64, byte: u8): u64 {
  return (hash ^ <u64>byte) * FNV_PRIME;
}

/** What is known of the name, or null. */
export function findName(key: u64): Entry | null {
  const entry = slotOf(key);
  if (entry.key === key) return entry;
  return count >= MAX_NAMES ? changetype<Entry>(overflow) : null;
}

/** The same, with a place for what is not known yet. */
export function takeName(key: u64): Entry {
  const entry = slotOf(key);
  if (entry.key === key) return entry;
  if (count >= MAX_NAMES) return changetype<Entry>(overflow);
  count++;
  entry.key = key;
  return entry;
}

/** The labels of the name; 0 when nothing is known. */
export function labelsOfName(key: u64): u32 {
  const entry = findName(key);
  return entry === null ? 0 : entry.labels;
}

export function addLabels(key: u64, labels: u32): void {
  if (labels === 0) return;
  takeName(key).labels |= labels;
}

/** Never full: there are twice as many slots as names. */
function slotOf(key: u64): Entry {
  let i = <u32>(key ^ (key >> 32)) & (SLOT_COUNT - 1);
  while (slot(i).key !== key && slot(i).key !== 0) i = (i + 1) & (SLOT_COUNT - 1);
  return slot(i);
}

function slot(index: u32): Entry {
  return changetype<Entry>(slots + index * offsetof<Entry>());
}
