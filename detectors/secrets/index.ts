/** Detector `secrets`: credentials in any text of a call, in formats that the packs describe. */

import { beginFindings, Call, endFindings, noMistakes, reserveKept, resetArena } from '../abi';
import { readPacks } from './pack-reader';
import { describeRules } from './rules';
import { scanText } from './scan';

export { cabi_realloc } from '../abi';

/** More than the module's first pages: what a call leaves there is no part of the module. */
const ASIDE_BYTES: usize = 1 << 20;

reserveKept(ASIDE_BYTES);

/** There is nothing to configure. */
export function configure(_sources: usize, _sourceCount: u32, _at: usize, _count: u32): usize {
  return noMistakes();
}

/** Not of the contract: reads the packs at build time, which then keeps the memory as the module's. */
export function build(sources: usize, sourceCount: u32, _at: usize, _count: u32): usize {
  return readPacks(sources, sourceCount);
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
  for (let i: u32 = 0; i < call.textCount; i++) scanText(call.text(i), i);
  return endFindings();
}

export function cabi_post_inspect(_result: usize): void {
  resetArena();
}
