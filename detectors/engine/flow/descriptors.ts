/** File descriptors that `exec` opens, and connections that the shell makes itself. */

import { Command, REDIRECT_DUPLICATE, Redirect, Text, Word } from '../../abi';
import { LABEL_NETWORK, OPAQUE } from './labels';
import { hashOf } from './paths';
import { rawBetween } from './raw';
import {
  addLabels,
  CONNECTION,
  DESCRIPTOR_INPUT,
  DESCRIPTOR_OUTPUT,
  findName,
  labelsOfName,
  NAMED_PIPE,
  takeName,
} from './table';

const AMPERSAND: u8 = 0x26;
const DOLLAR: u8 = 0x24;
const OPEN_BRACE: u8 = 0x7b;
const CLOSE_BRACE: u8 = 0x7d;
const DIGIT_0: u8 = 0x30;
const DIGIT_9: u8 = 0x39;
const BOTH_OUTPUTS: u8 = 255;

/** Bash opens `/dev/tcp/HOST/PORT` itself (bash(1), REDIRECTION). */
export function isConnection(path: Text): bool {
  return path.startsWith('/dev/tcp/') || path.startsWith('/dev/udp/');
}

/** What comes from the descriptor that a redirection such as `<&3` names. */
export function labelsOfDescriptor(redirect: Redirect): u32 {
  return OPAQUE | labelsOfName(descriptorOf(redirect, DESCRIPTOR_INPUT));
}

/** What can be read from a descriptor by its number. */
export function labelsOfNumber(value: Text, from: u32): u32 {
  return OPAQUE | labelsOfName(hashOf(value, from, endOfNumber(value, from), DESCRIPTOR_INPUT));
}

/** The descriptor of this number is a connection. */
export function isConnected(value: Text, from: u32): bool {
  // socat also takes hexadecimal numbers; what is below 10 is the same.
  const start = value.holdsAt(from, '0x') ? from + 2 : from;
  const key = hashOf(value, start, endOfNumber(value, start), DESCRIPTOR_OUTPUT);
  const entry = findName(key);
  return entry !== null && (entry.flags & CONNECTION) !== 0;
}

/** The redirection writes to a descriptor that some variable or number names. */
export function writesDescriptor(redirect: Redirect): bool {
  if (redirect.operator === REDIRECT_DUPLICATE) return redirect.descriptor === 1;
  if (!redirect.writes || !redirect.dynamic || redirect.start === 0) return false;
  const before = rawBetween(redirect.start - 1, redirect.start + 1);
  return before.length === 2 && before.byte(0) === AMPERSAND && before.byte(1) === DOLLAR;
}

/** Something is written to the descriptor. @returns whether it is a connection */
export function writeDescriptor(redirect: Redirect, labels: u32): bool {
  return writeToKey(descriptorOf(redirect, DESCRIPTOR_OUTPUT), labels);
}

/** The same for `/dev/fd/3` and `/dev/fd/$fd`, from the number on. */
export function writeDescriptorFile(word: Word, from: u32, labels: u32): bool {
  return writeToKey(keyOfWord(word, from, DESCRIPTOR_OUTPUT), labels);
}

function writeToKey(key: u64, labels: u32): bool {
  const entry = findName(key);
  if (entry === null) return false;
  if ((labels & ~entry.labels) !== 0) hasLateInput = true;
  entry.labels |= labels;
  return (entry.flags & CONNECTION) !== 0;
}

/** A descriptor was written to whose reader stands before: the text has to be read again. */
export let hasLateInput: bool = false;

export function beginDescriptors(): void {
  hasLateInput = false;
  isOutputOpened = false;
  shellInput = 0;
}

/** `exec 3<file`, `exec 3<>/dev/tcp/..`, `exec {name}> >(..)`. */
export function openDescriptor(command: Command, redirect: Redirect, content: u32): void {
  const isOutput = redirect.descriptor === 1 || redirect.descriptor === BOTH_OUTPUTS;
  if (redirect.writes && isOutput) isOutputOpened = true;
  if (redirect.descriptor === 0) shellInput |= content;
  if (isConnection(redirect.target.value)) {
    addLabels(openedBy(command, redirect, DESCRIPTOR_INPUT), LABEL_NETWORK | OPAQUE);
    takeName(openedBy(command, redirect, DESCRIPTOR_OUTPUT)).flags |= CONNECTION;
  } else if (redirect.writes && !writesDescriptor(redirect)) {
    takeName(openedBy(command, redirect, DESCRIPTOR_OUTPUT)).flags |= NAMED_PIPE;
  } else if (redirect.operator === REDIRECT_DUPLICATE || writesDescriptor(redirect)) {
    copyDescriptor(command, redirect);
  } else {
    addLabels(openedBy(command, redirect, DESCRIPTOR_INPUT), content);
  }
}

