/** Code from the network, and shells handed to it. */

import { Call, Command, REACH_PROCESS_SUBSTITUTION, REACH_SUBSTITUTION, Text } from '../abi';
import { reportCommand, reportSpan, reportWord } from './evidence';
import { isInterpreter, isShell, runsItsArguments, runsItsInput } from './interpreters';
import { NETWORK_DEVICE, PIPE_TO_SHELL, REVERSE_SHELL, RUN_DOWNLOADED } from './rules';

const LOWER_C: u8 = 0x63;
const LOWER_E: u8 = 0x65;

export function inspectNetwork(call: Call, index: u32): void {
  const command = call.command(index);
  inspectRedirects(command);
  if (command.wordCount === 0) return;
  const name = command.word(0).value;
  if (fetches(name)) inspectDownload(call, index);
  if (connects(name)) inspectConnection(call, index);
  if (isInterpreter(name)) inspectOneLiner(command);
}

function fetches(name: Text): bool {
  return (
    name.is('curl') ||
    name.is('wget') ||
    name.is('fetch') ||
    name.is('aria2c') ||
    name.is('http') ||
    name.is('https') ||
    name.is('xh') ||
    name.is('lynx')
  );
}

function connects(name: Text): bool {
  return (
    name.is('nc') ||
    name.is('ncat') ||
    name.is('netcat') ||
    name.is('socat') ||
    name.is('telnet') ||
    name.is('openssl')
  );
}

/** Where a download flows: into a later stage of its pipeline, or into the command around it. */
function inspectDownload(call: Call, index: u32): void {
  const command = call.command(index);
  for (let i = index + 1; i < call.commandCount; i++) {
    const other = call.command(i);
    if (other.pipeline !== command.pipeline || other.stage <= command.stage) continue;
    if (!runsItsInput(other)) continue;
    reportSpan(PIPE_TO_SHELL, command, other);
    return;
  }
  if (isRunByParent(call, command)) {
    reportSpan(RUN_DOWNLOADED, command, call.command(command.parent));
  }
}

/** `sh -c "$(curl ..)"`, `bash <(curl ..)`, or `$(curl ..)` in the place of the program itself. */
function isRunByParent(call: Call, command: Command): bool {
  if (command.reach !== REACH_SUBSTITUTION && command.reach !== REACH_PROCESS_SUBSTITUTION) {
    return false;
  }
  if (command.parent < 0) return false;
  const parent = call.command(command.parent);
  if (parent.wordCount === 0) return false;
  const program = parent.word(0);
  if (program.start <= command.start && command.end <= program.end) return true;
  return runsItsArguments(parent, command.reach);
}

/** Bash opens `/dev/tcp/HOST/PORT` itself (bash(1), REDIRECTION). */
function inspectRedirects(command: Command): void {
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const target = command.redirect(i).target;
    if (!target.value.startsWith('/dev/tcp/') && !target.value.startsWith('/dev/udp/')) continue;
    const shell = command.wordCount > 0 && isShell(command.word(0).value);
    reportWord(shell ? REVERSE_SHELL : NETWORK_DEVICE, command, target);
  }
}

/** netcat, socat and their kind: with a program to run, or beside a shell in one pipeline. */
function inspectConnection(call: Call, index: u32): void {
  const command = call.command(index);
  const name = command.word(0).value;
  if (name.is('openssl') && !command.hasArgument('s_client')) return;
  if (runsProgram(command, name)) {
    reportCommand(REVERSE_SHELL, command);
    return;
  }
  for (let i: u32 = 0; i < call.commandCount; i++) {
    const other = call.command(i);
    if (other.pipeline !== command.pipeline || other.stage === command.stage) continue;
    if (!runsItsInput(other)) continue;
    reportSpan(REVERSE_SHELL, command, other);
    return;
  }
}

/** `nc -e`, `ncat --sh-exec`, and socat's program addresses. */
function runsProgram(command: Command, name: Text): bool {
  if (name.is('socat')) {
    for (let i: u32 = 1; i < command.wordCount; i++) {
      if (opensProgram(command.word(i).value)) return true;
    }
    return false;
  }
  if (!name.is('nc') && !name.is('ncat') && !name.is('netcat')) return false;
  return (
    command.hasFlag(LOWER_E, 'exec') ||
    command.hasFlag(LOWER_C, 'sh-exec') ||
    command.hasFlag(0, 'lua-exec')
  );
}

/** socat's EXEC and SYSTEM addresses, in any case (socat(1), ADDRESS TYPES). */
function opensProgram(value: Text): bool {
  return (
    value.startsWith('EXEC:') ||
    value.startsWith('exec:') ||
    value.startsWith('SYSTEM:') ||
    value.startsWith('system:')
  );
}

/** A one-liner that opens a socket and starts a shell on it. */
function inspectOneLiner(command: Command): void {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (opensSocket(word.value) && startsShell(word.value)) {
      reportWord(REVERSE_SHELL, command, command.word(0));
    }
  }
}

function opensSocket(text: Text): bool {
  return (
    text.contains('socket') ||
    text.contains('Socket') ||
    text.contains('fsockopen') ||
    text.contains('net.connect') ||
    text.contains('net.createConnection') ||
    text.contains('/inet/tcp/')
  );
}

function startsShell(text: Text): bool {
  return (
    text.contains('/bin/sh') ||
    text.contains('/bin/bash') ||
    text.contains('/bin/zsh') ||
    text.contains('dup2') ||
    text.contains('pty.spawn') ||
    text.contains('cmd.exe') ||
    (text.contains('subprocess') && text.contains('PIPE'))
  );
}
