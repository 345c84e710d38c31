/** The rules of the shell detector; a rule's index is its place in the list. */

import {
  addRule,
  beginRules,
  endRules,
  explainRule,
  INPUT_COMMANDS,
  SEVERITY_CRITICAL,
  SEVERITY_HIGH,
  SEVERITY_MEDIUM,
} from '../abi';

export const RM_ROOT: u32 = 0;
export const RM_HOME: u32 = 1;
export const RM_SYSTEM: u32 = 2;
export const RM_PROJECT: u32 = 3;
export const RM_GIT: u32 = 4;
export const RM_OUTSIDE: u32 = 5;
export const PERMISSIONS_WIDE: u32 = 6;
export const DEVICE_WRITE: u32 = 7;
export const FORK_BOMB: u32 = 8;
export const GIT_PUSH_FORCE: u32 = 9;
export const GIT_RESET_HARD: u32 = 10;
export const GIT_CLEAN: u32 = 11;
export const PIPE_TO_SHELL: u32 = 12;
export const RUN_DOWNLOADED: u32 = 13;
export const REVERSE_SHELL: u32 = 14;
export const NETWORK_DEVICE: u32 = 15;
export const SQL_DROP: u32 = 16;
export const AGENT_CONFIG: u32 = 17;
export const GUARD_TAMPERING: u32 = 18;
const RULE_COUNT: u32 = 19;

const CRITICAL: u8 = SEVERITY_CRITICAL;
const HIGH: u8 = SEVERITY_HIGH;
const MEDIUM: u8 = SEVERITY_MEDIUM;

/** Builds the description. @returns what the export `describe` returns. */
export function describeRules(): usize {
  beginRules(RULE_COUNT);
  describeRemoval();
  describeMachine();
  describeGit();
  describeNetwork();
  describeStores();
  return endRules('shell', '0.1.0', INPUT_COMMANDS, 0);
}

function describeRemoval(): void {
  const instead = 'delete named files inside the project';
  addRule('rm-root', 'destructive', CRITICAL, 100);
  explainRule('deletes the root of the file system ({detail})', instead);
  addRule('rm-home', 'destructive', CRITICAL, 100);
  explainRule('deletes the home directory ({detail})', instead);
  addRule('rm-system', 'destructive', CRITICAL, 95);
  explainRule('deletes files of the operating system ({detail})', instead);
  addRule('rm-project', 'destructive', HIGH, 85);
  explainRule('deletes the whole project ({detail})', instead);
  addRule('rm-git', 'destructive', HIGH, 85);
  explainRule('deletes the history of the repository ({detail})', 'set work aside with git stash');
  addRule('rm-outside', 'destructive', MEDIUM, 60);
  explainRule('deletes files outside the project ({detail})', instead);
}

function describeMachine(): void {
  addRule('permissions-wide', 'destructive', HIGH, 85);
  explainRule(
    'changes permissions of a whole tree ({detail})',
    'change the one file that needs it',
  );
  addRule('device-write', 'destructive', CRITICAL, 100);
  explainRule('overwrites a raw device ({detail})', 'write to a file inside the project');
  addRule('fork-bomb', 'availability', CRITICAL, 95);
  explainRule('starts copies of itself without end ({detail})', '');
}

function describeGit(): void {
  addRule('git-push-force', 'destructive', HIGH, 80);
  explainRule('overwrites history that others may have', 'use git push --force-with-lease');
  addRule('git-reset-hard', 'destructive', HIGH, 75);
  explainRule('throws uncommitted work away', 'use git stash, or git reset --keep');
  addRule('git-clean', 'destructive', MEDIUM, 60);
  explainRule('deletes files that git does not know', 'look with git clean --dry-run first');
}

function describeNetwork(): void {
  const instead = 'download to a file, read it, then run it';
  addRule('pipe-to-shell', 'remote-code', CRITICAL, 90);
  explainRule('pipes what the network sends into {detail}', instead);
  addRule('run-downloaded', 'remote-code', CRITICAL, 90);
  explainRule('lets {detail} run what the network sends', instead);
  addRule('reverse-shell', 'reverse-shell', CRITICAL, 100);
  explainRule('hands a shell to another machine ({detail})', '');
  addRule('network-device', 'reverse-shell', MEDIUM, 60);
  explainRule('opens a raw connection from the shell ({detail})', 'test a port with nc -z');
}

function describeStores(): void {
  addRule('sql-drop', 'destructive', HIGH, 85);
  explainRule('destroys data in a database ({detail})', 'write a reversible migration');
  addRule('agent-config', 'tampering', MEDIUM, 70);
  explainRule('changes what governs an agent ({detail})', 'ask the person to make this change');
  addRule('guard-tampering', 'tampering', CRITICAL, 100);
  explainRule('changes the files of the guard ({detail})', '');
}
