/** The machine's signing key, made on first use. Apart from the hook's path: it loads Ed25519. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WaferError } from '../runtime/errors.ts';
import { createKey, type Key, parseKey } from '../runtime/key.ts';
import { randomBytes } from './random.ts';
import { readSecretFile } from './secret-file.ts';

const KEY_FILE = 'signing-key.json';
const SEED_BYTES = 32;

/**
 * @param folder the configuration folder.
 * @throws WaferError `KEY_INVALID`
 */
export function signingKey(folder: string): Key {
  const path = join(folder, KEY_FILE);
  const text = readSecretFile(path, () => {
    const { privateJwk } = createKey(randomBytes(SEED_BYTES));
    return `${JSON.stringify(privateJwk)}\n`;
  });
  try {
    return parseKey(JSON.parse(text));
  } catch (cause) {
    throw new WaferError('KEY_INVALID', `${path}: expected a private Ed25519 JWK`, { cause });
  }
}

/** Null when this machine has made no key yet. Looking for one makes none. */
export function signingKeyOrNull(folder: string): Key | null {
  return existsSync(join(folder, KEY_FILE)) ? signingKey(folder) : null;
}
