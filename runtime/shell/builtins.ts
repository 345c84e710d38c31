/** Builtins that change what the shell knows: its directory and its variables. */

import type { Scope } from './scope.ts';
import { isKnown, type Value } from './value.ts';
import { programName, toAssignment } from './wrappers.ts';

type Builtin = (scope: Scope, operands: readonly Value[], all: readonly Value[]) => void;

const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['cd', changeDirectory],
  ['pushd', (scope, [first]) => scope.pushDirectory(pathOf(first))],
  ['popd', (scope) => scope.popDirectory()],
  ['export', declare],
  ['declare', declare],
  ['typeset', declare],
  ['readonly', declare],
  ['local', declare],
  ['unset', unset],
  ['read', forgetAll],
  ['mapfile', forgetAll],
  ['readarray', forgetAll],
  ['getopts', forgetAll],
  ['printf', forgetPrinted],
  ['let', forgetAssigned],
  ['set', setPositional],
  ['shift', shift],
]);

/** Applies a command to the scope, when it is a builtin that changes it. */
export function applyBuiltin(scope: Scope, words: readonly Value[]): void {
  const builtin = BUILTINS.get(programName(words[0]));
  if (builtin === undefined) return;
  const all = words.slice(1);
  builtin(
    scope,
    all.filter(({ text }) => !/^-./.test(text)),
    all,
  );
}

function changeDirectory(scope: Scope, operands: readonly Value[]): void {
  const [first] = operands;
  if (first?.text === '-') scope.enterPrevious();
  else scope.enter(first === undefined ? (scope.get('HOME')?.[0] ?? null) : pathOf(first));
}

/** The directory that an operand names; null when a wildcard or an unknown part decides. */
function pathOf(operand: Value | undefined): string | null {
  if (operand === undefined || operand.glob >= 0 || operand.assumed) return null;
  return isKnown(operand.text) ? operand.text : null;
}

function declare(scope: Scope, operands: readonly Value[]): void {
  for (const operand of operands) {
    if (!/^[A-Za-z_]\w*=/.test(operand.text)) continue;
    const { name, value } = toAssignment(operand);
    scope.set(name, [value.text]);
  }
}

function forgetAll(scope: Scope, operands: readonly Value[]): void {
  for (const { text } of operands) scope.forget(text);
}

function forgetAssigned(scope: Scope, operands: readonly Value[]): void {
  for (const { text } of operands) scope.forget(/^\w+/.exec(text)?.[0] ?? '');
}

/** `printf -v NAME` */
function forgetPrinted(scope: Scope, _: readonly Value[], [option, name]: readonly Value[]): void {
  if (option?.text === '-v' && name !== undefined) scope.forget(name.text);
}

function unset(scope: Scope, operands: readonly Value[]): void {
  for (const { text } of operands) scope.set(text, ['']);
}

/** `set -- a b` replaces the positional parameters. */
function setPositional(scope: Scope, operands: readonly Value[]): void {
  if (operands.length > 0) scope.positional = operands.map(({ text }) => text);
}

function shift(scope: Scope, operands: readonly Value[]): void {
  const count = Number(operands[0]?.text ?? 1);
  scope.positional = scope.positional?.slice(Number.isInteger(count) ? count : 1) ?? null;
}
