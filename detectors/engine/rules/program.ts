/** What a command runs: the program's name and its subcommands. */

import { Command, Text, textAt } from '../../abi';
import { matchesBytes, matchesGlob } from './globs';
import { List, Value } from './model';

const HYPHEN: u8 = 0x2d;
const EQUALS: u8 = 0x3d;
const SPACE: u8 = 0x20;

/** Index of the first word behind the program and the subcommand that matched last. */
export let argumentsFrom: u32 = 1;

/** The program's name, without `.exe`; empty for a command without words. */
export function programOf(command: Command): Text {
  if (command.wordCount === 0) return textAt(0, 0);
  const name = command.word(0).value;
  const isWindows = name.length > 4 && (name.endsWith('.exe') || name.endsWith('.EXE'));
  return isWindows ? textAt(name.at, name.length - 4) : name;
}

/** Index of the word `--`, behind which there are operands only; `wordCount` when there is none. */
export let endOfOptions: u32 = 0;

/** Nothing is known of the command's subcommands yet. */
export function beginCommand(command: Command): void {
  argumentsFrom = 1;
  endOfOptions = command.wordCount;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    if (!command.word(i).value.is('--')) continue;
    endOfOptions = i;
    return;
  }
}

/** Another pattern is tried on the same command, or another command has been looked at meanwhile. */
export function restoreArguments(from: u32): void {
  argumentsFrom = from;
}

/** A list in which the program is known to be; the table of programs has found it there. */
export let knownList: List | null = null;

export function setKnownList(list: List | null): void {
  knownList = list;
}

/** One of the names fits the command: `rm`, `mkfs*`, `git push`. */
export function runsOneOf(command: Command, program: Text, names: Value | null): bool {
  for (let value: Value | null = names; value !== null; value = value!.next) {
    const list = value.list;
    if (list !== null) {
      if (list === knownList || runsOneOf(command, program, list.first)) return true;
    } else if (runsNamed(command, program, value.text)) {
      return true;
    }
  }
  return false;
}

/** Only the program counts: a stage of a pipeline, for instance. */
export function runsNamed(command: Command, program: Text, name: Text): bool {
  let length: u32 = 0;
  while (length < name.length && name.byte(length) !== SPACE) length++;
  if (!matchesBytes(name.at, length, program.at, program.length, true)) return false;
  let next: u32 = 1;
  while (length < name.length) {
    const start = length + 1;
    length = start;
    while (length < name.length && name.byte(length) !== SPACE) length++;
    next = behindSubcommand(command, next, textAt(name.at + start, length - start));
    if (next === 0) return false;
  }
  argumentsFrom = next;
  return true;
}

/**
 * The index behind the subcommand, which is the next word that is neither an option nor, as far as
 * can be told, an option's value; 0 when the next word is another one.
 */
function behindSubcommand(command: Command, from: u32, name: Text): u32 {
  let mayBeValue = false;
  // `gpg --export-secret-keys`: an option can be what is asked for, too.
  const isForOption = isOption(name);
  for (let i = from; i < command.wordCount; i++) {
    const word = command.word(i).value;
    if (isOption(word)) {
      if (isForOption && matchesGlob(name, word.at, word.length, false)) return i + 1;
      mayBeValue = mayTakeValue(word);
    } else if (matchesGlob(name, word.at, word.length, false)) {
      return i + 1;
    } else if (mayBeValue) {
      mayBeValue = false;
    } else {
      return 0;
    }
  }
  return 0;
}

export function isOption(word: Text): bool {
  return word.length > 1 && word.byte(0) === HYPHEN;
}

/** Well-known switches take none, nor does an option that has its value behind `=`. */
function mayTakeValue(option: Text): bool {
  for (let i: u32 = 0; i < option.length; i++) {
    if (option.byte(i) === EQUALS) return false;
  }
  return !(
    option.is('--') ||
    option.startsWith('--no-') ||
    option.is('-q') ||
    option.is('-v') ||
    option.is('-y') ||
    option.is('-D') ||
    option.is('-P') ||
    option.is('--quiet') ||
    option.is('--verbose') ||
    option.is('--yes') ||
    option.is('--debug') ||
    option.is('--paginate') ||
    option.is('--bare')
  );
}
