/** Which programs, files and variables are sources and destinations: every list of the flow. */

import { Command, Text } from '../../abi';
import { isListedReader, isListedSecretCommand, isListedSender } from '../rules/sources';
import { containsAnyCase, isListed, isListedPart } from './listed';
import { isEverySecretVariable } from './secret-names';
import { indexOfByte } from './text';

export {
  isEverySecretVariable,
  isSecretFile,
  isSecretPath,
  isSecretVariable,
} from './secret-names';

const SLASH: u8 = 0x2f;
const HYPHEN: u8 = 0x2d;
const BAR: u8 = 0x7c;

/** Prints secrets whatever it is given. */
export function printsSecret(command: Command): bool {
  return isKnownToPrintSecrets(command) || isListedSecretCommand(command);
}

function isKnownToPrintSecrets(command: Command): bool {
  const name = command.word(0).value;
  if (isListed(name, 'env')) return command.wordCount === 1 || command.hasArgument('-0');
  if (isListed(name, 'printenv')) return command.wordCount === 1 || namesSecretVariable(command);
  if (isListed(name, 'export declare typeset set')) {
    return command.wordCount === 1 || (command.wordCount === 2 && isDump(command.word(1).value));
  }
  if (isListed(name, 'history')) return command.wordCount === 1;
  if (isListed(name, 'security')) {
    return (
      command.hasArgument('dump-keychain') ||
      command.hasArgument('find-generic-password') ||
      command.hasArgument('find-internet-password') ||
      command.hasArgument('export')
    );
  }
  return printsStoredSecret(command, name) || searchesSecret(command, name);
}

function isDump(value: Text): bool {
  return value.is('-p') || value.is('-x') || value.is('-px') || value.is('-xp');
}

function namesSecretVariable(command: Command): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    if (isEverySecretVariable(command.word(i).value)) return true;
  }
  return false;
}

/** Programs that keep secrets, when they are asked for one. */
function printsStoredSecret(command: Command, name: Text): bool {
  if (isListed(name, 'gh glab')) return isAsked(command, 'auth', 'token');
  if (isListed(name, 'gcloud'))
    return isAskedFor(command, 'print-access-token print-identity-token');
  if (isListed(name, 'aws')) {
    return isAskedFor(
      command,
      'get-secret-value get-session-token export-credentials aws_secret_access_key get-login-password get-parameter get-parameters assume-role',
    );
  }
  if (isListed(name, 'az')) return isAskedFor(command, 'get-access-token');
  if (isListed(name, 'kubectl oc')) {
    return isAskedFor(command, 'get describe') && isAskedFor(command, 'secret secrets');
  }
  if (isListed(name, 'vault')) return isAskedFor(command, 'get read token');
  if (isListed(name, 'op')) return isAskedFor(command, 'read get item');
  if (isListed(name, 'pass gopass')) return isAskedFor(command, 'show') || command.wordCount === 2;
  if (isListed(name, 'bw rbw lpass')) return isAskedFor(command, 'get show export list unlock');
  if (isListed(name, 'secret-tool')) return isAskedFor(command, 'lookup search');
  if (isListed(name, 'gpg gpg2')) {
    return command.hasFlag(0, 'export-secret-keys') || command.hasFlag(0, 'export-secret-subkeys');
  }
  if (isListed(name, 'doppler')) return isAskedFor(command, 'secrets');
  if (isListed(name, 'heroku')) return isAskedFor(command, 'config');
  if (isListed(name, 'git')) return isAsked(command, 'credential', 'fill');
  if (isListed(name, 'ssh-keygen')) return command.hasFlag(0, 'export-private');
  if (isListed(name, 'pbpaste xclip xsel wl-paste get-clipboard')) return readsClipboard(command);
  if (isListed(name, 'ps')) return hasWord(command, 'auxe eww auxeww');
  if (isListed(name, 'curl wget')) return asksMetadata(command);
  return isListed(name, 'mimikatz laZagne.py lazagne secretsdump.py');
}

