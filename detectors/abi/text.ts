/** Text as the detectors see it: bytes of UTF-8, never strings. */

import { allocate } from './arena';

const SPACE: u16 = 0x20;

/** `list<u8>`: bytes of UTF-8. */
@unmanaged
export class Text {
  at: usize;
  length: u32;

  byte(index: u32): u8 {
    return load<u8>(this.at + index);
  }

  /** Two bytes at once, the first one lowest. */
  pair(index: u32): u32 {
    return load<u16>(this.at + index);
  }

  /** Equal to an ASCII literal. */
  is(literal: string): bool {
    return this.length === <u32>literal.length && this.startsWith(literal);
  }

  /** Equal to one of the words of an ASCII literal, which are parted by single blanks. */
  isOneOf(words: string): bool {
    const units = changetype<usize>(words);
    const count = <u32>words.length;
    let start: u32 = 0;
    while (start < count) {
      let end = start;
      while (end < count && load<u16>(units + (end << 1)) !== SPACE) end++;
      if (end - start === this.length && this.isAt(units + (start << 1))) return true;
      start = end + 1;
    }
    return false;
  }

  /** The code units at `units` are the text's bytes. */
  private isAt(units: usize): bool {
    for (let i: u32 = 0; i < this.length; i++) {
      if (load<u16>(units + (i << 1)) !== <u16>this.byte(i)) return false;
    }
    return true;
  }

  startsWith(literal: string): bool {
    return this.holdsAt(0, literal);
  }

  endsWith(literal: string): bool {
    const length = <u32>literal.length;
    return length <= this.length && this.holdsAt(this.length - length, literal);
  }

  /** Contains an ASCII literal. */
  contains(literal: string): bool {
    for (let i: u32 = 0; i < this.length; i++) {
      if (this.holdsAt(i, literal)) return true;
    }
    return false;
  }

  holdsAt(index: u32, literal: string): bool {
    const length = <u32>literal.length;
    if (index + length > this.length) return false;
    const units = changetype<usize>(literal);
    for (let i: u32 = 0; i < length; i++) {
      if (load<u8>(this.at + index + i) !== <u8>load<u16>(units + (i << 1))) return false;
    }
    return true;
  }

  /** The same bytes. */
  equals(other: Text): bool {
    return this.length === other.length && memory.compare(this.at, other.at, this.length) === 0;
  }
}

/** A text made of bytes that stand somewhere; the text itself lives in the arena. */
export function textAt(at: usize, length: u32): Text {
  const text = changetype<Text>(allocate(offsetof<Text>(), 4));
  text.at = at;
  text.length = length;
  return text;
}

/** The part of a text from `start` to `end`. */
export function slice(text: Text, start: u32, end: u32): Text {
  return textAt(text.at + start, end - start);
}
