/** Paths of secrets within the text of a program. */

import { Command, Text } from '../../abi';
import { isSecretPath } from './knowledge';
import { absolutePath } from './paths';
import { sliceOf } from './text';

/** As much of a program as is looked at. */
export const MAX_LOOKED_AT: u32 = 16384;
const MAX_PATH_BYTES: u32 = 256;
const DOT: u8 = 0x2e;

/**
 * Some string in the text is the path of a secret file. What only fills the environment with it is
 * no use of it.
 */
export function mentionsSecret(command: Command, text: Text): bool {
  const end = min(text.length, MAX_LOOKED_AT);
  if (sliceOf(text, 0, end).contains('dotenv')) return false;
  let start: u32 = 0;
  for (let i: u32 = 0; i <= end; i++) {
    if (i < end && isPathPart(text.byte(i))) continue;
    if (i > start + 2 && i - start <= MAX_PATH_BYTES && isSecretName(command, text, start, i)) {
      return true;
    }
    start = i + 1;
  }
  return false;
}

/** Of files in code only those count that are secrets wherever they are: hidden ones, and the system's. */
function isSecretName(command: Command, text: Text, start: u32, end: u32): bool {
  if (start === 0 || !isQuote(text.byte(start - 1))) return false;
  const name = sliceOf(text, start, end);
  const isHidden = name.byte(0) === DOT || name.contains('/.') || name.contains('id_rsa');
  if (!isHidden && !name.startsWith('/etc/') && !name.startsWith('/proc/')) return false;
  return isSecretPath(absolutePath(command.cwd, name, 0));
}

function isQuote(byte: u8): bool {
  return byte === 0x22 || byte === 0x27 || byte === 0x60;
}

function isPathPart(byte: u8): bool {
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  const isDigit = byte >= 0x30 && byte <= 0x39;
  return (
    isLetter ||
    isDigit ||
    byte === 0x2f ||
    byte === 0x2e ||
    byte === 0x5f ||
    byte === 0x2d ||
    byte === 0x7e
  );
}
