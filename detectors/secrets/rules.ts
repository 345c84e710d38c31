/** What the detector says of itself: the rules of the packs. */

import {
  ALL_CHANNELS,
  addRuleOf,
  beginRules,
  endRules,
  explainRuleBy,
  INPUT_TEXTS,
  redactRule,
} from '../abi';
import { literalText } from './literal-text';
import { MAX_KEY_BYTES } from './private-key';
import { ruleAt, ruleCount } from './registry';

/** The longest match: a private key and the `-----END` line that its limit may fall into. */
const OVERLAP_BYTES: u32 = MAX_KEY_BYTES + 64;

/** Builds the description. @returns what the export `describe` returns. */
export function describeRules(): usize {
  const count = ruleCount();
  const category = literalText('secret');
  beginRules(count);
  for (let i: u32 = 0; i < count; i++) {
    const rule = ruleAt(i);
    addRuleOf(rule.name, category, rule.severity, rule.risk);
    explainRuleBy(rule.message, rule.instead);
    redactRule();
  }
  return endRules('secrets', '0.2.0', INPUT_TEXTS, ALL_CHANNELS, OVERLAP_BYTES);
}
