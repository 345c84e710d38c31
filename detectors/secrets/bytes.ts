/** Bytes by name, and the classes that formats are made of. ASCII only: UTF-8 needs no decoding. */

import { isAlphanumeric } from '../abi';

export const TAB: u8 = 0x09;
export const NEWLINE: u8 = 0x0a;
export const ESCAPE: u8 = 0x1b;
export const SPACE: u8 = 0x20;
export const DOUBLE_QUOTE: u8 = 0x22;
export const HASH: u8 = 0x23;
export const DOLLAR: u8 = 0x24;
export const PERCENT: u8 = 0x25;
export const AMPERSAND: u8 = 0x26;
export const SINGLE_QUOTE: u8 = 0x27;
export const OPEN_PARENTHESIS: u8 = 0x28;
export const CLOSE_PARENTHESIS: u8 = 0x29;
export const ASTERISK: u8 = 0x2a;
export const PLUS: u8 = 0x2b;
export const COMMA: u8 = 0x2c;
export const HYPHEN: u8 = 0x2d;
export const DOT: u8 = 0x2e;
export const SLASH: u8 = 0x2f;
export const COLON: u8 = 0x3a;
export const SEMICOLON: u8 = 0x3b;
export const LESS: u8 = 0x3c;
export const EQUALS: u8 = 0x3d;
export const GREATER: u8 = 0x3e;
export const QUESTION: u8 = 0x3f;
export const AT: u8 = 0x40;
export const OPEN_BRACKET: u8 = 0x5b;
export const BACKSLASH: u8 = 0x5c;
export const CLOSE_BRACKET: u8 = 0x5d;
export const UNDERSCORE: u8 = 0x5f;
export const BACKTICK: u8 = 0x60;
export const OPEN_BRACE: u8 = 0x7b;
export const PIPE: u8 = 0x7c;
export const CLOSE_BRACE: u8 = 0x7d;
export const DELETE: u8 = 0x7f;

export const ZERO: u8 = 0x30;
export const UPPER_A: u8 = 0x41;
export const UPPER_D: u8 = 0x44;
export const LOWER_A: u8 = 0x61;
export const LOWER_N: u8 = 0x6e;
export const LOWER_R: u8 = 0x72;
export const LOWER_T: u8 = 0x74;
export const LOWER_U: u8 = 0x75;

/** What tokens are made of: base64url, which holds base62 and hex. */
export function isTokenByte(byte: u8): bool {
  return isAlphanumeric(byte) || byte === UNDERSCORE || byte === HYPHEN;
}

/** Standard base64 without its padding. */
export function isBase64(byte: u8): bool {
  return isAlphanumeric(byte) || byte === PLUS || byte === SLASH;
}

/** Space, tab, line ends. */
export function isBlank(byte: u8): bool {
  return byte === SPACE || <u8>(byte - 0x09) < 5;
}