function readsClipboard(command: Command): bool {
  const name = command.word(0).value;
  if (isListed(name, 'xclip')) return command.hasFlag(0x6f, 'out');
  return !isListed(name, 'xsel') || command.hasFlag(0x6f, 'output');
}

/** The addresses under which clouds tell a machine its own credentials. */
function asksMetadata(command: Command): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.contains('169.254.169.254') || value.contains('metadata.google.internal'))
      return true;
    if (value.contains('169.254.170.2')) return true;
  }
  return false;
}

/** A search for what looks like a secret. */
function searchesSecret(command: Command, name: Text): bool {
  if (!isListed(name, 'grep egrep fgrep rg ag ack zgrep findstr')) return false;
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.contains('AKIA') || value.contains('PRIVATE KEY')) return true;
    if (
      containsAnyCase(value, 'password') ||
      containsAnyCase(value, 'passwd') ||
      containsAnyCase(value, 'api_key') ||
      containsAnyCase(value, 'apikey') ||
      containsAnyCase(value, 'api-key') ||
      containsAnyCase(value, 'secret')
    ) {
      return (
        command.hasFlag(0x72, 'recursive') ||
        command.hasFlag(0x52, '') ||
        isListed(name, 'rg ag ack')
      );
    }
  }
  return false;
}

/** `grep DB_HOST .env`: a setting that is no secret, among those that are. */
export function searchesSetting(command: Command): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.length > 0 && value.byte(0) === HYPHEN) continue;
    const isPlain =
      containsAnyCase(value, 'host') ||
      containsAnyCase(value, 'port') ||
      containsAnyCase(value, 'domain') ||
      containsAnyCase(value, 'endpoint') ||
      containsAnyCase(value, 'region') ||
      containsAnyCase(value, 'version') ||
      containsAnyCase(value, 'base_url') ||
      containsAnyCase(value, 'api_url');
    return isPlain && indexOfByte(value, BAR) < 0 && !isEverySecretVariable(value);
  }
  return false;
}

/** Prints or writes what another machine sends. */
export function readsNetwork(command: Command): bool {
  return isKnownToReadNetwork(command) || isListedReader(command);
}

function isKnownToReadNetwork(command: Command): bool {
  const name = command.word(0).value;
  if (isDownloader(name) || isResolver(name)) return true;
  if (isConnector(name)) return !listens(command);
  if (isListed(name, 'ssh')) return true;
  if (isListed(name, 'gh glab'))
    return isAskedFor(command, 'api') || isAsked(command, 'gist', 'view');
  if (isListed(name, 'openssl')) return isAskedFor(command, 's_client');
  if (isListed(name, 'aws')) return isAskedFor(command, 's3') && isAskedFor(command, 'cp mv');
  if (isListed(name, 'gsutil')) return isAskedFor(command, 'cat cp');
  if (isListed(name, 'gcloud'))
    return isAskedFor(command, 'storage') && isAskedFor(command, 'cat cp');
  if (isListed(name, 'rclone mc s3cmd')) return isAskedFor(command, 'cat copy copyto cp get');
  return isListed(name, 'scp rsync sftp lftp ftp tftp');
}

/** Prints what it fetches, or writes it to a file. */
function isDownloader(name: Text): bool {
  return isListed(
    name,
    'curl wget wget2 aria2c axel fetch http https xh xhs curlie httpie lynx w3m links elinks get lwp-request lwp-download iwr irm invoke-webrequest invoke-restmethod start-bitstransfer certutil bitsadmin ipfs finger gopher curl-impersonate hurl hget snarf',
  );
}

/** Connects to a port, both ways. */
export function isConnector(name: Text): bool {
  return isListed(
    name,
    'nc ncat netcat nc.traditional nc.openbsd socat telnet websocat rcat pwncat',
  );
}

