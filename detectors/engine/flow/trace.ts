/** What is known of each command while the text is followed. */

import { allocate, Call, Command, Word } from '../../abi';

/** How what a command holds gets into it. */
export const NESTED: u8 = 0;
export const SUBSTITUTED: u8 = 1;
/** `<(..)` */
export const READ_AS_FILE: u8 = 2;
/** `>(..)` */
export const WRITTEN_AS_FILE: u8 = 3;

/** One command, and the statements in it. The first node is the text itself. */
@unmanaged
export class Node {
  run: u32;
  sent: u32;
  /** What stands on its input. */
  input: u32;
  /** What the statements in it print that are no substitutions. */
  nested: u32;
  /** It runs text that was read, statement by statement. */
  hasNested: bool;
  /** Whether it stands among the substitutions of its parent. */
  kind: u8;
  /** Substitutions that have printed something; 0 ends the list. */
  yields: u32;

  // The pipeline in it that is under way.
  pipeline: i32;
  stage: u32;
  pipelineKind: u8;
  pipelineStart: u32;
  isFunction: bool;
  /** The command that was entered last. */
  last: u32;
  pipelineInput: u32;
  stageInput: u32;
  stageOutput: u32;

  // A compound statement in it that has redirections: their command, and where they stand.
  holder: i32;
  holderStart: u32;
}

/** What a substitution has printed. */
@unmanaged
export class Yield {
  next: u32;
  /** Where it stands in the text. */
  at: u32;
  labels: u32;
  isFile: bool;
}

const MAX_YIELDS: u32 = 1024;

let nodes: usize = 0;
let yields: usize = 0;
let yieldCount: u32 = 0;
let call: Call = changetype<Call>(0);
let nodeCount: u32 = 0;

export function beginTrace(given: Call): void {
  call = given;
  nodeCount = given.commandCount + 1;
  nodes = allocate(nodeCount * offsetof<Node>(), 8);
  yields = allocate(min(nodeCount, MAX_YIELDS) * offsetof<Yield>(), 8);
  beginReading();
}

/** Forgets what was found out, for reading the same text again. */
export function beginReading(): void {
  memory.fill(nodes, 0, nodeCount * offsetof<Node>());
  for (let i: u32 = 0; i < nodeCount; i++) {
    const node = nodeAt(i);
    node.pipeline = -1;
    node.holder = -1;
  }
  // Index 0 ends lists.
  yieldCount = 1;
}

/** Nothing was traced. */
export function endTrace(): void {
  nodeCount = 0;
}

/** The node of a command. */
export function nodeOf(command: u32): Node {
  return nodeAt(command + 1);
}

/** The text itself. */
export function rootNode(): Node {
  return nodeAt(0);
}

/** The node of a command's parent: -1 is the text itself. */
export function ownerNode(command: Command): Node {
  return nodeAt(<u32>(command.parent + 1));
}

function nodeAt(index: u32): Node {
  return changetype<Node>(nodes + index * offsetof<Node>());
}

export function isTraced(command: u32): bool {
  return command + 1 < nodeCount;
}

export function commandAt(index: u32): Command {
  return call.command(index);
}

/** A substitution of the node has printed this. */
export function addYield(node: Node, at: u32, labels: u32, isFile: bool): void {
  if (yieldCount >= min(nodeCount, MAX_YIELDS)) return;
  const added = yieldAt(yieldCount);
  added.next = node.yields;
  added.at = at;
  added.labels = labels;
  added.isFile = isFile;
  node.yields = yieldCount++;
}

/** What substitutions of the node print into this word, or into the file that it names. */
export function yieldedInto(node: Node, word: Word, isFile: bool): u32 {
  let labels: u32 = 0;
  for (let i = node.yields; i !== 0; i = yieldAt(i).next) {
    const found = yieldAt(i);
    if (found.isFile !== isFile) continue;
    if (found.at >= word.start && found.at < word.end) labels |= found.labels;
  }
  return labels;
}

function yieldAt(index: u32): Yield {
  return changetype<Yield>(yields + index * offsetof<Yield>());
}
