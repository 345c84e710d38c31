/** Characters that the syntax of patterns is made of, and what a byte is to `\b` and `^`. */

export const NEWLINE: u32 = 0x0a;
export const DOUBLE_QUOTE: u32 = 0x22;
export const DOLLAR: u32 = 0x24;
export const OPEN_PARENTHESIS: u32 = 0x28;
export const CLOSE_PARENTHESIS: u32 = 0x29;
export const ASTERISK: u32 = 0x2a;
export const PLUS: u32 = 0x2b;
export const COMMA: u32 = 0x2c;
export const HYPHEN: u32 = 0x2d;
export const DOT: u32 = 0x2e;
export const ZERO: u32 = 0x30;
export const COLON: u32 = 0x3a;
export const GREATER: u32 = 0x3e;
export const QUESTION: u32 = 0x3f;
export const OPEN_BRACKET: u32 = 0x5b;
export const BACKSLASH: u32 = 0x5c;
export const CLOSE_BRACKET: u32 = 0x5d;
export const CARET: u32 = 0x5e;
export const UNDERSCORE: u32 = 0x5f;
export const OPEN_BRACE: u32 = 0x7b;
export const PIPE: u32 = 0x7c;
export const CLOSE_BRACE: u32 = 0x7d;

export const UPPER_A: u32 = 0x41;
export const UPPER_B: u32 = 0x42;
export const UPPER_P: u32 = 0x50;
export const UPPER_Q: u32 = 0x51;
export const LOWER_A: u32 = 0x61;
export const LOWER_B: u32 = 0x62;
export const LOWER_D: u32 = 0x64;
export const LOWER_F: u32 = 0x66;
export const LOWER_G: u32 = 0x67;
export const LOWER_I: u32 = 0x69;
export const LOWER_K: u32 = 0x6b;
export const LOWER_M: u32 = 0x6d;
export const LOWER_N: u32 = 0x6e;
export const LOWER_P: u32 = 0x70;
export const LOWER_R: u32 = 0x72;
export const LOWER_S: u32 = 0x73;
export const LOWER_T: u32 = 0x74;
export const LOWER_V: u32 = 0x76;
export const LOWER_W: u32 = 0x77;
export const LOWER_X: u32 = 0x78;
export const LOWER_Z: u32 = 0x7a;

/** Stands for the end where a character or a byte is asked for. */
export const END: u32 = 0xffff_ffff;
export const MAX_CHARACTER: u32 = 0x10_ffff;

export function isDigit(character: u32): bool {
  return character - ZERO < 10;
}

export function isLetter(character: u32): bool {
  return (character | 0x20) - LOWER_A < 26 && character < 0x80;
}

/** A word character, as `\w` and `\b` have it: ASCII only, as in RE2. */
export function isWord(character: u32): bool {
  return isLetter(character) || isDigit(character) || character === UNDERSCORE;
}

/** The value of a hexadecimal digit, or -1. */
export function hexValue(character: u32): i32 {
  if (isDigit(character)) return character - ZERO;
  const letter = (character | 0x20) - LOWER_A;
  return letter < 6 && character < 0x80 ? letter + 10 : -1;
}
