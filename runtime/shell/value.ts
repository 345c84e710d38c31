/** Shell words under way: their text as far as it is known, and where they stand. */

import type { Target, Word } from './commands.ts';
import { MAX_VALUE_LENGTH } from './limits.ts';

/**
 * Stands for a part that can't be known. It is a letter to the parser, so that a nested shell's
 * text may carry it; `withoutMarks` keeps it out of what comes from outside.
 */
export const HOLE = '\uE000';

/** Stands for a home directory that the host does not know. */
export const UNKNOWN_HOME = '\uE001';

/** An active `*` that stands in a variable, where quotes can't hide it: what a loop's pattern found. */
export const WILD = '\uE002';

/** Behind a hole: what a process substitution yields, by number; see `WrittenFiles.hold`. */
const FIRST_HELD = 0xe100;
export const MAX_HELD = 256;

export function heldName(index: number): string {
  return HOLE + String.fromCharCode(FIRST_HELD + index);
}

/** Text and its byte range in the call's first text. */
export interface Passage {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Value extends Passage {
  /** Index of the first wildcard that the shell would expand, or -1. */
  readonly glob: number;
  /** The text rests on an assumption, as the default in `${x:-default}` does. */
  readonly assumed: boolean;
}

export const SILENCE: Passage = { text: '', start: 0, end: 0 };

/** The text that the parser may see: no mark of ours, nothing that it would stop at. */
export function withoutMarks(text: string): string {
  return text.toWellFormed().replaceAll(/[\0\uE000-\uE002\uE100-\uE1FF]/g, '\uFFFD');
}

export function isKnown(text: string): boolean {
  return !text.includes(HOLE);
}

export function toWord(value: Value, target: Target): Word {
  const { text, start, end } = value;
  return { value: reveal(text), target, dynamic: value.assumed || !isKnown(text), start, end };
}

/** The name of the program that a word runs, without its directory. */
export function programName(word: Value | undefined): string {
  const text = word?.text ?? '';
  return text.slice(text.lastIndexOf('/') + 1) || text;
}

/** One passage behind the other. What grows too long is not known any more. */
export function joinPassages(first: Passage, second: Passage): Passage {
  if (second.text === '') return first;
  if (first.text === '') return second;
  const isLong = first.text.length + second.text.length > MAX_VALUE_LENGTH;
  return {
    text: isLong ? HOLE : first.text + second.text,
    start: Math.min(first.start, second.start),
    end: Math.max(first.end, second.end),
  };
}

/** The text without its unknown parts. */
function reveal(text: string): string {
  return text.replaceAll(/\uE000[\uE100-\uE1FF]?/g, '').replaceAll(UNKNOWN_HOME, '~');
}
