/** Literals of the program as texts, for whoever takes texts. */

import { allocate, Text, textAt } from '../abi';

/** The ASCII literal as bytes of the arena. */
export function literalText(literal: string): Text {
  const length = <u32>literal.length;
  const at = allocate(length, 1);
  for (let i: u32 = 0; i < length; i++) store<u8>(at + i, <u8>literal.charCodeAt(i));
  return textAt(at, length);
}
