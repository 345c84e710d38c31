/** Whether the input of a command comes as its arguments: the lowering takes the wrapper off. */

import { Command } from '../../abi';
import { rawBetween } from './raw';

const XARGS = 'xargs';

/** `.. | xargs COMMAND`, `.. | parallel COMMAND`. */
export function isFedByXargs(command: Command): bool {
  if (command.wordCount === 0) return false;
  const start = command.word(0).start;
  // In the text of a nested shell every word has the same place.
  const end = start > command.start ? start : command.end;
  if (start === command.start && command.word(0).end - start === command.word(0).value.length) {
    return false;
  }
  return rawBetween(command.start, end).contains(XARGS);
}
