/**
 * DSSE v1, the Dead Simple Signing Envelope: signatures over a payload and its type.
 *
 * What is signed is not JSON but the pre-authentication encoding of the payload's bytes:
 *
 *     PAE(type, body) = "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body       LEN: decimal bytes
 *
 * The file is the envelope's canonical JSON; base64 is the standard alphabet with padding.
 */

import { canonicalise, parseCanonical } from './canonical.ts';
import { decodeBase64OrNull, encodeBase64, encodeUtf8 } from './encoding.ts';
import { WaferError } from './errors.ts';
import { assertShape, closed, listOf, type Source, text } from './shape.ts';

export interface Signature {
  readonly keyid: string;
  readonly sig: Uint8Array;
}

export interface Envelope {
  readonly payload: Uint8Array;
  readonly payloadType: string;
  readonly signatures: readonly Signature[];
}

const MAX_ENVELOPE_CHARACTERS = 1024 * 1024;
const MAX_SIGNATURES = 16;
const LINE_END = /\r?\n$/;

const SOURCE: Source = { code: 'SEAL_MALFORMED', name: 'envelope' };

const ENVELOPE = closed({
  payload: text,
  payloadType: text,
  signatures: listOf(closed({ keyid: text, sig: text }), { max: MAX_SIGNATURES }),
});

interface EnvelopeJson {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** The bytes to sign. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = encodeUtf8(payloadType);
  const head = encodeUtf8(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const encoding = new Uint8Array(head.length + payload.length);
  encoding.set(head);
  encoding.set(payload, head.length);
  return encoding;
}

export function encodeEnvelope({ payload, payloadType, signatures }: Envelope): string {
  return canonicalise({
    payload: encodeBase64(payload),
    payloadType,
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: encodeBase64(sig) })),
  });
}

/**
 * One line end after the envelope is let through, as editors and commit hooks add it.
 *
 * @throws SEAL_MALFORMED for any other text than the one that `encodeEnvelope` gives.
 */
export function parseEnvelope(envelopeText: string): Envelope {
  if (envelopeText.length > MAX_ENVELOPE_CHARACTERS) {
    const message = `envelope: expected at most ${MAX_ENVELOPE_CHARACTERS} characters, got`;
    throw new WaferError('SEAL_MALFORMED', `${message} ${envelopeText.length}`);
  }
  const value = parseCanonical(envelopeText.replace(LINE_END, ''), SOURCE);
  assertShape(value, ENVELOPE, SOURCE);
  const { payload, payloadType, signatures } = value as unknown as EnvelopeJson;
  return {
    payload: parseBase64('payload', payload),
    payloadType,
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: parseBase64('sig', sig) })),
  };
}

function parseBase64(key: string, base64: string): Uint8Array {
  const bytes = decodeBase64OrNull(base64);
  if (bytes !== null) return bytes;
  throw new WaferError('SEAL_MALFORMED', `envelope: expected canonical base64 as ${key}`);
}
