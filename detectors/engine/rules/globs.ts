/** Names and values with `*`, which stands for any text. Linear but for the stars, which are few. */

import { Text, toLower } from '../../abi';
import { List, Value } from './model';

const STAR: u8 = 0x2a;

export function isGlob(at: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) {
    if (load<u8>(at + i) === STAR) return true;
  }
  return false;
}

/** The text, from `start` to `end`, is what the glob says. */
export function matchesGlob(glob: Text, text: usize, length: u32, ignoresCase: bool): bool {
  return matchesBytes(glob.at, glob.length, text, length, ignoresCase);
}

/** One star is remembered at a time: behind a later one, an earlier one need not be tried again. */
export function matchesBytes(
  glob: usize,
  globLength: u32,
  text: usize,
  length: u32,
  ignoresCase: bool,
): bool {
  let g: u32 = 0;
  let t: u32 = 0;
  let star: i32 = -1;
  let resume: u32 = 0;
  while (t < length) {
    if (g < globLength && load<u8>(glob + g) === STAR) {
      star = <i32>g;
      resume = t;
      g++;
    } else if (g < globLength && isSame(load<u8>(glob + g), load<u8>(text + t), ignoresCase)) {
      g++;
      t++;
    } else if (star >= 0) {
      g = <u32>star + 1;
      resume++;
      t = resume;
    } else {
      return false;
    }
  }
  while (g < globLength && load<u8>(glob + g) === STAR) g++;
  return g === globLength;
}

function isSame(a: u8, b: u8, ignoresCase: bool): bool {
  return a === b || (ignoresCase && toLower(a) === toLower(b));
}

/** One of the values, lists looked into, is what the text says. */
export function matchesAny(values: Value | null, text: Text, ignoresCase: bool): bool {
  for (let value: Value | null = values; value !== null; value = value!.next) {
    const list = value.list;
    if (list !== null) {
      if (matchesAny(list.first, text, ignoresCase)) return true;
    } else if (matchesGlob(value.text, text.at, text.length, ignoresCase)) {
      return true;
    }
  }
  return false;
}

/** The same for a list that code names. */
export function isListed(list: List | null, text: Text): bool {
  return list !== null && matchesAny(list.first, text, true);
}
