/** Names of places on other machines. */

import { Text } from '../../abi';

const COLON: u8 = 0x3a;

/** `host:path`, `user@host:path`, `scheme://host/path`. */
export function isRemoteName(value: Text, from: u32): bool {
  for (let i = from; i < value.length; i++) {
    const byte = value.byte(i);
    if (byte === COLON) return i !== from + 1 || value.length === i + 1;
    if (!isHostPart(byte)) return false;
  }
  return false;
}

function isHostPart(byte: u8): bool {
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  const isDigit = byte >= 0x30 && byte <= 0x39;
  return (
    isLetter ||
    isDigit ||
    byte >= 0x80 ||
    byte === 0x2e ||
    byte === 0x2d ||
    byte === 0x5f ||
    byte === 0x40
  );
}
