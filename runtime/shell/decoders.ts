/** Programs that turn known text into other text: what a decoder hands to a shell is the command. */

import { cutLines, printFields, substituteLines } from './filters.ts';
import { type Arguments, hasOption, type OptionSpec, readArguments } from './options.ts';
import type { Value } from './value.ts';

/** From the operands and the input to the output; null when that can't be told. */
export type Decoder = (words: readonly Value[], input: string) => string | null;

/**
 * What they let through is a part of their input, or all of it in another order or form: taken for
 * all of it. A packer stands for what unpacks again behind it.
 */
const PASSING = [
  ...[
    'head',
    'tail',
    'sort',
    'uniq',
    'grep',
    'egrep',
    'fgrep',
    'rg',
    'nl',
    'column',
    'fold',
    'fmt',
  ],
  ...[
    'shuf',
    'tsort',
    'paste',
    'strings',
    'expand',
    'unexpand',
    'iconv',
    'dos2unix',
    'pv',
    'sponge',
  ],
  ...['stdbuf', 'dd', 'less', 'more', 'cat', 'zcat', 'gzip', 'gunzip', 'pigz', 'bzip2', 'bunzip2'],
  ...['xz', 'unxz', 'lzma', 'unlzma', 'zstd', 'unzstd', 'zstdcat', 'lz4', 'compress', 'uncompress'],
];

/** By program. The input has no unknown part. */
export const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ...['awk', 'gawk', 'mawk'].map((name): [string, Decoder] => [name, printFields]),
  ...['base32', 'gbase32'].map((name): [string, Decoder] => [name, readBase32]),
  ...['base64', 'gbase64'].map((name): [string, Decoder] => [name, readBase64]),
  ['cut', cutLines],
  ['openssl', readOpenssl],
  ['rev', (words, input) => (words.length > 0 ? null : reverseLines(input))],
  ['tac', (words, input) => (words.length > 0 ? null : reverseOrder(input))],
  ['tr', translate],
  ['sed', substituteLines],
  ['gsed', substituteLines],
  ['xxd', readHex],
  ...PASSING.map((name): [string, Decoder] => [name, (_, input) => input]),
]);

/** The arguments come without the program's name. */
function readOptions(words: readonly Value[], spec: OptionSpec): Arguments {
  const [first] = words;
  return first === undefined
    ? { options: [], operands: [] }
    : readArguments([first, ...words], spec);
}

function readBase64(words: readonly Value[], input: string): string | null {
  const given = readOptions(words, { values: 'wib', permutes: true });
  const decodes = hasOption(given, 'd', 'D', 'decode');
  if (given.operands.some(({ text }) => text !== '-')) return null;
  return decodes ? decodeBase64(input) : encodeBase64(input);
}

/** `openssl base64 -d`, `openssl enc -base64 -d`: long options with one dash. */
function readOpenssl(words: readonly Value[], input: string): string | null {
  const texts = words.map(({ text }) => text);
  const isBase64 = texts[0] === 'base64' || texts.some((text) => /^-(?:base64|a)$/.test(text));
  const readsFile = texts.includes('-in');
  return isBase64 && texts.includes('-d') && !readsFile ? decodeBase64(input) : null;
}

export function decodeBase64(text: string): string | null {
  const bytes = decodeBase64Bytes(text);
  return bytes === null ? null : decodeUtf8(bytes);
}

export function decodeBase64Bytes(text: string): Uint8Array | null {
  const signs = text.replaceAll(/\s/g, '').replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(signs) || signs.length % 4 === 1) return null;
  return Uint8Array.from(atob(signs), (sign) => sign.charCodeAt(0));
}

/** `xxd -r -p` */
function readHex(words: readonly Value[], input: string): string | null {
  const given = readOptions(words, { values: 'cgos', permutes: true });
  const isPlain = hasOption(given, 'r', 'revert') && hasOption(given, 'p', 'ps', 'plain');
  return isPlain && given.operands.length === 0 ? decodeHex(input) : null;
}

export function decodeHex(text: string): string | null {
  const digits = text.replaceAll(/\s/g, '');
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(digits)) return null;
  const bytes = digits.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return decodeUtf8(Uint8Array.from(bytes));
}

function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return `${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}\n`;
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function reverseLines(input: string): string {
  return input
    .split('\n')
    .map((line) => [...line].reverse().join(''))
    .join('\n');
}

function reverseOrder(input: string): string {
  const lines = input.replace(/\n$/, '').split('\n');
  return `${lines.reverse().join('\n')}\n`;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function readBase32(words: readonly Value[], input: string): string | null {
  const given = readOptions(words, { values: 'wi', permutes: true });
  const signs = input.replaceAll(/[\s=]/g, '');
  if (!hasOption(given, 'd', 'D', 'decode') || !/^[A-Z2-7]*$/.test(signs)) return null;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const sign of signs) {
    held = ((held << 5) | BASE32.indexOf(sign)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return decodeUtf8(Uint8Array.from(bytes));
}

/** tr(1): one set onto another, or away. */
function translate(words: readonly Value[], input: string): string | null {
  const given = readOptions(words, { values: '' });
  const [from, to] = given.operands.map(({ text }) => expandSet(text));
  if (from === undefined || hasOption(given, 'c', 'C', 'complement', 's')) return null;
  if (hasOption(given, 'd', 'delete')) return [...input].filter((c) => !from.includes(c)).join('');
  const last = to?.at(-1);
  if (to === undefined || last === undefined) return null;
  const image = new Map(from.map((sign, i) => [sign, to[i] ?? last]));
  return [...input].map((sign) => image.get(sign) ?? sign).join('');
}

const CLASSES: Readonly<Record<string, string>> = {
  '[:lower:]': 'a-z',
  '[:upper:]': 'A-Z',
  '[:digit:]': '0-9',
  '[:space:]': ' \t\n',
};

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

/** `a-z`, within the printable signs. */
function expandSet(written: string): readonly string[] {
  const text = written
    .replaceAll(/\[:\w+:\]/g, (name) => CLASSES[name] ?? name)
    .replaceAll(/\\(.)/g, (_, sign: string) => CONTROLS[sign] ?? sign);
  const signs: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const first = text.charCodeAt(i);
    const last = text[i + 1] === '-' && i + 2 < text.length ? text.charCodeAt(i + 2) : first;
    if (last - first > 0xff) return [];
    for (let code = first; code <= last; code++) signs.push(String.fromCharCode(code));
    if (last !== first) i += 2;
  }
  return signs;
}
