/** Programs that run the command in their operands: looked through, not reported. */

import { programBehind } from './globs.ts';
import { limitReached, MAX_WRAPPERS } from './limits.ts';
import { hasOption, optionValue, readArguments } from './options.ts';
import { splitPlain, unquoteToken } from './tokens.ts';
import { HOLE, type Passage, programName, type Value } from './value.ts';
import { WRAPPERS, type Wrapper } from './wrapper-table.ts';
import type { ReadFile } from './written-files.ts';

/** What is left of a command when its wrappers are taken off. */
export interface Unwrapped {
  readonly words: readonly Value[];
  readonly assignments: readonly NamedValue[];
  readonly elevated: boolean;
  /** Whether it runs in this shell, so that `cd` and assignments last. */
  readonly isTransparent: boolean;
  /** The directories that wrappers change to, one from the other. */
  readonly directories: readonly Value[];
}

export interface NamedValue {
  readonly name: string;
  readonly value: Value;
}

/** Takes all wrappers off. `input` is what is known to stand on the command's standard input. */
export function unwrap(words: readonly Value[], input: Passage | null, read: ReadFile): Unwrapped {
  const assignments: NamedValue[] = [];
  const directories: Value[] = [];
  let rest = settleProgram(words);
  let elevated = false;
  let isTransparent = true;
  for (let count = 0; ; count++) {
    if (count > MAX_WRAPPERS) throw limitReached(MAX_WRAPPERS, 'wrappers around a command');
    const name = programName(rest[0]);
    const wrapper = WRAPPERS.get(name);
    const inner =
      wrapper === undefined ? null : takeOff(wrapper, rest, { assignments, directories });
    if (wrapper === undefined || inner === null) break;
    rest = settleProgram(/^g?xargs$/.test(name) ? feed(rest, inner, { input, read }) : inner);
    elevated ||= wrapper.elevates === true;
    isTransparent &&= wrapper.isTransparent === true;
  }
  return { words: rest, assignments, elevated, isTransparent, directories };
}

/** `/bin/r?` is the program that the pattern means to hide. */
function settleProgram(words: readonly Value[]): readonly Value[] {
  const [first, ...rest] = words;
  if (first === undefined || first.glob < 0) return words;
  const name = programBehind(programName(first));
  return name === null ? words : [{ ...first, text: name, glob: -1, assumed: true }, ...rest];
}

interface Found {
  readonly assignments: NamedValue[];
  readonly directories: Value[];
}

/** The command within, or null when there is none. */
function takeOff(
  wrapper: Wrapper,
  words: readonly Value[],
  { assignments, directories }: Found,
): readonly Value[] | null {
  const outer = readArguments(words, wrapper);
  if (wrapper.verbs?.includes(outer.operands[0]?.text ?? '') === false) return null;
  const given = wrapper.verbs === undefined ? outer : readArguments(outer.operands, wrapper);
  if (hasOption(given, ...(wrapper.alone ?? []))) return null;
  if (wrapper.needs !== undefined && !hasOption(given, ...wrapper.needs)) return null;
  const split = wrapper.values.includes('S') ? optionValue(given, 'S', 'split-string') : null;
  let operands = split === null ? given.operands : [...splitWords(split), ...given.operands];
  // `env -` is short for `env -i`.
  if (wrapper.assigns === true && operands[0]?.text === '-') operands = operands.slice(1);
  const count = wrapper.assigns === true ? countAssignments(operands) : 0;
  const inner = asShell(operands.slice(count + (wrapper.skips ?? 0)));
  if (inner.length === 0) return null;
  for (const operand of operands.slice(0, count)) assignments.push(toAssignment(operand));
  const directory = optionValue(given, ...(wrapper.enters ?? []));
  if (directory !== null) directories.push(directory);
  return inner;
}

/** `flock FILE -c TEXT`, `chroot DIR -c TEXT`: what runs is a shell. */
function asShell(words: readonly Value[]): readonly Value[] {
  const [first] = words;
  if (first === undefined || !/^-[a-z]*c$/.test(first.text)) return words;
  return [{ ...first, text: 'sh' }, ...words];
}

function countAssignments(operands: readonly Value[]): number {
  const first = operands.findIndex(({ text }) => !/^[A-Za-z_]\w*=/.test(text));
  return first < 0 ? operands.length : first;
}

export function toAssignment(word: Value): NamedValue {
  const equals = word.text.indexOf('=');
  const value = { ...word, text: word.text.slice(equals + 1), glob: -1 };
  return { name: word.text.slice(0, equals), value };
}

/** `env -S 'rm -rf /'` splits its argument itself. */
function splitWords(argument: Value): Value[] {
  const texts = splitPlain(argument.text)?.map(unquoteToken) ?? argument.text.split(/\s+/);
  return texts.filter((text) => text !== '').map((text) => ({ ...argument, text, glob: -1 }));
}

interface Feed {
  readonly input: Passage | null;
  readonly read: ReadFile;
}

/** xargs puts its input behind the command, or in the place of a mark. */
function feed(
  words: readonly Value[],
  command: readonly Value[],
  { input, read }: Feed,
): readonly Value[] {
  const given = readArguments(words, WRAPPERS.get('xargs') ?? { values: '' });
  const file = optionValue(given, 'a', 'arg-file');
  const source = file === null ? input : read(file.text);
  const mark = optionValue(given, 'I')?.text ?? (hasOption(given, 'i', 'replace') ? '{}' : '');
  const lines = source?.text.split('\n').filter((text) => text.trim() !== '') ?? [HOLE];
  const isUnknown = source === null || lines.includes(HOLE);
  if (mark !== '') {
    const items = isUnknown ? [HOLE] : lines.map((line) => line.trim());
    return command.flatMap((word) => fill(word, mark, items));
  }
  if (isUnknown) return command;
  const items = source.text.split(/[\s\0]+/).filter((text) => text !== '');
  return [...command, ...items.map((text) => ({ ...source, text, glob: -1, assumed: false }))];
}

/** The items in the place of the mark: words of their own where it is one. */
function fill(word: Value, mark: string, items: readonly string[]): readonly Value[] {
  if (word.text === mark) return items.map((text) => ({ ...word, text }));
  const all = items.join(' ');
  return [{ ...word, text: word.text.replaceAll(mark, () => all) }];
}
