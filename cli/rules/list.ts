/** `wafer rules list`: every rule in force, one a line. */

import { parseArgs } from 'node:util';
import { describeMistake } from '../../runtime/configuration.ts';
import { DEFAULT_POSTURE } from '../../runtime/posture.ts';
import { configuredHere } from '../configuration.ts';
import { writeOutput } from '../standard-streams.ts';
import { printable } from '../verdict-text.ts';
import { type KnownRule, readKnownRules } from './known-rules.ts';

export async function runList(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      json: { type: 'boolean', default: false },
      'no-config': { type: 'boolean', default: false },
    },
  });
  const configured = await configuredHere(!values['no-config']);
  const { rules, mistakes } = await readKnownRules(configured);
  const warnings = [
    ...configured.problems.map(({ message }) => message),
    ...mistakes.map(describeMistake),
  ];
  for (const warning of warnings) writeOutput(2, `wafer: warning: ${printable(warning)}\n`);
  const rows = rules.map(rowOf);
  writeOutput(1, values.json ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));
  return 0;
}

/** One rule, as `--json` prints it. */
interface Row {
  readonly name: string;
  /** What a finding of it leads to where the posture says nothing else. */
  readonly tier: 'block' | 'suspicious' | 'none';
  readonly category: string;
  readonly severity: string;
  readonly risk: number;
  readonly detector: string;
  readonly file: string;
  readonly line: number;
  readonly disabled: boolean;
}

function rowOf({
  name,
  category,
  severity,
  risk,
  detector,
  file,
  source,
  disabled,
}: KnownRule): Row {
  const tier = source?.tier ?? tierOf(risk);
  return {
    name,
    tier,
    category,
    severity,
    risk,
    detector,
    file,
    line: source?.line ?? 0,
    disabled,
  };
}

/** Of a rule written as code: the posture's thresholds, which are those of the tiers. */
function tierOf(risk: number): Row['tier'] {
  if (risk >= DEFAULT_POSTURE.denyRisk) return 'block';
  return risk >= DEFAULT_POSTURE.askRisk ? 'suspicious' : 'none';
}

function table(rows: readonly Row[]): string {
  const cells = rows.map(({ name, tier, category, severity, detector, file, line, disabled }) => {
    const place = file === '' ? `detector ${detector}` : `${file}:${line}`;
    return [name, disabled ? 'disabled' : tier, category, severity, place].map(printable);
  });
  const all = [['rule', 'tier', 'category', 'severity', 'where'], ...cells];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  );
  return all
    .map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`)
    .join('');
}
