/**
 * Which patterns to ask about a command: those that name its program, and those that name none.
 * A table of hashes, so that hundreds of rules cost a command no more than the few about it.
 */

import { Text, toLower } from '../../abi';
import {
  FN_COMMAND,
  FN_CONTENT,
  FN_INTERPRETER,
  FN_NAMES_PATH,
  FN_PATH,
  FN_READS_FILE,
  FN_REDIRECTS,
  FN_SERVER,
  FN_TOOL,
  FN_WRITES_FILE,
} from './functions';
import { isGlob, matchesBytes } from './globs';
import { keepRecord } from './kept';
import {
  List,
  PATTERN_EXPRESSION,
  PATTERN_PROGRAM_NOT_IN,
  PATTERN_REGEX,
  Pattern,
  PatternLink,
  Rule,
  ruleSet,
  Term,
  Value,
} from './model';

const BUCKETS: u32 = 1024;
const SPACE: u8 = 0x20;
const IS_LIST: usize = 1;
const IS_PROGRAM: usize = 2;

/** A pattern below a program's name, or all patterns of a list that has the name. */
@unmanaged
export class Entry {
  /**
   * Of the name in lower case. Two names may share it: the pattern itself asks for the name. Of a
   * name with stars it is the text.
   */
  hash: u32;
  private what: usize;
  next: Entry | null;

  /** The pattern, or null for a list's. */
  get pattern(): Pattern | null {
    return (this.what & IS_LIST) === 0 ? changetype<Pattern>(this.what) : null;
  }

  get list(): List {
    return changetype<List>(this.what & ~(IS_LIST | IS_PROGRAM));
  }

  /** The name is that of a program alone, so whoever has the hash is in the list. */
  get isProgram(): bool {
    return (this.what & IS_PROGRAM) !== 0;
  }

  set target(target: usize) {
    this.what = target;
  }

  get target(): usize {
    return this.what;
  }
}

/** What has to be true of a command before the patterns without a name are worth asking. */
export const GATE_NONE: u32 = 0;
export const GATE_INTERPRETER: u32 = 1;
export const GATE_REDIRECTION: u32 = 2;
export const GATE_PATH: u32 = 3;
export const GATE_COUNT: u32 = 4;

/** Heads of the chains, those of the patterns without a name behind them, one for each gate. */
const tableAt: usize = memory.data(4116, 4);
/** The rules before this one are in the table: how many. */
const indexedAt: usize = memory.data(4, 4);

/** The first entry of the chain in which those with this hash are. */
export function entriesFor(hash: u32): Entry | null {
  return load<Entry | null>(slotOf(hash));
}

/** The patterns that are asked about every command behind the gate. */
export function entriesBehind(gate: u32): Entry | null {
  return load<Entry | null>(slotBehind(gate));
}

/** Programs named with a star: `fitsProgram` tells whether the entry is about this one. */
export function entriesWithStars(): Entry | null {
  return load<Entry | null>(slotBehind(GATE_COUNT));
}

/** The name, as far as it is the program's, fits. */
export function fitsProgram(entry: Entry, program: Text): bool {
  const name = changetype<Text>(<usize>entry.hash);
  return matchesBytes(name.at, programLength(name), program.at, program.length, true);
}

function slotBehind(gate: u32): usize {
  return tableAt + ((BUCKETS + gate) << 2);
}

function slotOf(hash: u32): usize {
  return tableAt + ((hash & (BUCKETS - 1)) << 2);
}

/** FNV-1a (Fowler, Noll, Vo), over lower case. */
export function hashOfName(at: usize, length: u32): u32 {
  let hash: u32 = 0x811c_9dc5;
  for (let i: u32 = 0; i < length; i++) hash = (hash ^ toLower(load<u8>(at + i))) * 0x0100_0193;
  return hash ^ (hash >> 16);
}

/** Puts into the table what is not in it yet: new rules, and new values of lists. */
export function indexRules(): void {
  for (let list: List | null = ruleSet().lists; list !== null; list = list!.next) {
    if (list.patterns !== null) indexList(list);
  }
  const done = load<u32>(indexedAt);
  for (let rule: Rule | null = ruleSet().rules; rule !== null; rule = rule!.next) {
    if (rule.index < done) continue;
    if ((rule.channels & 1) !== 0) indexRule(rule);
    linkWholes(rule);
  }
  // Inner lists may stand in several others, so their ends move when all have been through.
  for (let list: List | null = ruleSet().lists; list !== null; list = list!.next) {
    list.indexed = list.last;
  }
  store<u32>(indexedAt, ruleSet().ruleCount);
}

/** What the list and its inner lists have gained since. */
function indexList(list: List): void {
  addNames(newValues(list), changetype<usize>(list) | IS_LIST);
  for (let value: Value | null = list.first; value !== null; value = value!.next) {
    const inner = value.list;
    if (inner !== null) addNames(newValues(inner), changetype<usize>(list) | IS_LIST);
  }
}

