/**
 * The call, as the canonical ABI lays `detector.wit` out in memory: fields in order, each at its
 * own alignment, a list as pointer and length. Raw offsets live here and in report.ts only.
 */

import { Text } from './text';

// WIT enums: the value is the position.
export const CHANNEL_SHELL: u8 = 0;
export const CHANNEL_WRITE: u8 = 1;
export const CHANNEL_READ: u8 = 2;
export const CHANNEL_MCP: u8 = 3;
export const CHANNEL_FETCH: u8 = 4;
export const CHANNEL_PROMPT: u8 = 5;
export const CHANNEL_OUTPUT: u8 = 6;

export const TARGET_UNKNOWN: u8 = 0;
export const TARGET_ROOT: u8 = 1;
export const TARGET_HOME: u8 = 2;
export const TARGET_SYSTEM: u8 = 3;
export const TARGET_OUTSIDE: u8 = 4;
export const TARGET_PROJECT: u8 = 5;
export const TARGET_GIT: u8 = 6;
export const TARGET_INSIDE: u8 = 7;
export const TARGET_TEMPORARY: u8 = 8;

export const REACH_TOP: u8 = 0;
export const REACH_SUBSTITUTION: u8 = 1;
export const REACH_SUBSHELL: u8 = 2;
export const REACH_PROCESS_SUBSTITUTION: u8 = 3;
export const REACH_FUNCTION_BODY: u8 = 4;
export const REACH_CONDITION: u8 = 5;

export const REDIRECT_READ: u8 = 0;
export const REDIRECT_WRITE: u8 = 1;
export const REDIRECT_APPEND: u8 = 2;
export const REDIRECT_HERE_DOCUMENT: u8 = 3;
export const REDIRECT_HERE_STRING: u8 = 4;
export const REDIRECT_DUPLICATE: u8 = 5;

/** `record word`. Its value is the first field, so that the word reads as a `Text`. */
@unmanaged
export class Word {
  valueAt: usize;
  valueLength: u32;
  target: u8;
  dynamic: bool;
  start: u32;
  end: u32;

  get value(): Text {
    return changetype<Text>(this);
  }
}

/** `record assignment`; the word follows the name. */
@unmanaged
export class Assignment {
  nameAt: usize;
  nameLength: u32;
  valueAt: usize;
  valueLength: u32;
  target: u8;
  dynamic: bool;
  start: u32;
  end: u32;

  get name(): Text {
    return changetype<Text>(this);
  }

  get value(): Word {
    return changetype<Word>(changetype<usize>(this) + offsetof<Assignment>('valueAt'));
  }
}

/** `record redirect`; the word follows operator and descriptor. */
@unmanaged
export class Redirect {
  operator: u8;
  descriptor: u8;
  valueAt: usize;
  valueLength: u32;
  targetClass: u8;
  dynamic: bool;
  start: u32;
  end: u32;

  get target(): Word {
    return changetype<Word>(changetype<usize>(this) + offsetof<Redirect>('valueAt'));
  }

  get writes(): bool {
    return this.operator === REDIRECT_WRITE || this.operator === REDIRECT_APPEND;
  }
}

/** `record command`. */
@unmanaged
export class Command {
  private wordsAt: usize;
  wordCount: u32;
  private assignmentsAt: usize;
  assignmentCount: u32;
  private redirectsAt: usize;
  redirectCount: u32;
  pipeline: u32;
  stage: u32;
  reach: u8;
  /** Index of the enclosing command, or -1. */
  parent: i32;
  elevated: bool;
  private cwdAt: usize;
  private cwdLength: u32;
  start: u32;
  end: u32;

  get cwd(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Command>('cwdAt'));
  }

  word(index: u32): Word {
    return changetype<Word>(this.wordsAt + index * offsetof<Word>());
  }

  assignment(index: u32): Assignment {
    return changetype<Assignment>(this.assignmentsAt + index * offsetof<Assignment>());
  }

  redirect(index: u32): Redirect {
    return changetype<Redirect>(this.redirectsAt + index * offsetof<Redirect>());
  }

  /** The program is `name`. */
  runs(name: string): bool {
    return this.wordCount > 0 && this.word(0).value.is(name);
  }

  /** Some argument equals `literal`. */
  hasArgument(literal: string): bool {
    for (let i: u32 = 1; i < this.wordCount; i++) {
      if (this.word(i).value.is(literal)) return true;
    }
    return false;
  }

  /**
   * A flag is set in any spelling: `--name`, `--name=..`, or `letter` within a cluster such as
   * `-rf`. Words behind `--` are operands. `letter` 0 stands for none.
   */
  hasFlag(letter: u8, name: string): bool {
    for (let i: u32 = 1; i < this.wordCount; i++) {
      const value = this.word(i).value;
      if (value.is('--')) return false;
      if (isFlag(value, letter, name)) return true;
    }
    return false;
  }
}

const HYPHEN: u8 = 0x2d;
const EQUALS: u8 = 0x3d;

function isFlag(value: Text, letter: u8, name: string): bool {
  if (value.length < 2 || value.byte(0) !== HYPHEN) return false;
  if (value.byte(1) === HYPHEN) {
    const end = 2 + <u32>name.length;
    if (name.length === 0 || !value.holdsAt(2, name)) return false;
    return value.length === end || value.byte(end) === EQUALS;
  }
  if (letter === 0) return false;
  for (let i: u32 = 1; i < value.length; i++) {
    if (value.byte(i) === letter) return true;
  }
  return false;
}

/** `record call`. With more than 16 flat values, the canonical ABI passes it by pointer. */
@unmanaged
export class Call {
  channel: u8;
  toolAt: usize;
  toolLength: u32;
  serverAt: usize;
  serverLength: u32;
  textsAt: usize;
  textCount: u32;
  pathAt: usize;
  pathLength: u32;
  pathTarget: u8;
  cwdAt: usize;
  cwdLength: u32;
  homeAt: usize;
  homeLength: u32;
  projectAt: usize;
  projectLength: u32;
  commandsAt: usize;
  commandCount: u32;

  get tool(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Call>('toolAt'));
  }

  get server(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Call>('serverAt'));
  }

  get path(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Call>('pathAt'));
  }

  get cwd(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Call>('cwdAt'));
  }

  get home(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Call>('homeAt'));
  }

  get project(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Call>('projectAt'));
  }

  text(index: u32): Text {
    return changetype<Text>(this.textsAt + index * offsetof<Text>());
  }

  command(index: u32): Command {
    return changetype<Command>(this.commandsAt + index * offsetof<Command>());
  }
}
