/** Paths and calls within the text of a program. */

import { Command, Text } from '../../abi';
import { isSecretPath } from './knowledge';
import { absolutePath } from './paths';
import { sliceOf } from './text';

/** As much of a program as is looked at. */
const MAX_LOOKED_AT: u32 = 16384;
const MAX_PATH_BYTES: u32 = 256;
const DOT: u8 = 0x2e;

/**
 * Some string in the text is the path of a secret file. What only fills the environment with it is
 * no use of it.
 */
export function mentionsSecret(command: Command, text: Text): bool {
  const end = min(text.length, MAX_LOOKED_AT);
  if (sliceOf(text, 0, end).contains('dotenv')) return false;
  let start: u32 = 0;
  for (let i: u32 = 0; i <= end; i++) {
    if (i < end && isPathPart(text.byte(i))) continue;
    if (i > start + 2 && i - start <= MAX_PATH_BYTES && isSecretName(command, text, start, i)) {
      return true;
    }
    start = i + 1;
  }
  return false;
}

/** The text holds calls that send something over the network. */
export function mentionsNetwork(text: Text): bool {
  const part = sliceOf(text, 0, MAX_LOOKED_AT);
  return (
    part.contains('requests.') ||
    part.contains('urlopen') ||
    part.contains('urllib') ||
    part.contains('http.client') ||
    part.contains('httpx') ||
    part.contains('aiohttp') ||
    part.contains('socket') ||
    part.contains('fetch(') ||
    part.contains('http.request') ||
    part.contains('https.request') ||
    part.contains('http.get') ||
    part.contains('https.get') ||
    part.contains('axios') ||
    part.contains('net.connect') ||
    part.contains('smtplib') ||
    part.contains('ftplib') ||
    part.contains('paramiko') ||
    part.contains('Net::HTTP') ||
    part.contains('Net::FTP') ||
    part.contains('TCPSocket') ||
    part.contains('LWP::') ||
    part.contains('HTTP::Tiny') ||
    part.contains('IO::Socket') ||
    part.contains('curl_exec') ||
    part.contains('fsockopen') ||
    part.contains('gethostbyname') ||
    part.contains('file_get_contents("http') ||
    part.contains("file_get_contents('http") ||
    part.contains("require('http") ||
    part.contains('require("http') ||
    part.contains("require('net") ||
    part.contains('require("net') ||
    part.contains('WebClient') ||
    part.contains('curl ') ||
    part.contains('wget ') ||
    part.contains('nc ') ||
    part.contains('/inet/tcp/') ||
    part.contains('nslookup ') ||
    part.contains('Invoke-WebRequest')
  );
}

/** Of files in code only those count that are secrets wherever they are: hidden ones, and the system's. */
function isSecretName(command: Command, text: Text, start: u32, end: u32): bool {
  if (start === 0 || !isQuote(text.byte(start - 1))) return false;
  const name = sliceOf(text, start, end);
  const isHidden = name.byte(0) === DOT || name.contains('/.') || name.contains('id_rsa');
  if (!isHidden && !name.startsWith('/etc/') && !name.startsWith('/proc/')) return false;
  return isSecretPath(absolutePath(command.cwd, name, 0));
}

function isQuote(byte: u8): bool {
  return byte === 0x22 || byte === 0x27 || byte === 0x60;
}

function isPathPart(byte: u8): bool {
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  const isDigit = byte >= 0x30 && byte <= 0x39;
  return (
    isLetter ||
    isDigit ||
    byte === 0x2f ||
    byte === 0x2e ||
    byte === 0x5f ||
    byte === 0x2d ||
    byte === 0x7e
  );
}
