import { expect, it } from 'vitest';
import {
  decodeBase64OrNull,
  decodeBase64UrlOrNull,
  decodeHexOrNull,
  decodeUtf8OrNull,
  encodeBase64,
  encodeBase64Url,
  encodeHex,
} from '../runtime/encoding.ts';

const lengths = Array.from({ length: 70 }, (_, length) => length);
const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
}

it.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
])('gives the base64 of RFC 4648 s10 for "%s"', (text, base64) => {
  const bytes = new TextEncoder().encode(text);
  expect(encodeBase64(bytes)).toBe(base64);
  expect(encodeBase64Url(bytes)).toBe(base64.replaceAll('=', ''));
  expect(decodeBase64OrNull(base64)).toEqual(bytes);
});

it('gives back every byte and every length', () => {
  for (const bytes of [everyByte, ...lengths.map(pattern)]) {
    expect(decodeHexOrNull(encodeHex(bytes))).toEqual(bytes);
    expect(decodeBase64OrNull(encodeBase64(bytes))).toEqual(bytes);
    expect(decodeBase64UrlOrNull(encodeBase64Url(bytes))).toEqual(bytes);
  }
});

it.each(['0', '0G', 'AB', ' 00', '00 ', '0x00', '0\u00e9'])('reads no hex in "%s"', (text) => {
  expect(decodeHexOrNull(text)).toBeNull();
});

it.each([
  'Zg',
  'Zg=',
  'Zg===',
  'Zh==',
  'Zm9=',
  'Z',
  'Z===',
  '====',
  '=Zg=',
  'Zg==Zg==',
  'Zm 9v',
  'Zm9v\n',
  '-_-_',
  'Zm9\u00e9',
])('reads no base64 in "%s"', (text) => {
  expect(decodeBase64OrNull(text)).toBeNull();
});

it.each(['Zg==', 'Zh', 'Zm9', 'Z', '+/+/', 'Zg\n', '='])('reads no base64url in "%s"', (text) => {
  expect(decodeBase64UrlOrNull(text)).toBeNull();
});

it('keeps a byte order mark, and refuses what is no UTF-8', () => {
  expect(decodeUtf8OrNull(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
  expect(decodeUtf8OrNull(Uint8Array.of(0xff))).toBeNull();
  expect(decodeUtf8OrNull(Uint8Array.of(0xed, 0xa0, 0x80))).toBeNull();
  expect(decodeUtf8OrNull(Uint8Array.of(0xc0, 0x80))).toBeNull();
});
