/**
 * Variables of `for` loops, whose list is no command's: its substitutions and paths are found in the
 * text, which is searched once.
 */

import { Command, Text } from '../../abi';
import { isSecretFile } from './knowledge';
import { OPAQUE, SECRET_NAMES } from './labels';
import { hashOf } from './paths';
import { rawBetween } from './raw';
import { labelsOfName, VARIABLE } from './table';
import { indexOfByte, sliceOf } from './text';

const MAX_LOOSE: u32 = 64;
const MAX_LOOPS: u32 = 64;
const MAX_LIST_BYTES: u32 = 1024;
const SPACE: u8 = 0x20;
const DOLLAR: u8 = 0x24;
const NEWLINE: u8 = 0x0a;
const SEMICOLON: u8 = 0x3b;

/** What a substitution printed that stands in no command's word. */
@unmanaged
class Loose {
  at: u32;
  labels: u32;
}

/** Where the name of a loop's variable begins, and where its list does. */
@unmanaged
class Loop {
  nameAt: u32;
  listAt: u32;
}

const loose = memory.data(64 * 8, 8);
const loops = memory.data(64 * 8, 8);
let looseCount: u32 = 0;
let loopCount: u32 = 0;
let isSearched: bool = false;
let length: u32 = 0;
let around: Command = changetype<Command>(0);

export function beginLoops(textLength: u32): void {
  looseCount = 0;
  loopCount = 0;
  isSearched = false;
  length = textLength;
}

/** The command in which variables are looked for next. */
export function lookFrom(command: Command): void {
  around = command;
}

export function addLoose(at: u32, labels: u32): void {
  if (looseCount >= MAX_LOOSE) return;
  const added = looseAt(looseCount++);
  added.at = at;
  added.labels = labels;
}

/** What `for NAME in LIST` may put into the variable. */
export function labelsOfLoop(name: Text): u32 {
  if (!isSearched) findLoops();
  let labels = OPAQUE;
  for (let i: u32 = 0; i < loopCount; i++) {
    const loop = loopAt(i);
    const count = loop.listAt - loop.nameAt - 4;
    if (count !== name.length) continue;
    const end = min(loop.listAt + MAX_LIST_BYTES, length);
    const text = rawBetween(loop.nameAt, end);
    if (text.length < count || memory.compare(text.at, name.at, count) !== 0) continue;
    labels |= labelsOfList(sliceOf(text, count + 4, text.length), loop.listAt);
  }
  return labels;
}

/** `for NAME in ` */
function findLoops(): void {
  isSearched = true;
  const text = rawBetween(0, length);
  for (let i: u32 = 0; i + 8 < text.length && loopCount < MAX_LOOPS; i++) {
    if (!text.holdsAt(i, 'for ')) continue;
    let end = i + 4;
    while (end < text.length && text.byte(end) !== SPACE && text.byte(end) !== NEWLINE) end++;
    if (!text.holdsAt(end, ' in ')) continue;
    const found = loopAt(loopCount++);
    found.nameAt = i + 4;
    found.listAt = end + 4;
    i = end;
  }
}

function labelsOfList(list: Text, at: u32): u32 {
  let labels: u32 = 0;
  let from: u32 = 0;
  let i: u32 = 0;
  for (; i < list.length; i++) {
    const byte = list.byte(i);
    if (byte !== SPACE && byte !== SEMICOLON && byte !== NEWLINE) continue;
    if (i > from) labels |= labelsOfItem(sliceOf(list, from, i));
    from = i + 1;
    if (byte !== SPACE) break;
  }
  for (let k: u32 = 0; k < looseCount; k++) {
    const found = looseAt(k);
    if (found.at >= at && found.at <= at + i) labels |= found.labels;
  }
  return labels;
}

/** The path of a secret, or a variable that the text has set, as in `"${lines[@]}"`. */
function labelsOfItem(item: Text): u32 {
  let start: u32 = 0;
  while (start < item.length && isMark(item.byte(start))) start++;
  if (start === 0 || indexOfByte(item, DOLLAR) < 0) {
    return isSecretFile(around, item) ? SECRET_NAMES : 0;
  }
  let end = start;
  while (end < item.length && !isMark(item.byte(end)) && item.byte(end) !== 0x5b) end++;
  return labelsOfName(hashOf(item, start, end, VARIABLE));
}

/** `"`, `$`, `{`, `}` */
function isMark(byte: u8): bool {
  return byte === 0x22 || byte === DOLLAR || byte === 0x7b || byte === 0x7d;
}

function loopAt(index: u32): Loop {
  return changetype<Loop>(loops + index * offsetof<Loop>());
}

function looseAt(index: u32): Loose {
  return changetype<Loose>(loose + index * offsetof<Loose>());
}
