/** Patterns of the regex engine at work: compiled when first asked for, and kept if there is room. */

import { beginKeeping, endKeeping, keptRoom, Text } from '../../abi';
import { compileRegex, Regex } from '../regex/regex';
import { searchRegex } from '../regex/search';
import { LazyRegex } from './model';
import { RULE_CACHE_BYTES } from './regex-parser';

/** What compiling one pattern takes at most, in bytes: its tree, its program, its states. */
const COMPILING_BYTES: usize = 1 << 20;

/** Searches; the range is then in `foundStart` and `foundEnd` of the engine. */
export function searches(lazy: LazyRegex, at: usize, length: u32, from: u32): bool {
  const regex = compiled(lazy);
  return regex !== null && searchRegex(regex, at, length, from);
}

export function matchesRegex(lazy: LazyRegex, text: Text): bool {
  return searches(lazy, text.at, text.length, 0);
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
