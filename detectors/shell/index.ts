/** Detector `shell`: structural rules on the commands of a call, and on the file it writes. */

import { beginFindings, Call, CHANNEL_WRITE, endFindings, noMistakes, resetArena } from '../abi';
import { inspectDatabase } from './database';
import { inspectGit } from './git';
import { inspectMachine } from './machine';
import { inspectNetwork } from './network';
import { inspectProtected, inspectWrittenPath } from './protected';
import { inspectRemoval } from './removal';
import { describeRules } from './rules';

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
  if (call.channel === CHANNEL_WRITE) inspectWrittenPath(call.path);
  for (let i: u32 = 0; i < call.commandCount; i++) {
    const command = call.command(i);
    inspectRemoval(command);
    inspectGit(command);
    inspectMachine(call, i);
    inspectNetwork(call, i);
    inspectDatabase(call, i);
    inspectProtected(command);
  }
  return endFindings();
}

export function cabi_post_inspect(_result: usize): void {
  resetArena();
}
