/** What stands around a place in the text, and which looks hold there. */

import { END, isWord, NEWLINE } from './characters';
import {
  LOOK_LINE_END,
  LOOK_LINE_START,
  LOOK_TEXT_END,
  LOOK_TEXT_START,
  LOOK_WORD_BORDER,
} from './syntax-tree';

export const CONTEXT_TEXT_START: u32 = 1;
export const CONTEXT_NEWLINE: u32 = 2;
export const CONTEXT_WORD: u32 = 4;
export const CONTEXT_MASK: u32 = 7;

/** UTF-8: the bytes behind the first one of a character. */
export const FIRST_CONTINUATION: u32 = 0x80;
export const LAST_CONTINUATION: u32 = 0xbf;

/** The context behind a byte. */
export function contextBehind(byte: u32): u32 {
  if (byte === NEWLINE) return CONTEXT_NEWLINE;
  return isWord(byte) ? CONTEXT_WORD : 0;
}

/** What a look needs to know of the byte before. */
export function contextOf(look: u8): u32 {
  if (look === LOOK_TEXT_START) return CONTEXT_TEXT_START;
  if (look === LOOK_LINE_START) return CONTEXT_TEXT_START | CONTEXT_NEWLINE;
  return look === LOOK_TEXT_END || look === LOOK_LINE_END ? 0 : CONTEXT_WORD;
}

/** Whether a look holds between a context and the byte behind it, which may be `END`. */
export function holds(look: u8, context: u32, byte: u32): bool {
  if (look === LOOK_TEXT_START) return (context & CONTEXT_TEXT_START) !== 0;
  if (look === LOOK_TEXT_END) return byte === END;
  if (look === LOOK_LINE_START) return (context & (CONTEXT_TEXT_START | CONTEXT_NEWLINE)) !== 0;
  if (look === LOOK_LINE_END) return byte === END || byte === NEWLINE;
  const isBorder = ((context & CONTEXT_WORD) !== 0) !== (byte !== END && isWord(byte));
  if (look === LOOK_WORD_BORDER) return isBorder;
  // Within a character, nothing may match, not even the empty text.
  return !isBorder && (byte === END || !isContinuation(byte));
}

/** A byte of a character other than its first. */
function isContinuation(byte: u32): bool {
  return (byte & 0xc0) === FIRST_CONTINUATION;
}
