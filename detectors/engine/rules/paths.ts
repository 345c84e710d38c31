/** Which files a command names, reads and writes. */

import { Call, Command, REDIRECT_READ, Text, textAt } from '../../abi';
import { isListed } from './globs';
import { noteDetail } from './matched';
import { findList, List, Value } from './model';
import { matchesPath } from './path-globs';
import { argumentsFrom, isOption } from './program';
import { resolvePath } from './resolve';
import { literal } from './strings';
import { beginWriting, isWritten } from './writers';

const AT_SIGN: u8 = 0x40;
const EQUALS: u8 = 0x3d;
const COLON: u8 = 0x3a;

let call: Call = changetype<Call>(0);
let namers: List | null = null;
let scripted: List | null = null;

/** The lists that say which programs open their operands, and which take a script first. */
export function beginPaths(current: Call): void {
  call = current;
  if (namers === null) namers = findList(literal('file_namers'));
  if (scripted === null) scripted = findList(literal('script_first'));
}

/** The path as written, seen from `cwd`, fits one of the globs. */
export function fitsPath(path: Text, cwd: Text, globs: Value | null): bool {
  if (path.length === 0 || path.length > 4096) return false;
  const resolved = resolvePath(path, cwd);
  return fitsResolved(resolved, globs);
}

function fitsResolved(path: Text, globs: Value | null): bool {
  for (let value: Value | null = globs; value !== null; value = value!.next) {
    const list = value.list;
    if (list !== null) {
      if (fitsResolved(path, list.first)) return true;
    } else if (matchesPath(value.text, path, call.home)) {
      return true;
    }
  }
  return false;
}

/** The word, or a path within it, fits: behind `=`, `@`, `file://`, and git's `REVISION:`. */
export function wordFits(word: Text, cwd: Text, globs: Value | null): bool {
  if (!isOption(word) && fitsPath(withoutScheme(word), cwd, globs)) return noted(word);
  for (let i: u32 = 0; i + 1 < word.length; i++) {
    const byte = word.byte(i);
    const isBorder =
      byte === EQUALS || byte === AT_SIGN || (byte === COLON && word.byte(i + 1) !== 0x2f);
    if (!isBorder) continue;
    const path = textAt(word.at + i + 1, word.length - i - 1);
    if (fitsPath(withoutScheme(path), cwd, globs)) return noted(path);
  }
  return false;
}

function noted(path: Text): bool {
  noteDetail(path);
  return true;
}

function withoutScheme(path: Text): Text {
  return path.startsWith('file://') ? textAt(path.at + 7, path.length - 7) : path;
}

/** Some word or redirection names such a path. */
export function namesPath(command: Command, globs: Value | null): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    if (wordFits(command.word(i).value, command.cwd, globs)) return true;
  }
  return redirectFits(command, globs);
}

/** Some redirection does, in any direction. */
export function redirectFits(command: Command, globs: Value | null): bool {
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    if (redirect.operator > 2) continue;
    if (fitsPath(redirect.target.value, command.cwd, globs)) return noted(redirect.target.value);
  }
  return false;
}

/** The command opens such a file. */
export function readsFile(command: Command, program: Text, globs: Value | null): bool {
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    if (redirect.operator !== REDIRECT_READ) continue;
    if (fitsPath(redirect.target.value, command.cwd, globs)) return noted(redirect.target.value);
  }
  if (command.wordCount < 2 || isListed(namers, program)) return false;
  for (let i = firstFile(command, program); i < command.wordCount; i++) {
    if (wordFits(command.word(i).value, command.cwd, globs)) return true;
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
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    if (!redirect.writes) continue;
    if (fitsPath(redirect.target.value, command.cwd, globs)) return noted(redirect.target.value);
  }
  beginWriting(command, program);
  for (let i = argumentsFrom; i < command.wordCount; i++) {
    if (!isWritten(command, program, i)) continue;
    if (wordFits(command.word(i).value, command.cwd, globs)) return true;
  }
  return false;
}
