/** The known word that was probably meant. */

import { slice, Text } from '../../abi';

const SPACE: u8 = 0x20;
/** Words further apart than this are not meant for each other. */
const MAX_DISTANCE: u32 = 2;
/** Longer words get no suggestion. */
const MAX_LENGTH: u32 = 31;

/** One row of distances, for each beginning of the known word. */
const row: usize = memory.data(128, 4);

/** Of the words parted by blanks, the one closest to `word`; null when none is close. */
export function closest(word: Text, known: Text): Text | null {
  let best: Text | null = null;
  let least = MAX_DISTANCE + 1;
  let start: u32 = 0;
  for (let i: u32 = 0; i <= known.length; i++) {
    if (i < known.length && known.byte(i) !== SPACE) continue;
    const candidate = slice(known, start, i);
    const distance = distanceOf(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
    start = i + 1;
  }
  return best;
}

/** How many bytes have to be put in, left out or changed (Levenshtein). */
function distanceOf(a: Text, b: Text): u32 {
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return MAX_LENGTH;
  for (let j: u32 = 0; j <= b.length; j++) store<u32>(row + (j << 2), j);
  for (let i: u32 = 1; i <= a.length; i++) {
    let diagonal = load<u32>(row);
    store<u32>(row, i);
    for (let j: u32 = 1; j <= b.length; j++) {
      const above = load<u32>(row + (j << 2));
      const left = load<u32>(row + ((j - 1) << 2));
      const changed = diagonal + (a.byte(i - 1) === b.byte(j - 1) ? 0 : 1);
      store<u32>(row + (j << 2), min(changed, min(above, left) + 1));
      diagonal = above;
    }
  }
  return load<u32>(row + (b.length << 2));
}
