/**
 * Which commands of a call run or send something that comes from a source. The commands are followed
 * once, in the order of the text; each is judged when all that it holds has been.
 */

import {
  Call,
  Command,
  REACH_FUNCTION_BODY,
  REACH_PROCESS_SUBSTITUTION,
  REACH_SUBSTITUTION,
  REACH_TOP,
} from '../../abi';
import { beginData, beginSending, isLate, sentByWriting } from './data';
import {
  beginDescriptors,
  hasLateInput,
  isConnection,
  openOwnDescriptor,
  opensDescriptors,
  shellInput,
  writeShellOutput,
  writtenTo,
} from './descriptors';
import { beginEnvironment } from './environment';
import { addPrinted, beginFunctions } from './functions';
import { inputOf, labelsOfRedirect } from './input';
import { isInterpreter } from './interpreters';
import { decodes, listens, readsNetwork, sendsNetwork } from './knowledge';
import { ANSWERS, LABEL_SECRET, OPAQUE } from './labels';
import { forgetNames } from './listed';
import { addLoose, beginLoops } from './loops';
import { beginNames } from './names';
import { outputOf } from './output';
import { beginRaw, rawBetween } from './raw';
import { runBy } from './runs';
import { sentBy } from './sends';
import { clearNames, keepLasting } from './table';
import {
  addYield,
  beginReading,
  beginTrace,
  commandAt,
  endTrace,
  isTraced,
  NESTED,
  Node,
  nodeOf,
  ownerNode,
  READ_AS_FILE,
  rootNode,
  SUBSTITUTED,
  WRITTEN_AS_FILE,
} from './trace';
import { beginVariables } from './variables';
import { keepOutput, redirectOutput, setAssigned } from './writes';

/** Words and redirections that are looked at to see where a nested text comes from. */
const MAX_SLOTS: u32 = 64;

/** Follows a call. To be called before any question. */
export function traceFlow(call: Call): void {
  endTrace();
  forgetNames();
  if (!hasSource(call)) return;
  beginRaw(call);
  clearNames();
  beginTrace(call);
  follow(call);
  if (!isLate && !hasLateInput) return;
  // What was written behind who reads it: named pipes, descriptors that lead into a program.
  keepLasting(LABEL_SECRET);
  beginReading();
  follow(call);
}

/** What the command interprets, executes or loads. */
export function labelsRun(command: u32): u32 {
  return isTraced(command) ? nodeOf(command).run & ANSWERS : 0;
}

/** What the command sends to another machine. */
export function labelsSent(command: u32): u32 {
  return isTraced(command) ? nodeOf(command).sent & ANSWERS : 0;
}

/** Most calls have nothing that is worth following. */
function hasSource(call: Call): bool {
  for (let i: u32 = 0; i < call.commandCount; i++) {
    const command = call.command(i);
    for (let k: u32 = 0; k < command.redirectCount; k++) {
      if (isConnection(command.redirect(k).target.value)) return true;
    }
    if (command.wordCount === 0) continue;
    if (readsNetwork(command) || sendsNetwork(command) || listens(command)) return true;
    if (decodes(command) || isInterpreter(command.word(0).value)) return true;
  }
  return false;
}

function follow(call: Call): void {
  beginData();
  beginDescriptors();
  beginFunctions();
  beginEnvironment();
  beginNames();
  beginVariables();
  beginLoops(call.textCount > 0 ? call.text(0).length : 0);
  let top: i32 = -1;
  for (let i: u32 = 0; i < call.commandCount; i++) {
    const command = call.command(i);
    while (top >= 0 && top !== command.parent) top = finish(<u32>top);
    enter(i);
    top = <i32>i;
  }
  while (top >= 0) top = finish(<u32>top);
  endPipeline(-1, rootNode());
}

/** Begins a command: what stands on its input is known, what it holds is not. */
function enter(index: u32): void {
  const command = commandAt(index);
  const owner = ownerNode(command);
  if (owner.pipeline !== <i32>command.pipeline) beginPipeline(index, owner);
  else if (command.stage > owner.stage) {
    owner.stageInput = owner.stageOutput;
    owner.stageOutput = 0;
  } else if (command.stage < owner.stage) owner.stageInput = owner.pipelineInput;
  owner.stage = command.stage;
  owner.last = index;
  const node = nodeOf(index);
  node.kind = owner.pipelineKind;
  node.input = inputOf(index, owner.stageInput);
  if (command.wordCount === 0 && command.assignmentCount === 0 && command.redirectCount > 0) {
    owner.holder = <i32>index;
    owner.holderStart = command.start;
  }
}

function beginPipeline(index: u32, owner: Node): void {
  const command = commandAt(index);
  endPipeline(command.parent, owner);
  owner.pipeline = <i32>command.pipeline;
  owner.pipelineKind = kindOf(command, owner);
  owner.pipelineStart = command.start;
  owner.isFunction = command.reach === REACH_FUNCTION_BODY;
  owner.pipelineInput = pipelineInput(index, owner);
  owner.stageInput = owner.pipelineInput;
  owner.stageOutput = 0;
  if (owner.pipelineKind === NESTED && command.parent >= 0) owner.hasNested = true;
}

