/** What the lists of the packs, and of whoever uses the guard, add to the sources of data flows. */

import { arenaMark, Call, Command, releaseTo, Text } from '../../abi';
import { addMatches, beginMatches, endMatches, holdsOneOf } from './glob-index';
import { findList, List } from './model';
import { argumentsFrom, programOf, restoreArguments, runsOneOf } from './program';
import { literal } from './strings';

let home: Text = changetype<Text>(0);
let hasLists: bool = false;
let secretFiles: List | null = null;
let secretCommands: List | null = null;
let networkReaders: List | null = null;
let networkSenders: List | null = null;

/** Finds the lists, once: after the first call no configuration comes any more. */
export function beginSources(call: Call): void {
  home = call.home;
  if (hasLists) return;
  hasLists = true;
  secretFiles = findList(literal('secret_files'));
  secretCommands = findList(literal('secret_commands'));
  networkReaders = findList(literal('network_readers'));
  networkSenders = findList(literal('network_senders'));
}

/** `path` is absolute, or as much as is known of it. */
export function isListedSecret(path: Text): bool {
  const list = secretFiles;
  if (list === null) return false;
  const mark = arenaMark();
  beginMatches();
  addMatches(path, home);
  const matches = endMatches();
  const isSecret = matches !== null && holdsOneOf(matches, list.first);
  releaseTo(mark);
  return isSecret;
}

export function isListedSecretCommand(command: Command): bool {
  return isIn(secretCommands, command);
}

export function isListedReader(command: Command): bool {
  return isIn(networkReaders, command);
}

export function isListedSender(command: Command): bool {
  return isIn(networkSenders, command);
}

function isIn(list: List | null, command: Command): bool {
  if (list === null || command.wordCount === 0) return false;
  const mark = arenaMark();
  const from = argumentsFrom;
  const found = runsOneOf(command, programOf(command), list.first);
  restoreArguments(from);
  releaseTo(mark);
  return found;
}
