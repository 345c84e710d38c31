/** A path as a command writes it -> absolute, without `.`, `..` and doubled slashes. */

import { allocate, Text, textAt } from '../../abi';

const SLASH: u8 = 0x2f;
const DOT: u8 = 0x2e;
const TILDE: u8 = 0x7e;

/** In the memory of the call. Without a known directory it stays relative. */
export function resolvePath(path: Text, cwd: Text): Text {
  const first = path.length > 0 ? path.byte(0) : 0;
  const isWhole = first === SLASH || first === TILDE || cwd.length === 0;
  if (isWhole && !needsWork(path)) return path;
  const size = path.length + cwd.length + 2;
  const resolved = textAt(allocate(size, 1), 0);
  if (!isWhole) append(resolved, cwd, true);
  append(resolved, path, !isWhole || first === SLASH);
  return resolved;
}

function needsWork(path: Text): bool {
  for (let i: u32 = 0; i + 1 < path.length; i++) {
    if (path.byte(i) !== SLASH) continue;
    const next = path.byte(i + 1);
    if (next === SLASH || next === DOT) return true;
  }
  return path.length > 1 && (path.byte(path.length - 1) === SLASH || path.byte(0) === DOT);
}

/** Appends component by component. */
function append(resolved: Text, path: Text, isAbsolute: bool): void {
  let i: u32 = 0;
  while (i < path.length) {
    let end = i;
    while (end < path.length && path.byte(end) !== SLASH) end++;
    const length = end - i;
    if (length === 2 && path.byte(i) === DOT && path.byte(i + 1) === DOT) dropLast(resolved);
    else if (length > 0 && !(length === 1 && path.byte(i) === DOT)) {
      if (isAbsolute || resolved.length > 0) appendByte(resolved, SLASH);
      memory.copy(resolved.at + resolved.length, path.at + i, length);
      resolved.length += length;
    }
    i = end + 1;
  }
  if (resolved.length === 0 && isAbsolute) appendByte(resolved, SLASH);
}

function appendByte(resolved: Text, byte: u8): void {
  store<u8>(resolved.at + resolved.length, byte);
  resolved.length++;
}

function dropLast(resolved: Text): void {
  while (resolved.length > 0) {
    resolved.length--;
    if (resolved.byte(resolved.length) === SLASH) return;
  }
}
