/** What stands around a command: its pipeline, its environment, itself. */

import { Call, Command, REACH_FUNCTION_BODY, Text } from '../../abi';
import { matchesAny, matchesBytes } from './globs';
import { noteDetail } from './matched';
import { Value } from './model';
import { argumentsFrom, programOf, restoreArguments, runsOneOf } from './program';

const AMPERSAND: u8 = 0x26;
const EQUALS: u8 = 0x3d;
const SPACE: u8 = 0x20;
const TAB: u8 = 0x09;

/** A later stage of the pipeline (`later`), or an earlier one, runs one of the programs. */
export function hasStage(call: Call, index: u32, names: Value | null, later: bool): bool {
  const command = call.command(index);
  const from = argumentsFrom;
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
    const name = command.assignment(i).name;
    if (!matchesAny(names, name, false)) continue;
    noteDetail(name);
    return true;
  }
  if (command.wordCount < 2 || !declares(command.word(0).value)) return false;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    if (declaresOne(command.word(i).value, names)) return true;
  }
  return false;
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

function declaresOne(word: Text, names: Value | null): bool {
  let length: u32 = 0;
  while (length < word.length && word.byte(length) !== EQUALS) length++;
  for (let value: Value | null = names; value !== null; value = value!.next) {
    const list = value.list;
    if (list !== null) {
      if (declaresOne(word, list.first)) return true;
    } else if (matchesBytes(value.text.at, value.text.length, word.at, length, false)) {
      noteDetail(word);
      return true;
    }
  }
  return false;
}

/** In the body of a function, a command that calls the function again beside itself. */
export function forksItself(call: Call, index: u32): bool {
  const command = call.command(index);
  if (command.reach !== REACH_FUNCTION_BODY || command.wordCount === 0) return false;
  return isCaller(call, command) && (isPiped(call, index) || isInBackground(call, command));
}

/** The function that holds the command is the one that it runs. */
function isCaller(call: Call, command: Command): bool {
  const name = command.word(0).value;
  for (let parent = command.parent; parent >= 0; ) {
    const holder = call.command(parent);
    if (holder.wordCount > 0 && holder.word(0).value.equals(name)) return true;
    if (holder.parent >= parent) return false;
    parent = holder.parent;
  }
  return false;
}

function isPiped(call: Call, index: u32): bool {
  const command = call.command(index);
  if (index + 1 < call.commandCount && call.command(index + 1).pipeline === command.pipeline)
    return true;
  return index > 0 && call.command(index - 1).pipeline === command.pipeline;
}

/** A single `&` stands behind the command. */
function isInBackground(call: Call, command: Command): bool {
  if (call.textCount === 0) return false;
  const text = call.text(0);
  let i = command.end;
  while (i < text.length && (text.byte(i) === SPACE || text.byte(i) === TAB)) i++;
  if (i >= text.length || text.byte(i) !== AMPERSAND) return false;
  return i + 1 >= text.length || text.byte(i + 1) !== AMPERSAND;
}
