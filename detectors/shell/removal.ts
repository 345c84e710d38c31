/** Deletion and permission changes, judged by what they hit. */

import {
  Command,
  TARGET_GIT,
  TARGET_HOME,
  TARGET_OUTSIDE,
  TARGET_PROJECT,
  TARGET_ROOT,
  TARGET_SYSTEM,
  Word,
} from '../abi';
import { reportWord } from './evidence';
import {
  PERMISSIONS_WIDE,
  RM_GIT,
  RM_HOME,
  RM_OUTSIDE,
  RM_PROJECT,
  RM_ROOT,
  RM_SYSTEM,
} from './rules';

const HYPHEN: u8 = 0x2d;
const LOWER_R: u8 = 0x72;
const UPPER_R: u8 = 0x52;

export function inspectRemoval(command: Command): void {
  if (command.runs('rm')) {
    const recursive =
      command.hasFlag(LOWER_R, 'recursive') ||
      command.hasFlag(UPPER_R, '') ||
      hasAbbreviation(command, 'recursive');
    inspectOperands(command, recursive);
  } else if (command.runs('find') && deletesWhatItFinds(command)) {
    inspectOperands(command, true);
  } else if (command.runs('shred') || command.runs('unlink') || command.runs('truncate')) {
    inspectOperands(command, false);
  } else if (command.runs('rmdir')) {
    inspectOperands(command, false);
  } else if (command.runs('mv')) {
    inspectMoved(command);
  } else if (command.runs('chmod') || command.runs('chown') || command.runs('chgrp')) {
    inspectPermissions(command);
  }
}

/** GNU getopt takes any unambiguous beginning of a long option: `--recur`. */
function hasAbbreviation(command: Command, name: string): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.is('--')) return false;
    if (value.length < 3 || !value.startsWith('--')) continue;
    const length = value.length - 2;
    if (length > <u32>name.length) continue;
    let same = true;
    for (let k: u32 = 0; k < length; k++) {
      if (value.byte(2 + k) !== <u8>name.charCodeAt(k)) same = false;
    }
    if (same) return true;
  }
  return false;
}

function inspectOperands(command: Command, recursive: bool): void {
  let operandsOnly = false;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (!operandsOnly && word.value.is('--')) {
      operandsOnly = true;
      continue;
    }
    if (!operandsOnly && word.value.length > 0 && word.value.byte(0) === HYPHEN) continue;
    const rule = ruleOfRemoval(word, recursive);
    if (rule >= 0) reportWord(<u32>rule, command, word);
  }
}

/** The rule that a removed word breaks, or -1. */
function ruleOfRemoval(word: Word, recursive: bool): i32 {
  switch (word.target) {
    case TARGET_ROOT:
      return RM_ROOT;
    case TARGET_HOME:
      return RM_HOME;
    case TARGET_SYSTEM:
      return RM_SYSTEM;
    case TARGET_OUTSIDE:
      return RM_OUTSIDE;
    // Without recursion these take single files only: `rm .git/index.lock` is everyday work.
    case TARGET_PROJECT:
      return recursive ? RM_PROJECT : -1;
    case TARGET_GIT:
      return recursive ? RM_GIT : -1;
    default:
      return -1;
  }
}

function deletesWhatItFinds(command: Command): bool {
  // With a condition the project's own tree is fair game: `find . -name '*.pyc' -delete`.
  return command.hasArgument('-delete') && !narrows(command);
}

function narrows(command: Command): bool {
  if (command.wordCount < 2) return false;
  const target = command.word(1).target;
  if (target !== TARGET_PROJECT) return false;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.is('-name') || value.is('-iname') || value.is('-path') || value.is('-regex')) {
      return true;
    }
    if (value.is('-empty') || value.is('-mtime') || value.is('-mmin') || value.is('-size')) {
      return true;
    }
  }
  return false;
}

/** Moving a tree away is as good as deleting it. The last operand is the destination. */
function inspectMoved(command: Command): void {
  for (let i: u32 = 1; i + 1 < command.wordCount; i++) {
    const word = command.word(i);
    if (word.target === TARGET_ROOT) reportWord(RM_ROOT, command, word);
    else if (word.target === TARGET_HOME) reportWord(RM_HOME, command, word);
    else if (word.target === TARGET_SYSTEM) reportWord(RM_SYSTEM, command, word);
  }
}

function inspectPermissions(command: Command): void {
  if (!command.hasFlag(UPPER_R, 'recursive')) return;
  for (let i: u32 = 2; i < command.wordCount; i++) {
    const word = command.word(i);
    const target = word.target;
    if (target === TARGET_ROOT || target === TARGET_HOME || target === TARGET_SYSTEM) {
      reportWord(PERMISSIONS_WIDE, command, word);
    }
  }
}
