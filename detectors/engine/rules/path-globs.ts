/**
 * Paths and their patterns (docs/rules.md, "Paths"). A path has been made absolute, or it is what is
 * known of one; either side may hold wildcards, since a command may name `/etc/sh*`.
 *
 * Ranges of bytes instead of texts: a long command asks this a million times.
 */

import { Text } from '../../abi';
import { matchesBytes } from './globs';

const SLASH: u8 = 0x2f;
const STAR: u8 = 0x2a;
const QUESTION: u8 = 0x3f;
const OPEN_BRACKET: u8 = 0x5b;
const CLOSE_BRACKET: u8 = 0x5d;
const TILDE: u8 = 0x7e;
const DOT: u8 = 0x2e;

/** Wildcards on both sides can be tried in many ways: after so many steps a path counts as matched. */
const MAX_STEPS: u32 = 4000;

let steps: u32 = 0;

/** `home` is the home directory of the call, which may be empty. */
export function matchesPath(glob: Text, path: Text, home: Text): bool {
  if (glob.length === 0 || path.length === 0) return false;
  steps = 0;
  const globEnd = glob.at + glob.length;
  const pathEnd = path.at + path.length;
  const first = glob.byte(0);
  if (first === SLASH)
    return path.byte(0) === SLASH && isMatch(glob.at, globEnd, path.at, pathEnd, false);
  if (first === TILDE && glob.length > 1 && glob.byte(1) === SLASH) {
    const below = homeLength(path, home);
    return below > 0 && isMatch(glob.at + 1, globEnd, path.at + below, pathEnd, true);
  }
  return endsAs(glob.at, globEnd, path.at, pathEnd);
}

/** The length of the home directory that the path begins with; 0 when it does not. */
function homeLength(path: Text, home: Text): u32 {
  if (path.byte(0) === TILDE) return behindComponent(path, 0);
  if (home.length > 0 && path.length >= home.length && isBelow(path, home)) return home.length;
  if (path.startsWith('/root/')) return 5;
  if (path.startsWith('/home/')) return behindComponent(path, 6);
  return path.startsWith('/Users/') ? behindComponent(path, 7) : 0;
}

function isBelow(path: Text, folder: Text): bool {
  if (memory.compare(path.at, folder.at, folder.length) !== 0) return false;
  return path.length === folder.length || path.byte(folder.length) === SLASH;
}

function behindComponent(path: Text, from: u32): u32 {
  return <u32>(componentEnd(path.at + from, path.at + path.length) - path.at);
}

function componentEnd(at: usize, end: usize): usize {
  let i = at;
  while (i < end && load<u8>(i) !== SLASH) i++;
  return i;
}

/** A glob without a beginning fits from any component on. */
function endsAs(glob: usize, globEnd: usize, path: usize, pathEnd: usize): bool {
  const first = load<u8>(glob);
  const isPattern = first === STAR;
  for (let i = path; i < pathEnd; i = componentEnd(i, pathEnd) + 1) {
    const byte = load<u8>(i);
    if (!isPattern && byte !== first && !isWildcard(byte)) continue;
    if (isMatch(glob, globEnd, i, pathEnd, false)) return true;
  }
  return false;
}

/** `wasLiteral`: a component before these has been matched by its letters. */
function isMatch(glob: usize, globEnd: usize, path: usize, pathEnd: usize, wasLiteral: bool): bool {
  let g = glob;
  let p = path;
  let literal = wasLiteral;
  while (true) {
    while (g < globEnd && load<u8>(g) === SLASH) g++;
    while (p < pathEnd && load<u8>(p) === SLASH) p++;
    if (g >= globEnd) return p >= pathEnd;
    const gEnd = componentEnd(g, globEnd);
    if (gEnd - g === 2 && load<u8>(g) === STAR && load<u8>(g, 1) === STAR) {
      return matchesRest(gEnd, globEnd, p, pathEnd, literal);
    }
    if (p >= pathEnd) return false;
    const pEnd = componentEnd(p, pathEnd);
    if (!matchesComponent(g, gEnd, p, pEnd, literal)) return false;
    literal = literal || (!hasWildcard(p, pEnd) && !hasWildcard(g, gEnd));
    g = gEnd;
    p = pEnd;
  }
}

/** Behind `**`: what is left of the glob fits from here or from any component further on. */
function matchesRest(
  glob: usize,
  globEnd: usize,
  path: usize,
  pathEnd: usize,
  literal: bool,
): bool {
  let g = glob;
  while (g < globEnd && load<u8>(g) === SLASH) g++;
  if (g >= globEnd) return true;
  for (let i = path; i < pathEnd; i = componentEnd(i, pathEnd) + 1) {
    if (++steps > MAX_STEPS || isMatch(g, globEnd, i, pathEnd, literal)) return true;
  }
  return false;
}

export function hasWildcard(at: usize, end: usize): bool {
  for (let i = at; i < end; i++) {
    if (isWildcard(load<u8>(i))) return true;
  }
  return false;
}

function isWildcard(byte: u8): bool {
  return byte === STAR || byte === QUESTION || byte === OPEN_BRACKET;
}

/**
 * A component that is all pattern fits what a known folder holds; elsewhere a pattern has to begin
 * with two letters of its own, or every `cat *.json` would read every secret.
 */
function matchesComponent(
  glob: usize,
  globEnd: usize,
  name: usize,
  nameEnd: usize,
  isInKnownFolder: bool,
): bool {
  const first = load<u8>(glob);
  if (first !== STAR && first !== load<u8>(name) && !isWildcard(load<u8>(name))) return false;
  // The shell's wildcards find no hidden files.
  if (first === DOT && isWildcard(load<u8>(name))) return false;
  let letters = name;
  while (letters < nameEnd && !isWildcard(load<u8>(letters))) letters++;
  if (letters < nameEnd && letters - name < 2 && !isInKnownFolder) return false;
  if (letters === nameEnd) {
    return matchesBytes(glob, <u32>(globEnd - glob), name, <u32>(nameEnd - name), false);
  }
  return overlap(glob, globEnd, name, nameEnd);
}

/** There is a name that both stand for. */
function overlap(glob: usize, globEnd: usize, name: usize, nameEnd: usize): bool {
  let g = glob;
  let n = name;
  while (true) {
    if (++steps > MAX_STEPS) return true;
    if (g < globEnd && load<u8>(g) === STAR) {
      if (overlap(g + 1, globEnd, n, nameEnd)) return true;
      return n < nameEnd && overlap(g, globEnd, behindOne(n, nameEnd), nameEnd);
    }
    if (n < nameEnd && load<u8>(n) === STAR) {
      if (overlap(g, globEnd, n + 1, nameEnd)) return true;
      return g < globEnd && overlap(g + 1, globEnd, n, nameEnd);
    }
    if (g >= globEnd || n >= nameEnd) return g >= globEnd && n >= nameEnd;
    const byte = load<u8>(n);
    if (byte !== QUESTION && byte !== OPEN_BRACKET && byte !== load<u8>(g)) return false;
    g++;
    n = behindOne(n, nameEnd);
  }
}

/** Behind one character of the name, or a whole class of characters. */
function behindOne(name: usize, nameEnd: usize): usize {
  if (load<u8>(name) !== OPEN_BRACKET) return name + 1;
  for (let i = name + 2; i < nameEnd; i++) {
    if (load<u8>(i) === CLOSE_BRACKET) return i + 1;
  }
  return name + 1;
}
