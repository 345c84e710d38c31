/**
 * One pass over a text: the prefilter at every byte, everything else at a literal only. What a name
 * says of its value waits until the value has been passed: when a format knows it better, that counts.
 */

import { isFull, report, Text } from '../abi';
import { beginAssignments } from './assigned-value';
import { mayBegin, mayEnd } from './boundary';
import { runCheck } from './checks';
import { givesWay, runFinder } from './finders';
import { findNear, wasIssued } from './near';
import {
  assignmentRule,
  candidateOf,
  Format,
  formatAt,
  KIND_FINDER,
  KIND_NEAR,
  MIN_LITERAL,
  mayGoOn,
} from './registry';
import { matchBefore, matchShape } from './shape';
import { NO_SPAN, Span, span, spanEnd, spanStart } from './span';

/** How sure a finding is of its rule; the surer of two that overlap is reported. */
const BY_ASSIGNMENT: u8 = 1;
const BY_CONTEXT: u8 = 2;
const BY_FORMAT: u8 = 3;

const MAX_FOREIGN_BYTES: u32 = 48;

/** A finding that waits, and what was reported last. */
let waiting: Span = NO_SPAN;
let waitingRule: u32 = 0;
let waitingRank: u8 = 0;
let reported: Span = NO_SPAN;
let textIndex: u32 = 0;
/** Up to here, a name with a word of its own makes no secret of other values. */
let foreignEnd: u32 = 0;

/** Reports the secrets in the call's text with this index. */
export function scanText(text: Text, index: u32): void {
  waiting = NO_SPAN;
  reported = NO_SPAN;
  foreignEnd = 0;
  beginAssignments();
  textIndex = index;
  if (text.length < MIN_LITERAL) return;
  const last = text.length - MIN_LITERAL;
  let at: u32 = 0;
  while (at <= last) {
    const candidate = candidateOf(text.pair(at) | ((<u32>text.byte(at + 2)) << 16));
    if (candidate === 0 || (at < last && !mayGoOn(candidate, text.byte(at + MIN_LITERAL)))) {
      at++;
      continue;
    }
    at = inspectLiterals(text, at, candidate);
    if (isFull()) return;
  }
  reportWaiting();
}

/** Tries the formats of one list until one holds. @returns where to go on. */
function inspectLiterals(text: Text, at: u32, candidate: u32): u32 {
  for (let number = candidate; number !== 0; number = formatAt(number).next) {
    const format = formatAt(number);
    if (!format.standsAt(text, at)) continue;
    const found = findSecret(text, at, format);
    if (found === NO_SPAN) {
      if (format.exclusive) foreignEnd = at + MAX_FOREIGN_BYTES;
      continue;
    }
    const rank = rankOf(format);
    if (rank !== BY_FORMAT) {
      wait(found, rank === BY_ASSIGNMENT ? assignedRuleOf(format) : format.rule, rank);
      continue;
    }
    conclude(found, format.rule);
    // What was found apart from its literal leaves the bytes between to the other formats.
    return spanStart(found) <= at ? max(spanEnd(found), at + 1) : at + 1;
  }
  return at + 1;
}

function findSecret(text: Text, at: u32, format: Format): Span {
  const end = at + format.literalLength;
  if (format.kind === KIND_FINDER) return runFinder(format.code, text, at, end);
  return format.kind === KIND_NEAR ? findNear(text, at, format) : findToken(text, at, format);
}

function findToken(text: Text, at: u32, format: Format): Span {
  const start =
    format.beforeCount === 0 ? at : matchBefore(text, at, format.firstBefore, format.beforeCount);
  if (start === u32.MAX_VALUE || !mayBegin(text, start)) return NO_SPAN;
  const body = at + format.literalLength;
  const end = matchShape(text, body, format.firstPart, format.partCount);
  if (end === 0 || !mayEnd(text, end)) return NO_SPAN;
  // Without the literal: that it is there, says nothing about the rest.
  const drawn = span(format.beforeCount === 0 ? body : start, end);
  return runCheck(format.code, text, drawn) ? span(start, end) : NO_SPAN;
}

function rankOf(format: Format): u8 {
  // The right shape, but typed rather than drawn: what its name says is all that is known.
  if (format.kind === KIND_NEAR) return wasIssued() ? BY_CONTEXT : BY_ASSIGNMENT;
  if (format.kind !== KIND_FINDER || !givesWay(format.code)) return BY_FORMAT;
  return BY_ASSIGNMENT;
}

function assignedRuleOf(format: Format): u32 {
  return format.kind === KIND_NEAR ? assignmentRule() : format.rule;
}

/** A finding that no other can improve: reported, unless its place is taken. */
function conclude(found: Span, rule: u32): void {
  if (waiting !== NO_SPAN) {
    if (overlap(waiting, found)) waiting = NO_SPAN;
    else reportWaiting();
  }
  report(rule, textIndex, spanStart(found), spanEnd(found));
  reported = found;
}

function wait(found: Span, rule: u32, rank: u8): void {
  if (overlap(found, reported)) return;
  if (rank === BY_CONTEXT) foreignEnd = 0;
  if (rank === BY_ASSIGNMENT && spanStart(found) < foreignEnd) return;
  if (waiting !== NO_SPAN) {
    const overlaps = overlap(found, waiting);
    if (overlaps && waitingRank >= rank) return;
    // What waits before this one is past its last chance to be known better by now, or nearly so.
    if (!overlaps) reportWaiting();
  }
  waiting = found;
  waitingRule = rule;
  waitingRank = rank;
}

function reportWaiting(): void {
  if (waiting === NO_SPAN) return;
  report(waitingRule, textIndex, spanStart(waiting), spanEnd(waiting));
  reported = waiting;
  waiting = NO_SPAN;
}

function overlap(one: Span, other: Span): bool {
  return spanStart(one) < spanEnd(other) && spanStart(other) < spanEnd(one);
}
