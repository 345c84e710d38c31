/**
 * All path globs of all rules, to be tried on a path at once: which rules ask for them is a matter of
 * pointers then. A glob stands below one of its components that is no pattern; a path is looked up by
 * its components, so that it meets the few globs that share one with it.
 */

import { allocate, Text } from '../../abi';
import { FN_NAMES_PATH, FN_PATH, FN_READS_FILE, FN_REDIRECTS, FN_WRITES_FILE } from './functions';
import { isGlob } from './globs';
import { keepRecord } from './kept';
import { Condition, findList, Pattern, Rule, ruleSet, Term, Value } from './model';
import { hasWildcard, matchesPath } from './path-globs';
import { literal } from './strings';

const BUCKETS: u32 = 512;
const SLASH: u8 = 0x2f;
const TILDE: u8 = 0x7e;
const STAR: u8 = 0x2a;
const QUESTION: u8 = 0x3f;
const CLOSE_BRACKET: u8 = 0x5d;

/** More globs than this don't fit one path. */
const MAX_MATCHES: u32 = 64;

@unmanaged
class GlobEntry {
  hash: u32;
  glob: Text;
  next: GlobEntry | null;
}

/** The globs that a path fits: a count, and their texts. Null stands for none. */
@unmanaged
export class Matches {
  count: u32;

  glob(index: u32): usize {
    return load<usize>(changetype<usize>(this) + ((index + 1) << 2));
  }
}

/** Heads of the chains; behind them that of the globs in which every component is a pattern. */
const tableAt: usize = memory.data(2052, 4);

/** Puts the globs into the table that are not in it yet. */
export function indexGlobs(): void {
  // The tracing of data flows asks for these.
  const secrets = findList(literal('secret_files'));
  if (secrets !== null) indexValues(secrets.first);
  for (let rule: Rule | null = ruleSet().rules; rule !== null; rule = rule!.next) {
    for (let pattern: Pattern | null = rule.patterns; pattern !== null; pattern = pattern!.next) {
      indexRow(pattern.term);
    }
    for (let one: Condition | null = rule.conditions; one !== null; one = one!.next) {
      indexRow(one.term);
    }
  }
}

function indexRow(row: Term | null): void {
  for (let term: Term | null = row; term !== null; term = term!.next) {
    if (takesGlobs(term.kind)) indexValues(term.values);
  }
}

function takesGlobs(kind: u8): bool {
  return (
    kind === FN_NAMES_PATH ||
    kind === FN_READS_FILE ||
    kind === FN_WRITES_FILE ||
    kind === FN_REDIRECTS ||
    kind === FN_PATH
  );
}

function indexValues(values: Value | null): void {
  for (let value: Value | null = values; value !== null; value = value!.next) {
    const list = value.list;
    if (list !== null) indexValues(list.first);
    else indexGlob(value.text);
  }
}

function indexGlob(glob: Text): void {
  const hash = literalHash(glob);
  const slot = slotOf(hash);
  for (let entry = load<GlobEntry | null>(slot); entry !== null; entry = entry!.next) {
    if (entry.glob === glob) return;
  }
  const entry = changetype<GlobEntry>(keepRecord(offsetof<GlobEntry>()));
  entry.hash = hash;
  entry.glob = glob;
  entry.next = load<GlobEntry | null>(slot);
  store<GlobEntry>(slot, entry);
}

/** Hash 0 is that of globs which are all pattern. */
function slotOf(hash: u32): usize {
  return tableAt + ((hash === 0 ? BUCKETS : hash & (BUCKETS - 1)) << 2);
}

/** Of the last component that is no pattern; 0 when there is none. */
function literalHash(glob: Text): u32 {
  let hash: u32 = 0;
  for (let i: u32 = 0; i < glob.length; ) {
    let end = i;
    while (end < glob.length && glob.byte(end) !== SLASH) end++;
    const length = end - i;
    const isHome = length === 1 && glob.byte(i) === TILDE;
    if (length > 0 && !isHome && !isGlob(glob.at + i, length)) hash = hashOf(glob.at + i, length);
    i = end + 1;
  }
  return hash;
}

/** FNV-1a (Fowler, Noll, Vo); never 0. */
function hashOf(at: usize, length: u32): u32 {
  let hash: u32 = 0x811c_9dc5;
  for (let i: u32 = 0; i < length; i++) hash = (hash ^ load<u8>(at + i)) * 0x0100_0193;
  return (hash ^ (hash >> 16)) | 0x8000_0000;
}

const found: usize = memory.data(260, 4);
let foundCount: u32 = 0;

/** Begins the set of one word. */
export function beginMatches(): void {
  foundCount = 0;
}

/** Adds the globs that the path fits. It is absolute, or as much as is known. */
export function addMatches(path: Text, home: Text): void {
  if (hasWildcard(path.at, path.at + path.length)) {
    for (let i: u32 = 0; i <= BUCKETS; i++) tryChain(tableAt + (i << 2), 0, path, home);
    return;
  }
  for (let i: u32 = 0; i < path.length; ) {
    let end = i;
    while (end < path.length && path.byte(end) !== SLASH) end++;
    if (end > i) {
      const hash = hashOf(path.at + i, end - i);
      tryChain(slotOf(hash), hash, path, home);
    }
    i = end + 1;
  }
  tryChain(slotOf(0), 0, path, home);
}

/** `hash` 0 tries the whole chain. */
function tryChain(slot: usize, hash: u32, path: Text, home: Text): void {
  for (let entry = load<GlobEntry | null>(slot); entry !== null; entry = entry!.next) {
    if (hash !== 0 && entry.hash !== hash) continue;
    if (hash === 0 && endsDiffer(entry.glob, path)) continue;
    if (foundCount < MAX_MATCHES && matchesPath(entry.glob, path, home)) {
      foundCount++;
      store<usize>(found + (foundCount << 2), changetype<usize>(entry.glob));
    }
  }
}

/** The last bytes tell most globs and paths apart, where neither ends in a wildcard. */
function endsDiffer(glob: Text, path: Text): bool {
  for (let i: u32 = 1; i <= 2; i++) {
    if (i > glob.length || i > path.length) return false;
    const a = glob.byte(glob.length - i);
    const b = path.byte(path.length - i);
    if (a === STAR || b === STAR || b === QUESTION || b === CLOSE_BRACKET) return false;
    if (a !== b) return true;
  }
  return false;
}

/** The set begun last, in the memory of the call. */
export function endMatches(): Matches | null {
  if (foundCount === 0) return null;
  const size = (foundCount + 1) << 2;
  const at = allocate(size, 4);
  memory.copy(at, found, size);
  const matches = changetype<Matches>(at);
  matches.count = foundCount;
  return matches;
}

/** One of the globs, those of lists included, is in the set. */
export function holdsOneOf(matches: Matches, globs: Value | null): bool {
  for (let value: Value | null = globs; value !== null; value = value!.next) {
    const list = value.list;
    if (list !== null) {
      if (holdsOneOf(matches, list.first)) return true;
    } else if (holdsGlob(matches, changetype<usize>(value.text))) {
      return true;
    }
  }
  return false;
}

function holdsGlob(matches: Matches, glob: usize): bool {
  for (let i: u32 = 0; i < matches.count; i++) {
    if (matches.glob(i) === glob) return true;
  }
  return false;
}
