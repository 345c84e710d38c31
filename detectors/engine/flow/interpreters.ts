/** Programs that run text: as their input, as an argument, or from a file. */

import { Command, Text } from '../../abi';
import { isListed } from './listed';

const HYPHEN: u8 = 0x2d;
const PLUS: u8 = 0x2b;
const DOT: u8 = 0x2e;
const DIGIT_0: u8 = 0x30;
const DIGIT_9: u8 = 0x39;
const LOWER_C: u8 = 0x63;
const LOWER_S: u8 = 0x73;

export function isShell(name: Text): bool {
  return isListed(name, 'sh bash zsh dash ash ksh mksh fish rbash csh tcsh yash elvish xonsh nu');
}

/** A scripting language. */
export function isInterpreter(name: Text): bool {
  return (
    isVersionOf(name, 'python') ||
    isVersionOf(name, 'pypy') ||
    isVersionOf(name, 'perl') ||
    isVersionOf(name, 'ruby') ||
    isVersionOf(name, 'php') ||
    isVersionOf(name, 'lua') ||
    isListed(
      name,
      'node nodejs deno bun tsx ts-node awk gawk mawk nawk osascript rscript tclsh wish expect pwsh powershell groovy julia elixir luajit jruby ipython ghci runghc guile racket swift scala jshell',
    )
  );
}

/** awk and its kind: their input is data, and their first operand the program. */
export function isFilterLanguage(name: Text): bool {
  return isListed(name, 'awk gawk mawk nawk');
}

/** `.` and `source`. */
export function isSource(name: Text): bool {
  return name.is('.') || name.is('source');
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
  const name = command.word(0).value;
  if (isShell(name)) {
    // With -s the operands are positional parameters, and the program still comes from the input.
    if (command.hasFlag(LOWER_S, '')) return true;
    return !command.hasFlag(LOWER_C, '') && scriptOf(command) < 0;
  }
  if (isListed(name, 'iex invoke-expression')) return true;
  if (isListed(name, 'su runuser')) return !command.hasFlag(LOWER_C, 'command');
  if (isListed(name, 'sudo doas'))
    return command.hasFlag(LOWER_S, 'shell') || command.hasFlag(0x69, 'login');
  if (isListed(name, 'crontab')) return command.wordCount === 1 || command.hasArgument('-');
  if (isListed(name, 'at batch')) return !command.hasFlag(0x66, '') && !command.hasFlag(0x6c, '');
  if (isListed(name, 'parallel')) return !hasPlainOperand(command);
  if (!isInterpreter(name) || isFilterLanguage(name)) return false;
  return codeOf(command) < 0 && !hasModule(command) && scriptOf(command) < 0;
}

/** The word with the program text, as in `sh -c TEXT`; -1 when there is none. */
export function codeOf(command: Command): i32 {
  const name = command.word(0).value;
  if (isFilterLanguage(name)) return command.hasFlag(0x66, 'file') ? -1 : firstOperand(command, 1);
  if (!isShell(name) && !isInterpreter(name)) return -1;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.length < 2 || value.byte(0) !== HYPHEN) {
      if (value.is('eval') && isListed(name, 'deno')) return firstOperand(command, i + 1);
      return -1;
    }
    const code = codeOfOption(command, i, name);
    if (code >= 0) return code;
  }
  return -1;
}

/**
 * Where program text stands that an option announces: behind it, or in the same word as in
 * `-e'print 1'`; -1 when the option announces none.
 */
function codeOfOption(command: Command, index: u32, name: Text): i32 {
  const value = command.word(index).value;
  if (value.byte(1) === HYPHEN) {
    const isCode = value.is('--eval') || value.is('--print') || value.is('--command');
    return isCode ? firstOperand(command, index + 1) : -1;
  }
  if (isShell(name)) return holdsByte(value, LOWER_C) ? firstOperand(command, index + 1) : -1;
  if (isListed(name, 'pwsh powershell')) {
    const isCode = isListed(value, '-c -command -com -comm');
    return isCode ? firstOperand(command, index + 1) : -1;
  }
  for (let i: u32 = 1; i < value.length; i++) {
    const letter = value.byte(i);
    if (!isCodeLetter(letter, name)) {
      if (isFlagLetter(letter)) continue;
      return -1;
    }
    if (i + 1 < value.length && !isCodeLetter(value.byte(i + 1), name)) return <i32>index;
    return firstOperand(command, index + 1);
  }
  return -1;
}

