/** Programs that write, replace, move or delete what their arguments name. */

import { Command, Text } from '../../abi';
import { countOperands, nextOperand } from './arguments';

const LOWER_I: u8 = 0x69;

/** What the program does with its operands. */
const WRITES_NONE: u8 = 0;
const WRITES_ALL: u8 = 1;
const WRITES_LAST: u8 = 2;
const WRITES_OF: u8 = 3;

let manner: u8 = WRITES_NONE;
let last: u32 = 0;

/** Before words of a command are asked about. */
export function beginWriting(command: Command, program: Text): void {
  manner = mannerOf(command, program);
  last = manner === WRITES_LAST ? lastOperand(command) : 0;
}

function mannerOf(command: Command, program: Text): u8 {
  if (changesAll(program)) return WRITES_ALL;
  if (writesLast(program)) return WRITES_LAST;
  if (program.is('dd')) return WRITES_OF;
  const edits =
    program.is('sed') || program.is('gsed')
      ? command.hasFlag(LOWER_I, 'in-place')
      : program.is('perl') && command.hasFlag(LOWER_I, '');
  return edits ? WRITES_ALL : WRITES_NONE;
}

/** The word with this index, which may be an option with its value, is written to. */
export function isWritten(command: Command, program: Text, index: u32): bool {
  if (manner === WRITES_ALL) return true;
  const word = command.word(index).value;
  if (manner === WRITES_OF) return word.startsWith('of=');
  return (manner === WRITES_LAST && index === last) || isOutput(command, program, index);
}

/** Programs that change every file they name. */
const CHANGES_ALL: string =
  'rm mv tee touch truncate shred unlink rmdir chmod chown chgrp chattr setfacl sponge patch strip srm wipe ed ex mkdir vi vim nvim nano emacs code set-content add-content out-file clear-content remove-item move-item rename-item new-item del erase ren';

/** Programs that write the file, or into the folder, that they name last. */
const WRITES_LAST_NAMED: string =
  'cp install ln link rsync scp ditto copy xcopy robocopy copy-item';

function changesAll(program: Text): bool {
  return program.isOneOf(CHANGES_ALL);
}

function writesLast(program: Text): bool {
  return program.isOneOf(WRITES_LAST_NAMED);
}

/** The value of an option that names the output: `curl -o`, `wget -O`, `sort -o`, `tar -C`, `git -C`. */
function isOutput(command: Command, program: Text, index: u32): bool {
  const word = command.word(index).value;
  if (word.startsWith('--output=') || word.startsWith('--output-document=')) return true;
  if (word.startsWith('--target-directory=') || word.startsWith('--directory=')) return true;
  if (index < 2) return false;
  const option = command.word(index - 1).value;
  if (option.is('--output') || option.is('--target-directory') || option.is('--output-document'))
    return true;
  if (option.is('-t'))
    return program.is('cp') || program.is('mv') || program.is('install') || program.is('ln');
  if (option.is('-C') || option.is('--directory')) return program.is('tar') || program.is('bsdtar');
  if (option.is('-d')) return program.is('unzip') || program.is('7z');
  if (option.is('-O')) return program.is('wget');
  if (option.is('-o')) {
    return (
      program.is('curl') ||
      program.is('sort') ||
      program.is('gcc') ||
      program.is('openssl') ||
      program.is('strip')
    );
  }
  if (option.is('-out')) return program.is('openssl');
  return false;
}

function lastOperand(command: Command): u32 {
  let last: u32 = 0;
  if (countOperands(command) < 2) return 0;
  for (let i = nextOperand(command, 1); i < command.wordCount; i = nextOperand(command, i + 1))
    last = i;
  return last;
}