/** Asks a server for a name: what it asks for and what it hears may be anything. */
export function isResolver(name: Text): bool {
  return isListed(name, 'dig nslookup host drill kdig delv resolvectl dog doggo whois ping ping6');
}

/** `getent hosts NAME` asks as well, when it is asked for a host. */
export function asksForHost(command: Command): bool {
  if (!isListed(command.word(0).value, 'getent')) return false;
  return isAskedFor(command, 'hosts ahosts ahostsv4 ahostsv6');
}

/** Mails. */
export function isMailer(name: Text): bool {
  return isListed(
    name,
    'mail mailx mutt neomutt sendmail msmtp ssmtp swaks mpack s-nail sendemail',
  );
}

/** Sends every file that it is given. */
export function isUploader(name: Text): bool {
  return isListed(
    name,
    'croc wormhole magic-wormhole gist pastebinit ncftpput transfer onionshare-cli ffsend pastebin termbin ix 0x0 haste hastebin bashupload tgsend telegram-send imgur oshare',
  );
}

/** Copies files to a place that may be on another machine. */
export function isCopier(name: Text): bool {
  return isListed(name, 'scp rsync sftp pscp rclone gsutil s3cmd mc azcopy b2 s4cmd s5cmd');
}

/** Sends something of what it is given to another machine. */
export function sendsNetwork(command: Command): bool {
  return isKnownToSend(command) || isListedSender(command);
}

function isKnownToSend(command: Command): bool {
  const name = command.word(0).value;
  return (
    isDownloader(name) ||
    isResolver(name) ||
    asksForHost(command) ||
    isConnector(name) ||
    isMailer(name) ||
    isUploader(name) ||
    isCopier(name) ||
    isListed(
      name,
      'ssh ftp lftp tftp smbclient aws az gcloud gh glab openssl kubectl tar ipfs logger slackcat',
    )
  );
}

/** A tool of many uses is asked to copy files. */
export function isAskedToCopy(command: Command): bool {
  const name = command.word(0).value;
  if (isListed(name, 'kubectl oc')) return isAskedFor(command, 'cp');
  return !isListed(name, 'aws gcloud az') || isAskedFor(command, 's3 s3api storage scp');
}

/** Waits for whoever connects. */
export function listens(command: Command): bool {
  const name = command.word(0).value;
  if (isListed(name, 'socat')) {
    for (let i: u32 = 1; i < command.wordCount; i++) {
      if (containsAnyCase(command.word(i).value, '-listen:')) return true;
      if (containsAnyCase(command.word(i).value, '-l:')) return true;
    }
    return false;
  }
  if (isListed(name, 'openssl')) return isAskedFor(command, 's_server');
  if (isListed(name, 'websocat')) return command.hasFlag(0x73, '');
  if (!isListed(name, 'nc ncat netcat nc.traditional nc.openbsd pwncat')) return false;
  return command.hasFlag(0x6c, 'listen');
}

/** Turns text that nobody can read into other text. */
export function decodes(command: Command): bool {
  const name = command.word(0).value;
  if (isListed(name, 'base64 gbase64 base32 basenc b64')) {
    return command.hasFlag(0x64, 'decode') || command.hasFlag(0x44, '');
  }
  if (isListed(name, 'xxd')) return command.hasFlag(0x72, 'revert');
  if (isListed(name, 'openssl')) return command.hasArgument('-d') || command.hasArgument('-D');
  if (
    isListed(
      name,
      'rev uudecode zcat gzcat bzcat xzcat zstdcat lz4cat gunzip bunzip2 unxz unzstd uncompress unlzma',
    )
  ) {
    return true;
  }
  if (isListed(name, 'gzip bzip2 xz zstd lz4 pigz brotli lzma')) {
    return command.hasFlag(0x64, 'decompress') || command.hasFlag(0, 'uncompress');
  }
  if (isListed(name, 'unzip')) return command.hasFlag(0x70, '') || command.hasFlag(0x63, '');
  if (isListed(name, '7z 7za 7zr')) return command.hasArgument('-so');
  if (isListed(name, 'tr')) return rotates(command);
  return false;
}

