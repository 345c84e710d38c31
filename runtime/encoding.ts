/** Bytes as text: UTF-8, hex, base64 and base64url (RFC 4648). Only the canonical form is read. */

interface Alphabet {
  readonly characters: string;
  readonly padded: boolean;
}

const DIGITS = '0123456789abcdef';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const STANDARD: Alphabet = { characters: `${LETTERS}+/`, padded: true };
const URL_SAFE: Alphabet = { characters: `${LETTERS}-_`, padded: false };

const HEX_OF_BYTE: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

const encoder = new TextEncoder();
// A byte order mark is kept: dropping it would let two byte strings read as the same text.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The caller hands in well-formed text; a lone surrogate would become U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

export function decodeUtf8OrNull(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

export function encodeHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX_OF_BYTE[byte];
  return text;
}

/** Lower case only, so that one byte string has one spelling. */
export function decodeHexOrNull(text: string): Uint8Array | null {
  if (text.length % 2 !== 0) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = DIGITS.indexOf(text.charAt(2 * i));
    const low = DIGITS.indexOf(text.charAt(2 * i + 1));
    if (high < 0 || low < 0) return null;
    bytes[i] = high * 16 + low;
  }
  return bytes;
}

export function encodeBase64(bytes: Uint8Array): string {
  return encode(bytes, STANDARD);
}

export function decodeBase64OrNull(text: string): Uint8Array | null {
  return decodeOrNull(text, STANDARD);
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE);
}

export function decodeBase64UrlOrNull(text: string): Uint8Array | null {
  return decodeOrNull(text, URL_SAFE);
}

function encode(bytes: Uint8Array, { characters, padded }: Alphabet): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += characters.charAt(group >> 18) + characters.charAt((group >> 12) & 63);
    if (i + 1 < bytes.length) text += characters.charAt((group >> 6) & 63);
    if (i + 2 < bytes.length) text += characters.charAt(group & 63);
  }
  return padded ? text.padEnd(Math.ceil(bytes.length / 3) * 4, '=') : text;
}

function decodeOrNull(text: string, alphabet: Alphabet): Uint8Array | null {
  const digits = alphabet.padded ? text.replace(/={1,2}$/, '') : text;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let pending = 0;
  let bits = 0;
  let length = 0;
  for (const character of digits) {
    const value = alphabet.characters.indexOf(character);
    if (value < 0) return null;
    pending = ((pending << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = pending >> bits;
  }
  // RFC 4648 s3.5: pad bits that are not zero, a lone digit or wrong padding spell the same bytes
  // a second way. Encoding again finds them all.
  return encode(bytes, alphabet) === text ? bytes : null;
}
