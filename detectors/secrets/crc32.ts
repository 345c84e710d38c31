/** CRC-32 (ISO 3309, as zlib). Bit by bit: it only ever sees a token, and a table would cost 1 KB. */

import { Text } from '../abi';
import { Span, spanEnd, spanStart } from './span';

const POLYNOMIAL: u32 = 0xedb88320;

export function crc32(text: Text, range: Span): u32 {
  let crc: u32 = 0xffffffff;
  for (let i = spanStart(range); i < spanEnd(range); i++) {
    crc ^= text.byte(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (POLYNOMIAL & (0 - (crc & 1)));
  }
  return ~crc;
}
