/** Bytes that no instruction and no look tells apart share a class: it keeps the automaton small. */

import { allocate } from '../../abi';
import { END, NEWLINE } from './characters';
import { CONTEXT_NEWLINE, CONTEXT_WORD, FIRST_CONTINUATION, LAST_CONTINUATION } from './context';
import { OP_LOOK, OP_RANGE, Program } from './program';
import { LOOK_LINE_END, LOOK_NO_WORD_BORDER } from './syntax-tree';

const BYTES: u32 = 256;

@unmanaged
export class ByteClasses {
  /** The class of each byte. */
  classesAt: usize;
  /** One byte of each class. */
  membersAt: usize;
  count: u32;

  /** A byte that stands for the class; the last class is the end of the text. */
  member(index: u32): u32 {
    return index === this.count ? END : <u32>load<u8>(this.membersAt + index);
  }
}

/** Set where a byte and the one before it have to be told apart. */
const borders: usize = memory.data(257, 4);

export function classifyBytes(program: Program): ByteClasses {
  memory.fill(borders, 0, BYTES + 1);
  for (let i: u32 = 0; i < program.count; i++) {
    const instruction = program.instruction(i);
    if (instruction.op === OP_RANGE) separate(instruction.low, instruction.high);
    if (instruction.op === OP_LOOK) separateFor(instruction.look);
  }
  if ((program.contextMask & CONTEXT_NEWLINE) !== 0) separate(NEWLINE, NEWLINE);
  if ((program.contextMask & CONTEXT_WORD) !== 0) separateWords();
  return numberClasses();
}

/** What a look asks of the byte behind it; of the byte before, the context mask tells. */
function separateFor(look: u8): void {
  if (look === LOOK_LINE_END) separate(NEWLINE, NEWLINE);
  if (look === LOOK_NO_WORD_BORDER) separate(FIRST_CONTINUATION, LAST_CONTINUATION);
}

function separateWords(): void {
  separate(0x30, 0x39);
  separate(0x41, 0x5a);
  separate(0x5f, 0x5f);
  separate(0x61, 0x7a);
}

function separate(first: u32, last: u32): void {
  store<u8>(borders + first, 1);
  store<u8>(borders + last + 1, 1);
}

function numberClasses(): ByteClasses {
  const classes = changetype<ByteClasses>(allocate(offsetof<ByteClasses>(), 4));
  classes.classesAt = allocate(BYTES, 4);
  classes.membersAt = allocate(BYTES, 4);
  classes.count = 0;
  for (let byte: u32 = 0; byte < BYTES; byte++) {
    if (byte === 0 || load<u8>(borders + byte) !== 0) {
      store<u8>(classes.membersAt + classes.count, <u8>byte);
      classes.count++;
    }
    store<u8>(classes.classesAt + byte, <u8>(classes.count - 1));
  }
  return classes;
}
