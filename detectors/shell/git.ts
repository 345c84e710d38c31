/** Git commands that lose history or uncommitted work. */

import { Command } from '../abi';
import { reportCommand } from './evidence';
import { GIT_CLEAN, GIT_PUSH_FORCE, GIT_RESET_HARD } from './rules';

const HYPHEN: u8 = 0x2d;
const PLUS: u8 = 0x2b;
const LOWER_F: u8 = 0x66;
const LOWER_N: u8 = 0x6e;

export function inspectGit(command: Command): void {
  if (!command.runs('git')) return;
  const verb = verbOf(command);
  if (verb === 0) return;
  const name = command.word(verb).value;
  if (name.is('push')) {
    if (forces(command, verb)) reportCommand(GIT_PUSH_FORCE, command);
  } else if (name.is('reset')) {
    if (command.hasFlag(0, 'hard')) reportCommand(GIT_RESET_HARD, command);
  } else if (name.is('clean')) {
    const dry = command.hasFlag(LOWER_N, 'dry-run');
    if (command.hasFlag(LOWER_F, 'force') && !dry) reportCommand(GIT_CLEAN, command);
  }
}

/** The index of git's subcommand behind its own options (git(1)); 0 when there is none. */
function verbOf(command: Command): u32 {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.length === 0) return 0;
    if (value.byte(0) !== HYPHEN) return i;
    const takesValue =
      value.is('-C') ||
      value.is('-c') ||
      value.is('--git-dir') ||
      value.is('--work-tree') ||
      value.is('--namespace') ||
      value.is('--config-env');
    if (takesValue) i++;
  }
  return 0;
}

/** `-f`, `--force`, `--mirror`, or a refspec that begins with `+`. A lease is no force. */
function forces(command: Command, verb: u32): bool {
  if (command.hasFlag(0, 'mirror')) return true;
  for (let i = verb + 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.is('--force')) return true;
    if (value.length < 2) continue;
    if (value.byte(0) === PLUS) return true;
    if (value.byte(0) !== HYPHEN || value.byte(1) === HYPHEN) continue;
    for (let k: u32 = 1; k < value.length; k++) {
      // `-o option` and the rest of its cluster is a value.
      if (value.byte(k) === 0x6f) break;
      if (value.byte(k) === LOWER_F) return true;
    }
  }
  return false;
}
