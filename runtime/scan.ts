/**
 * Runs the detectors over one call, within limits, and collects their findings.
 *
 * Limits are counts, never milliseconds: a Wasm call can't be interrupted, and a Worker's clock
 * stands still between I/O. A limit reached is a failure that the input caused, never silence.
 */

import type { Call } from './call.ts';
import type { Severity, WireCall, WireFinding } from './detector.ts';
import { encodeCall, encodeCommand, encodeText } from './encode.ts';
import { type Failure, toFailure } from './errors.ts';
import { type Detector, MAX_FINDINGS } from './load.ts';
import type { Command, Target } from './shell/commands.ts';

/** Texts longer than this cross the border in overlapping chunks. */
export const CHUNK_BYTES = 1 << 20;
/** All texts of a call together; what lies beyond is not looked at, and the call says so. */
export const MAX_TEXT_BYTES = 64 << 20;

/** A rule hit on a byte range of the text at the JSON Pointer `at`. */
export interface Finding {
  readonly detector: string;
  readonly rule: string;
  readonly category: string;
  readonly severity: Severity;
  /** 0-100, of this finding alone. */
  readonly risk: number;
  readonly start: number;
  readonly end: number;
  readonly at: string;
  readonly message: string;
  readonly instead: string;
  /** The range is to be replaced wherever the text is kept or passed on. */
  readonly redact: boolean;
}

export interface Scan {
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
}

/** What the shell model and the path classes add to a call. */
export interface Lowered {
  readonly commands: readonly Command[];
  readonly pathTarget: Target;
}

/** One text, or a chunk of it: its bytes begin `offset` bytes into the call's text `index`. */
interface Piece {
  readonly index: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Never throws on account of the call: what goes wrong is in `failures`. */
export function scanCall(call: Call, lowered: Lowered, detectors: readonly Detector[]): Scan {
  const failures: Failure[] = [];
  const wire = encodeCall(call, lowered.pathTarget);
  const commands = lowered.commands.map(encodeCommand);
  const texts = encodeTexts(call, failures);
  const findings: Finding[] = [];
  for (const detector of detectors) {
    const { inputs, overlap } = detector.entry;
    const batches = inputs.texts ? batch(texts, overlap) : [[]];
    for (const [number, pieces] of batches.entries()) {
      const part = {
        ...wire,
        texts: pieces.map(({ bytes }) => bytes),
        // Their ranges count from the beginning of the first text, which only the first batch holds.
        commands: inputs.commands && number === 0 ? commands : [],
      };
      const found = inspect(detector, part, failures);
      collect(found, { detector, pieces, call, commands: lowered.commands, findings });
    }
  }
  return { findings: inOrder(findings), failures };
}

function encodeTexts(call: Call, failures: Failure[]): Uint8Array[] {
  const texts: Uint8Array[] = [];
  let total = 0;
  for (const { at, text } of call.texts) {
    const bytes = encodeText(text);
    const room = MAX_TEXT_BYTES - total;
    if (bytes.length > room) {
      failures.push({
        code: 'LIMIT_REACHED',
        message: `${at}: expected at most ${MAX_TEXT_BYTES} bytes of text, got more`,
      });
      texts.push(bytes.subarray(0, room));
      break;
    }
    total += bytes.length;
    texts.push(bytes);
  }
  return texts;
}

/** Groups texts, cut where they are long, so that no group exceeds a chunk. */
function batch(texts: readonly Uint8Array[], overlap: number): Piece[][] {
  const batches: Piece[][] = [];
  let current: Piece[] = [];
  let size = 0;
  texts.forEach((text, index) => {
    let offset = 0;
    do {
      const bytes = text.subarray(offset, offset + CHUNK_BYTES);
      if (size + bytes.length > CHUNK_BYTES && current.length > 0) {
        batches.push(current);
        current = [];
        size = 0;
      }
      current.push({ index, offset, bytes });
      size += bytes.length;
      if (offset + bytes.length >= text.length) break;
      offset += CHUNK_BYTES - overlap;
    } while (offset < text.length);
  });
  if (current.length > 0 || batches.length === 0) batches.push(current);
  return batches;
}

function inspect(detector: Detector, call: WireCall, failures: Failure[]): readonly WireFinding[] {
  try {
    const findings = detector.inspect(call);
    if (findings.length >= MAX_FINDINGS) {
      failures.push({
        code: 'LIMIT_REACHED',
        message: `${detector.entry.name}: expected fewer than ${MAX_FINDINGS} findings`,
      });
    }
    return findings;
  } catch (error) {
    failures.push(toFailure(error));
    return [];
  }
}

interface Collection {
  readonly detector: Detector;
  readonly pieces: readonly Piece[];
  readonly call: Call;
  readonly commands: readonly Command[];
  readonly findings: Finding[];
}

function collect(found: readonly WireFinding[], collection: Collection): void {
  if (found.length === 0) return;
  const { detector, pieces, call, commands, findings } = collection;
  const rules = detector.rules();
  const decoder = new TextDecoder();
  for (const { rule: index, text, start, end, detail } of found) {
    const rule = rules[index];
    if (rule === undefined) continue;
    const piece = pieces[text];
    const offset = piece?.offset ?? 0;
    const fill = (template: string) =>
      template
        .replace('{detail}', () => excerpt(decoder.decode(detail)))
        .replace('{base_command}', () => excerpt(programAt(commands, start, end)));
    findings.push({
      detector: detector.entry.name,
      rule: rule.name,
      category: rule.category,
      severity: rule.severity,
      risk: rule.risk,
      start: offset + start,
      end: offset + end,
      at: call.texts[piece?.index ?? text]?.at ?? '/text',
      message: fill(rule.message),
      instead: fill(rule.instead),
      redact: rule.redact,
    });
  }
}

/** The program of the command with this range. */
function programAt(commands: readonly Command[], start: number, end: number): string {
  const command = commands.find((one) => one.start === start && one.end === end);
  return command?.words[0]?.value ?? 'it';
}

/** At most 80 bytes of a call are ever quoted in a message. */
function excerpt(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}

/** Sorted by place; what the overlap of two chunks found twice is one finding. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(
    (a, b) =>
      compare(a.at, b.at) ||
      a.start - b.start ||
      b.end - a.end ||
      compare(a.detector, b.detector) ||
      compare(a.rule, b.rule),
  );
  return sorted.filter((finding, index) => !isRepeated(finding, sorted[index - 1]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isRepeated(finding: Finding, previous: Finding | undefined): boolean {
  return (
    previous !== undefined &&
    previous.at === finding.at &&
    previous.detector === finding.detector &&
    previous.rule === finding.rule &&
    previous.start === finding.start &&
    previous.end === finding.end
  );
}
