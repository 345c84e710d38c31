/** The bounds of lowering: counts, so that every host stops at the same place. */

import { WaferError } from '../errors.ts';

/** One text, before it is parsed. */
export const MAX_TEXT_BYTES = 65_536;
/** All texts of one call together, those of nested shells included. */
export const MAX_PARSED_BYTES = 262_144;
/** A text that is a plain list of words, in UTF-16 units. */
export const MAX_PLAIN_LENGTH = 2_048;
/**
 * What is left for the grammar of a text without its quoted parts, in UTF-16 units. Its time grows
 * with the square of a text without sense, and only a text that the sketch declines comes here.
 */
export const MAX_SYNTAX_LENGTH = 768;
/** All texts together that the grammar could not read, which is what takes it long. */
export const MAX_BROKEN_LENGTH = 512;
/** What went wrong: more of it says nothing more. */
export const MAX_FAILURES = 8;
/** Levels of the syntax tree. */
export const MAX_TREE_DEPTH = 320;
/** Statements and expansions within others: the stack of the slimmest host is the measure. */
export const MAX_NESTING = 100;
/** Shells within shells. */
export const MAX_SHELL_DEPTH = 16;
export const MAX_COMMANDS = 1_024;
/** Wrappers around one command. */
export const MAX_WRAPPERS = 64;
export const MAX_WORDS = 8_192;
/** Values that a variable may have at one place, each of which is read. */
export const MAX_ALTERNATIVES = 8;
/** Words that the braces of one word make. */
export const MAX_BRACE_WORDS = 256;
/** One resolved value, in UTF-16 units. */
export const MAX_VALUE_LENGTH = 65_536;
/** All resolved values of one call together, in UTF-16 units. */
export const MAX_VALUES_LENGTH = 1_048_576;

/** The error that ends a lowering, and the failure that stays of it. */
export function limitReached(limit: number, unit: string): WaferError {
  return new WaferError('LIMIT_REACHED', `shell: expected at most ${limit} ${unit}`);
}
