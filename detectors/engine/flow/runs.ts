/** What a command interprets, executes or loads. */

import { Command, Text, Word } from '../../abi';
import { keyOfFile, labelsOfFile, labelsOfWord } from './data';
import { codeOf, isInterpreter, isShell, isSource, runsItsInput, scriptOf } from './interpreters';
import { LABEL_DECODED, LABEL_NETWORK, LABEL_SECRET } from './labels';
import { isListed } from './listed';
import { argumentsOf, SSH_LETTERS } from './options';
import { absolutePath, hashOf } from './paths';
import { isExhausted, rawOf } from './raw';
import { FILE_NAME, hashByte, LAST_COMPONENT, labelsOfName } from './table';
import { indexOfByte, isBlank, isOption, sliceOf } from './text';
import { commandAt, nodeOf } from './trace';
import { isFedByXargs } from './xargs';

const SLASH: u8 = 0x2f;
const DOLLAR: u8 = 0x24;
/** Longer paths are not looked at: they are texts of nested shells. */
const MAX_PATH_BYTES: u32 = 256;
/** Words of `find` that are looked at. */
const MAX_FINDER_WORDS: u32 = 64;

export function runBy(index: u32): u32 {
  const command = commandAt(index);
  if (command.wordCount === 0) return 0;
  let labels = runAsProgram(index) | loaded(index) | runByInterpreter(index);
  // What was decoded and read by the lowering is judged as what it is.
  if (nodeOf(index).hasNested) labels &= ~LABEL_DECODED;
  return labels;
}

/** The program itself: `$(curl ..)`, `$x`, `./downloaded`. */
function runAsProgram(index: u32): u32 {
  const command = commandAt(index);
  const program = command.word(0);
  const text = program.dynamic && isBlank(program.value) ? labelsOfWord(index, program) : 0;
  return text | labelsOfProgramFile(command, program);
}

function labelsOfProgramFile(command: Command, program: Word): u32 {
  const raw = rawOf(program);
  const isPath = indexOfByte(raw, SLASH) >= 0;
  if (program.dynamic) return labelsOfName(keyOfFile(command, program, 0));
  // PowerShell's `.\\NAME`, whose backslash is none to other shells.
  if (raw.startsWith('.\\')) return labelsOfLast(sliceOf(raw, 2, raw.length));
  if (raw.length === 0 && isExhausted) return labelsOfLast(program.value);
  if (raw.length > MAX_PATH_BYTES || !isPlainPath(raw, program.value)) {
    return isPath || indexOfByte(raw, DOLLAR) >= 0 ? labelsOfLast(program.value) : 0;
  }
  if (!isPath) return labelsOfInstalled(program.value);
  const whole = absolutePath(command.cwd, raw, 0);
  return labelsOfName(hashOf(whole, 0, whole.length, FILE_NAME));
}

/** It is written as it is, so that its folder is known. */
function isPlainPath(raw: Text, name: Text): bool {
  if (raw.length < name.length) return false;
  for (let i: u32 = 0; i < raw.length; i++) {
    const byte = raw.byte(i);
    if (byte === DOLLAR || byte === 0x22 || byte === 0x27 || byte === 0x5c || byte === 0x20)
      return false;
    if (byte === 0x7e || byte === 0x0a || byte === 0x3b || byte === 0x2a) return false;
  }
  return true;
}

/** Any file of that name: where it lies can't be told. */
function labelsOfLast(name: Text): u32 {
  return labelsOfName(hashOf(name, 0, name.length, LAST_COMPONENT));
}

/** A program without a path that the text has put where programs are. */
function labelsOfInstalled(name: Text): u32 {
  return installedIn('/usr/local/bin/', name) | installedIn('/usr/bin/', name);
}

function installedIn(folder: string, name: Text): u32 {
  let key = FILE_NAME;
  for (let i = 0; i < folder.length; i++) key = hashByte(key, <u8>folder.charCodeAt(i));
  for (let i: u32 = 0; i < name.length; i++) key = hashByte(key, name.byte(i));
  return labelsOfName(key);
}

