/** Arguments one by one: options with their values, and operands. */

import { Command, Text, Word } from '../../abi';
import { isListedPart } from './listed';
import { indexOfByte } from './text';

const HYPHEN: u8 = 0x2d;
const EQUALS: u8 = 0x3d;

/** Short options of ssh with a value. */
export const SSH_LETTERS = 'BbcDEeFIiJLlmOopQRSWw';

/** The reader and what it has read last. There is one, so that reading takes no memory. */
@unmanaged
export class Arguments {
  private command: Command;
  private next: u32;
  /** Within a cluster of letters such as `-sSfo`; 0 outside of one. */
  private inside: u32;
  private onlyOperands: bool;
  /** The word of the option, or the operand. */
  index: u32;
  /** The letter of a short option, or 0. */
  letter: u8;
  /** End of a long option's name, which begins behind its hyphens; 0 for none. */
  private nameEnd: u32;
  private nameStart: u32;
  /** The word that holds the value, or -1. */
  valueIndex: i32;
  /** Where the value begins in that word. */
  from: u32;

  get isOperand(): bool {
    return this.letter === 0 && this.nameEnd === 0;
  }

  get word(): Word {
    return this.command.word(this.index);
  }

  get value(): Word {
    return this.command.word(<u32>this.valueIndex);
  }

  get hasValue(): bool {
    return this.valueIndex >= 0;
  }

  /** A long option of this list. */
  isNamed(list: string): bool {
    return this.nameEnd > 0 && isListedPart(this.word.value, this.nameStart, this.nameEnd, list);
  }

  /** The short option is one of these letters. */
  isLetterOf(letters: string): bool {
    return this.letter !== 0 && holdsLetter(letters, this.letter);
  }

  /**
   * Reads on.
   *
   * @param letters short options with a value
   * @param names long options whose value is the next word
   */
  read(letters: string, names: string): bool {
    this.letter = 0;
    this.nameEnd = 0;
    this.valueIndex = -1;
    this.from = 0;
    if (this.inside > 0) return this.readLetter(letters);
    if (this.next >= this.command.wordCount) return false;
    this.index = this.next++;
    const text = this.word.value;
    if (this.onlyOperands || text.length < 2 || text.byte(0) !== HYPHEN) return true;
    if (text.byte(1) !== HYPHEN) {
      this.inside = 1;
      return this.readLetter(letters);
    }
    if (text.length === 2) {
      this.onlyOperands = true;
      return this.read(letters, names);
    }
    this.readName(text, names);
    return true;
  }

  private readName(text: Text, names: string): void {
    const equals = indexOfByte(text, EQUALS, 2);
    this.nameStart = 2;
    this.nameEnd = equals < 0 ? text.length : <u32>equals;
    if (equals >= 0) {
      this.valueIndex = <i32>this.index;
      this.from = <u32>equals + 1;
    } else if (isListedPart(text, 2, text.length, names)) this.takeNext();
  }

  private readLetter(letters: string): bool {
    const text = this.word.value;
    this.letter = text.byte(this.inside++);
    const isLast = this.inside >= text.length;
    if (holdsLetter(letters, this.letter)) {
      if (isLast) this.takeNext();
      else {
        this.valueIndex = <i32>this.index;
        this.from = this.inside;
      }
      this.inside = 0;
    } else if (isLast) this.inside = 0;
    return true;
  }

  private takeNext(): void {
    if (this.next >= this.command.wordCount) return;
    this.valueIndex = <i32>this.next;
    this.next++;
  }

  /** Begins with the word behind the program. */
  begin(command: Command): void {
    this.command = command;
    this.next = 1;
    this.inside = 0;
    this.onlyOperands = false;
    this.index = 0;
  }
}

const reader = memory.data(64, 8);

/** Begins to read the arguments of a command; whatever was read before is over. */
export function argumentsOf(command: Command): Arguments {
  const given = changetype<Arguments>(reader);
  given.begin(command);
  return given;
}

function holdsLetter(letters: string, letter: u8): bool {
  const units = changetype<usize>(letters);
  for (let i = 0; i < letters.length; i++) {
    if (load<u16>(units + (i << 1)) === <u16>letter) return true;
  }
  return false;
}
