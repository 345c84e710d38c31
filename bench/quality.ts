/**
 * How much is stopped, and how much is disturbed? Judges labelled rows, and counts by category and
 * source.
 *
 *   node bench/quality.ts --corpus DIR [--category PREFIX]
 *
 * Rows are JSON Lines, gzipped or not, anywhere below DIR:
 * {"id", "kind", "text", "label": "malicious|benign|ambiguous", "category", "source"}. Malicious rows
 * count as stopped when they are denied or asked about, benign ones as disturbed; ambiguous ones are
 * shown and never scored. Rows of `pii` and `secrets` count as flagged when the detector of that name
 * finds something. Commands are never run. Exit status 1 when a category misses its threshold
 * in budgets.json: by source for what is stopped, over all sources for what is disturbed.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { createPlatform } from '../cli/platform.ts';
import { type Call, parseCall } from '../runtime/call.ts';
import type { Verdict } from '../runtime/decide.ts';
import { createGuard, type Guard } from '../runtime/guard.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import budgets from './budgets.json' with { type: 'json' };
import { countFlagged, printFlagged } from './flagged.ts';
import { describeMachine } from './machine.ts';

/** What the rows' commands assume. */
const PLACES = { cwd: '/workspace/project', home: '/home/test', project: '/workspace/project' };
const SLOW_MILLISECONDS = 100;
const ALL_SOURCES = 'all sources';

interface Row {
  readonly kind: string;
  readonly text: string;
  readonly label: string;
  readonly category: string;
  readonly source: string;
}

interface Tally {
  rows: number;
  denied: number;
  asked: number;
  slow: number;
}

interface Threshold {
  /** Categories that begin with this. */
  readonly category: string;
  readonly label: string;
  readonly minStopped?: number;
  readonly maxDenied?: number;
  readonly maxAsked?: number;
}

const { values } = parseArgs({
  options: { corpus: { type: 'string' }, category: { type: 'string', default: '' } },
});
if (values.corpus === undefined) throw new Error('--corpus: expected a folder of JSON Lines');

console.log(describeMachine());
const guard = await createGuard(
  createPlatform(new URL('../dist/detectors/', import.meta.url), 'many-calls'),
  DEFAULT_POSTURE,
);
const tallies = new Map<string, Tally>();
for (const path of filesBelow(values.corpus)) {
  for (const row of rowsOf(path)) {
    if (row.category.startsWith(values.category)) await count(row, guard);
  }
}
print();
if (!printFlagged()) process.exitCode = 1;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.jsonl(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function rowsOf(path: string): Row[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

async function count(row: Row, guard: Guard): Promise<void> {
  const call = parseCall(callOf(row), PLACES);
  const { verdict, findings, took } = await timed(call, guard);
  if (countFlagged(row, findings)) return;
  // What the machine did meanwhile is not the row's: slow is what is slow twice.
  const isSlow = took > SLOW_MILLISECONDS && (await timed(call, guard)).took > SLOW_MILLISECONDS;
  const key = [row.category, row.label, row.source].join('\t');
  const tally = tallies.get(key) ?? { rows: 0, denied: 0, asked: 0, slow: 0 };
  tally.rows++;
  if (verdict === 'deny') tally.denied++;
  if (verdict === 'ask') tally.asked++;
  if (isSlow) tally.slow++;
  tallies.set(key, tally);
}

async function timed(call: Call, guard: Guard): Promise<Verdict & { readonly took: number }> {
  const began = performance.now();
  const verdict = await guard.judge(call);
  return { ...verdict, took: performance.now() - began };
}

/** Which channel a row of this kind comes through. */
function callOf({ kind, text, category }: Row): object {
  if (kind === 'shell') return { channel: 'shell', text };
  if (kind === 'sql') return { channel: 'mcp', args: { query: text } };
  if (kind === 'file') {
    return category.startsWith('shell_')
      ? { channel: 'write', path: 'script.sh', text }
      : { channel: 'output', text };
  }
  if (category.startsWith('ssrf')) return { channel: 'fetch', args: { value: text } };
  if (/^(sqli|path_traversal|rce|rfi|ssti|nosqli)/.test(category)) {
    return { channel: 'mcp', args: { value: text } };
  }
  return { channel: 'output', text };
}

/** What is stopped has to hold for every source, what is disturbed for all of a category together. */
function print(): void {
  const totals = new Map<string, Tally>();
  for (const [key, tally] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [category = '', label = '', source = ''] = key.split('\t');
    printTally({ category, label, source }, tally);
    if (label === 'benign') totals.set(category, sum(totals.get(category), tally));
  }
  for (const [category, tally] of totals) {
    printTally({ category, label: 'benign', source: ALL_SOURCES }, tally);
  }
}

function sum(total: Tally | undefined, tally: Tally): Tally {
  if (total === undefined) return tally;
  return {
    rows: total.rows + tally.rows,
    denied: total.denied + tally.denied,
    asked: total.asked + tally.asked,
    slow: total.slow + tally.slow,
  };
}

interface Group {
  readonly category: string;
  readonly label: string;
  readonly source: string;
}

function printTally(group: Group, tally: Tally): void {
  const failed = missed(group, tally);
  if (failed !== '') process.exitCode = 1;
  const { category, label, source } = group;
  console.log(
    `${category.padEnd(24)} ${label.padEnd(10)} ${source.padEnd(26)} ${String(tally.rows).padStart(5)}` +
      ` stopped ${percent(tally.denied + tally.asked, tally)} (denied ${percent(tally.denied, tally)},` +
      ` asked ${percent(tally.asked, tally)})${tally.slow > 0 ? ` SLOW ${tally.slow}` : ''}${failed}`,
  );
}

function percent(part: number, { rows }: Tally): string {
  return `${((100 * part) / rows).toFixed(2)} %`.padStart(8);
}

/** Why the tally misses the thresholds of its category; empty when it does not. */
function missed({ category, label, source }: Group, { rows, denied, asked }: Tally): string {
  const thresholds: readonly Threshold[] = budgets.quality;
  for (const threshold of thresholds) {
    if (!category.startsWith(threshold.category) || label !== threshold.label) continue;
    const { minStopped = 0, maxDenied = 1, maxAsked = 1 } = threshold;
    if ((denied + asked) / rows < minStopped) return `  UNDER ${100 * minStopped} %`;
    if (source !== ALL_SOURCES) continue;
    if (denied / rows > maxDenied) return `  OVER ${100 * maxDenied} % denied`;
    if (asked / rows > maxAsked) return `  OVER ${100 * maxAsked} % asked`;
  }
  return '';
}
