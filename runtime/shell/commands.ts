/** What a shell call does, as lowered from its syntax tree: the same shapes as detector.wit. */

import type { Failure } from '../errors.ts';

export type Target =
  | 'unknown'
  | 'root'
  | 'home'
  | 'system'
  | 'outside'
  | 'project'
  | 'git'
  | 'inside'
  | 'temporary';

export type Reach =
  | 'top'
  | 'substitution'
  | 'subshell'
  | 'process-substitution'
  | 'function-body'
  | 'condition';

export type RedirectOperator =
  | 'read'
  | 'write'
  | 'append'
  | 'here-document'
  | 'here-string'
  | 'duplicate';

/** One resolved word. `start` and `end` are byte offsets into the UTF-8 of the call's first text. */
export interface Word {
  readonly value: string;
  readonly target: Target;
  /** Part of the value can't be known before the command runs. */
  readonly dynamic: boolean;
  readonly start: number;
  readonly end: number;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

export interface Redirect {
  readonly operator: RedirectOperator;
  /** The redirected file descriptor, the operator's default included; 255 stands for `&>`. */
  readonly descriptor: number;
  /** The file, the descriptor, or the here-document's body. */
  readonly target: Word;
}

/** One simple command, wrappers such as `sudo` and `env` already looked through. */
export interface Command {
  /** The program's name without its directory comes first; empty for a bare assignment. */
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  /** Commands of one pipeline share a number; `stage` counts from 0 within it. */
  readonly pipeline: number;
  readonly stage: number;
  readonly reach: Reach;
  /** Index of the command whose substitution, function or nested shell holds this one, or -1. */
  readonly parent: number;
  /** A wrapper on the way runs it with other rights. */
  readonly elevated: boolean;
  /** The directory it runs in, absolute; empty when that is not known. */
  readonly cwd: string;
  readonly start: number;
  readonly end: number;
}

/** Absolute POSIX paths; unknown ones are empty. */
export interface Places {
  readonly cwd: string;
  readonly home: string;
  readonly project: string;
}

/** The commands in the order of the text, each before those that it holds. */
export interface Lowering {
  readonly commands: readonly Command[];
  readonly failures: readonly Failure[];
}
