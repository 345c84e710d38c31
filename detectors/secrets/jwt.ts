/**
 * JSON Web Tokens in compact form (RFC 7515 s3.1): three parts of base64url, the first of which
 * decodes to a JSON object with a member `alg`. The third is empty in an unsigned token.
 */

import { Text } from '../abi';
import { sextetOf } from './base64';
import { mayBegin, mayEnd } from './boundary';
import { DOT, isTokenByte } from './bytes';
import { namesItself } from './placeholder';
import { NO_SPAN, Span, span, spanEnd, spanStart } from './span';

export const MAX_JWT_BYTES: u32 = 8192;
const MIN_PAYLOAD: u32 = 8;
/** An HMAC cut to 96 bits: whatever is shorter was abbreviated by a writer. */
const MIN_SIGNATURE: u32 = 16;
/** `"alg":`, the last byte lowest. */
const ALGORITHM_MEMBER: u64 = 0x22616c67223a;
const ALGORITHM_MASK: u64 = 0xffffffffffff;
const CLOSING_BRACE: u64 = 0x7d;
/** The payload that jwt.io shows to everyone: subject 1234567890, called John Doe. */
const DOCUMENTED_PAYLOAD: string = 'eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiw';

export function findJwt(text: Text, at: u32): Span {
  if (!mayBegin(text, at)) return NO_SPAN;
  const end = endOfJwt(text, at);
  return end === 0 ? NO_SPAN : span(at, end);
}

/** The end of the token that begins at `at`, or 0. */
export function endOfJwt(text: Text, at: u32): u32 {
  if (!text.holdsAt(at, 'eyJ')) return 0;
  const limit = min(at + MAX_JWT_BYTES, text.length);
  const header = endOfPart(text, at, limit);
  if (!isDot(text, header) || !declaresAlgorithm(text, span(at, header))) return 0;
  const payload = endOfPart(text, header + 1, limit);
  if (payload - header <= MIN_PAYLOAD || !isDot(text, payload)) return 0;
  if (text.holdsAt(header + 1, DOCUMENTED_PAYLOAD)) return 0;
  const signature = payload + 1;
  const end = endOfPart(text, signature, limit);
  if (end > signature && end - signature < MIN_SIGNATURE) return 0;
  if (namesItself(text, span(signature, end)) || !mayEnd(text, end)) return 0;
  return end;
}

function endOfPart(text: Text, start: u32, limit: u32): u32 {
  let i = start;
  while (i < limit && isTokenByte(text.byte(i))) i++;
  return i;
}

function isDot(text: Text, at: u32): bool {
  return at < text.length && text.byte(at) === DOT;
}

/** The part decodes to printable bytes that end in `}` and hold the member. */
function declaresAlgorithm(text: Text, part: Span): bool {
  let bits: u32 = 0;
  let count = 0;
  let window: u64 = 0;
  let declared = false;
  for (let i = spanStart(part); i < spanEnd(part); i++) {
    bits = (bits << 6) | sextetOf(text.byte(i));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const byte = (bits >> count) & 0xff;
    if (byte < 0x20) return false;
    window = (window << 8) | byte;
    if ((window & ALGORITHM_MASK) === ALGORITHM_MEMBER) declared = true;
  }
  return declared && (window & 0xff) === CLOSING_BRACE;
}
