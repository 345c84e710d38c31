/**
 * Upper and lower case, for `(?i)`: ASCII, Latin-1, the Greek and the Cyrillic alphabet, where the
 * lower-case letter lies a constant distance behind the upper-case one. Letters whose other case is
 * elsewhere (the long s, the Kelvin sign, the final sigma) stay alone.
 */

/** One stretch of an alphabet: first and last upper-case letter, distance to the lower-case ones. */
@unmanaged
export class Alphabet {
  first: u32;
  last: u32;
  distance: u32;
}

const ALPHABETS = memory.data<u32>([
  0x41, 0x5a, 32, 0xc0, 0xd6, 32, 0xd8, 0xde, 32, 0x391, 0x3a1, 32, 0x3a3, 0x3ab, 32, 0x400, 0x40f,
  80, 0x410, 0x42f, 32,
]);
export const ALPHABET_COUNT: u32 = 7;

export function alphabet(index: u32): Alphabet {
  return changetype<Alphabet>(ALPHABETS + index * offsetof<Alphabet>());
}

/** The character has another case. */
export function hasCases(character: u32): bool {
  for (let i: u32 = 0; i < ALPHABET_COUNT; i++) {
    const letters = alphabet(i);
    const size = letters.last - letters.first + 1;
    const index = character - letters.first;
    if (index < size || index - letters.distance < size) return true;
  }
  return false;
}
