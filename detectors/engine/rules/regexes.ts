/** Patterns of the regex engine at work: compiled when first asked for, and kept if there is room. */

import { beginKeeping, endKeeping, keptRoom, Text, toLower } from '../../abi';
import { compileRegex, Regex } from '../regex/regex';
import { searchRegex } from '../regex/search';
import { LazyRegex } from './model';
import { RULE_CACHE_BYTES } from './regex-parser';

/** What compiling one pattern takes at most, in bytes: its tree, its program, its states. */
const COMPILING_BYTES: usize = 1 << 20;

/** Searches; the range is then in `foundStart` and `foundEnd` of the engine. */
export function searches(lazy: LazyRegex, at: usize, length: u32, from: u32): bool {
  if (lazy.compiled === null && !isWorthCompiling(lazy, at, length)) return false;
  const regex = compiled(lazy);
  return regex !== null && searchRegex(regex, at, length, from);
}

export function matchesRegex(lazy: LazyRegex, text: Text): bool {
  return searches(lazy, text.at, text.length, 0);
}

/** Compiling costs a cold start more than all else that a rule does. */
function isWorthCompiling(lazy: LazyRegex, at: usize, length: u32): bool {
  if (length < lazy.minimum) return false;
  const literals = lazy.literals;
  if (literals.length === 0) return true;
  let start: u32 = 0;
  for (let i: u32 = 0; i <= literals.length; i++) {
    if (i < literals.length && literals.byte(i) !== 0) continue;
    if (containsInAnyCase(at, length, literals.at + start, i - start)) return true;
    start = i + 1;
  }
  return false;
}

function containsInAnyCase(at: usize, length: u32, literal: usize, size: u32): bool {
  const first = toLower(load<u8>(literal));
  for (let i: u32 = 0; i + size <= length; i++) {
    if (toLower(load<u8>(at + i)) === first && holdsAt(at + i, literal, size)) return true;
  }
  return false;
}

function holdsAt(at: usize, literal: usize, size: u32): bool {
  for (let i: u32 = 1; i < size; i++) {
    if (toLower(load<u8>(at + i)) !== toLower(load<u8>(literal + i))) return false;
  }
  return true;
}

function compiled(lazy: LazyRegex): Regex | null {
  const known = lazy.compiled;
  if (known !== null) return known;
  const pattern = lazy.pattern;
  // Without room it lives as long as the call, and the next one compiles it again.
  if (keptRoom() < COMPILING_BYTES) {
    return compileRegex(pattern.at, pattern.length, RULE_CACHE_BYTES);
  }
  beginKeeping();
  const regex = compileRegex(pattern.at, pattern.length, RULE_CACHE_BYTES);
  endKeeping();
  lazy.compiled = regex;
  return regex;
}
