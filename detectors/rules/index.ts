/** Detector `rules`: the built-in packs and the rules of whoever uses the guard, in one language. */

import { beginFindings, Call, endFindings, reserveKept, resetArena } from '../abi';
import { readConfiguration } from '../engine/rules/configure';
import { describeRuleSet } from '../engine/rules/describe';
import { matchRules } from '../engine/rules/matcher';

export { cabi_realloc } from '../abi';

/** For rules and the patterns compiled so far. Untouched pages cost nothing. */
const KEPT_BYTES: usize = 8 << 20;

reserveKept(KEPT_BYTES);

export function configure(
  sources: usize,
  sourceCount: u32,
  settings: usize,
  settingCount: u32,
): usize {
  return readConfiguration(sources, sourceCount, settings, settingCount);
}

export function cabi_post_configure(_result: usize): void {
  resetArena();
}

export function describe(): usize {
  return describeRuleSet('rules', '0.1.0');
}

export function cabi_post_describe(_result: usize): void {
  resetArena();
}

export function inspect(call: Call): usize {
  beginFindings();
  matchRules(call);
  return endFindings();
}

export function cabi_post_inspect(_result: usize): void {
  resetArena();
}
