/** What goes out with a request: its body, its files, its address; not what only proves who asks. */

import { allocate, Command, Text, Word } from '../../abi';
import { contentOfNames } from './archive';
import { labelsOfFile, labelsOfWord } from './data';
import { CURL_LETTERS, CURL_NAMES, WGET_LETTERS, WGET_NAMES } from './downloads';
import { isLocalHost } from './knowledge';
import { LABEL_SECRET, SECRET_NAMES } from './labels';
import { containsAnyCase, isListed } from './listed';
import { argumentsOf } from './options';
import { indexOfByte, isOption, sliceOf } from './text';
import { commandAt, nodeOf } from './trace';
import { isFedByXargs } from './xargs';

const AT: u8 = 0x40;
const EQUALS: u8 = 0x3d;
const LESS: u8 = 0x3c;
const COLON: u8 = 0x3a;

/** A request of its own kind for each program. */
export function sentByRequest(index: u32, name: Text): u32 {
  if (isListed(name, 'curl curlie')) return sentByCurl(index);
  if (isListed(name, 'wget wget2')) return sentByWget(index);
  return sentByOther(index, name);
}

function sentByCurl(index: u32): u32 {
  const command = commandAt(index);
  let labels: u32 = 0;
  let isAway = false;
  const given = argumentsOf(command);
  while (given.read(CURL_LETTERS, CURL_NAMES)) {
    if (given.isOperand || given.isNamed('url url-query')) {
      const word = given.hasValue ? given.value : given.word;
      if (isAddressAway(word, given.from)) isAway = true;
      labels |= sentInAddress(index, word);
    } else if (given.hasValue) {
      const isFile = given.letter === 0x54 || given.isNamed('upload-file');
      if (isFile) labels |= fileSent(index, given.value, given.from);
      else if (given.letter === 0x64 || given.isNamed('data data-ascii data-binary json')) {
        labels |= bodySent(index, given.value, given.from);
      } else if (given.letter === 0x46 || given.isNamed('form')) {
        labels |= fieldSent(index, given.value, given.from);
      } else if (given.isNamed('data-raw form-string')) labels |= textSent(index, given.value);
      else if (given.isNamed('data-urlencode')) {
        labels |=
          fieldSent(index, given.value, given.from) | bodySent(index, given.value, given.from);
      } else if (given.letter === 0x48 || given.isNamed('header'))
        labels |= headerSent(index, given.value);
      else if (given.isLetterOf('Ae') || given.isNamed('user-agent referer')) {
        labels |= textSent(index, given.value);
      }
    }
  }
  if (isTelnet(command)) labels |= nodeOf(index).input;
  if (isFedByXargs(command)) labels |= nodeOf(index).input & LABEL_SECRET;
  return isAway ? labels : 0;
}

function isTelnet(command: Command): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    if (command.word(i).value.startsWith('telnet://')) return true;
  }
  return false;
}

function sentByWget(index: u32): u32 {
  const command = commandAt(index);
  let labels: u32 = 0;
  let isAway = false;
  const given = argumentsOf(command);
  while (given.read(WGET_LETTERS, WGET_NAMES)) {
    if (given.isOperand) {
      if (isAddressAway(given.word, 0)) isAway = true;
      labels |= sentInAddress(index, given.word);
    } else if (given.hasValue && given.isNamed('post-file body-file')) {
      labels |= fileSent(index, given.value, given.from);
    } else if (given.hasValue && given.isNamed('post-data body-data')) {
      labels |= bodySent(index, given.value, given.from);
    } else if (given.hasValue && given.isNamed('header')) labels |= headerSent(index, given.value);
  }
  return isAway ? labels : 0;
}

/** httpie and its kind, PowerShell, `gh api` and `gh gist`. */
function sentByOther(index: u32, name: Text): u32 {
  const command = commandAt(index);
  const isGitHub = isListed(name, 'gh glab');
  if (isGitHub && !command.hasArgument('gist') && !command.hasArgument('api')) return 0;
  const isGist = isGitHub && command.hasArgument('gist');
  let labels = nodeOf(index).input;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (isLocalHost(word.value) && !isGitHub) return 0;
    if (isListed(word.value, '-headers -credential -h --header -a --auth -token')) {
      i++;
      continue;
    }
    labels |= fieldSent(index, word, 0);
    const isFile = isGist || isListed(command.word(i - 1).value, '-infile -inputfile --input');
    if (isFile && !isOption(word.value)) labels |= labelsOfFile(index, word);
  }
  return labels;
}

/** `-d TEXT`, `-d @FILE`, `-d @-`. */
function bodySent(index: u32, word: Word, from: u32): u32 {
  const value = word.value;
  if (from < value.length && value.byte(from) === AT) return fileSent(index, word, from + 1);
  return textSent(index, word);
}

/** `-F NAME=TEXT`, `-F NAME=@FILE`, `-F NAME=<FILE`, `NAME@FILE`. */
function fieldSent(index: u32, word: Word, from: u32): u32 {
  const value = word.value;
  for (let i = from; i < value.length; i++) {
    const byte = value.byte(i);
    if (byte === AT) return fileOfField(index, word, i + 1);
    if (byte !== EQUALS) continue;
    const next: u8 = i + 1 < value.length ? value.byte(i + 1) : 0;
    if (next === AT || next === LESS) return fileOfField(index, word, i + 2);
    break;
  }
  return textSent(index, word);
}

/** Options and more files stand behind the name: `@FILE;type=..`, `@A,B`. */
function fileOfField(index: u32, word: Word, from: u32): u32 {
  const value = word.value;
  let end = from;
  while (end < value.length && value.byte(end) !== 0x3b && value.byte(end) !== 0x2c) end++;
  if (end === value.length) return fileSent(index, word, from);
  const part = changetype<Word>(allocate(offsetof<Word>(), 8));
  memory.copy(changetype<usize>(part), changetype<usize>(word), offsetof<Word>());
  part.valueLength = end;
  return fileSent(index, part, from);
}

function fileSent(index: u32, word: Word, from: u32): u32 {
  let labels = labelsOfFile(index, word, from);
  if ((labelsOfWord(index, word) & SECRET_NAMES) !== 0) labels |= LABEL_SECRET;
  if (isFedByXargs(commandAt(index))) labels |= contentOfNames(nodeOf(index).input);
  return labels;
}

function textSent(index: u32, word: Word): u32 {
  const labels = labelsOfWord(index, word);
  return isFedByXargs(commandAt(index)) ? labels | nodeOf(index).input : labels;
}

/** A token in a header says who asks; anything else in it is sent. */
function headerSent(index: u32, word: Word): u32 {
  const value = word.value;
  const colon = indexOfByte(value, COLON);
  const name = sliceOf(value, 0, colon < 0 ? value.length : <u32>colon);
  const isProof =
    containsAnyCase(name, 'auth') ||
    containsAnyCase(name, 'token') ||
    containsAnyCase(name, 'key') ||
    containsAnyCase(name, 'cookie') ||
    containsAnyCase(name, 'secret');
  return isProof || name.length === 0 ? 0 : labelsOfWord(index, word);
}

/** `https://$USER:$TOKEN@host/` says who asks; what stands behind the host is sent. */
function sentInAddress(index: u32, word: Word): u32 {
  const at = indexOfByte(word.value, AT);
  const query = indexOfByte(word.value, 0x3f);
  if (at >= 0 && query < 0) return 0;
  return textSent(index, word);
}

function isAddressAway(word: Word, from: u32): bool {
  return !isLocalHost(sliceOf(word.value, from, word.value.length));
}