/** Standard output of the shell itself leads somewhere. */
let isOutputOpened: bool = false;
/** What stands on the standard input of the shell, by `exec <FILE`. */
export let shellInput: u32 = 0;

/** The shell's own output, where `exec >FILE` has redirected it. @returns whether it is a connection */
export function writeShellOutput(labels: u32): bool {
  return isOutputOpened && writeToKey(keyOfNumber(1, DESCRIPTOR_OUTPUT), labels);
}

/** A command reads from a descriptor that it opens itself: `sh /dev/fd/3 3<FILE`. */
export function openOwnDescriptor(redirect: Redirect, content: u32): void {
  addLabels(keyOfNumber(redirect.descriptor, DESCRIPTOR_INPUT), content);
}

/** What was written to the descriptor that `exec` opens here. */
export function writtenTo(command: Command, redirect: Redirect): u32 {
  return labelsOfName(openedBy(command, redirect, DESCRIPTOR_OUTPUT));
}

/** `exec 4>&3` */
function copyDescriptor(command: Command, redirect: Redirect): void {
  const output = findName(descriptorOf(redirect, DESCRIPTOR_OUTPUT));
  if (output !== null) {
    const copy = takeName(openedBy(command, redirect, DESCRIPTOR_OUTPUT));
    copy.flags |= output.flags;
  }
  const input = labelsOfName(descriptorOf(redirect, DESCRIPTOR_INPUT));
  addLabels(openedBy(command, redirect, DESCRIPTOR_INPUT), input);
}

/** `exec 3<x`, `exec {name}<x`. The lowering may leave the name for the program. */
export function opensDescriptors(command: Command): bool {
  if (command.wordCount === 0) return false;
  const program = command.word(0).value;
  return program.is('exec') || (program.length > 2 && program.byte(0) === OPEN_BRACE);
}

/** By its number, or by the variable in braces before the operator. */
function openedBy(command: Command, redirect: Redirect, seed: u64): u64 {
  if (redirect.descriptor > 1 && redirect.descriptor < BOTH_OUTPUTS)
    return keyOfNumber(redirect.descriptor, seed);
  const raw = rawBetween(command.start, redirect.start);
  let end = raw.length;
  while (end > 0 && isOperator(raw.byte(end - 1))) end--;
  if (end < 2 || raw.byte(end - 1) !== CLOSE_BRACE) return keyOfNumber(redirect.descriptor, seed);
  let start = end - 1;
  while (start > 0 && raw.byte(start - 1) !== OPEN_BRACE) start--;
  return hashOf(raw, start, end - 1, seed);
}

/** Between a descriptor's name and what is opened. */
function isOperator(byte: u8): bool {
  return byte === 0x3c || byte === 0x3e || byte === AMPERSAND || byte === 0x20 || byte === 0x7c;
}

function keyOfNumber(number: u8, seed: u64): u64 {
  if (number === BOTH_OUTPUTS) return keyOfNumber(1, seed);
  const digits = changetype<Text>(view);
  digits.at = memoryOfDigits;
  digits.length = 0;
  if (number >= 100) appendDigit(digits, number / 100);
  if (number >= 10) appendDigit(digits, (number / 10) % 10);
  appendDigit(digits, number % 10);
  return hashOf(digits, 0, digits.length, seed);
}

const memoryOfDigits = memory.data(8);
const view = memory.data(8, 8);

function appendDigit(digits: Text, digit: u8): void {
  store<u8>(digits.at + digits.length, DIGIT_0 + digit);
  digits.length++;
}

/** By the number that it names, or the variable: `3`, `3-`, `$fd`, `${fd}`. */
function descriptorOf(redirect: Redirect, seed: u64): u64 {
  return keyOfWord(redirect.target, 0, seed);
}

function keyOfWord(target: Word, from: u32, seed: u64): u64 {
  if (!target.dynamic) return hashOf(target.value, from, endOfNumber(target.value, from), seed);
  const raw = rawBetween(target.start, target.end);
  let start = from;
  while (start < raw.length && isMark(raw.byte(start))) start++;
  let end = start;
  while (end < raw.length && raw.byte(end) !== CLOSE_BRACE && raw.byte(end) !== 0x2d) end++;
  if (end > start && raw.byte(end - 1) === 0x22) end--;
  return hashOf(raw, start, end, seed);
}

function isMark(byte: u8): bool {
  return byte === DOLLAR || byte === OPEN_BRACE || byte === 0x22;
}

function endOfNumber(value: Text, from: u32): u32 {
  let end = from;
  while (end < value.length && value.byte(end) >= DIGIT_0 && value.byte(end) <= DIGIT_9) end++;
  return end;
}
