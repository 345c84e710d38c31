/** Raw devices and exhaustion of the machine. */

import { Call, Command, REACH_FUNCTION_BODY, Text } from '../abi';
import { reportCommand, reportWord } from './evidence';
import { DEVICE_WRITE, FORK_BOMB } from './rules';

export function inspectMachine(call: Call, index: u32): void {
  const command = call.command(index);
  inspectDevice(command);
  if (command.reach === REACH_FUNCTION_BODY && pipesIntoItself(call, index)) {
    reportCommand(FORK_BOMB, command);
  }
}

function inspectDevice(command: Command): void {
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    if (redirect.writes && isRawDevice(redirect.target.value, 0)) {
      reportWord(DEVICE_WRITE, command, redirect.target);
    }
  }
  if (command.wordCount < 2) return;
  const name = command.word(0).value;
  if (name.is('dd')) {
    for (let i: u32 = 1; i < command.wordCount; i++) {
      const word = command.word(i);
      const prefix: string = 'of=';
      if (word.value.startsWith(prefix) && isRawDevice(word.value, 3)) {
        reportWord(DEVICE_WRITE, command, word);
      }
    }
    return;
  }
  if (!overwritesOperands(name)) return;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (isRawDevice(word.value, 0)) reportWord(DEVICE_WRITE, command, word);
  }
}

function overwritesOperands(name: Text): bool {
  return (
    name.startsWith('mkfs') ||
    name.is('mkswap') ||
    name.is('wipefs') ||
    name.is('shred') ||
    name.is('blkdiscard') ||
    name.is('tee') ||
    name.is('cp') ||
    name.is('badblocks') ||
    name.is('sgdisk')
  );
}

/** A block device that holds data; `/dev/null` and its kind are none. */
function isRawDevice(path: Text, from: u32): bool {
  if (!path.holdsAt(from, '/dev/')) return false;
  const name = from + 5;
  return (
    path.holdsAt(name, 'sd') ||
    path.holdsAt(name, 'hd') ||
    path.holdsAt(name, 'vd') ||
    path.holdsAt(name, 'xvd') ||
    path.holdsAt(name, 'nvme') ||
    path.holdsAt(name, 'mmcblk') ||
    path.holdsAt(name, 'disk') ||
    path.holdsAt(name, 'rdisk') ||
    path.holdsAt(name, 'mapper/') ||
    path.holdsAt(name, 'dm-') ||
    path.holdsAt(name, 'md') ||
    path.holdsAt(name, 'loop') ||
    path.holdsAt(name, 'mem') ||
    path.holdsAt(name, 'kmem')
  );
}

/** `f() { f | f & }`: the first stage of a pipeline in a body runs the program of the second. */
function pipesIntoItself(call: Call, index: u32): bool {
  const command = call.command(index);
  if (command.wordCount === 0 || command.stage !== 0 || index + 1 >= call.commandCount)
    return false;
  const next = call.command(index + 1);
  if (next.wordCount === 0 || next.pipeline !== command.pipeline) return false;
  return same(command.word(0).value, next.word(0).value) && runsAtTop(call, command);
}

function runsAtTop(call: Call, command: Command): bool {
  for (let i: u32 = 0; i < call.commandCount; i++) {
    const other = call.command(i);
    if (other.reach === REACH_FUNCTION_BODY || other.wordCount === 0) continue;
    if (same(other.word(0).value, command.word(0).value)) return true;
  }
  return false;
}

function same(a: Text, b: Text): bool {
  return a.length === b.length && memory.compare(a.at, b.at, a.length) === 0;
}
