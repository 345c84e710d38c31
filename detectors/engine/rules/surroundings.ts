/** What stands around a command: its pipeline, its environment, itself. */

import { Call, Command, slice, Text } from '../../abi';
import { matchesBytes } from './globs';
import { noteDetail } from './matched';
import { Value } from './model';
import {
  argumentsFrom,
  knownList,
  programOf,
  restoreArguments,
  runsOneOf,
  setKnownList,
} from './program';

const EQUALS: u8 = 0x3d;

/** A later stage of the pipeline (`later`), or an earlier one, runs one of the programs. */
export function hasStage(call: Call, index: u32, names: Value | null, later: bool): bool {
  const command = call.command(index);
  const from = argumentsFrom;
  // What is known of this command's program says nothing of the others.
  const known = knownList;
  setKnownList(null);
  let i = index;
  let found = false;
  // Commands of one pipeline stand close together: between them is only what they hold.
  while (!found) {
    if (later ? i + 1 >= call.commandCount : i === 0) break;
    i = later ? i + 1 : i - 1;
    if (isFar(i, index)) break;
    const other = call.command(i);
    if (other.pipeline !== command.pipeline) continue;
    const isSought = later ? other.stage > command.stage : other.stage < command.stage;
    found = isSought && other.wordCount > 0 && runsOneOf(other, programOf(other), names);
  }
  restoreArguments(from);
  setKnownList(known);
  return found;
}

/** Stages further apart are not looked for, or a long pipeline would be searched again and again. */
const MAX_DISTANCE: u32 = 256;

function isFar(i: u32, index: u32): bool {
  return (i > index ? i - index : index - i) > MAX_DISTANCE;
}

/** The command sets one of the variables: before its program, alone, or by `export` and its kind. */
export function setsVariable(command: Command, names: Value | null): bool {
  for (let i: u32 = 0; i < command.assignmentCount; i++) {
    const assignment = command.assignment(i);
    if (!isSought(assignment.name, assignment.value.value, names)) continue;
    noteDetail(assignment.name);
    return true;
  }
  if (command.wordCount < 2 || !declares(command.word(0).value)) return false;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i).value;
    const length = nameLength(word);
    const from = min(length + 1, word.length);
    if (!isSought(slice(word, 0, length), slice(word, from, word.length), names)) continue;
    noteDetail(word);
    return true;
  }
  return false;
}

/** `NAME`, or `NAME=value`. */
function isSought(name: Text, value: Text, names: Value | null): bool {
  for (let one: Value | null = names; one !== null; one = one!.next) {
    const list = one.list;
    if (list !== null) {
      if (isSought(name, value, list.first)) return true;
      continue;
    }
    const glob = one.text;
    const length = nameLength(glob);
    if (!matchesBytes(glob.at, length, name.at, name.length, false)) continue;
    if (length === glob.length) return true;
    const from = length + 1;
    if (matchesBytes(glob.at + from, glob.length - from, value.at, value.length, false))
      return true;
  }
  return false;
}

/** What stands before `=`. */
function nameLength(text: Text): u32 {
  let length: u32 = 0;
  while (length < text.length && text.byte(length) !== EQUALS) length++;
  return length;
}

function declares(program: Text): bool {
  return (
    program.is('export') ||
    program.is('declare') ||
    program.is('typeset') ||
    program.is('readonly') ||
    program.is('local') ||
    program.is('setenv') ||
    program.is('set')
  );
}
