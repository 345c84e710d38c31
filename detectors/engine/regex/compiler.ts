/**
 * Tree -> program, from the end to the beginning: each part is compiled knowing where the match goes
 * on behind it, so that there are no jumps, and equal continuations are one instruction.
 */

import { contextOf } from './context';
import { fail, failWhole } from './pattern-error';
import {
  addInstruction,
  createProgram,
  MAX_INSTRUCTIONS,
  OP_LOOK,
  OP_MATCH,
  OP_SPLIT,
  Program,
} from './program';
import {
  LOOK_TEXT_START,
  NODE_ALTERNATION,
  NODE_CLASS,
  NODE_CONCATENATION,
  NODE_EMPTY,
  NODE_LITERAL,
  NODE_LOOK,
  Node,
  UNLIMITED,
} from './syntax-tree';
import { compileBothCases, compileCharacter, compileClass } from './utf8-ranges';

/** Repetitions of nothing make no instruction, but must not take forever either. */
const MAX_PARTS: u32 = 8 * MAX_INSTRUCTIONS;

const TOO_LARGE: string = 'makes the pattern too large: limit 5000 instructions';

let parts: u32 = 0;
/** The outermost repetition being compiled: the mistake, if the program gets too large. */
let outermost: Node | null = null;
/** The program got too large, in this repetition. */
let isOver: bool = false;
let culprit: Node | null = null;

/** Compiles a tree. The program means nothing when `failed` is set. */
export function compileTree(tree: Node): Program {
  parts = 0;
  outermost = null;
  isOver = false;
  culprit = null;
  const program = createProgram();
  const match = addInstruction(program, OP_MATCH, 0, 0);
  program.start = compileNode(program, tree, match);
  program.anchored = beginsText(tree);
  if (isTooLarge(program)) tellTooLarge();
  return program;
}

/** Every match begins with `\A`. */
function beginsText(node: Node): bool {
  if (node.kind === NODE_LOOK) return node.look === LOOK_TEXT_START;
  const first = node.first;
  if (first === null) return false;
  if (node.kind === NODE_CONCATENATION) return beginsText(first);
  if (node.kind !== NODE_ALTERNATION) return node.minimum > 0 && beginsText(first);
  for (let choice: Node | null = first; choice !== null; choice = choice.next) {
    if (!beginsText(choice)) return false;
  }
  return true;
}

function compileNode(program: Program, node: Node, next: u32): u32 {
  if (isTooLarge(program)) return next;
  if (node.kind === NODE_EMPTY) return next;
  if (node.kind === NODE_LITERAL) return compileLiteral(program, node, next);
  if (node.kind === NODE_CLASS) return compileClass(program, node, next);
  if (node.kind === NODE_LOOK) return compileLook(program, node.look, next);
  if (node.kind === NODE_CONCATENATION) return compileSequence(program, node, next);
  if (node.kind === NODE_ALTERNATION) return compileChoices(program, node, next);
  const isOutermost = outermost === null;
  if (isOutermost) outermost = node;
  const start = compileRepetition(program, node, next);
  if (isOutermost) outermost = null;
  return start;
}

function isTooLarge(program: Program): bool {
  if (isOver) return true;
  parts++;
  if (program.count <= MAX_INSTRUCTIONS && parts <= MAX_PARTS) return false;
  isOver = true;
  culprit = outermost;
  return true;
}

/** Not before the program is left alone: it and the message grow at the same place. */
function tellTooLarge(): void {
  const repetition = culprit;
  if (repetition === null) {
    failWhole('the pattern is too large: limit 5000 instructions');
  } else {
    fail('repetition', repetition.operatorStart, repetition.operatorEnd, TOO_LARGE);
  }
}

function compileLiteral(program: Program, node: Node, next: u32): u32 {
  if (!node.folded) return compileCharacter(program, node.character, next);
  return compileBothCases(program, node.character, next);
}

function compileLook(program: Program, look: u8, next: u32): u32 {
  const index = addInstruction(program, OP_LOOK, next, 0);
  program.instruction(index).look = look;
  program.contextMask |= contextOf(look);
  return index;
}

function compileSequence(program: Program, node: Node, next: u32): u32 {
  let at = next;
  for (let child: Node | null = node.last; child !== null; child = child!.previous) {
    at = compileNode(program, child, at);
  }
  return at;
}

function compileChoices(program: Program, node: Node, next: u32): u32 {
  const last = node.last!;
  let at = compileNode(program, last, next);
  for (let child: Node | null = last.previous; child !== null; child = child!.previous) {
    const preferred = compileNode(program, child, next);
    at = addInstruction(program, OP_SPLIT, preferred, at);
  }
  return at;
}

/** `x{2,4}` is `xx(x(x)?)?`, `x{2,}` is `xx+`. */
function compileRepetition(program: Program, node: Node, next: u32): u32 {
  let at = next;
  let copies = node.minimum;
  if (node.maximum === UNLIMITED) {
    if (copies === 0) return compileStar(program, node, next);
    at = compilePlus(program, node, next);
    copies--;
  } else {
    for (let i = node.minimum; i < node.maximum && !isOver; i++) {
      at = addChoice(program, node, compileNode(program, node.first!, at), next);
    }
  }
  for (let i: u32 = 0; i < copies && !isOver; i++) at = compileNode(program, node.first!, at);
  return at;
}

/**
 * What can be empty is repeated as `(x+)?`: one choice alone would let the empty way in front of the
 * ones that RE2 prefers.
 */
function compileStar(program: Program, node: Node, next: u32): u32 {
  if (node.first!.nullable) {
    return addChoice(program, node, compilePlus(program, node, next), next);
  }
  const loop = addInstruction(program, OP_SPLIT, 0, 0);
  setChoice(program, node, loop, compileNode(program, node.first!, loop), next);
  return loop;
}

function compilePlus(program: Program, node: Node, next: u32): u32 {
  const loop = addInstruction(program, OP_SPLIT, 0, 0);
  const start = compileNode(program, node.first!, loop);
  setChoice(program, node, loop, start, next);
  return start;
}

function addChoice(program: Program, node: Node, repeated: u32, next: u32): u32 {
  const index = addInstruction(program, OP_SPLIT, 0, 0);
  setChoice(program, node, index, repeated, next);
  return index;
}

/** A greedy repetition prefers to go on, a lazy one to end. */
function setChoice(program: Program, node: Node, index: u32, repeated: u32, next: u32): void {
  const choice = program.instruction(index);
  choice.next = node.greedy ? repeated : next;
  choice.other = node.greedy ? next : repeated;
}
