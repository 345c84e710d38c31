/**
 * Ids of decisions: sortable by time and not to be guessed, in the form of a ULID
 * (github.com/ulid/spec): 48 bits of milliseconds, 80 bits of randomness, Crockford's base 32.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const ID_RANDOM_BYTES = 10;
const TIME_CHARACTERS = 10;

/** @param random at least `ID_RANDOM_BYTES` random bytes. */
export function decisionId(at: Date, random: Uint8Array): string {
  let time = '';
  for (let rest = at.getTime(), i = 0; i < TIME_CHARACTERS; i++) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let noise = '';
  let bits = 0;
  let held = 0;
  for (const byte of random.subarray(0, ID_RANDOM_BYTES)) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) noise += ALPHABET.charAt((held >> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return time + noise;
}
