/** What a change does to a text, line by line, in the unified format that people know from git. */

import { printable } from '../verdict-text.ts';

interface DiffLine {
  readonly kind: ' ' | '-' | '+';
  /** With its line break, if it has one. */
  readonly text: string;
}

const CONTEXT_LINES = 3;

interface Hunk {
  /** How many lines of either text come before it. */
  readonly before: number;
  readonly after: number;
  readonly lines: DiffLine[];
}

/** The hunks between two texts, as `diff -u` prints them; empty when the texts are equal. */
export function diffLines(before: string, after: string): string {
  return toHunks(compareLines(splitLines(before), splitLines(after)))
    .map(showHunk)
    .join('');
}

/** The changed lines with those near them, cut where nothing is near. */
function toHunks(lines: readonly DiffLine[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [before, after, lastShown] = [0, 0, -1];
  for (const [index, line] of lines.entries()) {
    const near = lines.slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1);
    if (near.some(({ kind }) => kind !== ' ')) {
      if (hunks.length === 0 || lastShown < index - 1) hunks.push({ before, after, lines: [] });
      hunks.at(-1)?.lines.push(line);
      lastShown = index;
    }
    if (line.kind !== '+') before += 1;
    if (line.kind !== '-') after += 1;
  }
  return hunks;
}

function showHunk({ before, after, lines }: Hunk): string {
  const removed = lines.filter(({ kind }) => kind !== '+').length;
  const added = lines.filter(({ kind }) => kind !== '-').length;
  const header = `@@ -${range(before, removed)} +${range(after, added)} @@\n`;
  return header + lines.map(showLine).join('');
}

/** A range without lines is named by the line before it. */
function range(linesBefore: number, count: number): string {
  return `${count === 0 ? linesBefore : linesBefore + 1},${count}`;
}

/** Tabs are indentation; any other control character could steer the terminal. */
function showLine({ kind, text }: DiffLine): string {
  const line = text
    .replace(/\r?\n$/, '')
    .split('\t')
    .map(printable)
    .join('\t');
  return `${kind}${line}\n${text.endsWith('\n') ? '' : '\\ No newline at end of file\n'}`;
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The shortest edit script (Myers 1986, "An O(ND) Difference Algorithm", figure 2). */
function compareLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const frontiers: Map<number, number>[] = [];
  let frontier = new Map([[1, 0]]);
  for (let edits = 0; ; edits += 1) {
    frontiers.push(frontier);
    frontier = new Map(frontier);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOn(frontier, diagonal, edits).x;
      while (x < before.length && before[x] === after[x - diagonal]) x += 1;
      frontier.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) {
        return walkBack(before, after, frontiers);
      }
    }
  }
}

/** Where a path with this many edits comes onto a diagonal (x - y), and from which one. */
function startOn(frontier: ReadonlyMap<number, number>, diagonal: number, edits: number) {
  const above = frontier.get(diagonal + 1) ?? -1;
  const left = frontier.get(diagonal - 1) ?? -1;
  const isInsertion = diagonal === -edits || (diagonal !== edits && left < above);
  return isInsertion ? { x: above, from: diagonal + 1 } : { x: left + 1, from: diagonal - 1 };
}

function walkBack(
  before: readonly string[],
  after: readonly string[],
  frontiers: readonly ReadonlyMap<number, number>[],
): DiffLine[] {
  const lines: DiffLine[] = [];
  let [x, y] = [before.length, after.length];
  for (let edits = frontiers.length - 1; edits >= 0; edits -= 1) {
    const start = startOn(frontiers[edits] ?? new Map(), x - y, edits);
    for (; x > start.x; x -= 1, y -= 1) lines.push({ kind: ' ', text: before[x - 1] ?? '' });
    if (edits === 0) break;
    if (start.from > x - y) lines.push({ kind: '+', text: after[y - 1] ?? '' });
    else lines.push({ kind: '-', text: before[x - 1] ?? '' });
    x = start.from > x - y ? x : x - 1;
    y = x - start.from;
  }
  return lines.reverse();
}
