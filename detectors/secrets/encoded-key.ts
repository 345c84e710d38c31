/** A PEM private key that was encoded in base64 once more, as CI variables and kubeconfig hold it. */

import { Text } from '../abi';
import { sextetOf } from './base64';
import { mayBegin } from './boundary';
import { isBase64 } from './bytes';
import { MAX_KEY_BYTES } from './private-key';
import { NO_SPAN, Span, span } from './span';

/** `-----BEGIN ENCRYPTED PRIVATE KEY-----` in base64, and the digits that are cut into. */
const LABEL_DIGITS: u32 = 52;
/** An Ed25519 key in PKCS #8 takes 160 digits. */
const MIN_DIGITS: u32 = 120;
const PRIVATE_KEY: string = 'PRIVATE KEY-----';

/** Finds the encoded key whose `LS0tLS1CRUdJTi`, that is `-----BEGIN `, stands at `at`. */
export function findEncodedKey(text: Text, at: u32): Span {
  if (!mayBegin(text, at)) return NO_SPAN;
  const limit = min(at + MAX_KEY_BYTES, text.length);
  let end = at;
  while (end < limit && isBase64(text.byte(end))) end++;
  if (end - at < MIN_DIGITS || !namesPrivateKey(text, at)) return NO_SPAN;
  return span(at, end);
}

/** Decodes the first line, following `PRIVATE KEY-----` through it byte by byte. */
function namesPrivateKey(text: Text, start: u32): bool {
  let bits: u32 = 0;
  let count = 0;
  let matched = 0;
  for (let i = start; i < start + LABEL_DIGITS; i++) {
    bits = (bits << 6) | sextetOf(text.byte(i));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const byte = (bits >> count) & 0xff;
    // No proper prefix of the literal is also its suffix, so a mismatch restarts it.
    matched = byte === PRIVATE_KEY.charCodeAt(matched) ? matched + 1 : 0;
    if (matched === PRIVATE_KEY.length) return true;
  }
  return false;
}
