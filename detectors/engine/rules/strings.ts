/** Words of rules, each kept once: the same names stand in many rules. */

import { allocate, Text, textAt } from '../../abi';
import { keep } from './kept';

const BUCKETS: u32 = 4096;

/** A word that is known, in the memory of the call. */
@unmanaged
class Known {
  text: Text;
  next: Known | null;
}

let table: usize = 0;

/** Before sources are read. What was kept before is not looked through. */
export function beginInterning(): void {
  table = allocate(BUCKETS << 2, 4);
  memory.fill(table, 0, BUCKETS << 2);
}

/** The one text with these bytes, which outlives the call. */
export function intern(text: Text): Text {
  const slot = table + ((hashOf(text) & (BUCKETS - 1)) << 2);
  for (let known = load<Known | null>(slot); known !== null; known = known!.next) {
    if (known.text.equals(text)) return known.text;
  }
  const known = changetype<Known>(allocate(offsetof<Known>(), 4));
  known.text = keepText(text);
  known.next = load<Known | null>(slot);
  store<Known>(slot, known);
  return known.text;
}

/** The bytes stand right behind the text's record. */
function keepText(text: Text): Text {
  const size = offsetof<Text>();
  const record = keep(size + text.length, 4);
  memory.copy(record + size, text.at, text.length);
  const kept = changetype<Text>(record);
  kept.at = record + size;
  kept.length = text.length;
  return kept;
}

/** FNV-1a (Fowler, Noll, Vo). */
function hashOf(text: Text): u32 {
  let hash: u32 = 0x811c_9dc5;
  for (let i: u32 = 0; i < text.length; i++) hash = (hash ^ text.byte(i)) * 0x0100_0193;
  return hash ^ (hash >> 16);
}

/** A literal as text, in the memory of the call. */
export function literal(text: string): Text {
  const length = <u32>text.length;
  const at = allocate(length, 1);
  const units = changetype<usize>(text);
  for (let i: u32 = 0; i < length; i++) store<u8>(at + i, <u8>load<u16>(units + (i << 1)));
  return textAt(at, length);
}
