/** Calls within the text of a program that talk to the network. */

import { Text } from '../../abi';
import { MAX_LOOKED_AT } from './mentions';

const BAR: u16 = 0x7c;
const MAX_CALLS: u32 = 64;

/** How calls begin that talk to the network, and programs that do. */
const CALLS = `requests.|urlopen|urllib|http.client|httpx|aiohttp|socket|fetch(|http.request|https.request|http.get|https.get|axios|net.connect|smtplib|ftplib|paramiko|Net::HTTP|Net::FTP|TCPSocket|LWP::|HTTP::Tiny|IO::Socket|curl_exec|fsockopen|gethostbyname|file_get_contents("http|file_get_contents('http|require('http|require("http|require('net|require("net|WebClient|curl |wget |nc |/inet/tcp/|nslookup |Invoke-WebRequest`;

/** By first byte: 1 + the index of a call that begins with it, or 0. */
const heads = memory.data(256);
/** By index: the next one that begins with the same byte, and where it stands in the list. */
const nexts = memory.data(64);
const starts = memory.data(64 * 2, 2);
let isIndexed: bool = false;

/** The text holds calls that send something over the network. */
export function mentionsNetwork(text: Text): bool {
  if (!isIndexed) indexCalls();
  const end = min(text.length, MAX_LOOKED_AT);
  for (let i: u32 = 0; i < end; i++) {
    for (let call = <u32>load<u8>(heads + text.byte(i)); call !== 0; ) {
      if (standsAt(text, i, call - 1)) return true;
      call = <u32>load<u8>(nexts + call - 1);
    }
  }
  return false;
}

/** Each byte of a text is then compared with few of the calls. */
function indexCalls(): void {
  isIndexed = true;
  const count = <u32>CALLS.length;
  let start: u32 = 0;
  for (let call: u32 = 0; call < MAX_CALLS && start < count; call++) {
    const head = heads + unitAt(start);
    store<u16>(starts + (call << 1), <u16>start);
    store<u8>(nexts + call, load<u8>(head));
    store<u8>(head, <u8>call + 1);
    while (start < count && unitAt(start) !== BAR) start++;
    start++;
  }
}

function standsAt(text: Text, at: u32, call: u32): bool {
  const start = <u32>load<u16>(starts + (call << 1));
  const left = min(text.length - at, <u32>CALLS.length - start);
  for (let i: u32 = 0; i < left; i++) {
    const unit = unitAt(start + i);
    if (unit === BAR) return true;
    if (<u16>text.byte(at + i) !== unit) return false;
  }
  const end = start + left;
  return end >= <u32>CALLS.length || unitAt(end) === BAR;
}

function unitAt(index: u32): u16 {
  return load<u16>(changetype<usize>(CALLS) + (index << 1));
}
