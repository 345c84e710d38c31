/** The clauses of a rule, each one line; `match_any` with the lines below it. */

import {
  SEVERITY_CRITICAL,
  SEVERITY_HIGH,
  SEVERITY_LOW,
  SEVERITY_MEDIUM,
  Text,
  textAt,
} from '../../abi';
import { isQuote } from './argument-parser';
import { beginsCall, parseExpression, parsePattern } from './expression-parser';
import { looksAnywhere } from './functions';
import { keepRecord } from './kept';
import {
  Condition,
  listNamed,
  PATTERN_PROGRAM_NOT_IN,
  PATTERN_SERVER_NOT_IN,
  Pattern,
  Rule,
  ruleSet,
  setText,
} from './model';
import {
  at,
  end,
  failAt,
  hasFailed,
  indent,
  isDone,
  peek,
  readLine,
  readName,
  restOfLine,
  skipBlanks,
} from './reader';
import { parseRegex } from './regex-parser';

const EXPECTED: string =
  ': expected match, match_any, match_base_command_not_in, match_server_not_in, only_when, except_when, category, severity, on, redact, reason, nudge or expect';

/** Reads one clause, and goes to the line behind it. */
export function parseClause(rule: Rule): void {
  const start = at;
  const depth = indent;
  const word = readName();
  skipBlanks();
  if (word.is('match_any')) {
    parseMatchAny(rule, depth);
    return;
  }
  if (word.is('match')) parsePattern(addPattern(rule));
  else if (word.is('match_base_command_not_in')) parseNotIn(rule, PATTERN_PROGRAM_NOT_IN);
  else if (word.is('match_server_not_in')) parseNotIn(rule, PATTERN_SERVER_NOT_IN);
  else if (word.is('only_when')) parseCondition(rule, false);
  else if (word.is('except_when')) parseCondition(rule, true);
  else if (word.is('category')) parseCategory(rule);
  else if (word.is('severity')) parseSeverity(rule);
  else if (word.is('on')) parsePlaces(rule);
  else if (word.is('redact')) parseRedact(rule);
  else if (word.is('reason'))
    setText(changetype<usize>(rule) + offsetof<Rule>('reasonAt'), parseQuoted());
  else if (word.is('nudge'))
    setText(changetype<usize>(rule) + offsetof<Rule>('nudgeAt'), parseQuoted());
  else if (word.is('expect')) parseExpect();
  else failAt(start, 'unknown clause', word, EXPECTED);
  readLine();
}

function addPattern(rule: Rule): Pattern {
  const pattern = changetype<Pattern>(keepRecord(offsetof<Pattern>()));
  pattern.rule = rule;
  pattern.next = rule.patterns;
  rule.patterns = pattern;
  return pattern;
}

/** Each line that is indented more than `match_any` itself is a pattern. */
function parseMatchAny(rule: Rule, depth: u32): void {
  if (at < end) {
    failAt(at, 'expected the patterns below match_any, one a line, got', restOfLine(), '');
    return;
  }
  let count = 0;
  readLine();
  while (!isDone && indent > depth && !hasFailed) {
    parsePattern(addPattern(rule));
    count++;
    readLine();
  }
  if (count === 0) failAt(at, 'expected patterns below match_any, indented more', null, '');
}

function parseNotIn(rule: Rule, kind: u8): void {
  const start = at;
  const key = readName();
  if (!key.is('allowed_executables') && !key.is('mcp_allowed_servers')) {
    failAt(start, 'unknown key', key, ': expected allowed_executables or mcp_allowed_servers');
    return;
  }
  const pattern = addPattern(rule);
  pattern.kind = kind;
  pattern.list = listNamed(key);
}

function parseCondition(rule: Rule, negated: bool): void {
  const condition = changetype<Condition>(keepRecord(offsetof<Condition>()));
  condition.negated = negated;
  condition.index = ruleSet().conditionCount++;
  if (beginsCall()) {
    const term = parseExpression();
    condition.term = term;
    condition.anywhere = term !== null && !term.negated && looksAnywhere(term.kind);
  } else {
    condition.regex = parseRegex(restOfLine());
  }
  condition.next = rule.conditions;
  rule.conditions = condition;
}

function parseCategory(rule: Rule): void {
  const start = at;
  const name = readName();
  if (name.length === 0 || at < end) {
    failAt(
      start,
      'expected a category such as destructive, got',
      textAt(start, <u32>(end - start)),
      '',
    );
    return;
  }
  setText(changetype<usize>(rule) + offsetof<Rule>('categoryAt'), name);
}

function parseSeverity(rule: Rule): void {
  const start = at;
  const name = readName();
  if (name.is('low')) rule.severity = SEVERITY_LOW;
  else if (name.is('medium')) rule.severity = SEVERITY_MEDIUM;
  else if (name.is('high')) rule.severity = SEVERITY_HIGH;
  else if (name.is('critical')) rule.severity = SEVERITY_CRITICAL;
  else failAt(start, 'unknown severity', name, ': expected low, medium, high or critical');
}

function parsePlaces(rule: Rule): void {
  rule.channels = 0;
  if (at >= end) failAt(at, 'expected places, such as shell or post-tool', null, '');
  while (at < end && !hasFailed) {
    const start = at;
    const bit = channelBit(readName());
    if (bit === 0) {
      const rest = textAt(start, <u32>(end - start));
      failAt(
        start,
        'unknown place',
        rest,
        ': expected shell, write, read, mcp, fetch, prompt or post-tool',
      );
    }
    rule.channels |= bit;
    skipBlanks();
  }
}

/** The order of detector.wit; 0 for a word that is no place. */
function channelBit(name: Text): u8 {
  if (name.is('shell')) return 1 << 0;
  if (name.is('write')) return 1 << 1;
  if (name.is('read')) return 1 << 2;
  if (name.is('mcp')) return 1 << 3;
  if (name.is('fetch')) return 1 << 4;
  if (name.is('prompt')) return 1 << 5;
  return name.is('post-tool') ? 1 << 6 : 0;
}

function parseRedact(rule: Rule): void {
  rule.redact = true;
  if (at < end) failAt(at, 'expected the end of the line behind redact, got', restOfLine(), '');
}

/** Reaches from the first quote to the same one at the end of the line; nothing inside is special. */
function parseQuoted(): Text {
  const quote = peek();
  if (!isQuote(quote)) {
    failAt(at, 'expected a text in quotes, got', restOfLine(), '');
    return restOfLine();
  }
  if (end - at < 2 || load<u8>(end - 1) !== quote) {
    failAt(at, 'expected the line to end with the quote that opened the text', null, '');
    return restOfLine();
  }
  return textAt(at + 1, <u32>(end - at - 2));
}

/** Whoever tests the file runs these; here they only have to be well formed. */
function parseExpect(): void {
  const start = at;
  const verdict = readName();
  if (!verdict.is('allow') && !verdict.is('ask') && !verdict.is('deny')) {
    failAt(start, 'unknown verdict', verdict, ': expected allow, ask or deny');
    return;
  }
  skipBlanks();
  const place = at;
  if (!isQuote(peek())) {
    const name = readName();
    if (channelBit(name) === 0)
      failAt(place, 'expected a place or a text in quotes, got', restOfLine(), '');
    skipBlanks();
  }
  parseQuoted();
}
