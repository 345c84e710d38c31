/** Whose files these are: how they are named, where they may lie, and what a mistake in them means. */

import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { visible } from '../../runtime/configuration.ts';
import type { ErrorCode, Failure } from '../../runtime/errors.ts';
import { readBounded } from './bounded-file.ts';

/** Absolute. */
export interface Folders {
  /** The person's configuration. */
  readonly config: string;
  readonly project: string;
  readonly home: string;
}

export interface Owner {
  /** The real path of the folder that must hold the files; null: anywhere. */
  readonly within: string | null;
  /** A file as a person knows it: `~/.config/wafer/config.toml`, `wafer.toml`. */
  nameOf(path: string): string;
  /** Something of theirs can't be used. */
  tell(message: string): void;
}

export function userOwner({ home }: Folders, problems: Failure[]): Owner {
  return {
    within: null,
    nameOf: (path) => (path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path),
    tell: teller('CONFIG_INVALID', problems, ' (mend it: edits count on the next call)'),
  };
}

export function projectOwner({ project }: Folders, problems: Failure[]): Owner {
  return {
    within: realPath(project),
    nameOf: (path) => relative(project, path),
    tell: teller('CONFIG_IGNORED', problems),
  };
}

/** Null when the file can't be read, which is told. */
export function readOwned(
  path: string,
  owner: Owner,
  maxBytes: number,
): { readonly text: string; readonly bytes: Uint8Array } | null {
  try {
    const bytes = readBounded(path, { maxBytes, within: owner.within });
    return { text: decode(bytes), bytes };
  } catch (error) {
    owner.tell(`${owner.nameOf(path)}: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** Beyond these a repository could bury what else there is to say. */
const MAX_PROBLEMS = 5;
const MAX_MESSAGE_LENGTH = 320;

function teller(code: ErrorCode, problems: Failure[], hint = ''): Owner['tell'] {
  let told = 0;
  return (message) => {
    told++;
    if (told > MAX_PROBLEMS) return;
    const shown = told === MAX_PROBLEMS ? 'more is wrong with its configuration' : visible(message);
    problems.push({ code, message: cut(shown) + hint });
  };
}

function cut(text: string): string {
  return text.length <= MAX_MESSAGE_LENGTH ? text : `${text.slice(0, MAX_MESSAGE_LENGTH - 3)}...`;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('expected UTF-8, got other bytes');
  }
}
