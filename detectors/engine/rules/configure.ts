/** Sources and settings -> the rules in force. At most once in an instance's life, before any call. */

import { addMistake, beginMistakes, endMistakes, Source, settingAt, sourceAt } from '../../abi';
import { indexGlobs } from './glob-index';
import { isListed } from './globs';
import { indexRules } from './index-table';
import { addToList, createValue, listNamed, Rule, ruleSet } from './model';
import { parseSource } from './rule-parser';
import { beginInterning, literal } from './strings';

const MAX_SOURCE_BYTES: u32 = 256 << 10;
const MAX_TOTAL_BYTES: u32 = 512 << 10;

/** The setting that names rules which are switched off. */
const DISABLED: string = 'disabled_rules';

/** @returns what the export `configure` returns: the mistakes. */
export function readConfiguration(
  sources: usize,
  sourceCount: u32,
  settings: usize,
  settingCount: u32,
): usize {
  beginMistakes();
  beginInterning();
  let total: u32 = 0;
  for (let i: u32 = 0; i < sourceCount; i++) {
    const source = sourceAt(sources, i);
    total += source.text.length;
    if (isTooLarge(i, source, total)) break;
    parseSource(i, source);
  }
  for (let i: u32 = 0; i < settingCount; i++) readSetting(settings, i);
  indexRules();
  indexGlobs();
  switchOff();
  return endMistakes();
}

function isTooLarge(index: u32, source: Source, total: u32): bool {
  const alone = source.text.length > MAX_SOURCE_BYTES;
  if (!alone && total <= MAX_TOTAL_BYTES) return false;
  const message = alone
    ? literal('expected at most 256 KiB in one file, got more')
    : literal('expected at most 512 KiB in all files, got more');
  addMistake(index, 1, 1, message);
  return true;
}

function readSetting(settings: usize, index: u32): void {
  const setting = settingAt(settings, index);
  const list = listNamed(setting.key);
  list.isDefined = true;
  for (let i: u32 = 0; i < setting.valueCount; i++) addToList(list, createValue(setting.value(i)));
}

function switchOff(): void {
  const disabled = listNamed(literal(DISABLED));
  if (disabled.first === null) return;
  for (let rule: Rule | null = ruleSet().rules; rule !== null; rule = rule!.next) {
    if (isListed(disabled, rule.name)) rule.disabled = true;
  }
}
