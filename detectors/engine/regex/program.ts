/** A pattern as instructions over bytes, for all ways of matching. */

import { allocate } from '../../abi';

/** Bounds the work for one byte of text, and the memory of the matchers. */
export const MAX_INSTRUCTIONS: u32 = 5000;

/** Takes one byte from `low` to `high`, goes on at `next`. */
export const OP_RANGE: u8 = 0;
/** Goes on at `next`, and with less priority at `other`. */
export const OP_SPLIT: u8 = 1;
/** Goes on at `next` if the place `look` is here. */
export const OP_LOOK: u8 = 2;
export const OP_MATCH: u8 = 3;

@unmanaged
export class Instruction {
  op: u8;
  low: u8;
  high: u8;
  look: u8;
  next: u32;
  other: u32;
}

@unmanaged
export class Program {
  instructionsAt: usize;
  count: u32;
  start: u32;
  /** A match can begin only where the text does. */
  anchored: bool;
  /** What of the byte before a place its looks ask for; see context.ts. */
  contextMask: u32;

  instruction(index: u32): Instruction {
    return changetype<Instruction>(this.instructionsAt + index * offsetof<Instruction>());
  }
}

/** Begins a program, which grows at the top of the arena: nothing else is placed there meanwhile. */
export function createProgram(): Program {
  const at = allocate(offsetof<Program>(), 4);
  memory.fill(at, 0, offsetof<Program>());
  const program = changetype<Program>(at);
  program.instructionsAt = allocate(0, 4);
  return program;
}

/** Adds an instruction. @returns its index. */
export function addInstruction(program: Program, op: u8, next: u32, other: u32): u32 {
  const instruction = changetype<Instruction>(allocate(offsetof<Instruction>(), 4));
  instruction.op = op;
  instruction.low = 0;
  instruction.high = 0;
  instruction.look = 0;
  instruction.next = next;
  instruction.other = other;
  return program.count++;
}
