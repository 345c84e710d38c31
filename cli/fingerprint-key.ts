/** The key of redaction's fingerprints: equal values stay equal within a session, not beyond it. */

import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readSecretFile } from './secret-file.ts';

const SECRET_BYTES = 32;

/**
 * @param folder the configuration folder.
 * @throws WaferError `KEY_INVALID`
 */
export function fingerprintKey(folder: string, session: string): Uint8Array {
  const path = join(folder, 'redaction-key');
  const secret = readSecretFile(path, () => randomBytes(SECRET_BYTES).toString('hex'));
  return createHmac('sha256', secret).update(session).digest();
}
