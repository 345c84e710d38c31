/**
 * Rules as they stand in memory. All of it lives in the kept region, and nothing but plain memory
 * leads to it: the build runs this code over the built-in packs and stores the memory it leaves.
 */

import { Text } from '../../abi';
import { Regex } from '../regex/regex';
import { keep, keepRecord } from './kept';
import { intern } from './strings';

export const TIER_BLOCK: u8 = 0;
export const TIER_SUSPICIOUS: u8 = 1;

/** What a pattern is. */
export const PATTERN_REGEX: u8 = 0;
export const PATTERN_EXPRESSION: u8 = 1;
export const PATTERN_PROGRAM_NOT_IN: u8 = 2;
export const PATTERN_SERVER_NOT_IN: u8 = 3;

/** One argument of a function, or one entry of a list. */
@unmanaged
export class Value {
  /** A text, or a list: then the lowest bit is set. */
  private what: usize;
  next: Value | null;

  get text(): Text {
    return changetype<Text>(this.what);
  }

  /** Null for a text. */
  get list(): List | null {
    return (this.what & IS_LIST) === 0 ? null : changetype<List>(this.what & ~IS_LIST);
  }

  set list(list: List | null) {
    this.what = changetype<usize>(list) | IS_LIST;
  }

  /** The text, or nothing for a list, as an argument that is quoted. */
  set text(text: Text) {
    this.what = changetype<usize>(text);
  }
}

const IS_LIST: usize = 1;

/** A named list, the union of its definitions. */
@unmanaged
export class List {
  name: Text;
  first: Value | null;
  last: Value | null;
  /** The last value that the table of programs knows, if the list is in it. */
  indexed: Value | null;
  /** Patterns that name their programs by this list. */
  patterns: PatternLink | null;
  /** It is an entry of another list, or has one. Never both. */
  isInner: bool;
  holdsLists: bool;
  /** Somebody has said what is in it. */
  isDefined: bool;
  next: List | null;
}

@unmanaged
export class PatternLink {
  pattern: Pattern;
  next: PatternLink | null;
}

/** A pattern of the regex engine, compiled when it is first needed. */
@unmanaged
export class LazyRegex {
  private at: usize;
  private length: u32;
  compiled: Regex | null;
  /** Every match contains one of these, parted by NUL, in whatever case. Empty: nothing in particular. */
  private literalsAt: usize;
  private literalsLength: u32;
  /** The shortest match, in bytes. */
  minimum: u32;

  get pattern(): Text {
    return changetype<Text>(this);
  }

  get literals(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<LazyRegex>('literalsAt'));
  }
}

/** One call of a function in an expression. */
@unmanaged
export class Term {
  /** One of functions.ts. */
  kind: u8;
  /** The functions that are named `without_..` hold when the others do not. */
  negated: bool;
  /** The largest number, of a range. */
  largest: u16;
  /** Values, a regex, path classes or sources as bits, or the least number: what the function takes. */
  private given: usize;
  next: Term | null;

  get values(): Value | null {
    return changetype<Value | null>(this.given);
  }

  set values(values: Value | null) {
    this.given = changetype<usize>(values);
  }

  get bits(): u32 {
    return <u32>this.given;
  }

  set bits(bits: u32) {
    this.given = bits;
  }

  get regex(): LazyRegex {
    return changetype<LazyRegex>(this.given);
  }

  set regex(regex: LazyRegex) {
    this.given = changetype<usize>(regex);
  }
}

@unmanaged
export class Pattern {
  kind: u8;
  rule: Rule;
  /** A row of functions, a regex, or the configured list of the kinds `.._NOT_IN`. */
  private what: usize;
  next: Pattern | null;

  get term(): Term | null {
    return this.kind === PATTERN_EXPRESSION ? changetype<Term | null>(this.what) : null;
  }

  set term(term: Term | null) {
    this.what = changetype<usize>(term);
  }

  get regex(): LazyRegex {
    return changetype<LazyRegex>(this.what);
  }

