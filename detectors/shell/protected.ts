/** The files that govern agents, and the guard's own. */

import { Command, report, reportDetail, Text } from '../abi';
import { reportWord } from './evidence';
import { AGENT_CONFIG, GUARD_TAMPERING } from './rules';

/** Commands and redirections that write to, move or delete a protected file. */
export function inspectProtected(command: Command): void {
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    if (!redirect.writes) continue;
    const rule = ruleOfPath(redirect.target.value);
    if (rule >= 0) reportWord(<u32>rule, command, redirect.target);
  }
  if (command.wordCount < 2 || !changesOperands(command)) return;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const rule = ruleOfPath(command.word(i).value);
    if (rule >= 0) reportWord(<u32>rule, command, command.word(i));
  }
}

/** A file that a write tool names. */
export function inspectWrittenPath(path: Text): void {
  const rule = ruleOfPath(path);
  if (rule < 0) return;
  report(<u32>rule, 0, 0, 0);
  reportDetail(path.at, path.length);
}

function changesOperands(command: Command): bool {
  const name = command.word(0).value;
  if (name.is('sed')) return command.hasFlag(0x69, 'in-place');
  return (
    name.is('rm') ||
    name.is('mv') ||
    name.is('cp') ||
    name.is('tee') ||
    name.is('truncate') ||
    name.is('shred') ||
    name.is('unlink') ||
    name.is('ln') ||
    name.is('chmod') ||
    name.is('chown')
  );
}

function ruleOfPath(path: Text): i32 {
  if (isGuardFile(path)) return GUARD_TAMPERING;
  return isAgentConfig(path) ? AGENT_CONFIG : -1;
}

function isGuardFile(path: Text): bool {
  return (
    holdsFolder(path, '.wafer') || path.contains('.config/wafer') || path.contains('state/wafer')
  );
}

/** The path names the folder or something in it. */
function holdsFolder(path: Text, folder: string): bool {
  const length = <u32>folder.length;
  for (let i: u32 = 0; i + length <= path.length; i++) {
    if (!path.holdsAt(i, folder)) continue;
    const before = i === 0 || path.byte(i - 1) === 0x2f;
    const after = i + length === path.length || path.byte(i + length) === 0x2f;
    if (before && after) return true;
  }
  return false;
}

function isAgentConfig(path: Text): bool {
  return (
    path.endsWith('.claude/settings.json') ||
    path.endsWith('.claude/settings.local.json') ||
    path.contains('.claude/hooks/') ||
    path.endsWith('.codex/hooks.json') ||
    path.endsWith('.codex/config.toml') ||
    path.endsWith('.cursor/hooks.json') ||
    path.endsWith('.gemini/settings.json') ||
    path.contains('.github/hooks/') ||
    path.endsWith('wafer.toml')
  );
}