function pipelineInput(index: u32, owner: Node): u32 {
  const command = commandAt(index);
  const holder = holderOf(command, owner);
  if (holder >= 0) return nodeOf(<u32>holder).input;
  if (command.parent < 0) return OPAQUE | shellInput;
  const parent = <u32>command.parent;
  if (owner.pipelineKind !== WRITTEN_AS_FILE) {
    // Its redirections are known by now, with what their substitutions print.
    return inputOf(parent, ownerNode(commandAt(parent)).stageInput);
  }
  return outputOf(parent) | writtenByExec(commandAt(parent));
}

function writtenByExec(command: Command): u32 {
  if (!opensDescriptors(command)) return 0;
  let labels: u32 = 0;
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    labels |= writtenTo(command, command.redirect(i));
  }
  return labels;
}

/** The command's redirections are those of the compound statement that it stands in. */
function holderOf(command: Command, owner: Node): i32 {
  return owner.holder >= 0 && command.start < owner.holderStart ? owner.holder : -1;
}

/** What the last stage printed goes where the pipeline stands. */
function endPipeline(parent: i32, owner: Node): void {
  if (owner.pipeline < 0) return;
  const labels = owner.stageOutput;
  owner.pipeline = -1;
  owner.stageOutput = 0;
  if (owner.pipelineKind === NESTED) {
    owner.nested |= labels;
    if (writeShellOutput(labels)) nodeOf(owner.last).sent |= labels;
  }
  if (owner.isFunction) addPrinted(labels);
  if (labels === 0 || owner.pipelineKind === WRITTEN_AS_FILE) return;
  if (owner.pipelineKind === NESTED) return;
  if (parent < 0) addLoose(owner.pipelineStart, labels);
  else addYield(owner, owner.pipelineStart, labels, owner.pipelineKind === READ_AS_FILE);
}

/** Ends a command. @returns its parent */
function finish(index: u32): i32 {
  const command = commandAt(index);
  const node = nodeOf(index);
  const owner = ownerNode(command);
  endPipeline(<i32>index, node);
  node.input = inputOf(index, owner.stageInput);
  setAssigned(index);
  openOwn(index);
  node.run |= runBy(index);
  node.sent |= sentBy(index);
  beginSending();
  let printed = keepOutput(index, outputOf(index));
  const holder = holderOf(command, owner);
  if (holder >= 0) printed = redirectOutput(<u32>holder, index, printed);
  node.sent |= sentByWriting;
  owner.stageOutput |= printed;
  return command.parent;
}

/** Descriptors that the command opens for itself. */
function openOwn(index: u32): void {
  const command = commandAt(index);
  if (opensDescriptors(command)) return;
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    if (redirect.descriptor <= 2 || redirect.writes) continue;
    openOwnDescriptor(redirect, labelsOfRedirect(index, redirect));
  }
}

/** How what a command prints gets into its parent. */
function kindOf(command: Command, owner: Node): u8 {
  if (command.parent < 0) {
    return command.reach === REACH_SUBSTITUTION ? SUBSTITUTED : NESTED;
  }
  const parent = commandAt(<u32>command.parent);
  const reach = command.reach;
  const isOwnReach = reach !== parent.reach;
  if (!isOwnReach || (reach !== REACH_SUBSTITUTION && reach !== REACH_PROCESS_SUBSTITUTION)) {
    if (reach === REACH_TOP || isNestedText(command, parent)) return NESTED;
    if (!isOwnReach && reach !== REACH_SUBSTITUTION && reach !== REACH_PROCESS_SUBSTITUTION) {
      return owner.pipelineKind;
    }
  }
  if (reach !== REACH_PROCESS_SUBSTITUTION) return SUBSTITUTED;
  return opensForWriting(command) ? WRITTEN_AS_FILE : READ_AS_FILE;
}

/** The command begins where a word or a here-document of its parent does, or outside of it. */
function isNestedText(command: Command, parent: Command): bool {
  const start = command.start;
  for (let i: u32 = 0; i < min(parent.wordCount, MAX_SLOTS); i++) {
    if (parent.word(i).start === start) return true;
  }
  for (let i: u32 = 0; i < min(parent.redirectCount, MAX_SLOTS); i++) {
    const redirect = parent.redirect(i);
    if (redirect.start === start) return true;
    if (start > redirect.start && start < redirect.end) return false;
  }
  return start < parent.start || start >= parent.end;
}

/** `>(..)`: the nearest opening before the command. */
function opensForWriting(command: Command): bool {
  const from = command.start > 16 ? command.start - 16 : 0;
  const before = rawBetween(from, command.start);
  for (let i = before.length; i > 1; i--) {
    if (before.byte(i - 1) !== 0x28) continue;
    if (before.byte(i - 2) === 0x3e) return true;
    if (before.byte(i - 2) === 0x3c) return false;
  }
  return false;
}