  set regex(regex: LazyRegex) {
    this.what = changetype<usize>(regex);
  }

  get list(): List {
    return changetype<List>(this.what);
  }

  set list(list: List) {
    this.what = changetype<usize>(list);
  }
}

/** `only_when` or `except_when`. */
@unmanaged
export class Condition {
  negated: bool;
  /** Any command of the call may fulfil it, not just the one that matched. */
  anywhere: bool;
  /** Its place among all conditions. */
  index: u32;
  term: Term | null;
  regex: LazyRegex | null;
  next: Condition | null;
}

@unmanaged
export class Rule {
  private nameAt: usize;
  private nameLength: u32;
  private categoryAt: usize;
  private categoryLength: u32;
  private reasonAt: usize;
  private reasonLength: u32;
  private nudgeAt: usize;
  private nudgeLength: u32;
  /** Its place in the description. */
  index: u32;
  tier: u8;
  severity: u8;
  redact: bool;
  /** The channels it looks at, as bits. */
  channels: u8;
  disabled: bool;
  patterns: Pattern | null;
  conditions: Condition | null;
  next: Rule | null;

  get name(): Text {
    return changetype<Text>(this);
  }

  get category(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Rule>('categoryAt'));
  }

  get reason(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Rule>('reasonAt'));
  }

  get nudge(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Rule>('nudgeAt'));
  }
}

/** What is in force. */
@unmanaged
class RuleSet {
  rules: Rule | null;
  lastRule: Rule | null;
  ruleCount: u32;
  lists: List | null;
  conditionCount: u32;
  /** Patterns that are asked about a shell call as a whole, and about calls that are none. */
  ofLines: PatternLink | null;
  ofOtherCalls: PatternLink | null;
}

const ruleSetAt: usize = memory.data(32, 8);

export function ruleSet(): RuleSet {
  return changetype<RuleSet>(ruleSetAt);
}

/** Sets a text that is the record's part at `slot`; the bytes are copied. */
export function setText(slot: usize, text: Text): void {
  const at = keep(text.length, 1);
  memory.copy(at, text.at, text.length);
  const target = changetype<Text>(slot);
  target.at = at;
  target.length = text.length;
}

export function createValue(text: Text): Value {
  const value = changetype<Value>(keepRecord(offsetof<Value>()));
  value.text = intern(text);
  return value;
}

/** A pattern, with what tells most texts apart from it before it is compiled. */
export function createRegex(pattern: Text, literals: Text, minimum: u32): LazyRegex {
  const regex = changetype<LazyRegex>(keepRecord(offsetof<LazyRegex>()));
  setText(changetype<usize>(regex), pattern);
  setText(changetype<usize>(regex) + offsetof<LazyRegex>('literalsAt'), literals);
  regex.minimum = minimum;
  return regex;
}

/** The list of this name, or null. */
export function findList(name: Text): List | null {
  for (let list: List | null = ruleSet().lists; list !== null; list = list!.next) {
    if (list.name.equals(name)) return list;
  }
  return null;
}

/** The list of this name; an empty one when there is none yet. */
export function listNamed(name: Text): List {
  const known = findList(name);
  if (known !== null) return known;
  const set = ruleSet();
  const list = changetype<List>(keepRecord(offsetof<List>()));
  list.name = intern(name);
  list.next = set.lists;
  set.lists = list;
  return list;
}

export function addToList(list: List, value: Value): void {
  const last = list.last;
  if (last === null) list.first = value;
  else last.next = value;
  list.last = value;
}

export function ruleNamed(name: Text): Rule | null {
  for (let rule: Rule | null = ruleSet().rules; rule !== null; rule = rule!.next) {
    if (rule.name.equals(name)) return rule;
  }
  return null;
}

export function addRuleToSet(rule: Rule): void {
  const set = ruleSet();
  const last = set.lastRule;
  if (last === null) set.rules = rule;
  else last.next = rule;
  set.lastRule = rule;
  rule.index = set.ruleCount;
  set.ruleCount++;
}
