/** Shells and scripting languages by their names. */

import { slice, Text } from '../../abi';

const NAMES: string =
  'sh bash zsh dash ash ksh mksh fish csh tcsh busybox python perl ruby php node nodejs deno bun lua luajit awk gawk mawk tclsh osascript pwsh powershell cmd py pypy Rscript julia groovy jshell jrunscript irb wish expect';

/** `python`, `python3`, `python3.12`. */
export function isInterpreterNamed(name: Text): bool {
  return withoutVersion(name).isOneOf(NAMES);
}

/** The name without digits and dots at its end. */
export function withoutVersion(name: Text): Text {
  let length = name.length;
  while (length > 1 && isVersionByte(name.byte(length - 1))) length--;
  return slice(name, 0, length);
}

function isVersionByte(byte: u8): bool {
  return byte === 0x2e || (byte >= 0x30 && byte <= 0x39);
}
