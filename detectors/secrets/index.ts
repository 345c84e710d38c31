/** Detector `secrets`: credentials in any text of a call, in formats that can be checked. */

import { beginFindings, Call, endFindings, resetArena } from '../abi';
import { addFormats } from './formats';
import { describeRules } from './rules';
import { scanText } from './scan';

export { cabi_realloc } from '../abi';

addFormats();

export function describe(): usize {
  return describeRules();
}

export function cabi_post_describe(_result: usize): void {
  resetArena();
}

export function inspect(call: Call): usize {
  beginFindings();
  for (let i: u32 = 0; i < call.textCount; i++) scanText(call.text(i), i);
  return endFindings();
}

export function cabi_post_inspect(_result: usize): void {
  resetArena();
}
