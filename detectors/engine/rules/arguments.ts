/** Conditions on the arguments of a command. */

import { Command, Text, textAt, Word } from '../../abi';
import { isGlob, matchesAny, matchesGlob } from './globs';
import { noteDetail } from './matched';
import { Term, Value } from './model';
import { argumentsFrom, endOfOptions, isOption } from './program';

const HYPHEN: u8 = 0x2d;
const EQUALS: u8 = 0x3d;
/** One hyphen and at most so many letters is a cluster of flags; more is one word. */
const MAX_CLUSTER: u32 = 3;
/** The shortest beginning of a long option that stands for it, hyphens included. */
const MIN_ABBREVIATION: u32 = 5;

/** One of the flags is set. `exactly` takes no abbreviation. */
export function hasFlags(command: Command, values: Value | null, exactly: bool): bool {
  for (let value: Value | null = values; value !== null; value = value!.next) {
    const list = value.list;
    if (list !== null) {
      if (hasFlags(command, list.first, exactly)) return true;
    } else if (isSet(command, value.text, exactly)) {
      return true;
    }
  }
  return false;
}

function isSet(command: Command, flag: Text, exactly: bool): bool {
  if (flag.length < 2) return false;
  const isLong = flag.byte(1) === HYPHEN;
  if (isLong) return hasLong(command, flag, exactly);
  if (flag.length - 1 > MAX_CLUSTER) return hasWord(command, flag);
  return hasLetters(command, flag);
}

/** A long option may stand anywhere before `--`, the subcommand's or not. */
function hasLong(command: Command, flag: Text, exactly: bool): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i).value;
    if (word.is('--')) return flag.is('--');
    if (word.length < 3 || word.byte(0) !== HYPHEN || word.byte(1) !== HYPHEN) continue;
    const length = nameLength(word);
    if (isGlob(flag.at, flag.length)) {
      if (matchesGlob(flag, word.at, length, false)) return true;
      continue;
    }
    if (length > flag.length || memory.compare(word.at, flag.at, length) !== 0) continue;
    if (length === flag.length || (!exactly && length >= MIN_ABBREVIATION)) return true;
  }
  return false;
}

/** What stands before `=`. */
function nameLength(word: Text): u32 {
  for (let i: u32 = 0; i < word.length; i++) {
    if (word.byte(i) === EQUALS) return i;
  }
  return word.length;
}

function hasWord(command: Command, flag: Text): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i).value;
    if (matchesGlob(flag, word.at, nameLength(word), true)) return true;
  }
  return false;
}

/** Every letter of the flag is set, in one cluster or in several. */
function hasLetters(command: Command, flag: Text): bool {
  for (let k: u32 = 1; k < flag.length; k++) {
    if (!hasLetter(command, flag.byte(k))) return false;
  }
  return true;
}

function hasLetter(command: Command, letter: u8): bool {
  for (let i = argumentsFrom; i < command.wordCount; i++) {
    const word = command.word(i).value;
    if (word.is('--')) return false;
    if (!isOption(word) || word.byte(1) === HYPHEN) continue;
    for (let k: u32 = 1; k < word.length && isClusterByte(word.byte(k)); k++) {
      if (word.byte(k) === letter) return true;
    }
  }
  return false;
}

function isClusterByte(byte: u8): bool {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
}

/** Some word behind the program and its subcommand is one of the values. */
export function hasArgument(command: Command, values: Value | null): bool {
  for (let i = argumentsFrom; i < command.wordCount; i++) {
    const word = command.word(i).value;
    if (!matchesAny(values, word, false)) continue;
    noteDetail(word);
    return true;
  }
  return false;
}

/** One of the flags among the values has one of the others as its value. */
export function hasOption(command: Command, values: Value | null): bool {
  for (let i = argumentsFrom; i < command.wordCount; i++) {
    const word = command.word(i).value;
    if (!isOption(word)) continue;
    const next = i + 1 < command.wordCount ? command.word(i + 1).value : null;
    if (isOptionWith(word, next, values)) {
      noteDetail(word);
      return true;
    }
  }
  return false;
}

function isOptionWith(word: Text, next: Text | null, values: Value | null): bool {
  for (let value: Value | null = values; value !== null; value = value!.next) {
    if (value.list !== null || !isOption(value.text)) continue;
    const flag = value.text;
    if (flag.equals(word)) {
      if (next !== null && hasValue(values, next)) return true;
      continue;
    }
    if (word.length <= flag.length || memory.compare(word.at, flag.at, flag.length) !== 0) continue;
    const isLetter = flag.length === 2;
    const hasEquals = word.byte(flag.length) === EQUALS;
    if (!isLetter && !hasEquals) continue;
    const start = flag.length + (hasEquals ? 1 : 0);
    if (hasValue(values, textAt(word.at + start, word.length - start))) return true;
  }
  return false;
}

function hasValue(values: Value | null, text: Text): bool {
  for (let value: Value | null = values; value !== null; value = value!.next) {
    const list = value.list;
    if (list !== null) {
      if (matchesAny(list.first, text, false)) return true;
    } else if (!isOption(value.text) && matchesGlob(value.text, text.at, text.length, false)) {
      return true;
    }
  }
  return false;
}

/** Whether there are as many operands as the term says. */
export function hasOperands(command: Command, term: Term): bool {
  const count = countOperands(command);
  return count >= term.bits && min(count, 0xffff) <= <u32>term.largest;
}

export function countOperands(command: Command): u32 {
  let count: u32 = 0;
  for (
    let i = nextOperand(command, argumentsFrom);
    i < command.wordCount;
    i = nextOperand(command, i + 1)
  ) {
    count++;
  }
  return count;
}

/** The index of the next operand from `from` on; `wordCount` when there is none. */
export function nextOperand(command: Command, from: u32): u32 {
  for (let i = from; i < command.wordCount; i++) {
    if (i !== endOfOptions && (i > endOfOptions || !isOption(command.word(i).value))) return i;
  }
  return command.wordCount;
}

/** The operand, or what it names behind `name=`, is of one of the classes. */
export function isOfClass(word: Word, classes: u32): bool {
  if (((classes >> word.target) & 1) === 0) return false;
  noteDetail(word.value);
  return true;
}

/** An operand is of one of the classes; the last `without` of them do not count. */
export function hasTarget(command: Command, classes: u32, without: u32): bool {
  const count = countOperands(command);
  if (count <= without) return false;
  let left = count - without;
  for (let i = nextOperand(command, argumentsFrom); left > 0; i = nextOperand(command, i + 1)) {
    if (isOfClass(command.word(i), classes)) return true;
    left--;
  }
  return false;
}

/** The last operand is of one of the classes. */
export function hasLastTarget(command: Command, classes: u32): bool {
  let last: u32 = 0;
  for (
    let i = nextOperand(command, argumentsFrom);
    i < command.wordCount;
    i = nextOperand(command, i + 1)
  ) {
    last = i;
  }
  return last > 0 && isOfClass(command.word(last), classes);
}
