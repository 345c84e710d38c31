/** How short a match can be, in bytes: shorter texts need no search. */

import {
  NODE_ALTERNATION,
  NODE_CLASS,
  NODE_CONCATENATION,
  NODE_LITERAL,
  NODE_REPETITION,
  Node,
} from './syntax-tree';

/** More is not told apart. */
const MAXIMUM: u32 = 1000;

/** Counts each character as one byte: it may be longer, never shorter. */
export function minimumLength(node: Node): u32 {
  if (node.kind === NODE_LITERAL || node.kind === NODE_CLASS) return 1;
  if (node.kind === NODE_CONCATENATION) return sumOfChildren(node);
  if (node.kind === NODE_ALTERNATION) return leastOfChildren(node);
  if (node.kind !== NODE_REPETITION || node.minimum === 0) return 0;
  return min(MAXIMUM, node.minimum * minimumLength(node.first!));
}

function sumOfChildren(node: Node): u32 {
  let sum: u32 = 0;
  for (let child: Node | null = node.first; child !== null; child = child!.next) {
    sum = min(MAXIMUM, sum + minimumLength(child));
  }
  return sum;
}

function leastOfChildren(node: Node): u32 {
  let least: u32 = MAXIMUM;
  for (let child: Node | null = node.first; child !== null; child = child!.next) {
    least = min(least, minimumLength(child));
  }
  return least;
}
