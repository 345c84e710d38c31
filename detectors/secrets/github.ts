/** Tokens of GitHub and npm: random base62, then six digits of their CRC-32 in base 62. */

import { isAlphanumeric, Text } from '../abi';
import { readBase62 } from './base62';
import { UNDERSCORE } from './bytes';
import { crc32 } from './crc32';
import { endOfJwt } from './jwt';
import { looksRandom } from './placeholder';
import { NO_SPAN, Span, span, spanEnd, spanStart } from './span';

const CHECKSUM_DIGITS: u32 = 6;
/** `ghs_`, the number of the app, `_`. */
const PREFIX_BYTES: u32 = 4;
const MAX_APP_BYTES: u32 = 24;

/** The checksum is right: no other base62 of this length passes, but for one in four billion. */
export function hasChecksum(text: Text, body: Span): bool {
  const checksum = spanEnd(body) - CHECKSUM_DIGITS;
  const random = span(spanStart(body), checksum);
  return (
    readBase62(text, span(checksum, spanEnd(body))) === crc32(text, random) &&
    looksRandom(text, random)
  );
}

/** An installation token that carries its rights: `ghs_<app>_<JWT>`. */
export function findInstallationToken(text: Text, at: u32): Span {
  const start = at + PREFIX_BYTES;
  const limit = min(start + MAX_APP_BYTES, text.length);
  let i = start;
  while (i < limit && isAlphanumeric(text.byte(i))) i++;
  const jwt = i < limit && text.byte(i) === UNDERSCORE ? i + 1 : start;
  const end = endOfJwt(text, jwt);
  return end === 0 ? NO_SPAN : span(at, end);
}
