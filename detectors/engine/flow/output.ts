/** What a command prints. */

import { Command, Text } from '../../abi';
import { contentOf, contentOfNames, isTar, outputOfTar } from './archive';
import { labelsOfFile, labelsOfPrinted, labelsOfWord } from './data';
import { printedByFunction } from './functions';
import { codeOf, isFilterLanguage, isInterpreter, isShell, isSource } from './interpreters';
import {
  decodes,
  decodesReadably,
  encodes,
  isSecretFile,
  listens,
  printsNoContent,
  printsSecret,
  readsNetwork,
  searchesSetting,
} from './knowledge';
import {
  ENCODED,
  LABEL_DECODED,
  LABEL_LISTENER,
  LABEL_NETWORK,
  LABEL_SECRET,
  OPAQUE,
  SECRET_NAMES,
} from './labels';
import { isListed } from './listed';
import { mentionsSecret } from './mentions';
import { namesFoundBy } from './names';
import { indexOfByte, isOption, sliceOf } from './text';
import { commandAt, nodeOf } from './trace';
import { isFedByXargs } from './xargs';

export function outputOf(index: u32): u32 {
  const command = commandAt(index);
  const node = nodeOf(index);
  if (command.wordCount === 0) {
    // `$(< file)`
    return command.assignmentCount === 0 && command.redirectCount > 0 ? node.input : node.nested;
  }
  const name = command.word(0).value;
  if (isListed(name, 'echo printf print')) return outputOfEcho(index);
  if (isShell(name) || isSource(name) || isListed(name, 'eval')) return node.nested;
  const called = node.hasNested ? 0 : printedByFunction(name, command.start);
  return node.nested | called | sourceOf(command) | passedOn(index, name);
}

/** What the command itself is a source of. */
function sourceOf(command: Command): u32 {
  let labels: u32 = 0;
  if (readsNetwork(command)) labels |= LABEL_NETWORK | OPAQUE;
  if (listens(command)) labels |= LABEL_LISTENER | OPAQUE;
  if (printsSecret(command)) labels |= LABEL_SECRET | OPAQUE;
  return labels;
}

function outputOfEcho(index: u32): u32 {
  const command = commandAt(index);
  let labels: u32 = isFedByXargs(command) ? nodeOf(index).input : 0;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    labels |= labelsOfPrinted(index, command.word(i));
  }
  return labels;
}

/** What comes through: from the input, from files, from the arguments. */
function passedOn(index: u32, name: Text): u32 {
  const command = commandAt(index);
  const node = nodeOf(index);
  if (isListed(name, 'find fd fdfind ls locate plocate mdfind')) return namesFoundBy(command);
  if (printsNoContent(name)) return OPAQUE | secretOfGit(command);
  if (readsNetwork(command)) return OPAQUE | secretByUrl(command);
  if (isTar(name)) return outputOfTar(index);
  if (isListed(name, 'zip 7z 7za')) return command.hasArgument('-') ? contentOf(index) : OPAQUE;
  if (decodes(command)) return outputOfDecoder(index);
  if (encodes(command)) return ENCODED | node.input | contentOfFiles(index);
  if (isInterpreter(name) && !isFilter(command, name)) return outputOfProgram(index);
  if (isListed(name, 'grep egrep fgrep rg zgrep ag ack')) return outputOfSearch(index);
  if (isFedByXargs(command)) return contentOfNames(node.input) | contentOfFiles(index);
  return node.input | opacityOf(name) | contentOfFiles(index);
}

/** These print their input as it is, so that what could be read still can. */
function opacityOf(name: Text): u32 {
  return isListed(name, 'cat tee') ? 0 : OPAQUE;
}

/** awk and its kind, and `perl -pe`: they edit what comes through. */
function isFilter(command: Command, name: Text): bool {
  if (isFilterLanguage(name)) return true;
  const isEditor = isListed(name, 'perl ruby');
  return isEditor && (command.hasFlag(0x70, '') || command.hasFlag(0x6e, ''));
}

/** A program may print whatever secret it was given; what it makes of a download is its own. */
function outputOfProgram(index: u32): u32 {
  const command = commandAt(index);
  const code = codeOf(command);
  let labels = OPAQUE | (nodeOf(index).input & (LABEL_SECRET | SECRET_NAMES));
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (<i32>i === code) {
      if (mentionsSecret(command, word.value)) labels |= LABEL_SECRET;
      labels |= labelsOfWord(index, word) & LABEL_SECRET;
    } else if (!isOption(word.value)) labels |= labelsOfFile(index, word) & LABEL_SECRET;
  }
  return labels;
}

function outputOfSearch(index: u32): u32 {
  const command = commandAt(index);
  if (command.hasFlag(0x71, 'quiet') || command.hasFlag(0x63, 'count')) return OPAQUE;
  const input = nodeOf(index).input;
  if (isFedByXargs(command)) return contentOfNames(input) | contentOfFiles(index);
  if (command.hasFlag(0x6c, 'files-with-matches')) {
    return OPAQUE | (printsSecret(command) ? SECRET_NAMES : 0);
  }
  const found = OPAQUE | input | contentOfFiles(index);
  return searchesSetting(command) ? found & ~LABEL_SECRET : found;
}

/** base64 and its kind: known text stays known, and the lowering has read what comes out. */
function outputOfDecoder(index: u32): u32 {
  const command = commandAt(index);
  const input = nodeOf(index).input;
  const files = contentOfFiles(index);
  const isReadable = decodesReadably(command) && (input & OPAQUE) === 0 && files === 0;
  return isReadable ? input : input | files | LABEL_DECODED | OPAQUE;
}

/** What is in the files among the operands; 0 when there are none. */
function contentOfFiles(index: u32): u32 {
  const command = commandAt(index);
  let labels: u32 = 0;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    const value = word.value;
    if (isOption(value)) {
      if (value.holdsAt(0, '--')) labels |= contentOfOption(index, i) & LABEL_SECRET;
      continue;
    }
    if (value.length === 0 && !word.dynamic) continue;
    labels |= labelsOfFile(index, word, value.startsWith('if=') ? 3 : 0);
  }
  return labels;
}

/** `--files0-from=FILE` */
function contentOfOption(index: u32, i: u32): u32 {
  const word = commandAt(index).word(i);
  const equals = indexOfByte(word.value, 0x3d, 2);
  return equals < 0 ? 0 : labelsOfFile(index, word, <u32>equals + 1);
}

/** `git show HEAD:.env`, `git cat-file blob HEAD:.env`. */
function secretOfGit(command: Command): u32 {
  if (!command.runs('git')) return 0;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    const colon = indexOfByte(value, 0x3a);
    if (colon > 0 && secretBehind(command, value, <u32>colon + 1)) return LABEL_SECRET;
  }
  return 0;
}

function secretBehind(command: Command, value: Text, from: u32): bool {
  return from < value.length && isSecretFile(command, sliceOf(value, from, value.length));
}

/** `curl file:///home/x/.ssh/id_rsa` */
function secretByUrl(command: Command): u32 {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.startsWith('file://') && secretBehind(command, value, 7)) return LABEL_SECRET;
  }
  return 0;
}
