/** Variables of the environment that tell a program where to write. */

import { Text } from '../../abi';
import { containsAnyCase } from './listed';
import { isRemoteName } from './remote';
import { indexOfByte } from './text';

const COLON: u8 = 0x3a;

/** tar writes to another machine from here on. */
export let isTarRemote: bool = false;

export function beginEnvironment(): void {
  isTarRemote = false;
}

/** A variable is set. What once leads to another machine may always do so. */
export function noteVariable(name: Text, value: Text): void {
  if (name.is('TAPE')) {
    if (isRemoteName(value, 0)) isTarRemote = true;
  } else if (name.is('TAR_OPTIONS')) {
    if (containsAnyCase(value, 'file=') && indexOfByte(value, COLON) >= 0) isTarRemote = true;
  }
}
