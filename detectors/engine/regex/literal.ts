/**
 * The literal that every match contains. A text without it can't match, and looking for a literal is
 * several times as fast as matching.
 */

import { allocate } from '../../abi';
import {
  NODE_CONCATENATION,
  NODE_EMPTY,
  NODE_LITERAL,
  NODE_LOOK,
  NODE_REPETITION,
  Node,
} from './syntax-tree';

/** What is longer finds nothing faster. */
const MAX_BYTES: u32 = 32;
/** A prefix from this length on goes before a longer literal: matching can begin behind a gap. */
const GOOD_PREFIX_BYTES: u32 = 3;
/** The bit between upper and lower case of ASCII. */
const CASE_BIT: u8 = 0x20;

/** Bytes and, for each, the bits to set in the text before comparing. */
@unmanaged
export class Literal {
  bytesAt: usize;
  masksAt: usize;
  length: u32;
  /** Every match begins with it. */
  isPrefix: bool;
}

const bytes: usize = memory.data(32, 4);
const masks: usize = memory.data(32, 4);
let runLength: u32 = 0;
/** Nothing was taken from the text before the run. */
let runIsPrefix: bool = false;

/** Finds the best one; without any, its length is 0. */
export function requiredLiteral(tree: Node): Literal {
  const literal = changetype<Literal>(allocate(offsetof<Literal>(), 4));
  literal.bytesAt = allocate(MAX_BYTES, 4);
  literal.masksAt = allocate(MAX_BYTES, 4);
  literal.length = 0;
  literal.isPrefix = false;
  runLength = 0;
  runIsPrefix = true;
  visit(tree, literal);
  endRun(literal);
  return literal;
}

function visit(node: Node, literal: Literal): void {
  if (node.kind === NODE_LOOK || node.kind === NODE_EMPTY) return;
  if (node.kind === NODE_LITERAL) {
    extendRun(node, literal);
    return;
  }
  if (node.kind === NODE_CONCATENATION) {
    for (let child: Node | null = node.first; child !== null; child = child!.next)
      visit(child, literal);
    return;
  }
  if (node.kind === NODE_REPETITION && node.minimum > 0) {
    // Its first round follows what was before; behind its last one, a new run begins.
    visit(node.first!, literal);
  }
  endRun(literal);
}

function extendRun(node: Node, literal: Literal): void {
  const character = node.character;
  if (character >= 0x80) appendWide(character, literal);
  else appendByte(<u8>character, node.folded ? CASE_BIT : 0, literal);
}

/** Appends the bytes of a character outside of ASCII (RFC 3629 s3). */
function appendWide(character: u32, literal: Literal): void {
  if (character > 0xffff) appendByte(<u8>(0xf0 | (character >> 18)), 0, literal);
  if (character > 0xffff) appendByte(<u8>(0x80 | ((character >> 12) & 0x3f)), 0, literal);
  else if (character > 0x7ff) appendByte(<u8>(0xe0 | (character >> 12)), 0, literal);
  if (character > 0x7ff) appendByte(<u8>(0x80 | ((character >> 6) & 0x3f)), 0, literal);
  else appendByte(<u8>(0xc0 | (character >> 6)), 0, literal);
  appendByte(<u8>(0x80 | (character & 0x3f)), 0, literal);
}

function appendByte(byte: u8, mask: u8, literal: Literal): void {
  if (runLength === MAX_BYTES) endRun(literal);
  store<u8>(bytes + runLength, byte | mask);
  store<u8>(masks + runLength, mask);
  runLength++;
}

/** Keeps the run if it is the best so far. */
function endRun(literal: Literal): void {
  const isSettled = literal.isPrefix && literal.length >= GOOD_PREFIX_BYTES;
  if (runLength > literal.length && !isSettled) {
    memory.copy(literal.bytesAt, bytes, runLength);
    memory.copy(literal.masksAt, masks, runLength);
    literal.length = runLength;
    literal.isPrefix = runIsPrefix;
  }
  runLength = 0;
  runIsPrefix = false;
}
