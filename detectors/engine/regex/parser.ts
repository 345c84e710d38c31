/**
 * RE2's syntax, read from left to right into a tree. What RE2 has and this lacks is refused by name:
 * a pattern never means something else here than there.
 */

import { addRange, beginClass, endClass, foldClass, negateFrom } from './character-class';
import {
  ASTERISK,
  BACKSLASH,
  CARET,
  CLOSE_BRACE,
  CLOSE_PARENTHESIS,
  COMMA,
  DOLLAR,
  DOT,
  END,
  isDigit,
  LOWER_B,
  LOWER_Z,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PARENTHESIS,
  PIPE,
  PLUS,
  QUESTION,
  UPPER_A,
  UPPER_B,
  ZERO,
} from './characters';
import { parseClass, parseClassEscape, parseUnicodeClass } from './class-parser';
import { isClassEscape, readEscape } from './escape';
import { hasCases } from './fold';
import {
  FLAG_FOLD,
  FLAG_LINES,
  FLAG_NEWLINE,
  GROUP_FLAGS_ONLY,
  groupFlags,
  openGroup,
} from './group-parser';
import { fail, failed, NOT_LINEAR } from './pattern-error';
import { beginReading, peek, peekSecond, position, read, readIf, rewind } from './pattern-reader';
import {
  addChild,
  createList,
  createLiteral,
  createLook,
  createNode,
  LOOK_LINE_END,
  LOOK_LINE_START,
  LOOK_NO_WORD_BORDER,
  LOOK_TEXT_END,
  LOOK_TEXT_START,
  LOOK_WORD_BORDER,
  NODE_ALTERNATION,
  NODE_CONCATENATION,
  NODE_EMPTY,
  NODE_REPETITION,
  Node,
  UNLIMITED,
  unwrap,
} from './syntax-tree';
import { isUnicodeEscape } from './unicode-class';

/** Of groups within groups: parser and compiler call themselves. */
const MAX_DEPTH: u32 = 200;
/** Of the numbers in `{n,m}`, as in RE2. */
const MAX_COUNT: u32 = 1000;

let flags: u32 = 0;
let depth: u32 = 0;

/** Reads the whole pattern. The tree means nothing when `failed` is set. */
export function parsePattern(at: usize, length: u32): Node {
  flags = 0;
  depth = 0;
  beginReading(at, length);
  const tree = parseAlternation();
  if (peek() === CLOSE_PARENTHESIS) {
    fail('a closing parenthesis without its group', position, position + 1, '');
  }
  return tree;
}

function parseAlternation(): Node {
  const choices = createList(NODE_ALTERNATION);
  addChild(choices, parseConcatenation());
  while (!failed && readIf(PIPE)) addChild(choices, parseConcatenation());
  return unwrap(choices);
}

function parseConcatenation(): Node {
  const sequence = createList(NODE_CONCATENATION);
  while (!failed && peek() !== END && peek() !== PIPE && peek() !== CLOSE_PARENTHESIS) {
    const part = parseRepetitions();
    if (part.kind !== NODE_EMPTY) addChild(sequence, part);
  }
  return sequence.first === null ? createNode(NODE_EMPTY) : unwrap(sequence);
}

function parseRepetitions(): Node {
  const operatorStart = position;
  const repeated = parseAtom();
  if (failed) return repeated;
  const repetition = createNode(NODE_REPETITION);
  repetition.operatorStart = position;
  if (!readOperator(repetition)) return repeated;
  repetition.operatorEnd = position;
  addChild(repetition, repeated);
  repetition.nullable = repetition.minimum === 0 || repeated.nullable;
  refuseSecondOperator(operatorStart);
  return repetition;
}

/** Reads `*`, `+`, `?` or `{n,m}`, and the `?` behind it that makes it lazy. */
function readOperator(repetition: Node): bool {
  if (!readLimits(repetition)) return false;
  repetition.greedy = !readIf(QUESTION);
  return true;
}

function readLimits(repetition: Node): bool {
  repetition.maximum = UNLIMITED;
  if (readIf(ASTERISK)) return true;
  if (readIf(PLUS)) {
    repetition.minimum = 1;
    return true;
  }
  if (readIf(QUESTION)) {
    repetition.maximum = 1;
    return true;
  }
  return peek() === OPEN_BRACE && readCounts(repetition);
}

