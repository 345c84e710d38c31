/** Builtins that change what the shell knows: its directory and its variables. */

import type { Assigned } from './assignments.ts';
import { hasOption, optionValue, readArguments } from './options.ts';
import { printf } from './outputs.ts';
import { chooseAlternatives, pathOf, type Scope } from './scope.ts';
import { HOLE, type Passage, programName, type Value } from './value.ts';
import { toAssignment } from './wrappers.ts';

/** What stands around a builtin. */
export interface Surroundings {
  readonly input: Passage | null;
  /** The assignments before it. */
  readonly environment: readonly Assigned[];
  /** The condition of a loop runs again and again: each time it may read another line. */
  readonly isRepeated: boolean;
}

interface Call extends Surroundings {
  readonly scope: Scope;
  /** With its own name. */
  readonly words: readonly Value[];
  /** What does not begin with a dash. */
  readonly operands: readonly Value[];
}

type Builtin = (call: Call) => void;

const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['cd', changeDirectory],
  ['pushd', ({ scope, operands: [first] }) => scope.pushDirectory(pathOf(first))],
  ['popd', ({ scope }) => scope.popDirectory()],
  ['export', declare],
  ['declare', declare],
  ['typeset', declare],
  ['readonly', declare],
  ['local', declare],
  ['unset', unset],
  ['read', readLine],
  ['mapfile', readLines],
  ['readarray', readLines],
  ['getopts', forgetAll],
  ['printf', printInto],
  ['let', forgetAssigned],
  ['set', setPositional],
  ['shift', shift],
]);

/** Applies a command to the scope, when it is a builtin that changes it. */
export function applyBuiltin(
  scope: Scope,
  words: readonly Value[],
  surroundings: Surroundings,
): void {
  const builtin = BUILTINS.get(programName(words[0]));
  if (builtin === undefined) return;
  const operands = words.slice(1).filter(({ text }) => !/^-./.test(text));
  builtin({ ...surroundings, scope, words, operands });
}

function changeDirectory({ scope, operands: [first] }: Call): void {
  if (first?.text === '-') scope.enterPrevious();
  else scope.enter(first === undefined ? (scope.get('HOME')?.[0] ?? null) : pathOf(first));
}

/** `declare -u X=rm`, `declare -n Y=X`: what the letters make of the value. */
function declare({ scope, words, operands, environment }: Call): void {
  const given = readArguments(words, { values: '' });
  for (const operand of operands) {
    if (!/^[A-Za-z_]\w*=/.test(operand.text)) continue;
    const { name, value } = toAssignment(operand);
    const { text } = value;
    if (hasOption(given, 'l')) scope.set(name, [text.toLowerCase()]);
    else if (hasOption(given, 'u')) scope.set(name, [text.toUpperCase()]);
    else if (hasOption(given, 'n')) scope.refer(name, text);
    // Arrays, and what is appended, were read as they stand.
    else if (environment.every((assigned) => assigned.name !== name)) scope.set(name, [text]);
  }
}

function forgetAll({ scope, operands }: Call): void {
  for (const { text } of operands) scope.forget(text);
}

function forgetAssigned({ scope, operands }: Call): void {
  for (const { text } of operands) scope.forget(/^\w+/.exec(text)?.[0] ?? '');
}

/** `read -r A B`, `read -a ARRAY` */
function readLine({ scope, words, input, environment, isRepeated }: Call): void {
  const given = readArguments(words, { values: 'adinNptu' });
  const array = optionValue(given, 'a');
  const names = given.operands.map(({ text }) => text);
  if (names.length === 0 && array === null) names.push('REPLY');
  const lines = input?.text.split('\n').filter((line) => line !== '') ?? [HOLE];
  const own = environment.findLast(({ name }) => name === 'IFS')?.variable[0];
  const separators = own ?? scope.get('IFS')?.[0] ?? '';
  const read = isRepeated ? chooseAlternatives(lines) : lines.slice(0, 1);
  const fields = read.map((line) => fieldsOf(line, separators, array === null ? names.length : 0));
  if (array !== null) scope.offer(array.text, fields);
  for (const [i, name] of names.entries()) {
    scope.offer(
      name,
      fields.map((line) => [line[i] ?? '']),
    );
  }
}

/** The last of `count` fields takes what is left; no count takes as many as there are. */
function fieldsOf(line: string, separators: string, count: number): readonly string[] {
  const fields: string[] = [];
  let at = 0;
  const isSeparator = (i: number): boolean => separators.includes(line[i] ?? '\0');
  for (;;) {
    while (at < line.length && isSeparator(at) && /\s/.test(line[at] ?? '')) at++;
    if (at >= line.length) return fields;
    if (fields.length + 1 === count) return [...fields, line.slice(at).trimEnd()];
    let end = at;
    while (end < line.length && !isSeparator(end)) end++;
    fields.push(line.slice(at, end));
    at = end + 1;
  }
}

function readLines({ scope, words, input }: Call): void {
  const given = readArguments(words, { values: 'cCdnOsu' });
  const name = given.operands[0]?.text ?? 'MAPFILE';
  if (input === null) scope.forget(name);
  else scope.set(name, input.text.replace(/\n$/, '').split('\n'));
}

/** `printf -v NAME FORMAT ..` */
function printInto({ scope, words: [, option, name, ...rest] }: Call): void {
  if (option?.text !== '-v' || name === undefined) return;
  scope.set(name.text, [printf(rest.map(({ text }) => text)) ?? HOLE]);
}

function unset({ scope, operands }: Call): void {
  for (const { text } of operands) scope.set(text, ['']);
}

/** `set -- a b` replaces the positional parameters. */
function setPositional({ scope, words, operands }: Call): void {
  const given = words[1]?.text === '--' ? words.slice(2) : operands;
  if (given.length > 0 || words[1]?.text === '--') scope.positional = given.map(({ text }) => text);
}

function shift({ scope, operands: [first] }: Call): void {
  const count = Number(first?.text ?? 1);
  scope.positional = scope.positional?.slice(Number.isInteger(count) ? count : 1) ?? null;
}
