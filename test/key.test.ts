import { hash, Point, utils, verify } from '@noble/ed25519';
import { describe, expect, it } from 'vitest';
import { isPublicKey, isSigned, signBytes } from '../runtime/ed25519.ts';
import { decodeHexOrNull, encodeHex, encodeUtf8 } from '../runtime/encoding.ts';
import {
  createKey,
  keyIdOf,
  parseJwks,
  parseKey,
  parsePublicJwk,
  publicKeyBytes,
  seedBytes,
  toJwks,
} from '../runtime/key.ts';
import { sampleKey } from './sample-session.ts';

const INVALID = expect.objectContaining({ name: 'WaferError', code: 'KEY_INVALID' });
/** The public half of the example key of RFC 8037 appendix A, and its thumbprint there. */
const RFC_8037_KEY = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
} as const;
const RFC_8037_THUMBPRINT = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';

const key = sampleKey(7);

function bytesOf(hex: string): Uint8Array {
  return decodeHexOrNull(hex) ?? new Uint8Array();
}

describe('a key', () => {
  it('has the id that RFC 7638 gives it', () => {
    expect(keyIdOf(RFC_8037_KEY)).toBe(RFC_8037_THUMBPRINT);
  });

  it('comes back from its JWK', () => {
    expect(parseKey(key.privateJwk)).toEqual(key);
    expect(parsePublicJwk(key.privateJwk)).toEqual(key.publicJwk);
    expect(createKey(seedBytes(key.privateJwk))).toEqual(key);
  });

  it('keeps its secret out of the public half', () => {
    expect(Object.keys(key.publicJwk).sort()).toEqual(['crv', 'kty', 'x']);
  });

  it.each([
    ['no object', null],
    ['a list', []],
    ['no members', {}],
    ['another type', { ...RFC_8037_KEY, kty: 'EC' }],
    ['another curve', { ...RFC_8037_KEY, crv: 'X25519' }],
    ['31 bytes', { ...RFC_8037_KEY, x: 'A'.repeat(42) }],
    ['padding', { ...RFC_8037_KEY, x: `${RFC_8037_KEY.x}=` }],
    ['loose bits', { ...RFC_8037_KEY, x: `${RFC_8037_KEY.x.slice(0, -1)}p` }],
    ['a point not on the curve', { ...RFC_8037_KEY, x: `Ag${'A'.repeat(41)}` }],
  ])('is not %s', (_, value) => {
    expect(() => parsePublicJwk(value)).toThrow(INVALID);
  });

  it('must have both halves, of one key', () => {
    expect(() => parseKey(key.publicJwk)).toThrow(INVALID);
    expect(() => parseKey({ ...key.privateJwk, d: 'AAAA' })).toThrow(INVALID);
    expect(() => parseKey({ ...key.privateJwk, x: sampleKey(8).publicJwk.x })).toThrow(INVALID);
    expect(() => createKey(new Uint8Array(31))).toThrow(INVALID);
  });

  it('never shows its secret in an error', () => {
    const { d } = key.privateJwk;
    const spoilt = [
      { ...key.privateJwk, d: `${d}=` },
      { ...key.privateJwk, crv: 'X25519' },
      { ...key.privateJwk, x: RFC_8037_KEY.x },
      { d },
    ];
    for (const value of spoilt) {
      expect(() => parseKey(value)).toThrow(expect.not.objectContaining({ message: d }));
      expect(messageOf(() => parseKey(value))).not.toContain(d.slice(0, 8));
    }
  });
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  throw new Error('expected an error');
}

describe('a set of keys', () => {
  it('comes back from what a service publishes', () => {
    const keys = [key.publicJwk, RFC_8037_KEY];
    const published = toJwks(keys);
    expect(parseJwks(JSON.stringify(published))).toEqual(keys);
    expect(published.keys[1]).toMatchObject({ kid: RFC_8037_THUMBPRINT, use: 'sig' });
  });

  it('may hold keys of other kinds, which are passed over', () => {
    const others = [{ kty: 'RSA' }, { kty: 'OKP', crv: 'X25519' }, null, 'x'];
    expect(parseJwks(JSON.stringify({ keys: [...others, RFC_8037_KEY] }))).toEqual([RFC_8037_KEY]);
  });

  it.each(['', '{', '[]', '{}', '{"keys":{}}', '{"keys":[{"kty":"OKP","crv":"Ed25519"}]}'])(
    'is not %s',
    (text) => {
      expect(() => parseJwks(text)).toThrow(INVALID);
    },
  );
});

describe('Ed25519', () => {
  it('gives the signature of RFC 8032 s7.1, tests 1 to 3', async () => {
    // Public keys, messages and signatures of the RFC; verifying needs no secret of theirs.
    const tests = [
      [
        'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
        '',
        'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      ],
      [
        '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
        '72',
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      ],
      [
        'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
        'af82',
        '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
      ],
    ] as const;
    for (const [publicKey, message, signature] of tests) {
      expect(await isSigned(bytesOf(message), bytesOf(signature), bytesOf(publicKey))).toBe(true);
      expect(await isSigned(bytesOf('00'), bytesOf(signature), bytesOf(publicKey))).toBe(false);
    }
  });

  it('signs what it verifies', async () => {
    const message = encodeUtf8('a message');
    const signature = await signBytes(message, seedBytes(key.privateJwk));
    expect(await isSigned(message, signature, publicKeyBytes(key.publicJwk))).toBe(true);
    const other = publicKeyBytes(sampleKey(8).publicJwk);
    expect(await isSigned(message, signature, other)).toBe(false);
  });

  it('takes no point of small order, in any spelling', () => {
    const smallOrder = [
      '0100000000000000000000000000000000000000000000000000000000000000',
      '0100000000000000000000000000000000000000000000000000000000000080',
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      '0000000000000000000000000000000000000000000000000000000000000000',
      '0000000000000000000000000000000000000000000000000000000000000080',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
      'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    ];
    expect(smallOrder.filter((hex) => isPublicKey(bytesOf(hex)))).toEqual([]);
    expect(isPublicKey(new Uint8Array(31))).toBe(false);
    expect(isPublicKey(publicKeyBytes(RFC_8037_KEY))).toBe(true);
    expect(encodeHex(publicKeyBytes(RFC_8037_KEY)).length).toBe(64);
  });

  it('takes no signature whose point has a part of small order', async () => {
    // Only the key's holder can make one. Verifiers that multiply by the cofactor take it, others do
    // not; the library is of the first kind, so without a further check hosts would disagree.
    const message = encodeUtf8('a message');
    const publicKey = publicKeyBytes(key.publicJwk);
    const { scalar } = utils.getExtendedPublicKey(seedBytes(key.privateJwk));
    const orderTwo = Point.fromHex(`ec${'f'.repeat(60)}7f`);
    const r = 5n;
    const point = Point.BASE.multiply(r).add(orderTwo).toBytes();
    const challenge = numberOf(hash(new Uint8Array([...point, ...publicKey, ...message])));
    const s = (r + challenge * scalar) % Point.CURVE().n;
    const signature = new Uint8Array([...point, ...bytesOfNumber(s)]);
    expect(verify(signature, message, publicKey, { zip215: false })).toBe(true);
    expect(await isSigned(message, signature, publicKey)).toBe(false);
  });
});

/** Little-endian, as RFC 8032 has all its numbers. */
function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((number, byte) => number * 256n + BigInt(byte), 0n);
}

function bytesOfNumber(number: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((number >> BigInt(8 * i)) & 255n));
}