/** `{n}`, `{n,}`, `{n,m}`; any other brace stands for itself, as in RE2. */
function readCounts(repetition: Node): bool {
  const start = position;
  read();
  if (!isDigit(peek())) return notCounts(start);
  repetition.minimum = readCount();
  repetition.maximum = repetition.minimum;
  if (readIf(COMMA)) repetition.maximum = isDigit(peek()) ? readCount() : UNLIMITED;
  if (!readIf(CLOSE_BRACE)) return notCounts(start);
  const largest = repetition.maximum === UNLIMITED ? repetition.minimum : repetition.maximum;
  if (max(largest, repetition.minimum) > MAX_COUNT) {
    fail('the repetition', start, position, 'is over the limit of 1000');
  } else if (repetition.maximum < repetition.minimum) {
    fail('a repetition in the wrong order', start, position, '');
  }
  return true;
}

function notCounts(start: u32): bool {
  rewind(start);
  return false;
}

/** Stops growing above the limit, so that no number of digits overflows. */
function readCount(): u32 {
  let count: u32 = 0;
  while (isDigit(peek())) count = min(count * 10 + (read() - ZERO), MAX_COUNT + 1);
  return count;
}

function refuseSecondOperator(start: u32): void {
  const second = position;
  const probe = createNode(NODE_REPETITION);
  const possessive = peek() === PLUS;
  if (!readLimits(probe)) return;
  if (possessive) fail('a possessive repetition', second, position, NOT_LINEAR);
  else fail('a repetition of a repetition', start, position, '');
}

function parseAtom(): Node {
  const character = peek();
  if (character === OPEN_PARENTHESIS) return parseGroup();
  if (character === OPEN_BRACKET) return parseClass((flags & FLAG_FOLD) !== 0);
  if (character === BACKSLASH) return parseEscape();
  if (isOperator(character)) {
    fail('a repetition of nothing', position, position + 1, '');
    return createNode(NODE_EMPTY);
  }
  read();
  if (character === DOT) return anyCharacter();
  const lines = (flags & FLAG_LINES) !== 0;
  if (character === CARET) return createLook(lines ? LOOK_LINE_START : LOOK_TEXT_START);
  if (character === DOLLAR) return createLook(lines ? LOOK_LINE_END : LOOK_TEXT_END);
  return literal(character);
}

function isOperator(character: u32): bool {
  return character === ASTERISK || character === PLUS || character === QUESTION;
}

function parseGroup(): Node {
  const start = position;
  const outerFlags = flags;
  const kind = openGroup(flags);
  flags = groupFlags;
  if (kind === GROUP_FLAGS_ONLY && isOperator(peek())) {
    fail('a repetition of nothing', position, position + 1, '');
  }
  if (failed || kind === GROUP_FLAGS_ONLY) return createNode(NODE_EMPTY);
  if (++depth > MAX_DEPTH) {
    fail('a group', start, start + 1, 'is nested deeper than the limit of 200');
    return createNode(NODE_EMPTY);
  }
  const content = parseAlternation();
  if (!readIf(CLOSE_PARENTHESIS)) {
    fail('a group without its closing parenthesis', start, start + 1, '');
  }
  depth--;
  flags = outerFlags;
  return content;
}

function parseEscape(): Node {
  const letter = peekSecond();
  if (isClassEscape(letter)) return parseClassEscape();
  if (isUnicodeEscape(letter)) return parseUnicodeClass((flags & FLAG_FOLD) !== 0);
  const look = lookOf(letter);
  if (look === NO_LOOK) return literal(readEscape());
  read();
  read();
  return createLook(look);
}

const NO_LOOK: u8 = 0xff;

function lookOf(letter: u32): u8 {
  if (letter === UPPER_A) return LOOK_TEXT_START;
  if (letter === LOWER_Z) return LOOK_TEXT_END;
  if (letter === LOWER_B) return LOOK_WORD_BORDER;
  return letter === UPPER_B ? LOOK_NO_WORD_BORDER : NO_LOOK;
}

function anyCharacter(): Node {
  beginClass();
  if ((flags & FLAG_NEWLINE) === 0) addRange(NEWLINE, NEWLINE);
  negateFrom(0);
  return endClass();
}

/** Letters of ASCII stay literals in either case, so that a literal can be searched for. */
function literal(character: u32): Node {
  const folded = (flags & FLAG_FOLD) !== 0 && hasCases(character);
  if (!folded || character < 0x80) return createLiteral(character, folded);
  beginClass();
  addRange(character, character);
  foldClass();
  return endClass();
}
