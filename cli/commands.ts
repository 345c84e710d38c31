/** Every command but the hook, and what the hook needs once a session: loaded when asked for. */

import * as check from './check.ts';
import type { Command } from './command.ts';
import * as init from './init.ts';
import * as rules from './rules.ts';
import * as scan from './scan.ts';
import * as trust from './trust.ts';
import * as verify from './verify.ts';

export { mintSeal } from './mint.ts';
export { VERSION } from './version.ts';

export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['init', init],
  ['check', check],
  ['scan', scan],
  ['rules', rules],
  ['trust', trust],
  ['verify', verify],
]);