/** Makes letters and digits of anything. */
export function encodes(command: Command): bool {
  const name = command.word(0).value;
  if (isListed(name, 'base64 gbase64 base32 basenc xxd hexdump od')) return !decodes(command);
  return isListed(name, 'openssl') && isAskedFor(command, 'base64 -base64 -a') && !decodes(command);
}

/** What it decodes can be read where its input can: the lowering does so. */
export function decodesReadably(command: Command): bool {
  const name = command.word(0).value;
  return isListed(name, 'base64 gbase64 xxd openssl rev tr');
}

/** `tr A-Za-z N-ZA-Mn-za-m` and its kind, not a change of case. */
function rotates(command: Command): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    const value = command.word(i).value;
    if (value.contains('N-Z') || value.contains('n-z') || value.contains('!-~')) return true;
  }
  return false;
}

/** What it prints says nothing of what is in its input or in the files that it is given. */
export function printsNoContent(name: Text): bool {
  return isListed(
    name,
    'ls stat wc rm mkdir rmdir touch test [ [[ chmod chown chgrp find fd file du df which type realpath readlink dirname basename md5sum sha1sum sha224sum sha256sum sha384sum sha512sum shasum b2sum cksum md5 sum cmp kill pkill pgrep sleep true false cd pushd popd pwd date whoami id hostname uname git ssh-keygen ssh-add ssh-agent ssh-copy-id docker podman kubectl helm terraform tofu ansible ansible-playbook npm npx yarn pnpm pip pip3 uv cargo go make cmake systemctl service crontab export unset read declare local readonly alias trap wait exit return shift eval exec mount umount ln cp mv install psql mysql mongosh redis-cli createdb dropdb vim vi nano emacs code open xdg-open apt apt-get dpkg yum dnf brew apk snap su sudo useradd usermod passwd chpasswd gpgconf logger mail mutt sendmail mkfifo',
  );
}

/** The command has one of the words. */
function hasWord(command: Command, list: string): bool {
  return isAskedFor(command, list);
}

function isAskedFor(command: Command, list: string): bool {
  for (let i: u32 = 1; i < command.wordCount; i++) {
    if (isListed(command.word(i).value, list)) return true;
  }
  return false;
}

/** `gh auth token`: the words in this order. */
function isAsked(command: Command, verb: string, object: string): bool {
  for (let i: u32 = 1; i + 1 < command.wordCount; i++) {
    if (command.word(i).value.is(verb) && command.word(i + 1).value.is(object)) return true;
  }
  return false;
}

/** This very machine: `localhost`, `http://127.0.0.1:3000/x`, the cloud's own addresses. */
export function isLocalHost(address: Text): bool {
  const start = hostStart(address);
  const end = hostEnd(address, start);
  if (isListedPart(address, start, end, 'localhost ip6-localhost 0.0.0.0 [ :: ::1')) return true;
  return (
    address.holdsAt(start, '127.') ||
    address.holdsAt(start, '169.254.') ||
    address.holdsAt(start, 'metadata.google.internal')
  );
}

function hostStart(address: Text): u32 {
  let start: u32 = 0;
  for (let i: u32 = 0; i + 3 <= address.length; i++) {
    if (address.holdsAt(i, '://')) {
      start = i + 3;
      break;
    }
  }
  const at = indexOfByte(address, 0x40, start);
  const slash = indexOfByte(address, SLASH, start);
  return at >= 0 && (slash < 0 || at < slash) ? <u32>at + 1 : start;
}

function hostEnd(address: Text, start: u32): u32 {
  let end = start;
  while (end < address.length) {
    const byte = address.byte(end);
    if (byte === SLASH || byte === 0x3a || byte === 0x3f) break;
    end++;
  }
  return end;
}
