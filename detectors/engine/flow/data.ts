/** What words say, and what is in the files that they name. */

import { Command, Text, Word } from '../../abi';
import { isConnection, labelsOfNumber, writeDescriptorFile } from './descriptors';
import { isSecretPath } from './knowledge';
import { LABEL_SECRET, OPAQUE, SECRET_NAMES } from './labels';
import { lookFrom } from './loops';
import { handedIn, isHandedNames } from './names';
import { absolutePath, hashOf } from './paths';
import { isQuoting, rawOf } from './raw';
import {
  addLabels,
  FILE_NAME,
  findName,
  hashByte,
  LAST_COMPONENT,
  labelsOfName,
  NAMED_PIPE,
  READ_EARLY,
  SECRET_FOLDER,
  takeName,
  WRITTEN,
} from './table';
import { basenameStart } from './text';
import { commandAt, NESTED, nodeOf, ownerNode, yieldedInto } from './trace';
import {
  Environment,
  hasSecretNames,
  labelsOfVariables,
  NO_ENVIRONMENT,
  VITAL_ENVIRONMENT,
  WHOLE_ENVIRONMENT,
} from './variables';

const SLASH: u8 = 0x2f;
/** Longer words are no names of files. */
const MAX_NAME_BYTES: u32 = 256;
/** Folders above a secret file that are taken to hold it. */
const FOLDERS_ABOVE: u32 = 3;

/** Something was written that had been read before: the text has to be read again. */
export let isLate: bool = false;

export function beginData(): void {
  isLate = false;
}

/** What was written into a connection since the last command began to write. */
export let sentByWriting: u32 = 0;

export function beginSending(): void {
  sentByWriting = 0;
}

/** What the word itself says. */
export function labelsOfWord(command: u32, word: Word): u32 {
  return labelsIn(command, word, VITAL_ENVIRONMENT);
}

/** The same where it is printed: any secret variable counts. */
export function labelsOfPrinted(command: u32, word: Word): u32 {
  return labelsIn(command, word, WHOLE_ENVIRONMENT);
}

/** The same where variables of the environment are everyday. */
export function labelsOfOrder(command: u32, word: Word): u32 {
  return labelsIn(command, word, NO_ENVIRONMENT);
}

function labelsIn(index: u32, word: Word, environment: Environment): u32 {
  const labels = yieldedInto(nodeOf(index), word, false);
  if (!word.dynamic) return labels;
  const command = commandAt(index);
  lookFrom(command);
  const isNested = command.parent >= 0 && nodeOf(index).kind === NESTED;
  const outer = isNested ? handedIn(index) | yieldedInto(ownerNode(command), word, false) : 0;
  return labels | outer | OPAQUE | labelsOfVariables(rawOf(word), environment);
}

/** What is in the file that a word names, from some place in the word on. */
export function labelsOfFile(index: u32, word: Word, from: u32 = 0): u32 {
  const labels = yieldedInto(nodeOf(index), word, true);
  if (labels !== 0) return labels;
  const command = commandAt(index);
  const path = word.value;
  if (isStandardInput(path, from)) return nodeOf(index).input;
  if (path.holdsAt(from, '/dev/fd/')) return labelsOfNumber(path, from + 8);
  const key = keyOfFile(command, word, from);
  const entry = takeName(key);
  let found = entry.labels;
  if ((entry.flags & WRITTEN) === 0) found |= OPAQUE;
  entry.flags |= READ_EARLY;
  if (word.dynamic) {
    // Names of secret files came into the word: it is such a file that is read.
    if ((labelsOfWord(index, word) & SECRET_NAMES) !== 0) found |= LABEL_SECRET;
    return found;
  }
  // The lowering knows where a search begins, not what it finds.
  if (hasSecretNames() && (labelsOfVariables(rawOf(word), NO_ENVIRONMENT) & SECRET_NAMES) !== 0) {
    return found | LABEL_SECRET;
  }
  if (isHandedNames(index)) return found | LABEL_SECRET;
  return found | secretIn(command, path, from);
}