function newValues(list: List): Value | null {
  const indexed = list.indexed;
  return indexed === null ? list.first : indexed.next;
}

/** Regexes see a whole line; calls that are no commands are seen as a whole. */
function linkWholes(rule: Rule): void {
  const set = ruleSet();
  const isOfShell = (rule.channels & 1) !== 0;
  const isOfOthers = (rule.channels & ~1) !== 0;
  for (let pattern: Pattern | null = rule.patterns; pattern !== null; pattern = pattern!.next) {
    if (isOfShell && pattern.kind === PATTERN_REGEX) set.ofLines = linked(pattern, set.ofLines);
    if (isOfOthers) set.ofOtherCalls = linked(pattern, set.ofOtherCalls);
  }
}

function linked(pattern: Pattern, next: PatternLink | null): PatternLink {
  const link = changetype<PatternLink>(keepRecord(offsetof<PatternLink>()));
  link.pattern = pattern;
  link.next = next;
  return link;
}

function indexRule(rule: Rule): void {
  for (let pattern: Pattern | null = rule.patterns; pattern !== null; pattern = pattern!.next) {
    if (pattern.kind === PATTERN_PROGRAM_NOT_IN) addToAll(pattern);
    if (pattern.kind !== PATTERN_EXPRESSION) continue;
    const term = commandTerm(pattern);
    if (term === null) addToAll(pattern);
    else indexPattern(pattern, term.values);
  }
}

/** The first `command(..)` of an expression. */
function commandTerm(pattern: Pattern): Term | null {
  for (let term: Term | null = pattern.term; term !== null; term = term!.next) {
    if (term.kind === FN_COMMAND && !term.negated) return term;
  }
  return null;
}

function indexPattern(pattern: Pattern, values: Value | null): void {
  for (let value: Value | null = values; value !== null; value = value!.next) {
    const list = value.list;
    if (list === null) addName(value.text, changetype<usize>(pattern));
    else linkToList(pattern, list);
  }
}

/** The list's names are put into the table once, for all its patterns. */
function linkToList(pattern: Pattern, list: List): void {
  const isFirst = list.patterns === null;
  list.patterns = linked(pattern, list.patterns);
  if (isFirst) addAllNames(list, changetype<usize>(list) | IS_LIST);
}

function addAllNames(list: List, target: usize): void {
  for (let value: Value | null = list.first; value !== null; value = value!.next) {
    const inner = value.list;
    if (inner === null) addName(value.text, target);
    else addNames(inner.first, target);
  }
}

function addNames(values: Value | null, target: usize): void {
  for (let value: Value | null = values; value !== null; value = value!.next) {
    if (value.list === null) addName(value.text, target);
  }
}

/** The first word of the name is the program. */
function addName(name: Text, target: usize): void {
  const length = programLength(name);
  if (isGlob(name.at, length)) {
    addEntry(slotBehind(GATE_COUNT), <u32>changetype<usize>(name), target);
    return;
  }
  const hash = hashOfName(name.at, length);
  const isListed = (target & IS_LIST) !== 0 && length === name.length;
  addEntry(slotOf(hash), hash, isListed ? target | IS_PROGRAM : target);
}

function programLength(name: Text): u32 {
  let length: u32 = 0;
  while (length < name.length && name.byte(length) !== SPACE) length++;
  return length;
}

function addToAll(pattern: Pattern): void {
  const gate = gateOf(pattern.term);
  if (gate < GATE_COUNT) addEntry(slotBehind(gate), 0, changetype<usize>(pattern));
}

/** `GATE_COUNT` for a row that no command fulfils. */
function gateOf(row: Term | null): u32 {
  let gate = GATE_NONE;
  for (let term: Term | null = row; term !== null; term = term!.next) {
    if (term.negated) continue;
    const kind = term.kind;
    if (kind === FN_PATH || kind === FN_CONTENT || kind === FN_TOOL || kind === FN_SERVER) {
      return GATE_COUNT;
    }
    if (kind === FN_INTERPRETER) gate = GATE_INTERPRETER;
    else if (kind === FN_REDIRECTS) gate = GATE_REDIRECTION;
    else if (kind === FN_WRITES_FILE || kind === FN_READS_FILE || kind === FN_NAMES_PATH) {
      gate = GATE_PATH;
    }
  }
  return gate;
}

/** Names of several subcommands of one program make one entry. */
function addEntry(slot: usize, hash: u32, target: usize): void {
  const head = load<Entry | null>(slot);
  if (head !== null && head.hash === hash && head.target === target) return;
  const entry = changetype<Entry>(keepRecord(offsetof<Entry>()));
  entry.hash = hash;
  entry.target = target;
  entry.next = head;
  store<Entry>(slot, entry);
}
