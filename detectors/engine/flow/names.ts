/** Names of files that a command prints, and hands to what it runs. */

import { Command } from '../../abi';
import { isSecretFile } from './knowledge';
import { LABEL_SECRET, OPAQUE, SECRET_NAMES } from './labels';
import { isOption } from './text';
import { commandAt, NESTED, nodeOf } from './trace';
import { isFedByXargs } from './xargs';

/** More words are not looked at. */
const MAX_WORDS: u32 = 64;
/** Further out nothing is looked for. */
const MAX_LEVELS: u32 = 4;

/** Whether there are names of secrets among those that `find` or `ls` print. */
export function namesFoundBy(command: Command): u32 {
  for (let i: u32 = 1; i < min(command.wordCount, MAX_WORDS); i++) {
    const value = command.word(i).value;
    if (!isOption(value) && isSecretFile(command, value)) return noteNames();
  }
  return OPAQUE;
}

/** Names of secrets were printed somewhere. */
let areNamesPrinted: bool = false;

export function beginNames(): void {
  areNamesPrinted = false;
}

function noteNames(): u32 {
  areNamesPrinted = true;
  return OPAQUE | SECRET_NAMES;
}

/** What `find -exec` and `xargs sh -c` around a command put into its words. */
export function handedIn(index: u32): u32 {
  let labels: u32 = 0;
  let inner = index;
  for (let level: u32 = 0; level < MAX_LEVELS; level++) {
    const parent = commandAt(inner).parent;
    if (parent < 0 || nodeOf(inner).kind !== NESTED) return labels;
    inner = <u32>parent;
    const command = commandAt(inner);
    if (command.wordCount === 0) continue;
    if (command.runs('find')) labels |= namesFoundBy(command);
    else if (command.runs('parallel') || isFedByXargs(command)) {
      labels |= nodeOf(inner).input & (LABEL_SECRET | SECRET_NAMES);
    }
  }
  return labels;
}

/** Such names may stand in words of the command that look known. */
export function isHandedNames(index: u32): bool {
  return areNamesPrinted && (handedIn(index) & SECRET_NAMES) !== 0;
}
