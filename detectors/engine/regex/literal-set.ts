/**
 * Literals of which every match contains at least one: the required one, or one for each choice of an
 * alternation. A text without any of them needs no search, so its pattern need not even be compiled.
 */

import { Literal, requiredLiteral } from './literal';
import { NODE_ALTERNATION, NODE_CONCATENATION, NODE_REPETITION, Node } from './syntax-tree';

/** More choices tell too few texts apart. */
const MAX_LITERALS: u32 = 24;
const MAX_BYTES: u32 = 32;

const bytes: usize = memory.data(768, 4);
const lengths: usize = memory.data(96, 4);

/** How many `collectLiterals` has found; 0 when a match need not contain any. */
export let literalCount: u32 = 0;

export function literalAt(index: u32): usize {
  return bytes + index * MAX_BYTES;
}

/** In bytes. */
export function literalLength(index: u32): u32 {
  return load<u32>(lengths + (index << 2));
}

/** Letters of a literal that may stand in either case are lower. */
export function collectLiterals(tree: Node): void {
  literalCount = 0;
  if (!addLiteral(requiredLiteral(tree))) collectChoices(tree);
}

/** The first alternation on the way in which every choice has a literal. */
function collectChoices(node: Node): bool {
  if (node.kind === NODE_ALTERNATION) return addChoices(node);
  if (node.kind === NODE_REPETITION) return node.minimum > 0 && collectChoices(node.first!);
  if (node.kind !== NODE_CONCATENATION) return false;
  for (let child: Node | null = node.first; child !== null; child = child!.next) {
    if (collectChoices(child)) return true;
  }
  return false;
}

function addChoices(alternation: Node): bool {
  const before = literalCount;
  for (let choice: Node | null = alternation.first; choice !== null; choice = choice!.next) {
    if (addLiteral(requiredLiteral(choice)) || collectChoices(choice)) continue;
    literalCount = before;
    return false;
  }
  return true;
}

function addLiteral(literal: Literal): bool {
  if (literal.length === 0 || literalCount >= MAX_LITERALS) return false;
  memory.copy(literalAt(literalCount), literal.bytesAt, literal.length);
  store<u32>(lengths + (literalCount << 2), literal.length);
  literalCount++;
  return true;
}
