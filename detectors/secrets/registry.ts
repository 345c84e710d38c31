/**
 * The rules and formats that are looked for, and the prefilter over all literals: a hash of three
 * bytes, whose case does not count, says in one load whether any literal may begin here, and names
 * the first that may. The build fills it from the packs; it is read-only from then on, and lies in
 * `memory.data` alone, so that the module can be stored with it.
 */

import { Text, toLower } from '../abi';

/** A literal, a shape and a check. */
export const KIND_TOKEN: u8 = 0;
/** Code of its own finds the secret around the literal. */
export const KIND_FINDER: u8 = 1;
/** The literal is a word, close behind which a value of the shape is assigned. */
export const KIND_NEAR: u8 = 2;

/** What a rule says of itself. */
@unmanaged
export class Rule {
  nameAt: usize;
  nameLength: u32;
  messageAt: usize;
  messageLength: u32;
  insteadAt: usize;
  insteadLength: u32;
  severity: u8;
  risk: u8;

  get name(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Rule>('nameAt'));
  }

  get message(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Rule>('messageAt'));
  }

  get instead(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Rule>('insteadAt'));
  }
}

/** One literal and what has to be true around it. */
@unmanaged
export class Format {
  literalAt: usize;
  /** Of the first of a list: the fourth bytes of all its literals, by their lowest five bits. */
  fourths: u32;
  literalLength: u16;
  rule: u16;
  firstPart: u16;
  /** Parts before the literal; they belong to the token as well. */
  firstBefore: u16;
  /** The next format whose literal begins alike; 0 for none. */
  next: u16;
  partCount: u8;
  beforeCount: u8;
  kind: u8;
  /** The number of the check or of the finder. */
  code: u8;
  anyCase: bool;
  /** Of a word: no other value that is assigned to its name is a secret. */
  exclusive: bool;

  /** The literal stands at `at`. */
  standsAt(text: Text, at: u32): bool {
    const length: u32 = this.literalLength;
    if (at + length > text.length) return false;
    for (let i: u32 = 0; i < length; i++) {
      const byte = text.byte(at + i);
      const wanted = load<u8>(this.literalAt + i);
      if (byte !== wanted && (!this.anyCase || toLower(byte) !== wanted)) return false;
    }
    return true;
  }
}

@unmanaged
class Counts {
  rules: u32;
  formats: u32;
  textBytes: u32;
  /** The rule for what nothing but its name calls a secret. */
  assignmentRule: u32;
}

/** A shorter literal would be everywhere. */
export const MIN_LITERAL: u32 = 3;
const MAX_RULES: u32 = 800;
/** Formats are numbered from 1. */
const MAX_FORMATS: u32 = 2000;
const MAX_TEXT_BYTES: u32 = 65536;
const SLOT_BITS: u32 = 15;

const RULES: usize = memory.data(MAX_RULES * offsetof<Rule>(), 4);
const FORMATS: usize = memory.data((MAX_FORMATS + 1) * offsetof<Format>(), 4);
const TEXTS: usize = memory.data(MAX_TEXT_BYTES, 4);
const TABLE: usize = memory.data(65536, 4);
const COUNTS: usize = memory.data(offsetof<Counts>(), 4);

function counts(): Counts {
  return changetype<Counts>(COUNTS);
}

export function ruleCount(): u32 {
  return counts().rules;
}

export function ruleAt(index: u32): Rule {
  return changetype<Rule>(RULES + index * offsetof<Rule>());
}

/** The format with this number. */
export function formatAt(number: u32): Format {
  return changetype<Format>(FORMATS + number * offsetof<Format>());
}

/** The first format whose literal may begin with these three bytes, the first one lowest. */
export function candidateOf(bytes: u32): u32 {
  const folded = (bytes & 0xffffff) | 0x202020;
  return load<u16>(TABLE + (((folded * 0x9e3779b1) >>> (32 - SLOT_BITS)) << 1));
}

/** The rule that judges an assignment; `noteAssignmentRule` says which one it is. */
export function assignmentRule(): u32 {
  return counts().assignmentRule;
}

export function noteAssignmentRule(rule: u32): void {
  counts().assignmentRule = rule;
}

/** A literal of the list may go on with this byte, whose case does not count. */
export function mayGoOn(first: u32, fourth: u8): bool {
  return (formatAt(first).fourths & bitOf(fourth)) !== 0;
}

function bitOf(byte: u8): u32 {
  return (<u32>1) << (byte & 31);
}

/** Makes room for a rule; its index is its place. Traps when the packs outgrow the tables. */
export function addRule(): Rule {
  if (counts().rules >= MAX_RULES) unreachable();
  return ruleAt(counts().rules++);
}

/** Makes a format of the last rule; formats whose literals begin alike are tried in order. */
export function addFormat(literal: Text, anyCase: bool): Format {
  if (counts().formats >= MAX_FORMATS) unreachable();
  const number = ++counts().formats;
  const format = formatAt(number);
  format.literalAt = kept(literal);
  format.literalLength = <u16>literal.length;
  format.anyCase = anyCase;
  format.rule = <u16>(counts().rules - 1);
  const bytes = load<u16>(format.literalAt) | ((<u32>load<u8>(format.literalAt, 2)) << 16);
  const folded = bytes | 0x202020;
  const slot = TABLE + (((folded * 0x9e3779b1) >>> (32 - SLOT_BITS)) << 1);
  const first: u32 = load<u16>(slot);
  if (first === 0) store<u16>(slot, <u16>number);
  else lastOf(first).next = <u16>number;
  const head = first === 0 ? format : formatAt(first);
  head.fourths |= literal.length > MIN_LITERAL ? bitOf(literal.byte(MIN_LITERAL)) : u32.MAX_VALUE;
  return format;
}

/** Notes at `slot` where a copy of the text stays. */
export function keep(text: Text, slot: usize): void {
  store<usize>(slot, kept(text));
  store<u32>(slot + sizeof<usize>(), text.length);
}

/** Copies the text to where it stays. */
function kept(text: Text): usize {
  const used = counts().textBytes;
  if (used + text.length > MAX_TEXT_BYTES) unreachable();
  counts().textBytes = used + text.length;
  memory.copy(TEXTS + used, text.at, text.length);
  return TEXTS + used;
}

function lastOf(first: u32): Format {
  let format = formatAt(first);
  while (format.next !== 0) format = formatAt(format.next);
  return format;
}
