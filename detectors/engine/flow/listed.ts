/**
 * Lists of names, written as one literal with single blanks between them. Calls name the same few
 * programs again and again, so what was found out about a name and a list is kept, over calls too.
 */

import { Text } from '../../abi';

const SPACE: u32 = 0x20;
const UPPER_A: u32 = 0x41;
const UPPER_Z: u32 = 0x5a;
const TO_LOWER: u32 = 0x20;

/** Longer names are in no list. */
const MAX_NAME_BYTES: u32 = 64;
const ANSWER_COUNT: u64 = 4096;
const HASH_START: u64 = 0x1cbf29ce48422;
/** Odd, with bits all over. */
const HASH_FACTOR: u64 = 0x9e3779b97f4a7;

/** Hash of name and list; its lowest bit is the answer. */
const answers = memory.data(4096 * 8, 8);
let lastAt: usize = 0;
let lastLength: u32 = 0;
let lastHash: u64 = 0;

/** The memory in which a name stood holds another one now. */
export function forgetNames(): void {
  lastAt = 0;
}

/** The name is one of the list's, without regard to case and to an `.exe` behind it. */
export function isListed(name: Text, list: string): bool {
  return isListedPart(name, 0, withoutExe(name), list);
}

/** The same for a part of a text. The list is in lower case. */
export function isListedPart(text: Text, from: u32, to: u32, list: string): bool {
  if (to <= from || to - from > MAX_NAME_BYTES) return false;
  const hash = hashOfPart(text.at + from, to - from);
  const key = (hash ^ ((<u64>changetype<usize>(list)) << 20)) * HASH_FACTOR;
  const answer = answers + <usize>((key >> 44) & (ANSWER_COUNT - 1)) * sizeof<u64>();
  const known = load<u64>(answer);
  if ((known ^ key) >> 1 === 0) return (known & 1) !== 0;
  const isOne = findIn(list, text, from, to);
  store<u64>(answer, isOne ? key | 1 : key & ~1);
  return isOne;
}

/** Eight bytes at a time: names are short, and there are many. */
function hashOfPart(at: usize, length: u32): u64 {
  if (at === lastAt && length === lastLength) return lastHash;
  let hash = HASH_START ^ <u64>length;
  let i: u32 = 0;
  for (; i + 8 <= length; i += 8) hash = mixed(hash ^ load<u64>(at + i));
  let rest: u64 = 0;
  for (; i < length; i++) rest = (rest << 8) | <u64>load<u8>(at + i);
  hash = mixed(hash ^ rest);
  lastAt = at;
  lastLength = length;
  lastHash = hash;
  return hash;
}

function mixed(hash: u64): u64 {
  const product = hash * HASH_FACTOR;
  return product ^ (product >> 31);
}

function findIn(list: string, text: Text, from: u32, to: u32): bool {
  const units = changetype<usize>(list);
  const count = <u32>list.length;
  for (let start: u32 = 0; start < count; ) {
    let i: u32 = 0;
    let isSame = true;
    for (; start + i < count; i++) {
      const unit = <u32>load<u16>(units + ((start + i) << 1));
      if (unit === SPACE) break;
      if (isSame && (from + i >= to || lower(text.byte(from + i)) !== unit)) isSame = false;
    }
    if (isSame && from + i === to) return true;
    start += i + 1;
  }
  return false;
}

/** The text contains the literal, which is in lower case, in any case. */
export function containsAnyCase(text: Text, literal: string): bool {
  const length = <u32>literal.length;
  for (let i: u32 = 0; i + length <= text.length; i++) {
    if (holdsAnyCase(text, i, literal)) return true;
  }
  return false;
}

/** The literal, which is in lower case, stands at this place, in any case. */
function holdsAnyCase(text: Text, at: u32, literal: string): bool {
  const units = changetype<usize>(literal);
  const length = <u32>literal.length;
  if (at + length > text.length) return false;
  for (let i: u32 = 0; i < length; i++) {
    if (lower(text.byte(at + i)) !== <u32>load<u16>(units + (i << 1))) return false;
  }
  return true;
}

function withoutExe(name: Text): u32 {
  const isExe = name.length > 4 && holdsAnyCase(name, name.length - 4, '.exe');
  return isExe ? name.length - 4 : name.length;
}

function lower(byte: u8): u32 {
  const code = <u32>byte;
  return code >= UPPER_A && code <= UPPER_Z ? code + TO_LOWER : code;
}
