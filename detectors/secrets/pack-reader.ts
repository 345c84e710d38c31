/**
 * Reads the packs (`packs/*.formats`) when the module is built. A line that begins at the margin
 * names a rule, `name severity [risk] message | what to do instead`; the lines below it are its
 * formats:
 *
 *     LITERAL SHAPE [CHECK]               a token; literals may be given as alternatives, `a|b`
 *     after SHAPE LITERAL SHAPE [CHECK]   the same, with a part before its literal
 *     near WORDS SHAPE [CHECK [only]]     a value of the shape, assigned close behind a word; `only`:
 *                                         values of other shapes under that name are none
 *     LITERALS = FINDER                   code of its own finds it around the literal
 *
 * `~` before literals says that case does not count; a blank at the end of one is written `\_`.
 */

import {
  addMistake,
  allocate,
  beginMistakes,
  endMistakes,
  isDigit,
  SEVERITY_CRITICAL,
  SEVERITY_HIGH,
  SEVERITY_LOW,
  SEVERITY_MEDIUM,
  slice,
  sourceAt,
  Text,
} from '../abi';
import { BACKSLASH, HASH, isBlank, NEWLINE, PIPE, SPACE, UNDERSCORE, ZERO } from './bytes';
import { CHECK_RANDOM, checkNamed, UNKNOWN } from './checks';
import { FIND_ASSIGNED, finderNamed } from './finders';
import { literalText } from './literal-text';
import {
  addFormat,
  addRule,
  KIND_FINDER,
  KIND_NEAR,
  KIND_TOKEN,
  keep,
  MIN_LITERAL,
  noteAssignmentRule,
  Rule,
  ruleAt,
  ruleCount,
} from './registry';
import { compileShape, nextPart } from './shape';

const TILDE: u8 = 0x7e;
const FROM_STORE: string = 'read it from the environment or a secret store';
const NO_SEVERITY: u8 = 255;

/** Words of one line, read from left to right. */
@unmanaged
class Line {
  text: Text;
  at: u32;
  /** The parts before the literal. */
  firstBefore: u32;
  beforeCount: u32;
  /** Those behind it. */
  firstPart: u32;
  exclusive: bool;

  /** The next word; empty at the end. */
  next(): Text {
    while (this.at < this.text.length && isBlank(this.text.byte(this.at))) this.at++;
    const start = this.at;
    while (this.at < this.text.length && !isBlank(this.text.byte(this.at))) this.at++;
    return slice(this.text, start, this.at);
  }

  /** What is left, without the blanks around it. */
  rest(): Text {
    return trimmed(slice(this.text, this.at, this.text.length));
  }
}

/** @returns what `configure` returns: the mistakes. */
export function readPacks(sources: usize, sourceCount: u32): usize {
  beginMistakes();
  for (let i: u32 = 0; i < sourceCount; i++) readPack(i, sourceAt(sources, i).text);
  return endMistakes();
}

function readPack(source: u32, pack: Text): void {
  let number: u32 = 0;
  let start: u32 = 0;
  while (start < pack.length) {
    let end = start;
    while (end < pack.length && pack.byte(end) !== NEWLINE) end++;
    number++;
    const mistake = readLine(slice(pack, start, end));
    if (mistake !== '') addMistake(source, number, 1, literalText(mistake));
    start = end + 1;
  }
}

/** @returns the mistake, or an empty string. */
function readLine(text: Text): string {
  const content = trimmed(text);
  if (content.length === 0 || content.byte(0) === HASH) return '';
  const line = changetype<Line>(allocate(offsetof<Line>(), 4));
  line.text = content;
  line.at = 0;
  line.firstBefore = 0;
  line.beforeCount = 0;
  line.exclusive = false;
  return isBlank(text.byte(0)) ? readFormat(line) : readRule(line);
}

function readRule(line: Line): string {
  const rule = addRule();
  keep(line.next(), changetype<usize>(rule) + offsetof<Rule>('nameAt'));
  rule.severity = severityOf(line.next());
  if (rule.severity === NO_SEVERITY) return 'expected a severity';
  rule.risk = riskOf(rule.severity);
  let rest = line.rest();
  if (rest.length > 0 && isDigit(rest.byte(0))) {
    rule.risk = numberOf(line.next());
    rest = line.rest();
  }
  let bar: u32 = 0;
  while (bar < rest.length && rest.byte(bar) !== PIPE) bar++;
  const message = trimmed(slice(rest, 0, bar));
  if (message.length === 0) return 'expected a message';
  const given = bar < rest.length;
  const instead = given ? trimmed(slice(rest, bar + 1, rest.length)) : literalText(FROM_STORE);
  keep(message, changetype<usize>(rule) + offsetof<Rule>('messageAt'));
  keepInstead(rule, instead);
  return '';
}

