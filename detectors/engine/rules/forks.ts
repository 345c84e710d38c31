/**
 * Functions that start themselves without end: `f() { f | f & }; f`, and the same over several functions.
 * The text is looked at, since a command does not say which function's body it stands in.
 */

import { Call, Command, REACH_FUNCTION_BODY, slice, Text } from '../../abi';

const SPACE: u8 = 0x20;
const TAB: u8 = 0x09;
const OPEN: u8 = 0x28;
const CLOSE: u8 = 0x29;
const AMPERSAND: u8 = 0x26;

/** A bit for each. More functions are not followed. */
const MAX_FUNCTIONS: u32 = 16;

/** For each function: where its name begins and ends, and what it calls, as bits. */
const starts: usize = memory.data(64, 4);
const ends: usize = memory.data(64, 4);
const calls: usize = memory.data(64, 4);
let count: u32 = 0;
/** The call that the tables are about. */
let known: usize = 0;

/** Whenever a new call begins: another one may stand at the same place. */
export function beginForks(): void {
  known = 0;
}

/** In the body of a function, a command that starts the function again beside itself. */
export function forksItself(call: Call, index: u32): bool {
  const command = call.command(index);
  if (command.reach !== REACH_FUNCTION_BODY || command.wordCount === 0) return false;
  if (!isBesides(call, index)) return false;
  if (known !== changetype<usize>(call)) readFunctions(call);
  const called = functionNamed(call, command.word(0).value);
  const owner = ownerOf(command);
  if (called < 0 || owner < 0) return false;
  const reached = reachedFrom(<u32>called);
  return (reached & (1 << owner)) !== 0 && isStarted(call, reached);
}

/** It does not wait for what it starts: in a pipeline with its like, or in the background. */
function isBesides(call: Call, index: u32): bool {
  const command = call.command(index);
  if (isInBackground(call, command)) return true;
  if (index + 1 >= call.commandCount) return false;
  const next = call.command(index + 1);
  return next.wordCount > 0 && next.pipeline === command.pipeline;
}

function isInBackground(call: Call, command: Command): bool {
  if (call.textCount === 0) return false;
  const text = call.text(0);
  const i = behindBlanks(text, command.end);
  if (i >= text.length || text.byte(i) !== AMPERSAND) return false;
  return i + 1 >= text.length || text.byte(i + 1) !== AMPERSAND;
}

function behindBlanks(text: Text, from: u32): u32 {
  let i = from;
  while (i < text.length && (text.byte(i) === SPACE || text.byte(i) === TAB)) i++;
  return i;
}

/** Where functions are defined, and which of the others each of them calls. */
function readFunctions(call: Call): void {
  known = changetype<usize>(call);
  count = 0;
  if (call.textCount === 0) return;
  findDefinitions(call.text(0));
  for (let i: u32 = 0; i < call.commandCount; i++) {
    const command = call.command(i);
    if (command.reach !== REACH_FUNCTION_BODY || command.wordCount === 0) continue;
    const called = functionNamed(call, command.word(0).value);
    const owner = ownerOf(command);
    if (called < 0 || owner < 0) continue;
    const slot = calls + ((<u32>owner) << 2);
    store<u32>(slot, load<u32>(slot) | (1 << called));
  }
}

/** `name()`, with blanks wherever the shell takes them, and `function name`. */
function findDefinitions(text: Text): void {
  for (let i: u32 = 0; i < text.length && count < MAX_FUNCTIONS; i++) {
    if (text.byte(i) === OPEN) {
      const close = behindBlanks(text, i + 1);
      if (close < text.length && text.byte(close) === CLOSE) addNameBefore(text, i);
    } else if (text.holdsAt(i, 'function ')) {
      addName(text, behindBlanks(text, i + 9));
    }
  }
}

function addNameBefore(text: Text, end: u32): void {
  let last = end;
  while (last > 0 && (text.byte(last - 1) === SPACE || text.byte(last - 1) === TAB)) last--;
  let first = last;
  while (first > 0 && isNameByte(text.byte(first - 1))) first--;
  addFunction(first, last);
}

function addName(text: Text, first: u32): void {
  let last = first;
  while (last < text.length && isNameByte(text.byte(last))) last++;
  addFunction(first, last);
}

/** No blank, parenthesis, brace, semicolon or quote. */
function isNameByte(byte: u8): bool {
  if (byte <= SPACE || byte === OPEN || byte === CLOSE) return false;
  if (byte === 0x22 || byte === 0x27 || byte === 0x60) return false;
  return byte !== 0x3b && byte !== 0x7b && byte !== 0x7d;
}

function addFunction(first: u32, last: u32): void {
  if (first >= last || count >= MAX_FUNCTIONS) return;
  store<u32>(starts + (count << 2), first);
  store<u32>(ends + (count << 2), last);
  store<u32>(calls + (count << 2), 0);
  count++;
}

function functionNamed(call: Call, name: Text): i32 {
  const text = call.text(0);
  for (let i: u32 = 0; i < count; i++) {
    const defined = slice(text, load<u32>(starts + (i << 2)), load<u32>(ends + (i << 2)));
    if (defined.equals(name)) return <i32>i;
  }
  return -1;
}

/**
 * The function whose definition begins last before the command. What a nested shell runs stands at the
 * place of its whole text: there it is the last one within.
 */
function ownerOf(command: Command): i32 {
  const limit = command.parent < 0 ? command.start : command.end;
  let owner: i32 = -1;
  for (let i: u32 = 0; i < count; i++) {
    if (load<u32>(ends + (i << 2)) <= limit) owner = <i32>i;
  }
  return owner;
}

/** The function and all that it calls, directly or not, as bits. */
function reachedFrom(index: u32): u32 {
  let reached: u32 = 1 << index;
  for (let round: u32 = 0; round < count; round++) {
    for (let i: u32 = 0; i < count; i++) {
      if ((reached & (1 << i)) !== 0) reached |= load<u32>(calls + (i << 2));
    }
  }
  return reached;
}

/** One of the functions is called outside of all functions. */
function isStarted(call: Call, functions: u32): bool {
  for (let i: u32 = 0; i < call.commandCount; i++) {
    const command = call.command(i);
    if (command.reach === REACH_FUNCTION_BODY || command.wordCount === 0) continue;
    const called = functionNamed(call, command.word(0).value);
    if (called >= 0 && (functions & (1 << called)) !== 0) return true;
  }
  return false;
}
