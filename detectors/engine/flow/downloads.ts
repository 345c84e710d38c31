/** Files that downloads write. */

import { allocate, Command, Text, Word } from '../../abi';
import { writeFile, writeInto } from './data';
import { LABEL_NETWORK, OPAQUE } from './labels';
import { isListed } from './listed';
import { argumentsOf } from './options';
import { isRemoteName } from './remote';
import { isOption } from './text';
import { commandAt } from './trace';

/** Short options of curl with a value, and its long ones with a space behind them. */
export const CURL_LETTERS = 'AbcCdDeEFHKmoPQrtTuUwxXyYz';
export const CURL_NAMES =
  'data data-ascii data-binary data-raw data-urlencode json form form-string upload-file output output-dir header user user-agent referer cookie cookie-jar request url url-query proxy max-time connect-timeout retry retry-delay cacert cert key config resolve write-out range limit-rate interface oauth2-bearer capath ciphers dump-header proxy-header aws-sigv4 max-redirs proto unix-socket';
export const WGET_LETTERS = 'aABDeiIloOPQRtTUwX';
export const WGET_NAMES =
  'post-data post-file body-data body-file method output-document directory-prefix header user password user-agent tries timeout input-file output-file referer load-cookies ca-certificate certificate private-key';

const DOWNLOADED: u32 = LABEL_NETWORK | OPAQUE;
const UPPER_O: u8 = 0x4f;
const UPPER_J: u8 = 0x4a;

export function downloadFiles(index: u32): void {
  const command = commandAt(index);
  const name = command.word(0).value;
  if (isListed(name, 'curl curl-impersonate curlie')) downloadByCurl(command);
  else if (isListed(name, 'wget wget2')) downloadByWget(command);
  else if (isListed(name, 'scp rsync aws gsutil gcloud rclone mc s3cmd')) downloadToLast(command);
  else if (isListed(name, 'certutil bitsadmin lwp-download'))
    downloadTo(command, command.wordCount - 1);
  else downloadByOption(command);
}

function downloadByCurl(command: Command): void {
  const given = argumentsOf(command);
  let takesName = false;
  while (given.read(CURL_LETTERS, CURL_NAMES)) {
    const isOutput = given.letter === 0x6f || given.isNamed('output');
    if (isOutput && given.hasValue) writeFile(command, given.value, given.from, DOWNLOADED);
    if (given.letter === UPPER_O || given.letter === UPPER_J) takesName = true;
    if (given.isNamed('remote-name remote-name-all remote-header-name')) takesName = true;
  }
  if (takesName) nameByAddresses(command, CURL_LETTERS, CURL_NAMES);
}

function downloadByWget(command: Command): void {
  const given = argumentsOf(command);
  let isNamed = false;
  let folder: Word | null = null;
  while (given.read(WGET_LETTERS, WGET_NAMES)) {
    const isFolder = given.letter === 0x50 || given.isNamed('directory-prefix');
    if (isFolder && given.hasValue)
      folder = partOf(given.value, given.from, given.value.value.length);
    const isOutput = given.letter === UPPER_O || given.isNamed('output-document');
    if (!isOutput || !given.hasValue) continue;
    isNamed = true;
    writeFile(command, given.value, given.from, DOWNLOADED);
  }
  if (isNamed) return;
  if (folder !== null) nameInFolder(command, folder);
  else nameByAddresses(command, WGET_LETTERS, WGET_NAMES);
}

/** The last component of each address is the file's name. */
function nameByAddresses(command: Command, letters: string, names: string): void {
  const given = argumentsOf(command);
  while (given.read(letters, names)) {
    if (!given.isOperand || given.word.dynamic) continue;
    const value = given.word.value;
    const end = endOfPath(value);
    let start = end;
    while (start > 0 && value.byte(start - 1) !== 0x2f) start--;
    if (start === 0 || start === end) continue;
    writeFile(command, partOf(given.word, start, end), 0, DOWNLOADED);
  }
}

function nameInFolder(command: Command, folder: Word): void {
  const given = argumentsOf(command);
  while (given.read(WGET_LETTERS, WGET_NAMES)) {
    if (!given.isOperand || given.word.dynamic) continue;
    const end = endOfPath(given.word.value);
    writeInto(command, folder, partOf(given.word, 0, end), DOWNLOADED);
  }
}

/** Without a query. */
function endOfPath(address: Text): u32 {
  for (let i: u32 = 0; i < address.length; i++) {
    if (address.byte(i) === 0x3f || address.byte(i) === 0x23) return i;
  }
  return address.length;
}

function partOf(word: Word, start: u32, end: u32): Word {
  const part = changetype<Word>(allocate(offsetof<Word>(), 8));
  memory.copy(changetype<usize>(part), changetype<usize>(word), offsetof<Word>());
  part.valueAt = word.valueAt + start;
  part.valueLength = end - start;
  return part;
}

/** `scp host:FILE DESTINATION`, `aws s3 cp s3://BUCKET/FILE DESTINATION`. */
function downloadToLast(command: Command): void {
  const last = command.word(command.wordCount - 1);
  if (isRemoteName(last.value, 0)) return;
  for (let i: u32 = 1; i + 1 < command.wordCount; i++) {
    const word = command.word(i);
    if (isOption(word.value) || !isRemoteName(word.value, 0)) continue;
    writeFile(command, last, 0, DOWNLOADED);
    writeInto(command, last, word, DOWNLOADED);
  }
}

function downloadTo(command: Command, index: u32): void {
  if (index > 1) writeFile(command, command.word(index), 0, DOWNLOADED);
}

/** `aria2c -o FILE`, `http -d -o FILE`, `Invoke-WebRequest -OutFile FILE`. */
function downloadByOption(command: Command): void {
  for (let i: u32 = 1; i + 1 < command.wordCount; i++) {
    const value = command.word(i).value;
    if (isListed(value, '-o --output --out -outfile -destination')) downloadTo(command, i + 1);
    if (value.startsWith('--out=')) writeFile(command, command.word(i), 6, DOWNLOADED);
  }
  if (isListed(command.word(0).value, 'aria2c axel')) nameByAddresses(command, '', '');
}
