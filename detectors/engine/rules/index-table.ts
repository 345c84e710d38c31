/**
 * Which patterns to ask about a command: those that name its program, and those that name none.
 * A table of hashes, so that hundreds of rules cost a command no more than the few about it.
 */

import { Text, toLower } from '../../abi';
import { FN_COMMAND } from './functions';
import { isGlob } from './globs';
import {
  allocateRecord,
  isOrHolds,
  List,
  PATTERN_EXPRESSION,
  PATTERN_PROGRAM_NOT_IN,
  Pattern,
  Rule,
  ruleSet,
  setText,
  Term,
  Value,
} from './model';

const BUCKETS: u32 = 1024;
const SPACE: u8 = 0x20;

/** A pattern below a program's name, in lower case. */
@unmanaged
export class Entry {
  private at: usize;
  private length: u32;
  pattern: Pattern;
  next: Entry | null;

  get name(): Text {
    return changetype<Text>(this);
  }
}

/** Heads of the chains, the one of the patterns without a name behind them. */
const tableAt: usize = memory.data(4100, 4);
/** The rules before this one are in the table: how many. */
const indexedAt: usize = memory.data(4, 4);

/** The entries that may be about the program with this (lower-case) name. */
export function entriesFor(name: Text): Entry | null {
  return load<Entry | null>(tableAt + (bucketOf(name.at, name.length) << 2));
}

/** The patterns that are asked about every command. */
export function entriesForAll(): Entry | null {
  return load<Entry | null>(tableAt + (BUCKETS << 2));
}

/** Puts the rules into the table that are not in it yet. */
export function indexRules(): void {
  const done = load<u32>(indexedAt);
  for (let rule: Rule | null = ruleSet().rules; rule !== null; rule = rule!.next) {
    if (rule.index < done || (rule.channels & 1) === 0) continue;
    indexRule(rule);
  }
  store<u32>(indexedAt, ruleSet().ruleCount);
}

/** New values of a list that rules in the table name their programs by. */
export function indexListValues(list: List, first: Value | null): void {
  const done = load<u32>(indexedAt);
  for (let rule: Rule | null = ruleSet().rules; rule !== null; rule = rule!.next) {
    if (rule.index >= done) return;
    for (let pattern: Pattern | null = rule.patterns; pattern !== null; pattern = pattern!.next) {
      const term = commandTerm(pattern);
      if (term === null) continue;
      for (let value: Value | null = term.values; value !== null; value = value!.next) {
        const named = value.list;
        if (named !== null && isOrHolds(named, list)) addValues(pattern, first);
      }
    }
  }
}

function indexRule(rule: Rule): void {
  for (let pattern: Pattern | null = rule.patterns; pattern !== null; pattern = pattern!.next) {
    if (pattern.kind === PATTERN_PROGRAM_NOT_IN) addToAll(pattern);
    if (pattern.kind !== PATTERN_EXPRESSION) continue;
    const term = commandTerm(pattern);
    if (term === null) addToAll(pattern);
    else addValues(pattern, term.values);
  }
}

/** The first `command(..)` of an expression. */
function commandTerm(pattern: Pattern): Term | null {
  for (let term: Term | null = pattern.term; term !== null; term = term!.next) {
    if (term.kind === FN_COMMAND && !term.negated) return term;
  }
  return null;
}

function addValues(pattern: Pattern, values: Value | null): void {
  for (let value: Value | null = values; value !== null; value = value!.next) {
    const list = value.list;
    if (list !== null) addValues(pattern, list.first);
    else addName(pattern, value.text);
  }
}

/** The first word of the name is the program. */
function addName(pattern: Pattern, name: Text): void {
  let length: u32 = 0;
  while (length < name.length && name.byte(length) !== SPACE) length++;
  if (isGlob(name.at, length)) {
    addToAll(pattern);
    return;
  }
  const slot = tableAt + (bucketOf(name.at, length) << 2);
  const entry = createEntry(pattern, slot);
  const program = entry.name;
  setText(changetype<usize>(entry), name);
  program.length = length;
  for (let i: u32 = 0; i < length; i++) store<u8>(program.at + i, toLower(program.byte(i)));
}

function addToAll(pattern: Pattern): void {
  const slot = tableAt + (BUCKETS << 2);
  const head = load<Entry | null>(slot);
  if (head !== null && head.pattern === pattern) return;
  createEntry(pattern, slot);
}

function createEntry(pattern: Pattern, slot: usize): Entry {
  const entry = changetype<Entry>(allocateRecord(offsetof<Entry>()));
  entry.pattern = pattern;
  entry.next = load<Entry | null>(slot);
  store<Entry>(slot, entry);
  return entry;
}

/** FNV-1a (Fowler, Noll, Vo), over lower case. */
function bucketOf(at: usize, length: u32): u32 {
  let hash: u32 = 0x811c_9dc5;
  for (let i: u32 = 0; i < length; i++) hash = (hash ^ toLower(load<u8>(at + i))) * 0x0100_0193;
  return (hash ^ (hash >> 16)) & (BUCKETS - 1);
}
