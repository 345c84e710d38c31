/** Programs with a shell command inside of an argument of their own syntax. */

import { hasOption, readArguments } from './options.ts';
import { type Script, toScript } from './scripts.ts';
import type { Passage, Value } from './value.ts';
import { programName } from './wrappers.ts';

/** The texts in the arguments that a shell will run. `words` begin with the program. */
type Finder = (words: readonly Value[], input: Passage | null) => readonly Passage[];

const FINDERS: ReadonlyMap<string, Finder> = new Map<string, Finder>([
  ['at', (_, input) => (input === null ? [] : [input])],
  ['batch', (_, input) => (input === null ? [] : [input])],
  ['ex', editorCommands],
  ['git', gitCommands],
  ['gmake', recipes],
  ['gsed', sedCommands],
  ['make', recipes],
  ['nvim', editorCommands],
  ['sed', sedCommands],
  ['tar', archiveCommands],
  ['trap', trapped],
  ['vi', editorCommands],
  ['vim', editorCommands],
]);

export function scriptsWithin(words: readonly Value[], input: Passage | null): readonly Script[] {
  const passages = FINDERS.get(programName(words[0]))?.(words, input) ?? [];
  return passages.flatMap((passage) => toScript(passage) ?? []);
}

/** The groups of a pattern in any of the words. */
function matchesIn(words: readonly Value[], pattern: RegExp): readonly Passage[] {
  return words.flatMap((word) => {
    const text = pattern.exec(word.text)?.[1];
    return text === undefined ? [] : [{ text, start: word.start, end: word.end }];
  });
}

/** `vim -c ':!cmd'`, `vim '+!cmd'` */
function editorCommands(words: readonly Value[]): readonly Passage[] {
  const commands = words.filter(
    ({ text }, i) => text.startsWith('+') || /^(?:-c|--cmd)$/.test(words[i - 1]?.text ?? ''),
  );
  return matchesIn(commands, /^\+?:?(?:sil(?:ent)?!?[ \t]+)?(?:r(?:ead)?[ \t]*)?!(.+)/s);
}

/** `git -c alias.x='!cmd' x`, and the settings that git runs. */
function gitCommands(words: readonly Value[]): readonly Passage[] {
  const settings = words.filter((_, i) => words[i - 1]?.text === '-c');
  return [
    ...matchesIn(settings, /^alias\.[^=]+=!(.+)/is),
    ...matchesIn(settings, /^core\.(?:sshcommand|pager|editor|fsmonitor)=(.+)/is),
  ];
}

/** GNU sed's command `e`, and the flag `e` of a substitution by text that is known. */
function sedCommands(words: readonly Value[]): readonly Passage[] {
  const operands = words.slice(1).filter(({ text }) => !text.startsWith('-'));
  return [
    ...matchesIn(operands, /^(?:\d+|\$|\/[^/]*\/)?[ \t]*e[ \t]+(\S.*)/),
    ...matchesIn(operands, /^(?:\d+|\$)?s([^\w\s])/).flatMap((found) =>
      matchesIn(
        operands.filter(({ start }) => start === found.start),
        replacementOf(found.text),
      ),
    ),
  ];
}

function replacementOf(delimiter: string): RegExp {
  const sign = `\\u{${delimiter.codePointAt(0)?.toString(16)}}`;
  return new RegExp(`s${sign}[^${sign}]*${sign}([^${sign}]+)${sign}[gIip0-9]*e`, 'u');
}

/** `--checkpoint-action=exec=cmd`, `--to-command=cmd`, `-I cmd` */
function archiveCommands(words: readonly Value[]): readonly Passage[] {
  return matchesIn(
    words,
    /^--(?:checkpoint-action=exec|to-command|use-compress-program|rsh-command)=(.+)/s,
  );
}

/** Runs when the shell ends, at the latest; a lone dash takes a trap back. */
function trapped(words: readonly Value[]): readonly Passage[] {
  const [first, second] = readArguments(words, { values: '' }).operands;
  return first === undefined || second === undefined || first.text === '-' ? [] : [first];
}

/** `make -f -`: the lines of the recipes, without make's own signs. */
function recipes(words: readonly Value[], input: Passage | null): readonly Passage[] {
  const given = readArguments(words, { values: 'CIo', longValues: ['directory'], permutes: true });
  const readsInput = words.some(
    ({ text }, i) =>
      /^(?:-f-|--file=-)$/.test(text) || (text === '-' && words[i - 1]?.text === '-f'),
  );
  if (input === null || !readsInput || hasOption(given, 'n', 'dry-run')) return [];
  const lines = input.text.split('\n').filter((line) => /^\t|^[^#=]*:[^=]*;/.test(line));
  const text = lines.map((line) => line.replace(/^\t[-@+]*|^[^;]*;/, '')).join('\n');
  return [{ ...input, text: text.replaceAll('$$', () => '$') }];
}
