/** What a command is given to read: its arguments, here-documents, and what is echoed into it. */

import {
  allocate,
  Call,
  Command,
  REDIRECT_HERE_DOCUMENT,
  REDIRECT_HERE_STRING,
  Text,
  textAt,
} from '../../abi';
import { noteDetail } from './matched';
import { LazyRegex } from './model';
import { matchesRegex } from './regexes';

const SPACE: u8 = 0x20;

/** The arguments, joined by single blanks. */
export function joinArguments(command: Command): Text {
  let size: u32 = 0;
  for (let i: u32 = 1; i < command.wordCount; i++) size += command.word(i).value.length + 1;
  const joined = textAt(allocate(size, 1), 0);
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i).value;
    if (i > 1) store<u8>(joined.at + joined.length++, SPACE);
    memory.copy(joined.at + joined.length, word.at, word.length);
    joined.length += word.length;
  }
  return joined;
}

/** Something that the program is given matches. */
export function isGiven(call: Call, index: u32, regex: LazyRegex): bool {
  const command = call.command(index);
  if (holds(command, regex) || bodiesHold(command, regex)) return true;
  for (let i = index; i > 0; ) {
    i--;
    const other = call.command(i);
    if (other.pipeline !== command.pipeline) {
      if (index - i > 50) break;
      continue;
    }
    if (other.stage >= command.stage) continue;
    if (printsText(other) && (holds(other, regex) || bodiesHold(other, regex))) return true;
  }
  return false;
}

function printsText(command: Command): bool {
  return command.runs('echo') || command.runs('printf') || command.runs('cat');
}

function holds(command: Command, regex: LazyRegex): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i).value;
    if (!matchesRegex(regex, word)) continue;
    noteDetail(command.word(0).value);
    return true;
  }
  return false;
}

function bodiesHold(command: Command, regex: LazyRegex): bool {
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    const isBody =
      redirect.operator === REDIRECT_HERE_DOCUMENT || redirect.operator === REDIRECT_HERE_STRING;
    if (isBody && matchesRegex(regex, redirect.target.value)) return true;
  }
  return false;
}
