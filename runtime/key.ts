/**
 * Keys as JSON: an Ed25519 JWK (RFC 8037), its id (the thumbprint of RFC 7638), a set of them (JWKS,
 * RFC 7517).
 */

import { sha256 } from '#sha256';
import { canonicalise } from './canonical.ts';
import { derivePublicKey, isPublicKey, PUBLIC_KEY_BYTES, SEED_BYTES } from './ed25519.ts';
import { decodeBase64UrlOrNull, encodeBase64Url, encodeUtf8 } from './encoding.ts';
import { WaferError } from './errors.ts';
import { isObject, type JsonValue } from './json.ts';
import { bytesOf, oneOf, refuse, type Shape, type Source } from './shape.ts';

export type PublicJwk = {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** The public key, base64url. */
  readonly x: string;
};

export type PrivateJwk = PublicJwk & {
  /** The seed (RFC 8032 s5.1.5), base64url. */
  readonly d: string;
};

export interface Key {
  readonly publicJwk: PublicJwk;
  readonly privateJwk: PrivateJwk;
  readonly keyId: string;
}

const SOURCE: Source = { code: 'KEY_INVALID', name: 'key' };

/** The members that make a public key: the only ones that a seal carries. */
export const PUBLIC_JWK_FIELDS = {
  crv: oneOf(['Ed25519']),
  kty: oneOf(['OKP']),
  x: bytesOf(PUBLIC_KEY_BYTES),
} as const satisfies Record<keyof PublicJwk, Shape>;

/** `seed`: 32 random bytes. They are the key's secret. */
export function createKey(seed: Uint8Array): Key {
  if (seed.length !== SEED_BYTES) {
    throw new WaferError('KEY_INVALID', `key: expected ${SEED_BYTES} bytes, got ${seed.length}`);
  }
  const publicJwk = {
    crv: 'Ed25519',
    kty: 'OKP',
    x: encodeBase64Url(derivePublicKey(seed)),
  } as const;
  return {
    publicJwk,
    privateJwk: { ...publicJwk, d: encodeBase64Url(seed) },
    keyId: keyIdOf(publicJwk),
  };
}

/** RFC 7638: the hash over the required members alone, in canonical form. */
export function keyIdOf({ crv, kty, x }: PublicJwk): string {
  return encodeBase64Url(sha256(encodeUtf8(canonicalise({ crv, kty, x }))));
}

/**
 * Members that are not the key itself (`kid`, `use`, ...) are ignored, as RFC 7517 s4 demands.
 *
 * @throws KEY_INVALID, also for a point on which anybody could sign.
 */
export function parsePublicJwk(value: JsonValue, source: Source = SOURCE): PublicJwk {
  if (!isObject(value)) refuse(source, 'a JWK', value);
  const { crv = null, kty = null, x = null } = value;
  for (const [member, shape] of Object.entries(PUBLIC_JWK_FIELDS)) {
    const mismatch = shape(value[member] ?? null);
    if (mismatch !== null) refuse(source, `${mismatch.expected} as ${member}`, mismatch.got);
  }
  const jwk = { crv, kty, x } as PublicJwk;
  if (!isPublicKey(publicKeyBytes(jwk))) refuse(source, 'a point of prime order as x', jwk.x);
  return jwk;
}

/** @throws KEY_INVALID, also when the two halves are not one key's. Never quotes the secret. */
export function parseKey(value: JsonValue): Key {
  const publicJwk = parsePublicJwk(value);
  const seed =
    isObject(value) && typeof value.d === 'string' ? decodeBase64UrlOrNull(value.d) : null;
  if (seed?.length !== SEED_BYTES) {
    throw new WaferError('KEY_INVALID', `key: expected base64url of ${SEED_BYTES} bytes as d`);
  }
  const key = createKey(seed);
  if (key.publicJwk.x !== publicJwk.x) refuse(SOURCE, `${key.publicJwk.x} as x`, publicJwk.x);
  return key;
}

/**
 * The Ed25519 keys of a JWKS; keys of other types are passed over (RFC 7517 s5).
 *
 * @throws KEY_INVALID
 */
export function parseJwks(text: string): readonly PublicJwk[] {
  const value = parseJson(text);
  const keys = isObject(value) ? value.keys : undefined;
  if (!Array.isArray(keys)) refuse(SOURCE, 'a JWKS with a list of keys', value);
  return keys.filter(isEd25519).map((key) => parsePublicJwk(key));
}

/** What a service publishes. */
export function toJwks(keys: readonly PublicJwk[]): { readonly keys: readonly JsonValue[] } {
  return {
    keys: keys.map((key) => ({ ...key, kid: keyIdOf(key), use: 'sig', alg: 'EdDSA' })),
  };
}

export function publicKeyBytes({ x }: PublicJwk): Uint8Array {
  return decodeBase64UrlOrNull(x) ?? new Uint8Array();
}

export function seedBytes({ d }: PrivateJwk): Uint8Array {
  return decodeBase64UrlOrNull(d) ?? new Uint8Array();
}

function isEd25519(value: JsonValue): boolean {
  return isObject(value) && value.kty === 'OKP' && value.crv === 'Ed25519';
}

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WaferError('KEY_INVALID', 'key: expected JSON', { cause });
  }
}
