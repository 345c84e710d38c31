/** The rules at work: every rule that fires on a call is reported, once for each place. */

import {
  allocate,
  arenaMark,
  Call,
  CHANNEL_READ,
  CHANNEL_SHELL,
  CHANNEL_WRITE,
  Command,
  releaseTo,
  report,
  reportDetail,
  Text,
} from '../../abi';
import { traceFlow } from '../flow/flow';
import { foundEnd, foundStart } from '../regex/search';
import { callHolds } from './call-terms';
import { holdsFor } from './evaluate';
import { beginForks } from './forks';
import { isListed } from './globs';
import {
  Entry,
  entriesBehind,
  entriesFor,
  entriesWithStars,
  fitsProgram,
  GATE_COUNT,
  GATE_INTERPRETER,
  GATE_PATH,
  GATE_REDIRECTION,
  hashOfName,
} from './index-table';
import { isInterpreterNamed } from './interpreters';
import { beginDetail, detailAt, detailLength, restoreDetail } from './matched';
import {
  Condition,
  LazyRegex,
  PATTERN_EXPRESSION,
  PATTERN_PROGRAM_NOT_IN,
  PATTERN_REGEX,
  PATTERN_SERVER_NOT_IN,
  Pattern,
  Rule,
  ruleSet,
} from './model';
import { beginCommandPaths, beginPaths, hasPaths } from './paths';
import { beginCommand, programOf, setKnownList } from './program';
import { searches } from './regexes';
import { isBuiltin } from './shell-builtins';
import { beginSources } from './sources';

/** For each rule: 1 + the index of the command that it was reported for last. */
let reported: usize = 0;
/** For each rule: how often it was reported. */
let reports: usize = 0;
/** For each condition that any command may fulfil: whether one does. */
let answers: usize = 0;

/** What is known of the command was found anew, in memory that its pattern has given back. */
let hasLookedElsewhere: bool = false;

const UNKNOWN: u8 = 0;
const NO: u8 = 1;
const YES: u8 = 2;

/** A rule tells of so many places at most, or one could push the others out of the table. */
const MAX_REPORTS: u8 = 4;

export function matchRules(call: Call): void {
  const count = ruleSet().ruleCount;
  reported = allocate(count << 2, 4);
  memory.fill(reported, 0, count << 2);
  reports = allocate(count, 4);
  memory.fill(reports, 0, count);
  const conditions = ruleSet().conditionCount;
  answers = allocate(conditions, 4);
  memory.fill(answers, UNKNOWN, conditions);
  beginPaths(call);
  if (call.channel === CHANNEL_SHELL) {
    beginSources(call);
    beginForks();
    traceFlow(call);
    for (let i: u32 = 0; i < call.commandCount; i++) matchCommand(call, i);
  }
  matchWholeCall(call);
}

function matchCommand(call: Call, index: u32): void {
  const command = call.command(index);
  const program = programOf(command);
  beginCommand(command);
  beginCommandPaths(command, program);
  const hash = hashOfName(program.at, program.length);
  for (let entry = entriesFor(hash); entry !== null; entry = entry!.next) {
    if (entry.hash === hash) matchEntry(call, index, program, entry);
  }
  for (let entry = entriesWithStars(); entry !== null; entry = entry!.next) {
    if (fitsProgram(entry, program)) matchEntry(call, index, program, entry);
  }
  for (let gate: u32 = 0; gate < GATE_COUNT; gate++) {
    if (isOpen(gate, command, program)) matchBehind(gate, call, index, program);
  }
}

function matchBehind(gate: u32, call: Call, index: u32, program: Text): void {
  for (let entry = entriesBehind(gate); entry !== null; entry = entry!.next) {
    matchEntry(call, index, program, entry);
  }
}

/** The patterns behind a gate that is closed can't fit the command. */
function isOpen(gate: u32, command: Command, program: Text): bool {
  if (gate === GATE_INTERPRETER) return isInterpreterNamed(program);
  if (gate === GATE_REDIRECTION) return command.redirectCount > 0;
  return gate !== GATE_PATH || hasPaths();
}

function matchEntry(call: Call, index: u32, program: Text, entry: Entry): void {
  const pattern = entry.pattern;
  if (pattern !== null) {
    matchPattern(call, index, program, pattern);
    return;
  }
  const list = entry.list;
  for (let link = list.patterns; link !== null; link = link!.next) {
    setKnownList(entry.isProgram ? list : null);
    matchPattern(call, index, program, link.pattern);
  }
  setKnownList(null);
}

function matchPattern(call: Call, index: u32, program: Text, pattern: Pattern): void {
  const rule = pattern.rule;
  if (rule.disabled || load<u32>(reported + (rule.index << 2)) === index + 1) return;
  if (load<u8>(reports + rule.index) >= MAX_REPORTS) return;
  const mark = arenaMark();
  beginDetail(program);
  const isHit = fits(call, index, program, pattern) && conditionsHold(call, index, program, rule);
  releaseTo(mark);
  if (hasLookedElsewhere) lookAt(call.command(index));
  hasLookedElsewhere = false;
  if (!isHit) return;
  store<u32>(reported + (rule.index << 2), index + 1);
  store<u8>(reports + rule.index, load<u8>(reports + rule.index) + 1);
  const command = call.command(index);
  report(rule.index, 0, command.start, command.end);
  reportDetail(detailAt, detailLength);
}

