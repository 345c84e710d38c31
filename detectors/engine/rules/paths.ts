/** Which files a command names, reads and writes. */

import { allocate, Call, Command, REDIRECT_APPEND, REDIRECT_READ, Text, textAt } from '../../abi';
import { addMatches, beginMatches, endMatches, holdsOneOf, Matches } from './glob-index';
import { isListed } from './globs';
import { noteDetail } from './matched';
import { findList, List, Value } from './model';
import { argumentsFrom, isOption } from './program';
import { resolvePath } from './resolve';
import { literal } from './strings';
import { beginWriting, isWritten } from './writers';

const AT_SIGN: u8 = 0x40;
const EQUALS: u8 = 0x3d;
const COLON: u8 = 0x3a;
const SLASH: u8 = 0x2f;
/** Longer ones are no paths (PATH_MAX of Linux). */
const MAX_PATH_BYTES: u32 = 4096;

let home: Text = changetype<Text>(0);
let namers: List | null = null;
let scripted: List | null = null;

/** For each word of the command, and behind them for each redirection: what its paths match. */
let wordMatches: usize = 0;
let wordCount: u32 = 0;
/** Some word or redirection of the command matches some glob. */
let hasMatches: bool = false;

/** The lists that say which programs open their operands, and which take a script first. */
export function beginPaths(call: Call): void {
  home = call.home;
  if (namers !== null) return;
  namers = findList(literal('file_namers'));
  scripted = findList(literal('script_first'));
}

/** Looks at all paths of a command at once. */
export function beginCommandPaths(command: Command, program: Text): void {
  wordCount = command.wordCount;
  wordMatches = allocate((wordCount + command.redirectCount) << 2, 4);
  hasMatches = false;
  for (let i: u32 = 0; i < wordCount; i++) {
    keepMatches(i, i === 0 ? null : matchesOfWord(command.word(i).value, command.cwd));
  }
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    const isFile = redirect.operator <= REDIRECT_APPEND;
    const path = redirect.target.value;
    keepMatches(wordCount + i, isFile ? matchesOfPath(path, command.cwd) : null);
  }
  beginWriting(command, program);
}

function keepMatches(index: u32, matches: Matches | null): void {
  store<Matches | null>(wordMatches + (index << 2), matches);
  if (matches !== null) hasMatches = true;
}

function matchesOfPath(path: Text, cwd: Text): Matches | null {
  beginMatches();
  addPath(path, cwd);
  return endMatches();
}

/** Of a word, or of a path within it: behind `=`, `@`, `file://`, and git's `REVISION:`. */
function matchesOfWord(word: Text, cwd: Text): Matches | null {
  if (word.length > MAX_PATH_BYTES) return null;
  beginMatches();
  if (!isOption(word)) addPath(word, cwd);
  for (let i: u32 = 0; i + 1 < word.length; i++) {
    const byte = word.byte(i);
    const isBorder =
      byte === EQUALS || byte === AT_SIGN || (byte === COLON && word.byte(i + 1) !== SLASH);
    if (isBorder) addPath(textAt(word.at + i + 1, word.length - i - 1), cwd);
  }
  return endMatches();
}

function addPath(path: Text, cwd: Text): void {
  if (path.length === 0 || path.length > MAX_PATH_BYTES) return;
  const isFile = path.startsWith('file://');
  // What another machine has at that address is no file of this one.
  if (!isFile && path.contains('://')) return;
  const file = isFile ? textAt(path.at + 7, path.length - 7) : path;
  addMatches(resolvePath(file, cwd), home);
}

/** Some word or redirection of the command names a path that a rule is about. */
export function hasPaths(): bool {
  return hasMatches;
}

/** The path of a call that is no command fits one of the globs. */
export function fitsPath(path: Text, cwd: Text, globs: Value | null): bool {
  const matches = matchesOfPath(path, cwd);
  return matches !== null && holdsOneOf(matches, globs);
}

function fits(index: u32, text: Text, globs: Value | null): bool {
  const matches = load<Matches | null>(wordMatches + (index << 2));
  if (matches === null || !holdsOneOf(matches, globs)) return false;
  noteDetail(text);
  return true;
}

/** Some word or redirection names such a path. */
export function namesPath(command: Command, globs: Value | null): bool {
  if (!hasMatches) return false;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    if (fits(i, command.word(i).value, globs)) return true;
  }
  return redirectFits(command, globs);
}

/** Some redirection does, in any direction. */
export function redirectFits(command: Command, globs: Value | null): bool {
  if (!hasMatches) return false;
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    if (fits(wordCount + i, command.redirect(i).target.value, globs)) return true;
  }
  return false;
}

/** The command opens such a file. */
export function readsFile(command: Command, program: Text, globs: Value | null): bool {
  if (!hasMatches) return false;
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    if (redirect.operator !== REDIRECT_READ) continue;
    if (fits(wordCount + i, redirect.target.value, globs)) return true;
  }
  if (command.wordCount < 2 || isListed(namers, program)) return false;
  for (let i = firstFile(command, program); i < command.wordCount; i++) {
    if (fits(i, command.word(i).value, globs)) return true;
  }
  return false;
}

/** `grep PATTERN FILE..`: the first operand is no file, unless an option has brought the pattern. */
function firstFile(command: Command, program: Text): u32 {
  if (!isListed(scripted, program)) return 1;
  let first: u32 = 0;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i).value;
    if (word.is('-e') || word.is('-f') || word.is('--expression') || word.is('--file')) return 1;
    if (first === 0 && !isOption(word)) first = i;
  }
  return first === 0 ? command.wordCount : first + 1;
}

/** The command writes, replaces, moves or deletes such a file. */
export function writesFile(command: Command, program: Text, globs: Value | null): bool {
  if (!hasMatches) return false;
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    if (redirect.writes && fits(wordCount + i, redirect.target.value, globs)) return true;
  }
  for (let i = argumentsFrom; i < command.wordCount; i++) {
    if (!isWritten(command, program, i)) continue;
    if (fits(i, command.word(i).value, globs)) return true;
  }
  return false;
}
