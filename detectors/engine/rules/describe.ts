/** The rules in force, as a detector describes itself. */

import {
  ALL_CHANNELS,
  addRuleOf,
  beginRules,
  endRules,
  explainRuleBy,
  INPUT_COMMANDS,
  INPUT_TEXTS,
  redactRule,
  SEVERITY_CRITICAL,
  SEVERITY_HIGH,
  SEVERITY_MEDIUM,
} from '../../abi';
import { Rule, ruleSet } from './model';
import { literal } from './strings';

/** What a regex may match over the border of two chunks of a long text, in bytes. */
const OVERLAP: u32 = 4096;

export function describeRuleSet(name: string, version: string): usize {
  const set = ruleSet();
  beginRules(set.ruleCount);
  for (let rule: Rule | null = set.rules; rule !== null; rule = rule!.next) describeRule(rule);
  return endRules(name, version, INPUT_COMMANDS | INPUT_TEXTS, ALL_CHANNELS, OVERLAP);
}

function describeRule(rule: Rule): void {
  const category = rule.category.length > 0 ? rule.category : literal('policy');
  addRuleOf(rule.name, category, rule.severity, riskOf(rule.severity));
  const hasReason = rule.reason.length > 0;
  const message = hasReason ? rule.reason : rule.nudge;
  explainRuleBy(message, hasReason ? rule.nudge : literal(''));
  if (rule.redact) redactRule();
}

/** docs/rules.md, "What a rule says". */
function riskOf(severity: u8): u8 {
  if (severity === SEVERITY_CRITICAL) return 100;
  if (severity === SEVERITY_HIGH) return 85;
  return severity === SEVERITY_MEDIUM ? 60 : 50;
}
