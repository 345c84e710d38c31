/** A pattern as a tree. Groups leave no node: only the range of the whole match is reported. */

import { allocate } from '../../abi';

export const NODE_EMPTY: u8 = 0;
export const NODE_LITERAL: u8 = 1;
export const NODE_CLASS: u8 = 2;
export const NODE_LOOK: u8 = 3;
export const NODE_CONCATENATION: u8 = 4;
export const NODE_ALTERNATION: u8 = 5;
export const NODE_REPETITION: u8 = 6;

/** Places, which match without taking a byte. */
export const LOOK_TEXT_START: u8 = 0;
export const LOOK_TEXT_END: u8 = 1;
export const LOOK_LINE_START: u8 = 2;
export const LOOK_LINE_END: u8 = 3;
export const LOOK_WORD_BORDER: u8 = 4;
export const LOOK_NO_WORD_BORDER: u8 = 5;

/** The maximum of `*`, `+` and `{n,}`. */
export const UNLIMITED: u32 = 0xffff_ffff;

/** First and last character of a range; a class has them sorted, apart from each other. */
@unmanaged
export class CharacterRange {
  first: u32;
  last: u32;
}

/** Which fields count depends on the kind; children are a list in both directions. */
@unmanaged
export class Node {
  kind: u8;
  look: u8;
  /** The literal matches in either case. */
  folded: bool;
  greedy: bool;
  /** Matches the empty text somewhere. */
  nullable: bool;
  character: u32;
  rangesAt: usize;
  rangeCount: u32;
  minimum: u32;
  maximum: u32;
  /** Where the repetition's operator stands in the pattern, in bytes. */
  operatorStart: u32;
  operatorEnd: u32;
  first: Node | null;
  last: Node | null;
  previous: Node | null;
  next: Node | null;

  range(index: u32): CharacterRange {
    return changetype<CharacterRange>(this.rangesAt + index * offsetof<CharacterRange>());
  }
}

export function createNode(kind: u8): Node {
  const at = allocate(offsetof<Node>(), 4);
  memory.fill(at, 0, offsetof<Node>());
  const node = changetype<Node>(at);
  node.kind = kind;
  node.nullable = kind === NODE_EMPTY || kind === NODE_LOOK;
  return node;
}

export function createLiteral(character: u32, folded: bool): Node {
  const node = createNode(NODE_LITERAL);
  node.character = character;
  node.folded = folded;
  return node;
}

export function createLook(look: u8): Node {
  const node = createNode(NODE_LOOK);
  node.look = look;
  return node;
}

/** A sequence begins nullable, a choice does not; each child then has its say. */
export function createList(kind: u8): Node {
  const node = createNode(kind);
  node.nullable = kind === NODE_CONCATENATION;
  return node;
}

export function addChild(list: Node, child: Node): void {
  const last = list.last;
  child.previous = last;
  if (last === null) list.first = child;
  else last.next = child;
  list.last = child;
  if (list.kind === NODE_ALTERNATION) list.nullable = list.nullable || child.nullable;
  else list.nullable = list.nullable && child.nullable;
}

/** A list of one child is that child. */
export function unwrap(list: Node): Node {
  const only = list.first;
  return only !== null && only === list.last ? only : list;
}
