/**
 * Variables of `for` loops, whose list is no command's: its substitutions and paths are found in the
 * text.
 */

import { Command, Text } from '../../abi';
import { isSecretFile } from './knowledge';
import { OPAQUE, SECRET_NAMES } from './labels';
import { rawBetween } from './raw';
import { sliceOf } from './text';

const MAX_LOOSE: u32 = 32;
const MAX_SEARCHES: u32 = 64;
const MAX_LIST_BYTES: u32 = 1024;
const SPACE: u8 = 0x20;
const NEWLINE: u8 = 0x0a;
const SEMICOLON: u8 = 0x3b;

/** What a substitution printed that stands in no command's word. */
@unmanaged
class Loose {
  at: u32;
  labels: u32;
}

const loose = memory.data(32 * 8, 8);
let looseCount: u32 = 0;
let searches: u32 = 0;
let length: u32 = 0;
let around: Command = changetype<Command>(0);

export function beginLoops(textLength: u32): void {
  looseCount = 0;
  searches = 0;
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

/** What `for NAME in LIST` before the command may put into the variable. */
export function labelsOfLoop(name: Text): u32 {
  if (searches++ >= MAX_SEARCHES) return OPAQUE;
  const text = rawBetween(0, min(around.end, length));
  for (let i: u32 = 0; i + 4 < text.length; i++) {
    if (!text.holdsAt(i, 'for ')) continue;
    const start = i + 4;
    const end = start + name.length;
    if (!isAt(text, start, name) || !text.holdsAt(end, ' in ')) continue;
    return OPAQUE | labelsOfList(text, end + 4);
  }
  return OPAQUE;
}

function isAt(text: Text, start: u32, name: Text): bool {
  if (start + name.length > text.length) return false;
  return memory.compare(text.at + start, name.at, name.length) === 0;
}

function labelsOfList(text: Text, start: u32): u32 {
  let labels: u32 = 0;
  let from = start;
  let i = start;
  for (; i < text.length && i < start + MAX_LIST_BYTES; i++) {
    const byte = text.byte(i);
    if (byte !== SPACE && byte !== SEMICOLON && byte !== NEWLINE) continue;
    if (i > from && isSecretFile(around, sliceOf(text, from, i))) labels |= SECRET_NAMES;
    from = i + 1;
    if (byte !== SPACE) break;
  }
  for (let k: u32 = 0; k < looseCount; k++) {
    const found = looseAt(k);
    if (found.at >= start && found.at <= i) labels |= found.labels;
  }
  return labels;
}

function looseAt(index: u32): Loose {
  return changetype<Loose>(loose + index * offsetof<Loose>());
}
