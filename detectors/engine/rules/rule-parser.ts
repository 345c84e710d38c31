/** Statements of a source: rules and lists (docs/rules.md). A mistake leaves out its statement. */

import {
  SEVERITY_CRITICAL,
  SEVERITY_HIGH,
  SEVERITY_LOW,
  SEVERITY_MEDIUM,
  Source,
  Text,
  textAt,
} from '../../abi';
import { isQuote, parseValue } from './argument-parser';
import { parseClause } from './clause-parser';
import { keepRecord } from './kept';
import {
  addRuleToSet,
  addToList,
  List,
  listNamed,
  Rule,
  ruleNamed,
  ruleSet,
  setText,
  TIER_BLOCK,
  TIER_SUSPICIOUS,
  Value,
} from './model';
import {
  advance,
  at,
  beginSource,
  beginStatement,
  currentLine,
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
  tellOfLine,
} from './reader';

export const MAX_RULES: u32 = 4000;
const MAX_NAME_BYTES: u32 = 128;
const COMMA: u8 = 0x2c;
const CLOSE: u8 = 0x29;

/** Reads a source into the rule set. */
export function parseSource(index: u32, source: Source): void {
  const place = defaultChannels(source.name);
  beginSource(index, source.text);
  while (!isDone) {
    beginStatement();
    const line = at;
    if (indent > 0)
      failAt(line, 'expected a rule or a list at the beginning of a line, got', restOfLine(), '');
    else parseStatement(place);
    if (hasFailed) skipBody();
  }
}

function parseStatement(channels: u8): void {
  const start = at;
  const word = readName();
  if (word.is('block')) parseRule(TIER_BLOCK, channels);
  else if (word.is('suspicious')) parseRule(TIER_SUSPICIOUS, channels);
  else if (word.is('list')) parseList();
  else {
    const line = textAt(start, <u32>(end - start));
    failAt(start, 'expected block, suspicious or list, got', line, '');
  }
}

/** What belongs to a statement that can't be used. */
function skipBody(): void {
  do readLine();
  while (!isDone && indent > 0);
}

/** `edit.rules`, `mcp.rules`, `post.rules`; every other file is about the shell. */
function defaultChannels(name: Text): u8 {
  let begin: u32 = 0;
  for (let i: u32 = 0; i < name.length; i++) {
    if (name.byte(i) === 0x2f) begin = i + 1;
  }
  if (name.holdsAt(begin, 'edit')) return 1 << 1;
  if (name.holdsAt(begin, 'mcp')) return 1 << 3;
  return name.holdsAt(begin, 'post') ? 1 << 6 : 1 << 0;
}

function parseRule(tier: u8, channels: u8): void {
  const name = parseName();
  if (hasFailed) return;
  const line = currentLine();
  const rule = changetype<Rule>(keepRecord(offsetof<Rule>()));
  setText(changetype<usize>(rule), name);
  rule.tier = tier;
  rule.channels = channels;
  rule.severity = tier === TIER_BLOCK ? SEVERITY_HIGH : SEVERITY_MEDIUM;
  readLine();
  while (!isDone && indent > 0 && !hasFailed) parseClause(rule);
  if (hasFailed) return;
  finishRule(rule, line);
}

/** `"name"` up to the end of the line. */
function parseName(): Text {
  skipBlanks();
  const start = at;
  const quote = peek();
  if (!isQuote(quote)) {
    failAt(start, 'expected a name in quotes, as in block "my-rule"', null, '');
    return restOfLine();
  }
  advance(1);
  const from = at;
  while (at < end && peek() !== quote) advance(1);
  const name = textAt(from, <u32>(at - from));
  if (at >= end) failAt(start, 'expected the closing quote', null, '');
  advance(1);
  skipBlanks();
  if (at < end) failAt(at, 'expected the end of the line behind the name, got', restOfLine(), '');
  if (name.length === 0 || name.length > MAX_NAME_BYTES) {
    failAt(start, 'expected a name of 1 to 128 bytes', null, '');
  }
  if (ruleNamed(name) !== null) failAt(start, 'there is another rule named', name, '');
  if (ruleSet().ruleCount >= MAX_RULES) failAt(start, 'expected at most 4000 rules', null, '');
  return name;
}

/** Takes the rule in, if it is whole. */
function finishRule(rule: Rule, line: u32): void {
  if (rule.patterns === null) {
    tellOfLine(line, 'expected a match, match_any or match_.._not_in in rule', rule.name);
  } else if (rule.reason.length === 0 && rule.nudge.length === 0) {
    tellOfLine(line, 'expected a nudge "..." or a reason "..." in rule', rule.name);
  } else if (!hasFittingSeverity(rule)) {
    const what =
      'expected severity high or critical in block, low or medium in suspicious, in rule';
    tellOfLine(line, what, rule.name);
  } else {
    addRuleToSet(rule);
  }
}

function hasFittingSeverity(rule: Rule): bool {
  const severity = rule.severity;
  if (rule.tier === TIER_BLOCK) return severity === SEVERITY_HIGH || severity === SEVERITY_CRITICAL;
  return severity === SEVERITY_LOW || severity === SEVERITY_MEDIUM;
}

function parseList(): void {
  skipBlanks();
  const start = at;
  const name = readName();
  if (name.length === 0 || at < end) {
    failAt(
      start,
      'expected a name of letters, digits, "-" and "_", got',
      textAt(start, <u32>(end - start)),
      '',
    );
    return;
  }
  if (isSetting(name)) {
    failAt(start, 'expected the configuration to say what is in', name, '');
    return;
  }
  const list = listNamed(name);
  list.isDefined = true;
  readLine();
  while (!isDone && indent > 0 && !hasFailed) {
    parseEntries(list);
    readLine();
  }
}

function parseEntries(list: List): void {
  while (at < end && !hasFailed) {
    if (peek() === COMMA) advance(1);
    else if (peek() === CLOSE) failAt(at, 'expected an entry of the list, got', restOfLine(), '');
    else {
      const start = at;
      const value: Value = parseValue();
      const inner = value.list;
      if (inner !== null && !mayHold(list, inner)) {
        const why = ': a list within a list holds no further lists';
        failAt(start, 'expected a list of words, got', inner.name, why);
        return;
      }
      addToList(list, value);
    }
    skipBlanks();
  }
}

/** These decide what a rule may ask for at all; a rule file must not widen them. */
function isSetting(name: Text): bool {
  return name.isOneOf('allowed_executables mcp_allowed_servers disabled_rules');
}

/** One level deep only: lists within lists without end would take time without end. */
function mayHold(list: List, inner: List): bool {
  if (list === inner || list.isInner || inner.holdsLists) return false;
  list.holdsLists = true;
  inner.isInner = true;
  return true;
}
