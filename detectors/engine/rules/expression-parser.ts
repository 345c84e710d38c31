/** Expressions: `command(rm) with_flags(-r) targets(root home)`. */

import { Text, textAt } from '../../abi';
import { parseArguments } from './argument-parser';
import { FN_COMMAND, FN_NONE, FUNCTION_NAMES, functionNamed } from './functions';
import { keepRecord } from './kept';
import { PATTERN_EXPRESSION, PATTERN_REGEX, Pattern, Term } from './model';
import {
  advance,
  at,
  continuesLine,
  end,
  failAt,
  failSuggesting,
  hasFailed,
  isNameByte,
  peek,
  readName,
  restOfLine,
  skipBlanks,
} from './reader';
import { parseRegex } from './regex-parser';
import { literal } from './strings';
import { closest } from './suggestion';

const OPEN: u8 = 0x28;

/** A pattern: an expression when it begins with a name and `(`, else a regex up to the line's end. */
export function parsePattern(pattern: Pattern): void {
  if (beginsCall()) {
    pattern.kind = PATTERN_EXPRESSION;
    pattern.term = parseExpression();
    return;
  }
  pattern.kind = PATTERN_REGEX;
  const text = restOfLine();
  if (text.length === 0) {
    failAt(at, 'expected an expression or a regex behind "match"', null, '');
    return;
  }
  const regex = parseRegex(text);
  if (regex !== null) pattern.regex = regex;
}

export function beginsCall(): bool {
  let i = at;
  while (i < end && isNameByte(load<u8>(i))) i++;
  return i > at && i < end && load<u8>(i) === OPEN;
}

/** A row of calls up to the end of the line. Null after a mistake. */
export function parseExpression(): Term | null {
  let first: Term | null = null;
  let last: Term | null = null;
  while (!hasFailed) {
    skipBlanks();
    if (continuesLine()) continue;
    if (at >= end) break;
    const term = parseCall();
    if (term === null) return null;
    if (last === null) first = term;
    else last.next = term;
    last = term;
  }
  return first;
}

function parseCall(): Term | null {
  const start = at;
  const name = readName();
  if (name.length === 0 || peek() !== OPEN) {
    failAt(
      start,
      'expected a function such as command(..), got',
      textAt(start, <u32>(end - start)),
      '',
    );
    return null;
  }
  const kind = functionNamed(name);
  if (kind === FN_NONE) {
    failUnknown(start, name);
    return null;
  }
  advance(1);
  const term = changetype<Term>(keepRecord(offsetof<Term>()));
  term.kind = kind;
  term.negated = name.startsWith('without_');
  parseArguments(term);
  if (hasFailed) return null;
  if (kind === FN_COMMAND && term.values === null) {
    failAt(start, 'expected the name of a program in', name, '(..)');
    return null;
  }
  return term;
}

function failUnknown(start: usize, name: Text): void {
  const meant = closest(name, literal(FUNCTION_NAMES));
  if (meant === null)
    failAt(start, 'unknown function', name, ': docs/rules.md lists the functions');
  else failSuggesting(start, 'unknown function', name, meant);
}
