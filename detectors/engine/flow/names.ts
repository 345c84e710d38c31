/** Names of files that a command prints. */

import { Command } from '../../abi';
import { isSecretFile } from './knowledge';
import { OPAQUE, SECRET_NAMES } from './labels';
import { isOption } from './text';

/** More words are not looked at. */
const MAX_WORDS: u32 = 64;

/** Whether there are names of secrets among those that `find` or `ls` print. */
export function namesFoundBy(command: Command): u32 {
  for (let i: u32 = 1; i < min(command.wordCount, MAX_WORDS); i++) {
    const value = command.word(i).value;
    if (!isOption(value) && isSecretFile(command, value)) return OPAQUE | SECRET_NAMES;
  }
  return OPAQUE;
}