function fits(call: Call, index: u32, program: Text, pattern: Pattern): bool {
  if (pattern.kind === PATTERN_EXPRESSION) return holdsFor(call, index, program, pattern.term);
  return (
    pattern.kind === PATTERN_PROGRAM_NOT_IN && isOutside(call.command(index), program, pattern)
  );
}

/** Where nobody configured the list, it restricts nothing. */
function isOutside(command: Command, program: Text, pattern: Pattern): bool {
  const list = pattern.list;
  if (!list.isDefined || command.wordCount === 0) return false;
  return !isBuiltin(program) && !isListed(list, program);
}

function conditionsHold(call: Call, index: u32, program: Text, rule: Rule): bool {
  const at = detailAt;
  const length = detailLength;
  for (
    let condition: Condition | null = rule.conditions;
    condition !== null;
    condition = condition!.next
  ) {
    if (isFulfilled(call, index, program, condition) === condition.negated) return false;
  }
  restoreDetail(at, length);
  return true;
}

function isFulfilled(call: Call, index: u32, program: Text, condition: Condition): bool {
  const regex = condition.regex;
  if (regex !== null) return anyTextMatches(call, regex);
  if (!condition.anywhere) return holdsFor(call, index, program, condition.term);
  const isNew = load<u8>(answers + condition.index) === UNKNOWN;
  const isTrue = isTrueSomewhere(call, condition);
  if (isNew) {
    lookAt(call.command(index));
    hasLookedElsewhere = true;
  }
  return isTrue;
}

/** Asked once a call: the answer is the same for every command. */
function isTrueSomewhere(call: Call, condition: Condition): bool {
  const slot = answers + condition.index;
  if (load<u8>(slot) === UNKNOWN) store<u8>(slot, someCommandHolds(call, condition) ? YES : NO);
  return load<u8>(slot) === YES;
}

function holdsForOther(call: Call, index: u32, condition: Condition): bool {
  const command = call.command(index);
  lookAt(command);
  return holdsFor(call, index, programOf(command), condition.term);
}

/** What the functions of a row need to know of a command. */
function lookAt(command: Command): void {
  setKnownList(null);
  beginCommand(command);
  beginCommandPaths(command, programOf(command));
}

/** Regexes, and rules about other channels: they see the call as a whole. */
function matchWholeCall(call: Call): void {
  const bit = <u8>(1 << call.channel);
  const isShell = call.channel === CHANNEL_SHELL;
  const patterns = isShell ? ruleSet().ofLines : ruleSet().ofOtherCalls;
  for (let link = patterns; link !== null; link = link!.next) {
    const pattern = link.pattern;
    const rule = pattern.rule;
    if ((rule.channels & bit) === 0 || rule.disabled) continue;
    if (pattern.kind === PATTERN_REGEX) matchTexts(call, rule, pattern.regex);
    else matchCall(call, rule, pattern);
  }
}

function matchTexts(call: Call, rule: Rule, regex: LazyRegex): void {
  if (!wholeConditionsHold(call, rule)) return;
  if (call.channel === CHANNEL_WRITE || call.channel === CHANNEL_READ) {
    if (!searches(regex, call.path.at, call.path.length, 0)) return;
    report(rule.index, 0, 0, 0);
    reportDetail(call.path.at, call.path.length);
    return;
  }
  for (let i: u32 = 0; i < call.textCount; i++) matchText(call.text(i), i, rule, regex);
}

function matchText(text: Text, index: u32, rule: Rule, regex: LazyRegex): void {
  let from: u32 = 0;
  while (from <= text.length && searches(regex, text.at, text.length, from)) {
    report(rule.index, index, foundStart, foundEnd);
    reportDetail(text.at + foundStart, foundEnd - foundStart);
    // To stop, one place is enough; to redact, every one counts.
    if (!rule.redact) return;
    from = max(foundEnd, foundStart + 1);
  }
}

function matchCall(call: Call, rule: Rule, pattern: Pattern): void {
  const mark = arenaMark();
  beginDetail(call.path.length > 0 ? call.path : call.tool);
  const isHit =
    pattern.kind === PATTERN_SERVER_NOT_IN
      ? isUnknownServer(call, pattern)
      : pattern.kind === PATTERN_EXPRESSION && callHolds(call, pattern.term);
  const holds = isHit && wholeConditionsHold(call, rule);
  releaseTo(mark);
  if (!holds) return;
  report(rule.index, 0, 0, 0);
  reportDetail(detailAt, detailLength);
}

function isUnknownServer(call: Call, pattern: Pattern): bool {
  const list = pattern.list;
  if (!list.isDefined || call.server.length === 0) return false;
  return !isListed(list, call.server);
}

function wholeConditionsHold(call: Call, rule: Rule): bool {
  for (
    let condition: Condition | null = rule.conditions;
    condition !== null;
    condition = condition!.next
  ) {
    const regex = condition.regex;
    let isTrue = false;
    if (regex !== null) isTrue = anyTextMatches(call, regex);
    else if (call.channel !== CHANNEL_SHELL) isTrue = callHolds(call, condition.term);
    else isTrue = isTrueSomewhere(call, condition);
    if (isTrue === condition.negated) return false;
  }
  return true;
}

function someCommandHolds(call: Call, condition: Condition): bool {
  for (let i: u32 = 0; i < call.commandCount; i++) {
    if (holdsForOther(call, i, condition)) return true;
  }
  return false;
}

function anyTextMatches(call: Call, regex: LazyRegex): bool {
  for (let i: u32 = 0; i < call.textCount; i++) {
    const text = call.text(i);
    if (searches(regex, text.at, text.length, 0)) return true;
  }
  return false;
}
