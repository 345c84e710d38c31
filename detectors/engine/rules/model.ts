/**
 * Rules as they stand in memory. All of it lives in the kept region, and nothing but plain memory
 * leads to it: the build runs this code over the built-in packs and stores the memory it leaves.
 */

import { allocate, beginKeeping, endKeeping, keptRoom, Text, textAt } from '../../abi';
import { Regex } from '../regex/regex';

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
  private at: usize;
  private length: u32;
  /** A list instead of a text. */
  list: List | null;
  next: Value | null;

  get text(): Text {
    return changetype<Text>(this);
  }
}

/** A named list, the union of its definitions. */
@unmanaged
export class List {
  private at: usize;
  private length: u32;
  first: Value | null;
  last: Value | null;
  /** The last value that the index of programs knows. */
  indexed: Value | null;
  /** It is an entry of another list, or has one. Never both. */
  isInner: bool;
  holdsLists: bool;
  /** Somebody has said what is in it. */
  isDefined: bool;
  next: List | null;

  get name(): Text {
    return changetype<Text>(this);
  }
}

/** A pattern of the regex engine, compiled when it is first needed. */
@unmanaged
export class LazyRegex {
  private at: usize;
  private length: u32;
  compiled: Regex | null;

  get pattern(): Text {
    return changetype<Text>(this);
  }
}

/** One call of a function in an expression. */
@unmanaged
export class Term {
  /** One of functions.ts. */
  kind: u8;
  /** The functions that are named `without_..` hold when the others do not. */
  negated: bool;
  /** Path classes as bits, sources as bits, or the least and the largest number. */
  bits: u32;
  least: u32;
  largest: u32;
  values: Value | null;
  regex: LazyRegex | null;
  next: Term | null;
}

@unmanaged
export class Pattern {
  kind: u8;
  rule: Rule;
  term: Term | null;
  regex: LazyRegex | null;
  /** The configured list of the kinds `.._NOT_IN`. */
  list: List | null;
  next: Pattern | null;
}

/** `only_when` or `except_when`. */
@unmanaged
export class Condition {
  negated: bool;
  /** Any command of the call may fulfil it, not just the one that matched. */
  anywhere: bool;
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
}

const ruleSetAt: usize = memory.data(16, 8);

export function ruleSet(): RuleSet {
  return changetype<RuleSet>(ruleSetAt);
}

/** Memory that outlives the call. Sources are limited so that there is always room. */
function keep(bytes: usize, align: usize): usize {
  if (keptRoom() < bytes + align) unreachable();
  beginKeeping();
  const at = allocate(bytes, align);
  endKeeping();
  return at;
}

/** Zeroed memory for a record. */
export function allocateRecord(bytes: usize): usize {
  const at = keep(bytes, 4);
  memory.fill(at, 0, bytes);
  return at;
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
  const value = changetype<Value>(allocateRecord(offsetof<Value>()));
  setText(changetype<usize>(value), text);
  return value;
}

export function createRegex(pattern: Text): LazyRegex {
  const regex = changetype<LazyRegex>(allocateRecord(offsetof<LazyRegex>()));
  setText(changetype<usize>(regex), pattern);
  return regex;
}

/** The list of this name; an empty one when there is none yet. */
export function listNamed(name: Text): List {
  const set = ruleSet();
  for (let list: List | null = set.lists; list !== null; list = list!.next) {
    if (list.name.equals(name)) return list;
  }
  const list = changetype<List>(allocateRecord(offsetof<List>()));
  setText(changetype<usize>(list), name);
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

/** The list is the other one, or holds it. */
export function isOrHolds(list: List, other: List): bool {
  if (list === other) return true;
  for (let value: Value | null = list.first; value !== null; value = value!.next) {
    if (value.list === other) return true;
  }
  return false;
}

/** A literal as text, for a list whose name the code knows. */
export function literal(text: string): Text {
  const length = <u32>text.length;
  const at = allocate(length, 1);
  const units = changetype<usize>(text);
  for (let i: u32 = 0; i < length; i++) store<u8>(at + i, <u8>load<u16>(units + (i << 1)));
  return textAt(at, length);
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