/** A secret file, a folder that holds one, or something in a folder that was copied with one. */
function secretIn(command: Command, path: Text, from: u32): u32 {
  const whole = absolutePath(command.cwd, path, from);
  if (isSecretPath(whole)) return LABEL_SECRET;
  let key = FILE_NAME;
  for (let i: u32 = 0; i < whole.length; i++) {
    if (i > 0 && whole.byte(i) === SLASH) {
      const folder = findName(key);
      if (folder !== null && (folder.labels & LABEL_SECRET) !== 0) return LABEL_SECRET;
    }
    key = hashByte(key, whole.byte(i));
  }
  return labelsOfName(hashOf(whole, 0, whole.length, SECRET_FOLDER));
}

/** What a command writes into the file that a word names. */
export function writeFile(command: Command, word: Word, from: u32, labels: u32): void {
  if (word.value.holdsAt(from, '/dev/')) {
    if (leadsOut(word, from, labels)) sentByWriting |= labels;
    if (!word.value.holdsAt(from, '/dev/shm/')) return;
  }
  const entry = takeName(keyOfFile(command, word, from));
  const added = labels & ~entry.labels;
  if ((entry.flags & NAMED_PIPE) !== 0 && added !== 0) isLate = true;
  if ((entry.flags & READ_EARLY) !== 0 && (added & LABEL_SECRET) !== 0) isLate = true;
  entry.labels |= labels;
  entry.flags |= WRITTEN;
  if (word.dynamic) return;
  const whole = absolutePath(command.cwd, word.value, from);
  const last = basenameStart(whole, whole.length);
  addLabels(hashOf(whole, last, whole.length, LAST_COMPONENT), labels);
  if ((labels & LABEL_SECRET) !== 0) markFolders(whole, last);
}

/** The device is a connection to another machine. */
function leadsOut(word: Word, from: u32, labels: u32): bool {
  if (word.value.holdsAt(from, '/dev/fd/')) return writeDescriptorFile(word, from + 8, labels);
  return isConnection(word.value);
}

/** The same for `FOLDER/NAME`, where the name is the last component of another word. */
export function writeInto(command: Command, folder: Word, source: Word, labels: u32): void {
  if (folder.dynamic || source.dynamic) return;
  const name = source.value;
  const end = endOfName(name);
  const start = basenameStart(name, end);
  const whole = absolutePath(command.cwd, folder.value, 0);
  let key = hashByte(hashOf(whole, 0, whole.length, FILE_NAME), SLASH);
  for (let i = start; i < end; i++) key = hashByte(key, name.byte(i));
  addLabels(key, labels);
  takeName(key).flags |= WRITTEN;
  addLabels(hashOf(name, start, end, LAST_COMPONENT), labels);
}

function endOfName(path: Text): u32 {
  let end = path.length;
  while (end > 0 && path.byte(end - 1) === SLASH) end--;
  return end;
}

function markFolders(path: Text, last: u32): void {
  let end = last;
  for (let i: u32 = 0; i < FOLDERS_ABOVE && end > 1; i++) {
    addLabels(hashOf(path, 0, end - 1, SECRET_FOLDER), LABEL_SECRET);
    end = basenameStart(path, end - 1);
  }
}

/** A name of its own for every file. What is not known of it is taken as it is written. */
export function keyOfFile(command: Command, word: Word, from: u32): u64 {
  if (!word.dynamic) {
    const whole = absolutePath(command.cwd, word.value, from);
    return hashOf(whole, 0, whole.length, FILE_NAME);
  }
  const raw = rawOf(word);
  let key = FILE_NAME;
  if (raw.length > MAX_NAME_BYTES) return key;
  let skipped: u32 = 0;
  for (let i: u32 = 0; i < raw.length; i++) {
    const byte = raw.byte(i);
    if (isQuoting(byte)) continue;
    if (skipped < from && byte === word.value.byte(skipped)) skipped++;
    else key = hashByte(key, byte);
  }
  return key === 0 ? 1 : key;
}

function isStandardInput(path: Text, from: u32): bool {
  const length = path.length - min(from, path.length);
  if (length === 1) return path.byte(from) === 0x2d;
  if (length === 10) return path.holdsAt(from, '/dev/stdin');
  return length === 9 && path.holdsAt(from, '/dev/fd/0');
}
