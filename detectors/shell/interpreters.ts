/** Programs that run text: as their input, or as an argument. */

import { Command, REACH_PROCESS_SUBSTITUTION, Text } from '../abi';

const HYPHEN: u8 = 0x2d;
const DOT: u8 = 0x2e;
const DIGIT_0: u8 = 0x30;
const DIGIT_9: u8 = 0x39;
const LOWER_C: u8 = 0x63;
const LOWER_E: u8 = 0x65;
const LOWER_M: u8 = 0x6d;
const LOWER_R: u8 = 0x72;
const LOWER_S: u8 = 0x73;

export function isShell(name: Text): bool {
  return (
    name.is('sh') ||
    name.is('bash') ||
    name.is('zsh') ||
    name.is('dash') ||
    name.is('ash') ||
    name.is('ksh') ||
    name.is('mksh') ||
    name.is('fish')
  );
}

export function isInterpreter(name: Text): bool {
  return (
    isVersionOf(name, 'python') ||
    isVersionOf(name, 'perl') ||
    isVersionOf(name, 'ruby') ||
    isVersionOf(name, 'php') ||
    name.is('node') ||
    name.is('deno') ||
    name.is('bun') ||
    isVersionOf(name, 'lua') ||
    name.is('awk') ||
    name.is('gawk')
  );
}

/** `python`, `python3`, `python3.12`. */
function isVersionOf(name: Text, program: string): bool {
  if (!name.startsWith(program)) return false;
  for (let i = <u32>program.length; i < name.length; i++) {
    const byte = name.byte(i);
    if (byte !== DOT && (byte < DIGIT_0 || byte > DIGIT_9)) return false;
  }
  return true;
}

/** Reads its program from standard input: no script and no program text among its arguments. */
export function runsItsInput(command: Command): bool {
  if (command.wordCount === 0) return false;
  const name = command.word(0).value;
  if (isShell(name)) {
    // With -s the operands are positional parameters, and the program still comes from the input.
    if (command.hasFlag(LOWER_S, '')) return true;
    return !command.hasFlag(LOWER_C, '') && !hasOperand(command);
  }
  if (name.is('source') || name.is('.')) return readsStandardInput(command);
  if (!isInterpreter(name) || name.is('awk') || name.is('gawk')) return false;
  const hasText =
    command.hasFlag(LOWER_C, '') ||
    command.hasFlag(LOWER_E, 'eval') ||
    command.hasFlag(LOWER_M, '') ||
    command.hasFlag(LOWER_R, 'print');
  return !hasText && !hasOperand(command);
}

function readsStandardInput(command: Command): bool {
  return command.hasArgument('/dev/stdin') || command.hasArgument('-');
}

/** A script file among the arguments. `-` and /dev/stdin are none. */
function hasOperand(command: Command): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.length === 0 || value.is('/dev/stdin')) continue;
    if (value.byte(0) !== HYPHEN) return true;
  }
  return false;
}

/** Runs what a substitution in its arguments yields. */
export function runsItsArguments(command: Command, reach: u8): bool {
  const name = command.word(0).value;
  // `bash <(..)` and `. <(..)`: the file is the script, whatever the interpreter.
  if (reach === REACH_PROCESS_SUBSTITUTION) {
    return isShell(name) || isInterpreter(name) || name.is('source') || name.is('.');
  }
  if (name.is('eval')) return true;
  if (isShell(name)) return command.hasFlag(LOWER_C, '');
  if (!isInterpreter(name)) return false;
  return command.hasFlag(LOWER_C, '') || command.hasFlag(LOWER_E, 'eval');
}
