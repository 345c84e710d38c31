/** Names of places on other machines. */

import { Text } from '../../abi';

const COLON: u8 = 0x3a;
const SLASH: u8 = 0x2f;

/** `host:path`, `user@host:path`, `scheme://host/path`. */
export function isRemoteName(value: Text, from: u32): bool {
  for (let i = from; i < value.length; i++) {
    const byte = value.byte(i);
    if (byte === COLON) return i > from + 1 || value.length === i + 1;
    if (byte === SLASH) return false;
  }
  return false;
}