/** Most rules say what the rule before them said. */
function keepInstead(rule: Rule, instead: Text): void {
  const last = ruleCount() > 1 ? ruleAt(ruleCount() - 2) : rule;
  if (last !== rule && last.instead.equals(instead)) {
    rule.insteadAt = last.insteadAt;
    rule.insteadLength = last.insteadLength;
  } else {
    keep(instead, changetype<usize>(rule) + offsetof<Rule>('insteadAt'));
  }
}

function readFormat(line: Line): string {
  const first = line.next();
  if (first.is('near')) return readToken(line, line.next(), KIND_NEAR);
  if (!first.is('after')) return readToken(line, first, KIND_TOKEN);
  line.firstBefore = nextPart();
  if (!compileShape(line.next())) return 'malformed shape before the literal';
  line.beforeCount = nextPart() - line.firstBefore;
  return readToken(line, line.next(), KIND_TOKEN);
}

function readToken(line: Line, literals: Text, kind: u8): string {
  const shape = line.next();
  if (shape.is('=')) {
    const finder = finderNamed(line.next());
    if (finder === UNKNOWN) return 'expected a finder';
    if (finder === FIND_ASSIGNED) noteAssignmentRule(ruleCount() - 1);
    return addAlternatives(line, literals, KIND_FINDER, finder);
  }
  line.firstPart = nextPart();
  if (!compileShape(shape) || shape.length === 0) return 'malformed shape';
  const name = line.next();
  const check = name.length === 0 ? CHECK_RANDOM : checkNamed(name);
  if (check === UNKNOWN) return 'expected a check';
  line.exclusive = line.next().is('only');
  return addAlternatives(line, literals, kind, check);
}

/** One format for each literal between bars; they share the shape. */
function addAlternatives(line: Line, literals: Text, kind: u8, code: u8): string {
  const folded = literals.length > 0 && literals.byte(0) === TILDE;
  const anyCase = folded || kind === KIND_NEAR;
  let start: u32 = folded ? 1 : 0;
  while (start < literals.length) {
    let end = start;
    while (end < literals.length && literals.byte(end) !== PIPE) end++;
    if (end - start < MIN_LITERAL) return 'expected a literal of at least three bytes';
    const format = addFormat(withBlanks(slice(literals, start, end)), anyCase);
    format.kind = kind;
    format.code = code;
    format.firstPart = <u16>line.firstPart;
    format.partCount = kind === KIND_FINDER ? 0 : <u8>(nextPart() - line.firstPart);
    format.firstBefore = <u16>line.firstBefore;
    format.beforeCount = <u8>line.beforeCount;
    format.exclusive = line.exclusive;
    start = end + 1;
  }
  return '';
}

/** The literal with blanks for `\_`, written over the source, which no one reads again. */
function withBlanks(literal: Text): Text {
  const last = literal.length - 1;
  if (literal.byte(last) !== UNDERSCORE || literal.byte(last - 1) !== BACKSLASH) return literal;
  store<u8>(literal.at + last - 1, SPACE);
  return slice(literal, 0, last);
}

function severityOf(word: Text): u8 {
  if (word.is('critical')) return SEVERITY_CRITICAL;
  if (word.is('high')) return SEVERITY_HIGH;
  if (word.is('medium')) return SEVERITY_MEDIUM;
  return word.is('low') ? SEVERITY_LOW : NO_SEVERITY;
}

function riskOf(severity: u8): u8 {
  if (severity === SEVERITY_CRITICAL) return 95;
  if (severity === SEVERITY_HIGH) return 90;
  return 60;
}

function numberOf(word: Text): u8 {
  let value: u32 = 0;
  for (let i: u32 = 0; i < word.length; i++) value = value * 10 + word.byte(i) - ZERO;
  return <u8>min(value, 100);
}

function trimmed(text: Text): Text {
  let start: u32 = 0;
  let end = text.length;
  while (start < end && isBlank(text.byte(start))) start++;
  while (end > start && isBlank(text.byte(end - 1))) end--;
  return slice(text, start, end);
}
