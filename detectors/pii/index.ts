/** Detector `pii`: personal data in any text of a call, by checksums, forms and the words around. */

import { beginFindings, Call, endFindings, noMistakes, resetArena } from '../abi';
import { beginFound } from './found';
import { describeRules } from './rules';
import { scanText } from './scan';

export { cabi_realloc } from '../abi';

/** There is nothing to configure. */
export function configure(_sources: usize, _sourceCount: u32, _at: usize, _count: u32): usize {
  return noMistakes();
}

export function cabi_post_configure(_result: usize): void {
  resetArena();
}

export function describe(): usize {
  return describeRules();
}

export function cabi_post_describe(_result: usize): void {
  resetArena();
}

export function inspect(call: Call): usize {
  beginFindings();
  beginFound();
  for (let i: u32 = 0; i < call.textCount; i++) scanText(call.text(i), i);
  return endFindings();
}

export function cabi_post_inspect(_result: usize): void {
  resetArena();
}