/** `python -c`, `php -r`, `node -p`, `perl -e`, `perl -E`. */
function isCodeLetter(letter: u8, name: Text): bool {
  if (isVersionOf(name, 'python') || isVersionOf(name, 'pypy')) return letter === LOWER_C;
  if (isVersionOf(name, 'php')) return letter === 0x72 || letter === 0x42 || letter === 0x52;
  if (isListed(name, 'node nodejs bun tsx ts-node')) return letter === 0x65 || letter === 0x70;
  return letter === 0x65 || letter === 0x45;
}

/** Letters that may stand before, in one word with it: `-ne`, `-lane`, `-i.bak` is none. */
function isFlagLetter(letter: u8): bool {
  const isDigit = letter >= DIGIT_0 && letter <= DIGIT_9;
  return isDigit || isOneOf(letter, 'nplawsuWBEIOqS');
}

function isOneOf(letter: u8, letters: string): bool {
  for (let i = 0; i < letters.length; i++) {
    if (letters.charCodeAt(i) === <i32>letter) return true;
  }
  return false;
}

/** The word that names the script; -1 when there is none. */
export function scriptOf(command: Command): i32 {
  const name = command.word(0).value;
  if (isSource(name)) return command.wordCount > 1 ? 1 : -1;
  if (isFilterLanguage(name)) return valueBehind(command, '-f', '--file');
  const file = valueBehind(command, '-File', '-f');
  if (file >= 0 && (isVersionOf(name, 'php') || isListed(name, 'pwsh powershell'))) return file;
  if (codeOf(command) >= 0 || hasModule(command)) return -1;
  const first = firstOperand(command, 1);
  if (first < 0) return -1;
  const isVerb = isListed(command.word(<u32>first).value, 'run');
  return isVerb && isListed(name, 'deno bun') ? firstOperand(command, <u32>first + 1) : first;
}

/** `python -m NAME`: neither script nor text. */
function hasModule(command: Command): bool {
  const name = command.word(0).value;
  if (!isVersionOf(name, 'python') && !isVersionOf(name, 'pypy')) return false;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.startsWith('-m')) return true;
    if (value.length === 0 || value.byte(0) !== HYPHEN) return false;
  }
  return false;
}

/** The next word that is no option; `-` is none, and options with values are known for shells. */
function firstOperand(command: Command, from: u32): i32 {
  for (let i = from; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.is('--')) return i + 1 < command.wordCount ? <i32>i + 1 : -1;
    if (value.length === 0 || (value.byte(0) !== HYPHEN && value.byte(0) !== PLUS)) return <i32>i;
    if (value.is('-')) return -1;
    if (isValueOption(value)) i++;
  }
  return -1;
}

function isValueOption(value: Text): bool {
  return (
    value.is('-o') ||
    value.is('-O') ||
    value.is('+o') ||
    value.is('+O') ||
    value.is('--rcfile') ||
    value.is('--init-file') ||
    value.is('-W') ||
    value.is('-X') ||
    value.is('--require') ||
    value.is('--import')
  );
}

function valueBehind(command: Command, short: string, long: string): i32 {
  for (let i: u32 = 1; i + 1 < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.is(short) || value.is(long)) return <i32>i + 1;
  }
  return -1;
}

function hasPlainOperand(command: Command): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.length > 0 && value.byte(0) !== HYPHEN) return true;
  }
  return false;
}

function holdsByte(value: Text, byte: u8): bool {
  for (let i: u32 = 1; i < value.length; i++) {
    if (value.byte(i) === byte) return true;
  }
  return false;
}
