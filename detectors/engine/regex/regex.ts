/** A compiled pattern, with all that a search needs; searching allocates nothing. */

import { allocate } from '../../abi';
import { ByteClasses, classifyBytes } from './byte-classes';
import { compileTree } from './compiler';
import { Literal, requiredLiteral } from './literal';
import { minimumLength } from './minimum-length';
import { parsePattern } from './parser';
import { failed } from './pattern-error';
import { Program } from './program';
import { createCache, StateCache } from './state-cache';
import { Node } from './syntax-tree';

/** What the states of one pattern may take. Enough for those that people write. */
export const DEFAULT_CACHE_BYTES: u32 = 65536;

@unmanaged
export class Regex {
  program: Program;
  classes: ByteClasses;
  literal: Literal;
  cache: StateCache;
  /** What the pattern was read as. */
  tree: Node;
  /** The shortest match, in bytes. */
  minimum: u32;
}

/**
 * Compiles a pattern. It lives in the arena: until `resetArena`. The pattern's bytes have to live as
 * long as the message.
 *
 * @param cacheBytes what its states may take.
 * @returns null for a mistake, which pattern-error.ts then tells.
 */
export function compileRegex(at: usize, length: u32, cacheBytes: u32): Regex | null {
  const tree = parsePattern(at, length);
  if (failed) return null;
  const program = compileTree(tree);
  if (failed) return null;
  const regex = changetype<Regex>(allocate(offsetof<Regex>(), 4));
  regex.tree = tree;
  regex.program = program;
  regex.classes = classifyBytes(program);
  regex.literal = requiredLiteral(tree);
  regex.minimum = minimumLength(tree);
  // Behind the classes of bytes comes one for the end of the text.
  regex.cache = createCache(program, regex.classes.count + 1, cacheBytes);
  return regex;
}
