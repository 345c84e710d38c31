/**
 * One step of all ways to match at once. Pending threads stand behind the byte just taken, in the
 * order of their priority. `expand` follows them through what takes no byte, up to the first match,
 * whose lesser alternatives are dropped; `advance` takes a byte. Both are linear in the program.
 *
 * The lists are shared by all patterns: a step begins and ends within one call.
 */

import { holds } from './context';
import { OP_LOOK, OP_MATCH, OP_RANGE, Program } from './program';

/** Instructions visited since the module began: the measure of work in tests. */
export let threadSteps: u64 = 0;

/** How many threads are pending, and where the one that matched had begun. */
export let pendingCount: u32 = 0;
export let matchedStart: u32 = 0;

// Places for MAX_INSTRUCTIONS threads; a visited instruction leaves at most one more on the stack.
const pending: usize = memory.data(20004, 4);
const pendingStarts: usize = memory.data(20004, 4);
const active: usize = memory.data(20004, 4);
const activeStarts: usize = memory.data(20004, 4);
const stack: usize = memory.data(20008, 4);
/** The round in which an instruction was visited last. */
const visited: usize = memory.data(20004, 4);
const VISITED_BYTES: usize = 20004;

let activeCount: u32 = 0;
let round: u32 = 0;

export function clearPending(): void {
  pendingCount = 0;
}

/** Adds a thread behind the others. `start` is where its match would begin. */
export function addPending(instruction: u32, start: u32): void {
  store<u32>(pending + (pendingCount << 2), instruction);
  store<u32>(pendingStarts + (pendingCount << 2), start);
  pendingCount++;
}

export function pendingAt(index: u32): u32 {
  return load<u32>(pending + (index << 2));
}

/** Follows all pending threads at a place. @returns whether one of them matched. */
export function expand(program: Program, context: u32, byte: u32): bool {
  beginRound();
  activeCount = 0;
  for (let i: u32 = 0; i < pendingCount; i++) {
    matchedStart = load<u32>(pendingStarts + (i << 2));
    if (follow(program, pendingAt(i), context, byte)) return true;
  }
  return false;
}

/** Behind `expand`: a thread that begins here, with the least priority. @returns as `expand`. */
export function expandStart(program: Program, start: u32, context: u32, byte: u32): bool {
  matchedStart = start;
  return follow(program, program.start, context, byte);
}

/** Takes a byte with every thread. */
export function advance(program: Program, byte: u32): void {
  beginRound();
  pendingCount = 0;
  threadSteps += activeCount;
  for (let i: u32 = 0; i < activeCount; i++) {
    const instruction = program.instruction(load<u32>(active + (i << 2)));
    if (byte < instruction.low || byte > instruction.high) continue;
    const next = instruction.next;
    if (visit(next)) addPending(next, load<u32>(activeStarts + (i << 2)));
  }
}

/** Follows a thread that began at `matchedStart`. @returns whether it matched. */
function follow(program: Program, first: u32, context: u32, byte: u32): bool {
  let depth: u32 = 1;
  store<u32>(stack, first);
  while (depth > 0) {
    const index = load<u32>(stack + (--depth << 2));
    if (!visit(index)) continue;
    threadSteps++;
    const instruction = program.instruction(index);
    const op = instruction.op;
    if (op === OP_MATCH) return true;
    if (op === OP_RANGE) {
      addActive(index);
      continue;
    }
    if (op === OP_LOOK) {
      if (!holds(instruction.look, context, byte)) continue;
    } else {
      store<u32>(stack + (depth++ << 2), instruction.other);
    }
    store<u32>(stack + (depth++ << 2), instruction.next);
  }
  return false;
}

function addActive(index: u32): void {
  store<u32>(active + (activeCount << 2), index);
  store<u32>(activeStarts + (activeCount << 2), matchedStart);
  activeCount++;
}

function beginRound(): void {
  if (++round !== 0) return;
  // The counter came round: what it marked long ago must not count as visited.
  memory.fill(visited, 0, VISITED_BYTES);
  round = 1;
}

/** @returns whether this is the first visit in the round. */
function visit(index: u32): bool {
  const mark = visited + (index << 2);
  if (load<u32>(mark) === round) return false;
  store<u32>(mark, round);
  return true;
}
