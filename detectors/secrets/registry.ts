/**
 * The formats that are looked for, and the prefilter over all of their literals: a table indexed by
 * two bytes says in one load whether any literal begins here, and names the first that does.
 * Filled once, when the module starts; read-only from then on.
 */

import { Text } from '../abi';
import { compileShape, nextPart } from './shape';
import { Span } from './span';

/** Judges a token whose shape is right. The span is the token without its literal. */
export type Check = (text: Text, body: Span) => bool;
/** Finds a secret around the literal that stands at `at`. */
export type Finder = (text: Text, at: u32) => Span;

/** One literal and what has to be true around it. Either `finder` is set, or shape and `check`. */
@unmanaged
export class Format {
  rule: u32;
  literal: string;
  firstPart: u32;
  partCount: u32;
  check: Check | null;
  finder: Finder | null;
  /** The next format whose literal begins with the same two bytes; 0 for none. */
  next: u32;
}

/** Formats are numbered from 1; the table holds the number in one byte. */
const MAX_FORMATS: u32 = 255;
const FORMATS: usize = memory.data((MAX_FORMATS + 1) * offsetof<Format>(), 4);
const TABLE: usize = memory.data(65536);
let formatCount: u32 = 0;

/** The format with this number. */
export function formatAt(number: u32): Format {
  return changetype<Format>(FORMATS + number * offsetof<Format>());
}

/** The first format whose literal begins with these two bytes; 0 for none. */
export function candidateAt(text: Text, at: u32): u32 {
  return load<u8>(TABLE + text.pair(at));
}

/** A token: a literal, then a shape, then a check of what the shape took. */
export function addFormat(rule: u32, literal: string, shape: string, check: Check): void {
  const format = addLiteral(rule, literal);
  format.firstPart = nextPart();
  compileShape(shape);
  format.partCount = nextPart() - format.firstPart;
  format.check = check;
}

/** A secret that its own code finds, wherever the literal stands. */
export function addFinder(rule: u32, literal: string, finder: Finder): void {
  addLiteral(rule, literal).finder = finder;
}

/** Formats with the same two first bytes form a list in the order in which they were added. */
function addLiteral(rule: u32, literal: string): Format {
  if (formatCount >= MAX_FORMATS) unreachable();
  const number = ++formatCount;
  const format = formatAt(number);
  format.rule = rule;
  format.literal = literal;
  const slot = TABLE + (literal.charCodeAt(0) | (literal.charCodeAt(1) << 8));
  const first: u32 = load<u8>(slot);
  if (first === 0) store<u8>(slot, <u8>number);
  else lastOf(first).next = number;
  return format;
}

function lastOf(first: u32): Format {
  let format = formatAt(first);
  while (format.next !== 0) format = formatAt(format.next);
  return format;
}
