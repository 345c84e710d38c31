/** Programs that write what is in some files into others. */

import { allocate, Command, Text, Word } from '../../abi';
import { labelsOfFile, writeFile, writeInto } from './data';
import { OPAQUE } from './labels';
import { isListed } from './listed';
import { isOption, sliceOf } from './text';
import { commandAt, nodeOf } from './trace';

export function copyFiles(index: u32): void {
  const command = commandAt(index);
  const name = command.word(0).value;
  if (isListed(name, 'cp gcp mv ln link install rsync ditto copy move copy-item move-item')) {
    copyToLast(index);
  } else if (isListed(name, 'dd')) copyByName(index);
  else if (isListed(name, 'gzip bzip2 xz zstd lz4 pigz brotli gpg gpg2 lzma age'))
    copyBeside(index);
  else if (isListed(name, 'gunzip bunzip2 unxz unzstd')) unpackBeside(index);
  else if (isListed(name, 'xxd')) copyToSecond(index);
  else if (isListed(name, 'split')) splitFile(index);
  if (writesOption(name)) copyToOption(index, name);
}

/** `cp SOURCES DESTINATION`, `cp -t FOLDER SOURCES`, `ln SOURCE`. */
function copyToLast(index: u32): void {
  const command = commandAt(index);
  const target = targetOf(command);
  if (target < 0) return;
  const destination = command.word(<u32>target);
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (<i32>i === target || isOption(word.value)) continue;
    const labels = labelsOfFile(index, word);
    writeFile(command, destination, 0, labels);
    writeInto(command, destination, word, labels);
  }
}

function targetOf(command: Command): i32 {
  let last: i32 = -1;
  let operands: u32 = 0;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.is('-t') || value.is('--target-directory'))
      return <i32>min(i + 1, command.wordCount - 1);
    if (isOption(value)) continue;
    last = <i32>i;
    operands++;
  }
  return operands > 1 ? last : -1;
}

/** `dd if=SOURCE of=DESTINATION` */
function copyByName(index: u32): void {
  const command = commandAt(index);
  let labels = nodeOf(index).input;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (word.value.startsWith('if=')) labels = labelsOfFile(index, word, 3);
  }
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (word.value.startsWith('of=')) writeFile(command, word, 3, labels);
  }
}

/** `gzip FILE` makes `FILE.gz`: whatever the ending, what begins with the name is meant. */
function copyBeside(index: u32): void {
  const command = commandAt(index);
  const name = command.word(0).value;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (isOption(word.value) || word.dynamic) continue;
    const labels = labelsOfFile(index, word);
    if (labels === OPAQUE) continue;
    writeWithEnding(command, word, endingOf(name), labels);
  }
}

function endingOf(name: Text): string {
  if (isListed(name, 'bzip2')) return '.bz2';
  if (isListed(name, 'xz')) return '.xz';
  if (isListed(name, 'zstd')) return '.zst';
  if (isListed(name, 'gpg gpg2')) return '.gpg';
  if (isListed(name, 'age')) return '.age';
  if (isListed(name, 'lz4')) return '.lz4';
  if (isListed(name, 'brotli')) return '.br';
  return '.gz';
}

function writeWithEnding(command: Command, word: Word, ending: string, labels: u32): void {
  const longer = sliceOf(word.value, 0, word.value.length);
  const count = <u32>ending.length;
  const bytes = allocate(longer.length + count, 1);
  memory.copy(bytes, longer.at, longer.length);
  for (let i: u32 = 0; i < count; i++) {
    store<u8>(bytes + longer.length + i, <u8>load<u16>(changetype<usize>(ending) + (i << 1)));
  }
  const copy = changetype<Word>(allocate(offsetof<Word>(), 8));
  memory.copy(changetype<usize>(copy), changetype<usize>(word), offsetof<Word>());
  copy.valueAt = bytes;
  copy.valueLength = longer.length + count;
  writeFile(command, copy, 0, labels);
}

/** `gunzip FILE.gz` makes `FILE`. */
function unpackBeside(index: u32): void {
  const command = commandAt(index);
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (isOption(word.value) || word.dynamic) continue;
    let dot = word.value.length;
    while (dot > 0 && word.value.byte(dot - 1) !== 0x2e) dot--;
    if (dot < 2) continue;
    const copy = changetype<Word>(allocate(offsetof<Word>(), 8));
    memory.copy(changetype<usize>(copy), changetype<usize>(word), offsetof<Word>());
    copy.valueLength = dot - 1;
    writeFile(command, copy, 0, labelsOfFile(index, word));
  }
}

/** `xxd -r SOURCE DESTINATION` */
function copyToSecond(index: u32): void {
  const command = commandAt(index);
  let source: i32 = -1;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (isOption(word.value)) continue;
    if (source < 0) source = <i32>i;
    else writeFile(command, word, 0, labelsOfFile(index, command.word(<u32>source)));
  }
}

/** `split FILE PREFIX`: `PREFIXaa` and those behind it. */
function splitFile(index: u32): void {
  const command = commandAt(index);
  const last = command.word(command.wordCount - 1);
  if (command.wordCount < 3 || last.dynamic) return;
  const labels = labelsOfFile(index, command.word(command.wordCount - 2)) | nodeOf(index).input;
  writeWithEnding(command, last, 'aa', labels);
  writeWithEnding(command, last, '*', labels);
}

function writesOption(name: Text): bool {
  return isListed(name, 'openssl gpg gpg2 age sort base64 base32 xz zstd gawk jq sops ccrypt');
}

/** `openssl enc -in SOURCE -out DESTINATION`, `gpg -o DESTINATION -c SOURCE`. */
function copyToOption(index: u32, name: Text): void {
  const command = commandAt(index);
  const isWordy = isListed(name, 'openssl');
  let labels = nodeOf(index).input;
  let target: i32 = -1;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    const value = word.value;
    const isTarget = isWordy ? value.is('-out') : value.is('-o') || value.is('--output');
    if (isTarget) target = <i32>++i;
    else if (!isOption(value)) labels |= labelsOfFile(index, word);
  }
  if (target > 0 && <u32>target < command.wordCount) {
    writeFile(command, command.word(<u32>target), 0, labels);
  }
}
