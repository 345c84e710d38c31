/**
 * A range of characters as sequences of byte ranges (RFC 3629). Each sequence is compiled from its
 * last byte to its first; sequences of one class share what they end in.
 */

import { addInstruction, OP_RANGE, OP_SPLIT, Program } from './program';
import { Node } from './syntax-tree';

/** The last character of each width, but for the widest. */
const LAST_OF_ONE: u32 = 0x7f;
const LAST_OF_TWO: u32 = 0x7ff;
const LAST_OF_THREE: u32 = 0xffff;
const CONTINUATION: u32 = 0x80;
const CONTINUATION_BITS: u32 = 6;
/** The bit between upper and lower case of ASCII. */
const CASE_BIT: u32 = 0x20;
const NOTHING: u32 = 0xffff_ffff;

let classStart: u32 = 0;
let choice: u32 = 0;

/** Compiles a class. @returns where it begins; without any range it never matches. */
export function compileClass(program: Program, node: Node, next: u32): u32 {
  classStart = program.count;
  choice = NOTHING;
  for (let i = node.rangeCount; i > 0; i--) {
    const range = node.range(i - 1);
    splitByWidth(program, range.first, range.last, next);
  }
  return choice === NOTHING ? addRange(program, 1, 0, next) : choice;
}

/** Compiles the bytes of one character. */
export function compileCharacter(program: Program, character: u32, next: u32): u32 {
  classStart = program.count;
  choice = NOTHING;
  splitByWidth(program, character, character, next);
  return choice;
}

/** Compiles a letter of ASCII in either case. */
export function compileBothCases(program: Program, letter: u32, next: u32): u32 {
  classStart = program.count;
  choice = NOTHING;
  splitByWidth(program, letter | CASE_BIT, letter | CASE_BIT, next);
  splitByWidth(program, letter & ~CASE_BIT, letter & ~CASE_BIT, next);
  return choice;
}

function splitByWidth(program: Program, first: u32, last: u32, next: u32): void {
  addWidth(program, max(first, LAST_OF_THREE + 1), last, 4, next);
  addWidth(program, max(first, LAST_OF_TWO + 1), min(last, LAST_OF_THREE), 3, next);
  addWidth(program, max(first, LAST_OF_ONE + 1), min(last, LAST_OF_TWO), 2, next);
  addWidth(program, first, min(last, LAST_OF_ONE), 1, next);
}

/**
 * Splits a range of one width until every byte of a sequence can be chosen independently of the
 * others: the range then begins and ends with all lower bits clear and set.
 */
function addWidth(program: Program, first: u32, last: u32, width: u32, next: u32): void {
  if (first > last) return;
  for (let i: u32 = 1; i < width; i++) {
    const low: u32 = (1 << (i * CONTINUATION_BITS)) - 1;
    if ((first & ~low) === (last & ~low)) continue;
    if ((first & low) !== 0) {
      addWidth(program, (first | low) + 1, last, width, next);
      addWidth(program, first, first | low, width, next);
      return;
    }
    if ((last & low) !== low) {
      addWidth(program, last & ~low, last, width, next);
      addWidth(program, first, (last & ~low) - 1, width, next);
      return;
    }
  }
  addSequence(program, first, last, width, next);
}

function addSequence(program: Program, first: u32, last: u32, width: u32, next: u32): void {
  let at = next;
  for (let i: u32 = 0; i < width; i++) {
    const low = byteOf(first, width, i);
    const high = byteOf(last, width, i);
    at = addRange(program, low, high, at);
  }
  choice = choice === NOTHING ? at : addInstruction(program, OP_SPLIT, at, choice);
}

/** The byte with index `i`, counted from the end of the character's bytes. */
function byteOf(character: u32, width: u32, i: u32): u32 {
  const bits = character >> (i * CONTINUATION_BITS);
  if (i + 1 < width) return CONTINUATION | (bits & 0x3f);
  if (width === 1) return bits;
  return ((0xf00 >> width) & 0xff) | bits;
}

/** An equal instruction of the same class is used again. */
function addRange(program: Program, low: u32, high: u32, next: u32): u32 {
  for (let i = classStart; i < program.count; i++) {
    const known = program.instruction(i);
    const same = known.op === OP_RANGE && known.low === low && known.high === high;
    if (same && known.next === next) return i;
  }
  const index = addInstruction(program, OP_RANGE, next, 0);
  const added = program.instruction(index);
  added.low = <u8>low;
  added.high = <u8>high;
  return index;
}
