/** tar, zip and their kind: what goes in, and where it goes. */

import { Command, TARGET_HOME, TARGET_ROOT, Text, Word } from '../../abi';
import { labelsOfFile, writeFile } from './data';
import { isTarRemote } from './environment';
import { LABEL_DECODED, LABEL_SECRET, OPAQUE, SECRET_NAMES } from './labels';
import { isListed } from './listed';
import { isRemoteName } from './remote';
import { indexOfByte, isOption } from './text';
import { commandAt, nodeOf } from './trace';
import { isFedByXargs } from './xargs';

const SLASH: u8 = 0x2f;

export function isTar(name: Text): bool {
  return isListed(name, 'tar bsdtar gtar star pax cpio');
}

/** Packs the rest of its operands into its first one. */
export function packsIntoFirst(name: Text): bool {
  return isListed(name, 'zip 7z 7za 7zr rar jar ar');
}

/** What tar prints: an archive, or what was in one. */
export function outputOfTar(index: u32): u32 {
  const command = commandAt(index);
  const input = nodeOf(index).input;
  if (command.runs('cpio')) return contentOfNames(input);
  if (creates(command)) return archiveOf(command) < 0 ? contentOf(index) : OPAQUE;
  const toOutput = command.hasFlag(0x4f, 'to-stdout') || command.hasArgument('--to-command');
  if (!toOutput) return OPAQUE;
  return OPAQUE | LABEL_DECODED | input | contentOf(index);
}

/** Writes the archive, when there is a file to write it to. */
export function packTar(index: u32): void {
  const command = commandAt(index);
  if (!creates(command)) return;
  const archive = archiveOf(command);
  if (archive < 0) return;
  const word = command.word(<u32>archive);
  writeFile(command, word, startOfArchive(word.value), contentOf(index));
}

/** What goes to another machine: `tar -cf host:/file ..`, `TAPE=host:/file tar c ..`. */
export function sentByTar(index: u32): u32 {
  const command = commandAt(index);
  const archive = archiveOf(command);
  let isRemote = isTarRemote;
  if (archive >= 0) {
    const value = command.word(<u32>archive).value;
    isRemote = isRemoteName(value, startOfArchive(value));
  }
  return isRemote ? contentOf(index) : 0;
}

/** The names on an input stand for files: what is in those that hold secrets. */
export function contentOfNames(input: u32): u32 {
  return (input & SECRET_NAMES) !== 0 ? OPAQUE | LABEL_SECRET : OPAQUE;
}

/** What is in the operands, all together. */
export function contentOf(index: u32): u32 {
  const command = commandAt(index);
  let labels = OPAQUE | (isFedByXargs(command) ? contentOfNames(nodeOf(index).input) : 0);
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (isOption(word.value) && !word.value.startsWith('--file')) continue;
    labels |= labelsOfFile(index, word);
    if (isHomes(word)) labels |= LABEL_SECRET;
  }
  return labels;
}

/** A home directory, all of them, or everything. */
function isHomes(word: Word): bool {
  if (word.target === TARGET_HOME || word.target === TARGET_ROOT) return true;
  return isListed(word.value, '/home /home/ /home/* /users /users/ /users/* /root /root/');
}

/** `tar c`, `tar -czf`, `tar --create`, `tar -r`. */
function creates(command: Command): bool {
  if (command.wordCount < 2) return false;
  const first = command.word(1).value;
  if (!isOption(first)) return indexOfByte(first, 0x63) >= 0 && indexOfByte(first, SLASH) < 0;
  return (
    command.hasFlag(0x63, 'create') ||
    command.hasFlag(0x72, 'append') ||
    command.hasFlag(0x75, 'update')
  );
}

/** The word with the archive's name; -1 for standard output. */
function archiveOf(command: Command): i32 {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.startsWith('--file=')) return isDash(value, 7) ? -1 : <i32>i;
    const isLong = value.startsWith('--');
    const isCluster = !isLong && (isOption(value) || i === 1) && indexOfByte(value, 0x66) >= 0;
    if (!isCluster && !value.is('--file')) continue;
    if (i + 1 >= command.wordCount) return -1;
    return isDash(command.word(i + 1).value, 0) ? -1 : <i32>i + 1;
  }
  return -1;
}

function startOfArchive(value: Text): u32 {
  return value.startsWith('--file=') ? 7 : 0;
}

function isDash(value: Text, from: u32): bool {
  return value.length === from + 1 && value.byte(from) === 0x2d;
}
