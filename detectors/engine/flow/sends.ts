/** What a command sends to another machine. */

import { Command, REDIRECT_HERE_DOCUMENT, Text } from '../../abi';
import { contentOfNames, isTar, sentByTar } from './archive';
import { labelsOfFile, labelsOfOrder, labelsOfPrinted, labelsOfWord } from './data';
import { codeOf, isInterpreter } from './interpreters';
import {
  asksForHost,
  isAskedToCopy,
  isConnector,
  isCopier,
  isLocalHost,
  isMailer,
  isResolver,
  isUploader,
} from './knowledge';
import { ENCODED, LABEL_SECRET, OPAQUE, SECRET_NAMES } from './labels';
import { isListed } from './listed';
import { mentionsSecret } from './mentions';
import { mentionsNetwork } from './network-calls';
import { argumentsOf, SSH_LETTERS } from './options';
import { isRemoteName } from './remote';
import { sentByRequest } from './requests';
import { namesSecret, sentBySocat } from './socat';
import { indexOfByte, isOption } from './text';
import { commandAt, nodeOf } from './trace';
import { isFedByXargs } from './xargs';

const COLON: u8 = 0x3a;

export function sentBy(index: u32): u32 {
  const command = commandAt(index);
  if (command.wordCount === 0) return 0;
  return sentByProgram(index, command.word(0).value);
}

function sentByProgram(index: u32, name: Text): u32 {
  const command = commandAt(index);
  if (
    isListed(
      name,
      'curl wget wget2 http https xh xhs curlie aria2c iwr irm invoke-webrequest invoke-restmethod gh glab',
    )
  ) {
    return sentByRequest(index, name);
  }
  if (isListed(name, 'socat')) return sentBySocat(index);
  if (isConnector(name) || isServerCheck(command, name)) return sentByConnector(index);
  if (isListed(name, 'ssh')) return sentBySsh(index);
  if (isResolver(name) || asksForHost(command)) return sentAsWords(index);
  if (isMailer(name) || isUploader(name) || isListed(name, 'ftp lftp tftp smbclient slackcat')) {
    return nodeOf(index).input | secretFiles(index) | secretInOrders(index);
  }
  if (isCopier(name) || isListed(name, 'aws gcloud az kubectl oc'))
    return isAskedToCopy(command) ? sentByCopier(index, name) : 0;
  if (isTar(name)) return sentByTar(index);
  return isInterpreter(name) ? sentByCode(index) : 0;
}

function isServerCheck(command: Command, name: Text): bool {
  return isListed(name, 'openssl') && command.hasArgument('s_client');
}

/** Everything on the input goes to the other end, unless that is here. */
function sentByConnector(index: u32): u32 {
  const command = commandAt(index);
  let labels = nodeOf(index).input;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (isLocalHost(word.value)) return 0;
    labels |= labelsOfWord(index, word);
  }
  return labels;
}

/** The input and the command, not the key that opens the connection. */
function sentBySsh(index: u32): u32 {
  const command = commandAt(index);
  let labels = nodeOf(index).input;
  const given = argumentsOf(command);
  while (given.read(SSH_LETTERS, '')) {
    if (!given.isOperand) continue;
    if (isLocalHost(given.word.value)) return 0;
    labels |= labelsOfOrder(index, given.word);
  }
  return labels;
}

/** A name that is asked for says what it is made of. */
function sentAsWords(index: u32): u32 {
  const command = commandAt(index);
  let labels: u32 = isFedByXargs(command) ? nodeOf(index).input : 0;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    labels |= labelsOfPrinted(index, command.word(i));
  }
  return (labels & ENCODED) !== 0 ? labels | LABEL_SECRET : labels;
}

function secretFiles(index: u32): u32 {
  const command = commandAt(index);
  let labels: u32 = isFedByXargs(command) ? contentOfNames(nodeOf(index).input) : 0;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const word = command.word(i);
    if (!isOption(word.value)) labels |= labelsOfFile(index, word) & LABEL_SECRET;
  }
  return labels;
}

/** `put FILE` in a here-document or an option of a program that transfers files. */
function secretInOrders(index: u32): u32 {
  const command = commandAt(index);
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const target = command.redirect(i).target;
    if (namesSecret(command, target.value, 0)) return LABEL_SECRET;
  }
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.contains('put ') && namesSecret(command, value, 0)) return LABEL_SECRET;
  }
  return 0;
}

/** `scp FILES host:`, `aws s3 cp FILE s3://BUCKET`. */
function sentByCopier(index: u32, name: Text): u32 {
  const command = commandAt(index);
  const isListOfUploads = isListed(name, 'aws gcloud az kubectl oc s3cmd b2 azcopy mc');
  let labels: u32 = isFedByXargs(command) ? contentOfNames(nodeOf(index).input) : 0;
  let isUpload = isListOfUploads && (isListed(name, 'mc') || uploadsFile(command));
  let isRemote = false;
  if (command.hasArgument('rcat')) labels |= nodeOf(index).input;
  if (isListed(name, 'sftp')) return nodeOf(index).input | secretInOrders(index);
  const given = argumentsOf(command);
  while (
    given.read(
      'iFPoSceJlB',
      'rsh exclude include exclude-from port bwlimit profile region endpoint-url config',
    )
  ) {
    if (!given.isOperand) {
      const isFile =
        given.isNamed('body file source zip-file upload-file') || given.letter === 0x66;
      if (isListOfUploads && given.hasValue && isFile)
        labels |= labelsOfFile(index, given.value, given.from);
      continue;
    }
    const word = given.word;
    isRemote = namesOtherMachine(word.value, name);
    if (isRemote) {
      // Behind the destination these take options whose values look like operands.
      if (isListOfUploads && labels !== 0) isUpload = true;
      continue;
    }
    labels |= labelsOfFile(index, word) & ~OPAQUE;
    labels |= labelsOfWord(index, word) & SECRET_NAMES;
  }
  if ((labels & SECRET_NAMES) !== 0) labels |= LABEL_SECRET;
  return isRemote || isUpload ? labels : 0;
}

/** The destination comes last. */
function namesOtherMachine(value: Text, name: Text): bool {
  if (isListed(name, 'kubectl oc')) return indexOfByte(value, COLON) > 0;
  return isRemoteName(value, 0) && !isLocalHost(value);
}

/** Uploads that name no destination that looks like one. */
function uploadsFile(command: Command): bool {
  return (
    command.hasArgument('put-object') ||
    command.hasArgument('upload') ||
    command.hasArgument('upload-file') ||
    command.hasArgument('put')
  );
}

/** A program that reads a secret and talks to the network. */
function sentByCode(index: u32): u32 {
  const command = commandAt(index);
  const code = codeOf(command);
  if (code < 0) return sentByDocument(index);
  const text = command.word(<u32>code).value;
  if (!mentionsNetwork(text)) return 0;
  if (mentionsSecret(command, text)) return LABEL_SECRET;
  let labels = nodeOf(index).input;
  for (let i = <u32>code + 1; i < command.wordCount; i++)
    labels |= labelsOfFile(index, command.word(i));
  return labels & LABEL_SECRET;
}

/** The same in a here-document. */
function sentByDocument(index: u32): u32 {
  const command = commandAt(index);
  for (let i: u32 = 0; i < command.redirectCount; i++) {
    const redirect = command.redirect(i);
    if (redirect.operator !== REDIRECT_HERE_DOCUMENT) continue;
    const text = redirect.target.value;
    if (mentionsNetwork(text) && mentionsSecret(command, text)) return LABEL_SECRET;
  }
  return 0;
}
