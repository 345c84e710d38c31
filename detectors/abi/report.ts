/**
 * What a detector answers: its description and its findings, laid out as `detector.wit` demands.
 * Raw offsets live here and in call.ts only.
 */

import { allocate } from './arena';
import { ListRecord } from './list';
import { Text } from './text';

/** As stated in detector.wit. */
export const MAX_FINDINGS: u32 = 1024;

export const SEVERITY_LOW: u8 = 0;
export const SEVERITY_MEDIUM: u8 = 1;
export const SEVERITY_HIGH: u8 = 2;
export const SEVERITY_CRITICAL: u8 = 3;

export const INPUT_TEXTS: u8 = 1;
export const INPUT_COMMANDS: u8 = 2;

/** A bit for each of the channels in call.ts. */
export const ALL_CHANNELS: u8 = 0x7f;
export const ALL_BUT_SHELL: u8 = 0x7e;

/** `record rule`. */
@unmanaged
class RuleRecord {
  nameAt: usize;
  nameLength: u32;
  categoryAt: usize;
  categoryLength: u32;
  severity: u8;
  risk: u8;
  redact: bool;
  messageAt: usize;
  messageLength: u32;
  insteadAt: usize;
  insteadLength: u32;
}

/** `record description`. */
@unmanaged
class DescriptionRecord {
  nameAt: usize;
  nameLength: u32;
  versionAt: usize;
  versionLength: u32;
  inputs: u8;
  channels: u8;
  overlap: u32;
  rulesAt: usize;
  ruleCount: u32;
}

/** `record finding`. */
@unmanaged
class FindingRecord {
  rule: u32;
  text: u32;
  start: u32;
  end: u32;
  detailAt: usize;
  detailLength: u32;
}

let rulesAt: usize = 0;
let rulesSize: u32 = 0;
let ruleCount: u32 = 0;

let findingsAt: usize = 0;
let findingCount: u32 = 0;
let lastDropped: bool = true;

/** Copies an ASCII literal into the arena and stores pointer and length at `slot`. */
function storeText(slot: usize, literal: string): void {
  const length = <u32>literal.length;
  const at = allocate(length, 1);
  const units = changetype<usize>(literal);
  for (let i: u32 = 0; i < length; i++) store<u8>(at + i, <u8>load<u16>(units + (i << 1)));
  store<usize>(slot, at);
  store<u32>(slot + sizeof<usize>(), length);
}

/** The same for a text that is there already; the bytes are not copied. */
function pointAt(slot: usize, text: Text): void {
  store<usize>(slot, text.at);
  store<u32>(slot + sizeof<usize>(), text.length);
}

/** Begins a description with room for `count` rules. */
export function beginRules(count: u32): void {
  rulesSize = count;
  ruleCount = 0;
  rulesAt = allocate(count * offsetof<RuleRecord>(), 4);
}

/** Adds a rule; its index is the order of the calls. `risk` is 0-100. Texts are ASCII. */
export function addRule(name: string, category: string, severity: u8, risk: u8): void {
  if (ruleCount >= rulesSize) unreachable();
  const rule = changetype<RuleRecord>(rulesAt + ruleCount * offsetof<RuleRecord>());
  ruleCount++;
  storeText(changetype<usize>(rule) + offsetof<RuleRecord>('nameAt'), name);
  storeText(changetype<usize>(rule) + offsetof<RuleRecord>('categoryAt'), category);
  rule.severity = severity;
  rule.risk = risk;
  rule.redact = false;
  explainRule('', '');
}

/** Says of the rule added last why it fires and what to do instead. */
export function explainRule(message: string, instead: string): void {
  const rule = lastRule();
  storeText(changetype<usize>(rule) + offsetof<RuleRecord>('messageAt'), message);
  storeText(changetype<usize>(rule) + offsetof<RuleRecord>('insteadAt'), instead);
}

/** Adds a rule whose texts are in memory already, and stay there. */
export function addRuleOf(name: Text, category: Text, severity: u8, risk: u8): void {
  addRule('', '', severity, risk);
  const rule = lastRule();
  pointAt(changetype<usize>(rule) + offsetof<RuleRecord>('nameAt'), name);
  pointAt(changetype<usize>(rule) + offsetof<RuleRecord>('categoryAt'), category);
}

/** The same as `explainRule`, for texts that are in memory already. */
export function explainRuleBy(message: Text, instead: Text): void {
  const rule = lastRule();
  pointAt(changetype<usize>(rule) + offsetof<RuleRecord>('messageAt'), message);
  pointAt(changetype<usize>(rule) + offsetof<RuleRecord>('insteadAt'), instead);
}

/** What the rule added last finds is to be redacted. */
export function redactRule(): void {
  lastRule().redact = true;
}

function lastRule(): RuleRecord {
  if (ruleCount === 0) unreachable();
  return changetype<RuleRecord>(rulesAt + (ruleCount - 1) * offsetof<RuleRecord>());
}

/** Ends the description. @returns what the export `describe` returns. */
export function endRules(
  name: string,
  version: string,
  inputs: u8,
  channels: u8,
  overlap: u32,
): usize {
  if (ruleCount !== rulesSize) unreachable();
  const description = changetype<DescriptionRecord>(allocate(offsetof<DescriptionRecord>(), 4));
  const base = changetype<usize>(description);
  storeText(base + offsetof<DescriptionRecord>('nameAt'), name);
  storeText(base + offsetof<DescriptionRecord>('versionAt'), version);
  description.inputs = inputs;
  description.channels = channels;
  description.overlap = overlap;
  description.rulesAt = rulesAt;
  description.ruleCount = ruleCount;
  return base;
}

/** Begins the findings of one call. */
export function beginFindings(): void {
  findingCount = 0;
  findingsAt = 0;
  lastDropped = true;
}

/** There is no room for another finding. */
export function isFull(): bool {
  return findingCount >= MAX_FINDINGS;
}

/**
 * Reports a finding in the text with index `text`; beyond the limit it is dropped, and the host
 * sees a full table.
 */
export function report(rule: u32, text: u32, start: u32, end: u32): void {
  lastDropped = isFull();
  if (lastDropped) return;
  if (findingsAt === 0) findingsAt = allocate(MAX_FINDINGS * offsetof<FindingRecord>(), 4);
  const finding = changetype<FindingRecord>(findingsAt + findingCount * offsetof<FindingRecord>());
  findingCount++;
  finding.rule = rule;
  finding.text = text;
  finding.start = start;
  finding.end = end;
  finding.detailAt = 4;
  finding.detailLength = 0;
}

/** Adds the detail to the finding just reported; the bytes are not copied. */
export function reportDetail(at: usize, length: u32): void {
  if (lastDropped) return;
  const last = changetype<FindingRecord>(
    findingsAt + (findingCount - 1) * offsetof<FindingRecord>(),
  );
  last.detailAt = at;
  last.detailLength = length;
}

/** Ends the call. @returns what the export `inspect` returns. */
export function endFindings(): usize {
  const list = changetype<ListRecord>(allocate(offsetof<ListRecord>(), 4));
  list.at = findingsAt === 0 ? 4 : findingsAt;
  list.length = findingCount;
  return changetype<usize>(list);
}
