/** Functions that the text defines: what any of them prints, a call of one may print. */

import { Text } from '../../abi';
import { OPAQUE } from './labels';
import { rawBetween } from './raw';

const OPEN: u8 = 0x28;
const SPACE: u8 = 0x20;

let printed: u32 = 0;

export function beginFunctions(): void {
  printed = 0;
}

/** Something that the body of a function prints. */
export function addPrinted(labels: u32): void {
  printed |= labels;
}

/** What a call of the program prints, when it is a function; `before` is where the call stands. */
export function printedByFunction(name: Text, before: u32): u32 {
  if ((printed & ~OPAQUE) === 0) return 0;
  const text = rawBetween(0, before);
  for (let i: u32 = 0; i + name.length < text.length; i++) {
    if (memory.compare(text.at + i, name.at, name.length) !== 0) continue;
    const end = i + name.length;
    const isSpaced = text.byte(end) === SPACE && end + 1 < text.length;
    const isDefined = text.byte(isSpaced ? end + 1 : end) === OPEN;
    const isNamed = i >= 9 && text.holdsAt(i - 9, 'function ');
    if (isDefined || isNamed) return printed;
  }
  return 0;
}
