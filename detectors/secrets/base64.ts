/** Digits of base64, in the standard alphabet and in the one for URLs (RFC 4648 s4 and s5). */

import { isDigit, isLower, isUpper } from '../abi';
import { HYPHEN, LOWER_A, PLUS, UPPER_A, ZERO } from './bytes';

/** The six bits of a byte that is in either alphabet. */
export function sextetOf(byte: u8): u32 {
  if (isUpper(byte)) return byte - UPPER_A;
  if (isLower(byte)) return byte - LOWER_A + 26;
  if (isDigit(byte)) return byte - ZERO + 52;
  return byte === PLUS || byte === HYPHEN ? 62 : 63;
}
