/** The JWKS of the key that a scratch Wafer signs with. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseKey, toJwks } from '../../runtime/key.ts';

export function publicKeySet(waferHome: string): string {
  const key = parseKey(JSON.parse(readFileSync(join(waferHome, 'signing-key.json'), 'utf8')));
  return JSON.stringify(toJwks([key.publicJwk]));
}