/** Code that comes along: libraries, modules, packages that run at once. */
function loaded(index: u32): u32 {
  const command = commandAt(index);
  let labels: u32 = 0;
  for (let i: u32 = 0; i < command.assignmentCount; i++) {
    const given = command.assignment(i);
    if (isListed(given.name, 'ld_preload dyld_insert_libraries bash_env ld_audit')) {
      labels |= labelsOfFile(index, given.value);
    }
  }
  const name = command.word(0).value;
  if (isShell(name)) return labels | runAtStart(index);
  if (
    !isListed(
      name,
      'java mono dotnet wine wine64 insmod rundll32 regsvr32 mshta wscript cscript make gmake vim gdb nvim',
    )
  ) {
    return labels;
  }
  for (let i: u32 = 1; i < command.wordCount; i++) {
    if (!isOption(command.word(i).value))
      labels |= labelsOfFile(index, command.word(i)) & LABEL_NETWORK;
  }
  return labels;
}

function runByInterpreter(index: u32): u32 {
  const command = commandAt(index);
  const name = command.word(0).value;
  if (isListed(name, 'eval trap iex invoke-expression')) return runAsText(index);
  const isRunner = isListed(name, 'crontab at batch parallel su runuser sudo doas');
  if (isListed(name, 'ssh'))
    return nodeOf(index).hasNested || hasCommand(command) ? 0 : nodeOf(index).input;
  if (!isShell(name) && !isInterpreter(name) && !isSource(name) && !isRunner) return 0;
  const isFed = isFedByXargs(command);
  const code = codeOf(command);
  if (code >= 0) return runAsCode(index, <u32>code, isFed);
  if (isFed) return isShell(name) && command.hasFlag(0x63, '') ? nodeOf(index).input : 0;
  if (!isSource(name) && runsItsInput(command)) return nodeOf(index).input;
  const script = isListed(name, 'crontab') ? firstFile(command) : scriptOf(command);
  if (script < 0) return 0;
  const labels = labelsOfFile(index, command.word(<u32>script)) | labelsOfFound(index);
  // A file of settings such as .env is there to be read into a shell.
  return isSource(name) ? labels & ~LABEL_SECRET : labels;
}

/** `eval TEXT`: the arguments, unless what is unknown in them stands within a command. */
function runAsText(index: u32): u32 {
  const command = commandAt(index);
  let labels: u32 = isListed(command.word(0).value, 'iex invoke-expression')
    ? nodeOf(index).input
    : 0;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (isBlank(word.value) && word.dynamic) labels |= labelsOfWord(index, word);
    else if (!isOption(word.value)) break;
  }
  return labels & ~LABEL_SECRET;
}

/** `sh -c TEXT`: all of it is unknown. What stands within a command is that command's own. */
function runAsCode(index: u32, code: u32, isFed: bool): u32 {
  const word = commandAt(index).word(code);
  if (!isBlank(word.value)) return 0;
  return labelsOfWord(index, word) | (isFed ? nodeOf(index).input : 0);
}

/** `find -name FILE -exec sh {} ;`: the file that is run has the name that is looked for. */
function labelsOfFound(index: u32): u32 {
  const parent = commandAt(index).parent;
  if (parent < 0) return 0;
  const finder = commandAt(<u32>parent);
  if (finder.wordCount === 0 || !finder.runs('find')) return 0;
  let labels: u32 = 0;
  for (let i: u32 = 1; i + 1 < min(finder.wordCount, MAX_FINDER_WORDS); i++) {
    if (finder.word(i).value.is('-name')) labels |= labelsOfLast(finder.word(i + 1).value);
  }
  return labels;
}

/** `bash --rcfile FILE` */
function runAtStart(index: u32): u32 {
  const command = commandAt(index);
  for (let i: u32 = 1; i + 1 < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.is('--rcfile') || value.is('--init-file'))
      return labelsOfFile(index, command.word(i + 1));
  }
  return 0;
}

/** ssh with more than a host. */
function hasCommand(command: Command): bool {
  const given = argumentsOf(command);
  let operands: u32 = 0;
  while (given.read(SSH_LETTERS, '')) {
    if (given.isOperand) operands++;
  }
  return operands !== 1;
}

function firstFile(command: Command): i32 {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    if (!isOption(command.word(i).value)) return <i32>i;
  }
  return -1;
}
