/** Commands that run text as a shell does: `sh -c TEXT`, `eval TEXT`, a shell that reads TEXT. */

import { hasOption, optionValue, readArguments } from './options.ts';
import { HOLE, joinPassages, type Passage, programName, SILENCE, type Value } from './value.ts';
import type { ReadFile } from './written-files.ts';

/** The text that a command runs, and how. */
export interface Script {
  readonly passage: Passage;
  /** `$0` and following, or null when they are not the script's own. */
  readonly positional: readonly string[] | null;
  /** Runs in this very shell: what it assigns lasts. */
  readonly isTransparent: boolean;
  readonly elevated: boolean;
  /** On another machine or in a container, where our places mean nothing. */
  readonly isElsewhere: boolean;
  /** It may be other text just as well: that it can't be read says nothing. */
  readonly isGuess: boolean;
}

/** The words of a command that another one runs. */
export interface Launch {
  readonly words: readonly Value[];
  /** On another machine or in a container, where our places mean nothing. */
  readonly isElsewhere: boolean;
}

/** What a command runs besides itself. */
export type Errand = Script | Launch;

/** By the program's name without its version. */
const SHELLS: ReadonlySet<string> = new Set([
  ...['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'mksh', 'rbash', 'oksh', 'lksh', 'pdksh', 'posh'],
  ...['yash', 'hush', 'fish', 'csh', 'tcsh', 'nu', 'xonsh', 'elvish', 'osh', 'ysh', 'git-bash'],
]);

/** With nothing to run they start a shell. */
const SHELL_STARTERS: ReadonlySet<string> = new Set([
  ...['sudo', 'doas', 'su', 'runuser', 'newgrp', 'sg', 'chroot', 'nsenter', 'unshare', 'script'],
]);

const DEFAULTS = {
  positional: null,
  isTransparent: false,
  elevated: false,
  isElsewhere: false,
  isGuess: false,
};

const SHELL_OPTIONS = {
  values: 'oO',
  longValues: ['rcfile', 'init-file', 'command', 'commands'],
  plus: true,
};
const SU_OPTIONS = {
  values: 'cgGsw',
  longValues: ['command', 'group', 'shell', 'supp-group', 'whitelist-environment'],
  permutes: true,
};

/** The script of an unwrapped command; null when it runs none, or nothing of it is known. */
export function scriptOf(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): Script | null {
  const name = programName(words[0]);
  if (SHELLS.has(name.replace(/\.exe$|-?[\d.]+$/, ''))) return readShell(words, input, read);
  if (name === 'eval') return readEval(words);
  if (SHELL_STARTERS.has(name)) return readSu(words, input);
  if (name === 'source' || name === '.') {
    const script = isStandardInput(words[1]) ? input : read(words[1]?.text ?? '');
    return toScript(script, { isTransparent: true });
  }
  return null;
}

function readShell(words: readonly Value[], input: Passage | null, read: ReadFile): Script | null {
  const given = readArguments(words, SHELL_OPTIONS);
  const [first, ...rest] = given.operands;
  const command = optionValue(given, 'command', 'commands');
  if (command !== null) return toScript(command);
  if (hasOption(given, 'c')) {
    return toScript(first ?? null, { positional: rest.map(({ text }) => text) });
  }
  if (hasOption(given, 's')) {
    return toScript(input, { positional: ['sh', ...given.operands.map(({ text }) => text)] });
  }
  if (first === undefined || isStandardInput(first)) return toScript(input);
  return toScript(read(first.text), { positional: given.operands.map(({ text }) => text) });
}

function readEval(words: readonly Value[]): Script | null {
  const texts = words[1]?.text === '--' ? words.slice(2) : words.slice(1);
  return toScript(joinWords(texts), { isTransparent: true });
}

/** `su -c TEXT`, `sg GROUP -c TEXT`, `sudo -s` with text on its input. */
function readSu(words: readonly Value[], input: Passage | null): Script | null {
  const given = readArguments(words, SU_OPTIONS);
  return toScript(optionValue(given, 'c', 'command') ?? input, { elevated: true });
}

/** Several words as one text, as `eval` and ssh hand them to a shell. */
export function joinWords(words: readonly Value[]): Passage {
  return words.reduce<Passage>(
    (whole, { text, start, end }, i) =>
      joinPassages(whole, { text: i === 0 ? text : ` ${text}`, start, end }),
    SILENCE,
  );
}

function isStandardInput(word: Value | undefined): boolean {
  return word?.text === '-' || word?.text === '/dev/stdin' || word?.text === '/dev/fd/0';
}

/** Null when there is no text. */
export function toScript(passage: Passage | null, options: Partial<Script> = {}): Script | null {
  if (passage === null || passage.text.replaceAll(HOLE, '').trim() === '') return null;
  return { ...DEFAULTS, ...options, passage };
}
