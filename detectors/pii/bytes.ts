/** Bytes by name, and the classes that numbers and labels are made of. */

import { isDigit, isLower } from '../abi';

export const SPACE: u8 = 0x20;
export const DOLLAR: u8 = 0x24;
export const PERCENT: u8 = 0x25;
export const OPEN_PARENTHESIS: u8 = 0x28;
export const CLOSE_PARENTHESIS: u8 = 0x29;
export const PLUS: u8 = 0x2b;
export const COMMA: u8 = 0x2c;
export const HYPHEN: u8 = 0x2d;
export const DOT: u8 = 0x2e;
export const SLASH: u8 = 0x2f;
export const COLON: u8 = 0x3a;
export const EQUALS: u8 = 0x3d;
export const AT: u8 = 0x40;
export const BACKSLASH: u8 = 0x5c;
export const UNDERSCORE: u8 = 0x5f;
export const NEWLINE: u8 = 0x0a;

export const ZERO: u8 = 0x30;
export const NINE: u8 = 0x39;
export const UPPER_A: u8 = 0x41;
export const LOWER_A: u8 = 0x61;
export const LOWER_N: u8 = 0x6e;
export const LOWER_R: u8 = 0x72;
export const LOWER_T: u8 = 0x74;
export const LOWER_X: u8 = 0x78;

export function toUpper(byte: u8): u8 {
  return isLower(byte) ? byte & 0xdf : byte;
}

/** The value of a digit of base 36, in either case. */
export function valueIn(byte: u8): u32 {
  return isDigit(byte) ? byte - ZERO : <u32>(byte | 0x20) - LOWER_A + 10;
}
