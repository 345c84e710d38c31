/** Private keys as PuTTY keeps them: a header, the public lines, the private lines. */

import { isDigit, Text } from '../abi';
import { EQUALS, isBase64, isBlank } from './bytes';
import { NO_SPAN, Span, span } from './span';

const MAX_KEY_BYTES: u32 = 8192;
const MIN_DIGITS: u32 = 40;
const PRIVATE_LINES: string = 'Private-Lines: ';

/** Finds the private lines behind a `PuTTY-User-Key-File-` that stands at `at`. */
export function findPuttyKey(text: Text, at: u32): Span {
  const limit = min(at + MAX_KEY_BYTES, text.length);
  let i = at + 1;
  while (i < limit && !text.holdsAt(i, PRIVATE_LINES)) {
    // The next file is looked at from its own header.
    if (text.holdsAt(i, 'PuTTY-User-Key-File-')) return NO_SPAN;
    i++;
  }
  i += <u32>PRIVATE_LINES.length;
  while (i < limit && isDigit(text.byte(i))) i++;
  while (i < limit && isBlank(text.byte(i))) i++;
  if (i >= limit) return NO_SPAN;
  const start = i;
  let end = start;
  let digits: u32 = 0;
  while (i < limit && !text.holdsAt(i, 'Private-')) {
    const byte = text.byte(i);
    if (!isBase64(byte) && !isBlank(byte) && byte !== EQUALS) break;
    if (!isBlank(byte)) {
      digits++;
      end = i + 1;
    }
    i++;
  }
  return digits >= MIN_DIGITS ? span(start, end) : NO_SPAN;
}
