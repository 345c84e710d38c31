/** Programs that run the command in their operands: looked through, not reported. */

import { hasOption, type OptionSpec, optionValue, readArguments } from './options.ts';
import { splitPlain, unquoteToken } from './tokens.ts';
import { HOLE, type Passage, type Value } from './value.ts';

interface Wrapper extends OptionSpec {
  /** Operands before the command. */
  readonly skips?: number;
  /** Options with which it does something else than run a command. */
  readonly alone?: readonly string[];
  /** The command runs with other rights. */
  readonly elevates?: boolean;
  /** Operands such as `NAME=value` become the command's environment. */
  readonly assigns?: boolean;
  /** Runs the command in this very shell. */
  readonly isTransparent?: boolean;
}

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  [
    'sudo',
    {
      values: 'aCcDghpRrTtuU',
      longValues: [
        'user',
        'group',
        'host',
        'prompt',
        'chdir',
        'chroot',
        'role',
        'type',
        'close-from',
      ],
      alone: ['e', 'K', 'l', 'v', 'V', 'edit', 'list', 'validate', 'version', 'remove-timestamp'],
      elevates: true,
      assigns: true,
    },
  ],
  ['doas', { values: 'aCu', alone: ['C', 'L'], elevates: true }],
  [
    'env',
    { values: 'aCPSu', longValues: ['argv0', 'chdir', 'split-string', 'unset'], assigns: true },
  ],
  ['nohup', { values: '' }],
  ['timeout', { values: 'ks', longValues: ['kill-after', 'signal'], skips: 1 }],
  ['time', { values: 'fo', longValues: ['format', 'output'], isTransparent: true }],
  ['nice', { values: 'n', longValues: ['adjustment'] }],
  ['ionice', { values: 'cnpPu', longValues: ['class', 'classdata'], alone: ['p', 'P', 'u'] }],
  ['command', { values: '', alone: ['v', 'V'], isTransparent: true }],
  ['exec', { values: 'a' }],
  ['builtin', { values: '', isTransparent: true }],
  ['stdbuf', { values: 'eio', longValues: ['error', 'input', 'output'] }],
  ['setsid', { values: '' }],
  ['chrt', { values: 'DPT', alone: ['m', 'p', 'max', 'pid'], skips: 1 }],
  [
    'xargs',
    {
      values: 'adEILnPRsS',
      longValues: [
        'arg-file',
        'delimiter',
        'max-args',
        'max-chars',
        'max-procs',
        'process-slot-var',
      ],
    },
  ],
  ['busybox', { values: '', alone: ['help', 'install', 'list', 'list-full'] }],
  ['toybox', { values: '', alone: ['help', 'long', 'version'] }],
  ['coproc', { values: '' }],
  ['chroot', { values: '', longValues: ['groups', 'userspec'], skips: 1 }],
  ['fakeroot', { values: '' }],
  ['flock', { values: 'cEwx', alone: ['c', 'command', 'u'], longValues: ['command'], skips: 1 }],
  ['gosu', { values: '', skips: 1 }],
  ['ltrace', { values: 'aeFlnopsuwxSt' }],
  ['numactl', { values: 'CNmip' }],
  ['nsenter', { values: 'tSGW', longValues: ['target', 'setuid', 'setgid', 'wdns'] }],
  ['pkexec', { values: 'u', longValues: ['user'], elevates: true }],
  ['prlimit', { values: 'p', longValues: ['pid'], alone: ['p', 'pid'] }],
  ['proxychains4', { values: 'f' }],
  ['run0', { values: 'ugD', longValues: ['user', 'group', 'chdir', 'unit'], elevates: true }],
  ['setpriv', { values: '', longValues: ['reuid', 'regid', 'groups', 'inh-caps', 'bounding-set'] }],
  ['strace', { values: 'abeEIoOpPsSuUX' }],
  ['su-exec', { values: '', skips: 1 }],
  ['taskset', { values: '', alone: ['p', 'pid'], skips: 1 }],
  ['torsocks', { values: '' }],
  ['unbuffer', { values: '' }],
  ['unshare', { values: 'RSGw', longValues: ['root', 'setuid', 'setgid', 'wd'] }],
  ['xvfb-run', { values: 'efnps', longValues: ['server-args', 'server-num'] }],
  ['nocorrect', { values: '', isTransparent: true }],
  ['noglob', { values: '', isTransparent: true }],
]);

