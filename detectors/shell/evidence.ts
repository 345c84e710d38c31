/** How the shell detector reports: always in the call's first text, the command's own. */

import { Command, report, reportDetail, Word } from '../abi';

/** The whole command is the finding; its program is the detail. */
export function reportCommand(rule: u32, command: Command): void {
  if (command.wordCount > 0) reportWord(rule, command, command.word(0));
  else report(rule, 0, command.start, command.end);
}

/** The whole command is the finding; one of its words is the detail. */
export function reportWord(rule: u32, command: Command, word: Word): void {
  report(rule, 0, command.start, command.end);
  reportDetail(word.value.at, word.value.length);
}

/** The finding reaches over two commands; the program of the second is the detail. */
export function reportSpan(rule: u32, first: Command, second: Command): void {
  report(rule, 0, min(first.start, second.start), max(first.end, second.end));
  const name = second.word(0).value;
  reportDetail(name.at, name.length);
}
