/** The key of redaction's fingerprints: equal values stay equal within a session, not beyond it. */

import { join } from 'node:path';
import { encodeHex, encodeUtf8 } from '../runtime/encoding.ts';
import { randomBytes } from './random.ts';
import { readSecretFile } from './secret-file.ts';
import { sha256 } from './sha256.ts';

const SECRET_BYTES = 32;

/**
 * 32 bytes.
 *
 * @param folder the configuration folder.
 * @throws WaferError `KEY_INVALID`
 */
export function fingerprintKey(folder: string, session: string): Uint8Array {
  const path = join(folder, 'redaction-key');
  const secret = readSecretFile(path, () => encodeHex(randomBytes(SECRET_BYTES)));
  return sha256(encodeUtf8(`${secret}\n${session}`));
}