/** What is left of a command when its wrappers are taken off. */
export interface Unwrapped {
  readonly words: readonly Value[];
  readonly assignments: readonly NamedValue[];
  readonly elevated: boolean;
  /** Whether it runs in this shell, so that `cd` and assignments last. */
  readonly isTransparent: boolean;
}

export interface NamedValue {
  readonly name: string;
  readonly value: Value;
}

/** The name of the program that a word runs, without its directory. */
export function programName(word: Value | undefined): string {
  const text = word?.text ?? '';
  return text.slice(text.lastIndexOf('/') + 1) || text;
}

/** Takes all wrappers off. `input` is what is known to stand on the command's standard input. */
export function unwrap(words: readonly Value[], input: Passage | null): Unwrapped {
  const assignments: NamedValue[] = [];
  let rest = words;
  let elevated = false;
  let isTransparent = true;
  for (;;) {
    const name = programName(rest[0]);
    const wrapper = WRAPPERS.get(name);
    const inner = wrapper === undefined ? null : takeOff(wrapper, rest, assignments);
    if (wrapper === undefined || inner === null) break;
    rest = name === 'xargs' ? feed(rest, inner, input) : inner;
    elevated ||= wrapper.elevates === true;
    isTransparent &&= wrapper.isTransparent === true;
  }
  return { words: rest, assignments, elevated, isTransparent };
}

/** The command within, or null when there is none. */
function takeOff(
  wrapper: Wrapper,
  words: readonly Value[],
  assignments: NamedValue[],
): readonly Value[] | null {
  const given = readArguments(words, wrapper);
  if (hasOption(given, ...(wrapper.alone ?? []))) return null;
  const split = wrapper.values.includes('S') ? optionValue(given, 'S', 'split-string') : null;
  let operands = split === null ? given.operands : [...splitWords(split), ...given.operands];
  // `env -` is short for `env -i`.
  if (wrapper.assigns === true && operands[0]?.text === '-') operands = operands.slice(1);
  const count = wrapper.assigns === true ? countAssignments(operands) : 0;
  const inner = operands.slice(count + (wrapper.skips ?? 0));
  if (inner.length === 0) return null;
  for (const operand of operands.slice(0, count)) assignments.push(toAssignment(operand));
  return inner;
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

/** xargs puts its input behind the command, or in the place of a mark. */
function feed(
  words: readonly Value[],
  command: readonly Value[],
  input: Passage | null,
): readonly Value[] {
  const given = readArguments(words, WRAPPERS.get('xargs') ?? { values: '' });
  const mark = optionValue(given, 'I')?.text ?? (hasOption(given, 'i', 'replace') ? '{}' : '');
  const lines = input?.text.split('\n').filter((text) => text.trim() !== '') ?? [HOLE];
  const isUnknown = input === null || lines.includes(HOLE) || hasOption(given, 'a', 'arg-file');
  if (mark !== '') {
    const items = isUnknown ? [HOLE] : lines.map((line) => line.trim());
    return command.flatMap((word) => fill(word, mark, items));
  }
  if (isUnknown) return command;
  const items = input.text.split(/\s+/).filter((text) => text !== '');
  return [...command, ...items.map((text) => ({ ...input, text, glob: -1, assumed: false }))];
}

/** The items in the place of the mark: words of their own where it is one. */
function fill(word: Value, mark: string, items: readonly string[]): readonly Value[] {
  if (word.text === mark) return items.map((text) => ({ ...word, text }));
  const all = items.join(' ');
  return [{ ...word, text: word.text.replaceAll(mark, () => all) }];
}
