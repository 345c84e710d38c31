/** What a command leaves behind: in files, in variables, in descriptors. */

import { Assignment, Command, Redirect, Text, Word } from '../../abi';
import { isTar, packsIntoFirst, packTar } from './archive';
import { copyFiles } from './copies';
import { keyOfFile, labelsOfFile, labelsOfOrder, labelsOfWord, writeFile } from './data';
import {
  labelsOfNumber,
  openDescriptor,
  opensDescriptors,
  writeDescriptor,
  writesDescriptor,
} from './descriptors';
import { downloadFiles } from './downloads';
import { noteVariable } from './environment';
import { labelsOfRedirect } from './input';
import { readsNetwork } from './knowledge';
import { LABEL_SECRET, OPAQUE } from './labels';
import { isListed } from './listed';
import { rawBetween, rawOf } from './raw';
import { NAMED_PIPE, takeName } from './table';
import { isOption } from './text';
import { commandAt, nodeOf } from './trace';
import { setVariable } from './variables';

const PLUS: u8 = 0x2b;
const BOTH_OUTPUTS: u8 = 255;

/** @returns what stays on the standard output of what was printed */
export function keepOutput(index: u32, printed: u32): u32 {
  const command = commandAt(index);
  const rest = redirectOutput(index, index, printed);
  if (command.wordCount === 0) return rest;
  writeByProgram(index, command.word(0).value);
  return rest;
}

/** Applies the redirections of one command to what another one prints, its own or one within. */
export function redirectOutput(holder: u32, index: u32, printed: u32): u32 {
  const command = commandAt(holder);
  const isExec = opensDescriptors(command);
  let rest = printed;
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    if (isExec) openDescriptor(command, redirect, labelsOfRedirect(holder, redirect));
    else if (writesDescriptor(redirect)) {
      if (writeDescriptor(redirect, printed)) nodeOf(index).sent |= printed;
    } else if (redirect.writes && isOutput(redirect)) {
      writeFile(command, redirect.target, 0, printed);
      rest = 0;
    }
  }
  return rest;
}

function isOutput(redirect: Redirect): bool {
  return redirect.descriptor === 1 || redirect.descriptor === BOTH_OUTPUTS;
}

/** What the command's assignments say, and that they were made. */
export function setAssigned(index: u32): void {
  const command = commandAt(index);
  for (let i: u32 = 0; i < command.assignmentCount; i++) {
    const given = command.assignment(i);
    noteVariable(given.name, given.value.value);
    const labels = labelsOfWord(index, given.value);
    if (labels === 0 || isHandedOn(index, given)) continue;
    setVariable(given.name, labels, isAppended(given.value));
  }
}

/** `NAME=$NAME`: what the environment holds stays what it is. */
function isHandedOn(index: u32, given: Assignment): bool {
  if ((labelsOfOrder(index, given.value) & ~OPAQUE) !== 0) return false;
  const raw = rawOf(given.value);
  const length = given.name.length;
  for (let i: u32 = 0; i + length <= raw.length; i++) {
    if (memory.compare(raw.at + i, given.name.at, length) === 0) return true;
  }
  return false;
}

function isAppended(value: Word): bool {
  if (value.start < 2) return false;
  const before = rawBetween(value.start - 2, value.start);
  return before.length === 2 && before.byte(0) === PLUS;
}

function writeByProgram(index: u32, name: Text): void {
  const command = commandAt(index);
  if (isListed(name, 'tee')) teeFiles(index);
  else if (isListed(name, 'read mapfile readarray')) readVariables(index);
  else if (isListed(name, 'mkfifo')) makePipes(command);
  else if (isTar(name)) packTar(index);
  else if (packsIntoFirst(name)) packFirst(index);
  else if (readsNetwork(command)) downloadFiles(index);
  else copyFiles(index);
}

function teeFiles(index: u32): void {
  const command = commandAt(index);
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (isOption(word.value)) continue;
    writeFile(command, word, 0, nodeOf(index).input);
  }
}

/** `read -u 3 NAME`, `mapfile NAME`. */
function readVariables(index: u32): void {
  const command = commandAt(index);
  let labels = nodeOf(index).input;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.is('-u') && i + 1 < command.wordCount) {
      labels = labelsOfNumber(command.word(++i).value, 0);
    } else if (!isOption(value)) setVariable(value, labels | OPAQUE, false);
  }
}

function makePipes(command: Command): void {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (!isOption(word.value)) takeName(keyOfFile(command, word, 0)).flags |= NAMED_PIPE;
  }
}

/** `zip ARCHIVE FILES`, `7z a ARCHIVE FILES`. */
function packFirst(index: u32): void {
  const command = commandAt(index);
  let archive: i32 = -1;
  let labels: u32 = OPAQUE;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (isOption(word.value) || word.value.length < 2) continue;
    if (archive < 0) archive = <i32>i;
    else labels |= labelsOfFile(index, word) & LABEL_SECRET;
  }
  if (archive >= 0) writeFile(command, command.word(<u32>archive), 0, labels);
}
