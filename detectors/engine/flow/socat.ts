/** socat joins two addresses (socat(1), ADDRESS TYPES). */

import { Command, Text, Word } from '../../abi';
import { labelsOfFile } from './data';
import { isConnected } from './descriptors';
import { isLocalHost, isSecretFile } from './knowledge';
import { LABEL_SECRET } from './labels';
import { isListedPart } from './listed';
import { indexOfByte, isOption, sliceOf } from './text';
import { commandAt, nodeOf } from './trace';

const COLON: u8 = 0x3a;
const COMMA: u8 = 0x2c;
const SPACE: u8 = 0x20;

export function sentBySocat(index: u32): u32 {
  const command = commandAt(index);
  let isAway = false;
  let labels: u32 = 0;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (isOption(word.value)) continue;
    const start = startOfAddress(word.value);
    if (leadsAway(word.value, start) || runsSender(word.value, start)) isAway = true;
    else labels |= labelsOfAddress(index, word, start);
  }
  return isAway ? labels : 0;
}

/** Behind `KIND:`. */
function startOfAddress(value: Text): u32 {
  const colon = indexOfByte(value, COLON);
  return colon < 0 ? 0 : <u32>colon + 1;
}

function leadsAway(value: Text, start: u32): bool {
  if (start === 0) return false;
  if (isListedPart(value, 0, start - 1, 'fd')) return isConnected(value, start);
  const isNetwork = isListedPart(
    value,
    0,
    start - 1,
    'tcp tcp4 tcp6 tcp-connect tcp4-connect tcp6-connect udp udp4 udp6 udp-connect udp4-connect udp-sendto udp4-sendto udp-datagram sctp sctp-connect openssl ssl openssl-connect openssl-dtls-client socks4 socks4a socks5 proxy socks5-connect tcp-listen tcp4-listen tcp6-listen udp-listen openssl-listen ip-sendto',
  );
  return isNetwork && !isLocalHost(sliceOf(value, start, value.length));
}

/** `EXEC:'curl ..'` */
function runsSender(value: Text, start: u32): bool {
  if (!isProgram(value, start)) return false;
  let end = start;
  while (end < value.length && value.byte(end) !== SPACE) end++;
  return isListedPart(value, start, end, 'curl wget nc ncat ssh openssl telnet http socat');
}

function isProgram(value: Text, start: u32): bool {
  return isListedPart(value, 0, max(start, 1) - 1, 'exec system shell');
}

function labelsOfAddress(index: u32, word: Word, start: u32): u32 {
  const value = word.value;
  if (start === 0 && (value.is('-') || value.is('STDIN') || value.is('STDIO'))) {
    return nodeOf(index).input;
  }
  if (isProgram(value, start)) {
    return namesSecret(commandAt(index), value, start) ? LABEL_SECRET : 0;
  }
  const end = indexOfByte(value, COMMA, start);
  const path = sliceOf(value, start, end < 0 ? value.length : <u32>end);
  if (isSecretFile(commandAt(index), path)) return LABEL_SECRET;
  return labelsOfFile(index, word, start);
}

/** Some word of a command is the path of a secret. */
export function namesSecret(command: Command, text: Text, from: u32): bool {
  let start = from;
  for (let i = from; i <= text.length; i++) {
    if (i < text.length && text.byte(i) !== SPACE) continue;
    if (i > start && isSecretFile(command, sliceOf(text, start, i))) return true;
    start = i + 1;
  }
  return false;
}
