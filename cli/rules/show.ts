/** `wafer rules show`: one rule, as it is written. */

import { parseArgs } from 'node:util';
import { UsageError } from '../command.ts';
import { configuredHere } from '../configuration.ts';
import { writeOutput } from '../standard-streams.ts';
import { printable } from '../verdict-text.ts';
import { type KnownRule, readKnownRules } from './known-rules.ts';

export async function runShow(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { 'no-config': { type: 'boolean', default: false } },
  });
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) {
    throw new UsageError('rules show: expected the name of one rule');
  }
  const { rules } = await readKnownRules(await configuredHere(!values['no-config']));
  const found = rules.filter((rule) => rule.name === name);
  if (found.length === 0) throw new UsageError(`no rule "${name}"; wafer rules list names them`);
  writeOutput(1, found.map(describe).join('\n'));
  return 0;
}

function describe(rule: KnownRule): string {
  const { source, file, detector, disabled } = rule;
  const place =
    source === null ? `detector ${detector}, written as code` : `${file}:${source.line}`;
  const text = source === null ? inWords(rule) : source.text.split('\n');
  const lines = [`${place}${disabled ? ' (disabled)' : ''}`, ...text];
  return `${lines.map(printable).join('\n')}\n`;
}

/** What a rule file says of a rule, without its patterns. */
function inWords({ name, category, severity, message, instead }: KnownRule): string[] {
  const lines = [name, `  category ${category}`, `  severity ${severity}`, `  reason "${message}"`];
  return instead === '' ? lines : [...lines, `  nudge "${instead}"`];
}
