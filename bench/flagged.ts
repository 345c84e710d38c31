/**
 * Rows of categories that are about content count as flagged when the detector of that name finds
 * something in them. How many, by category and source, and which rules found it.
 */

import type { Finding } from '../runtime/scan.ts';
import budgets from './budgets.json' with { type: 'json' };

const DETECTORS: readonly string[] = ['pii', 'secrets'];

interface FlaggedRow {
  readonly label: string;
  readonly category: string;
  readonly source: string;
}

interface Share {
  rows: number;
  flagged: number;
}

/** Rows in which a rule found something. */
interface Hits {
  malicious: number;
  benign: number;
}

interface Threshold {
  readonly category: string;
  readonly label: string;
  readonly minFlagged?: number;
  readonly maxFlagged?: number;
}

const shares = new Map<string, Share>();
const hitsOfRules = new Map<string, Hits>();

/** Counts a row; false when its category is about something else. */
export function countFlagged(row: FlaggedRow, findings: readonly Finding[]): boolean {
  const { label, category, source } = row;
  if (!DETECTORS.includes(category)) return false;
  const rules = new Set(
    findings.filter(({ detector }) => detector === category).map(({ rule }) => rule),
  );
  const key = [category, label, source].join('\t');
  const share = shares.get(key) ?? { rows: 0, flagged: 0 };
  share.rows++;
  if (rules.size > 0) share.flagged++;
  shares.set(key, share);
  if (label !== 'malicious' && label !== 'benign') return true;
  for (const rule of rules) {
    const hits = hitsOfRules.get(rule) ?? { malicious: 0, benign: 0 };
    hits[label]++;
    hitsOfRules.set(rule, hits);
  }
  return true;
}

/** @returns whether all thresholds hold. */
export function printFlagged(): boolean {
  let holds = true;
  for (const [key, { rows, flagged }] of [...shares].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [category = '', label = '', source = ''] = key.split('\t');
    const missed = missedBy(category, label, flagged / rows);
    holds &&= missed === '';
    const percent = `${((100 * flagged) / rows).toFixed(1)} %`.padStart(7);
    console.log(
      `${category.padEnd(24)} ${label.padEnd(10)} ${source.padEnd(26)} ${String(rows).padStart(5)} flagged ${percent}${missed}`,
    );
  }
  for (const [rule, { malicious, benign }] of [...hitsOfRules].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const total = malicious + benign;
    const wrong = `${((100 * benign) / total).toFixed(1)} %`.padStart(7);
    console.log(
      `  ${rule.padEnd(32)} rows ${String(total).padStart(5)}, of them benign ${String(benign).padStart(4)} ${wrong}`,
    );
  }
  return holds;
}

function missedBy(category: string, label: string, share: number): string {
  const thresholds: readonly Threshold[] = budgets.flagged;
  for (const threshold of thresholds) {
    if (threshold.category !== category || threshold.label !== label) continue;
    const { minFlagged = 0, maxFlagged = 1 } = threshold;
    if (share < minFlagged) return `  UNDER ${100 * minFlagged} %`;
    if (share > maxFlagged) return `  OVER ${100 * maxFlagged} %`;
  }
  return '';
}
