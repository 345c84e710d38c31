/** What can happen to a seal and its log between pressing and verifying, as the vectors spell it. */

import { canonicalise } from '../runtime/canonical.ts';
import {
  type Envelope,
  encodeEnvelope,
  parseEnvelope,
  preAuthenticationEncoding,
  type Signature,
} from '../runtime/dsse.ts';
import { signBytes } from '../runtime/ed25519.ts';
import { decodeUtf8OrNull, encodeUtf8 } from '../runtime/encoding.ts';
import type { JsonValue } from '../runtime/json.ts';
import { type Key, seedBytes } from '../runtime/key.ts';
import type { RecordDraft } from '../runtime/record.ts';
import { sampleDraft, sampleKey, toLines, toLog, writeLines } from './sample-session.ts';

const GROUP_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const SIGNATURE_KINDS = {
  none: () => [],
  twice: (one) => [one, one],
  empty: (one) => [{ ...one, sig: one.sig.subarray(0, 0) }],
  short: (one) => [{ ...one, sig: one.sig.subarray(0, 63) }],
  zero: (one) => [{ ...one, sig: new Uint8Array(64) }],
  malleated: (one) => [{ ...one, sig: malleated(one.sig) }],
  'loose-bits': (one) => [one],
} as const satisfies Record<string, (one: Signature) => readonly Signature[]>;

/** A step on the log. Lines count from 0. */
export type LogStep =
  /** Exactly these lines, in this order. */
  | { readonly op: 'lines'; readonly order: readonly number[] }
  /** One member of one record gets another value; the line stays canonical. */
  | { readonly op: 'alter'; readonly line: number; readonly at: string; readonly value: JsonValue }
  /** Every record is written again with the right number and predecessor. */
  | { readonly op: 'rechain' }
  /** Text is put before this line, or at the end. */
  | { readonly op: 'insert'; readonly line: number; readonly text: string }
  /** Text within a line is replaced. */
  | { readonly op: 'replace'; readonly line: number; readonly find: string; readonly with: string }
  /** The session goes on: one more record. */
  | { readonly op: 'append' }
  /** The last bytes are lost. */
  | { readonly op: 'cut'; readonly bytes: number };

/** A step on the seal. */
export type SealStep =
  /** One bit of one byte of a decoded part changes. */
  | { readonly op: 'flip'; readonly part: 'payload' | 'signature'; readonly byte: number }
  /** Text of the file, or of the payload, is replaced. */
  | {
      readonly op: 'replace';
      readonly part: 'file' | 'payload';
      readonly find: string;
      readonly with: string;
    }
  /** A byte in the middle of the payload becomes this one. */
  | { readonly op: 'overwrite'; readonly byte: number }
  /** The signature becomes another one that might be let through. */
  | { readonly op: 'signature'; readonly kind: keyof typeof SIGNATURE_KINDS }
  /** The whole file becomes something else. */
  | { readonly op: 'file'; readonly text: string }
  /** The payload as it now is gets the signer's own signature: the signer lies. */
  | { readonly op: 'sign' }
  /** It gets the signature of another key, under the signer's key id. */
  | { readonly op: 'sign-as-another' };

export function mutateLog(log: Uint8Array, steps: readonly LogStep[]): Uint8Array {
  return steps.reduce(applyToLog, log);
}

export async function mutateSeal(
  seal: string,
  steps: readonly SealStep[],
  key: Key,
): Promise<string> {
  let mutated = seal;
  for (const step of steps) mutated = await applyToSeal(mutated, step, key);
  return mutated;
}

function applyToLog(log: Uint8Array, step: LogStep): Uint8Array {
  const lines = toLines(log);
  switch (step.op) {
    case 'lines':
      return toLog(step.order.map((index) => lines[index] ?? ''));
    case 'alter': {
      const path = step.at.split('/').slice(1);
      const record = withMember(JSON.parse(lines[step.line] ?? ''), path, step.value);
      return toLog(lines.with(step.line, canonicalise(record)));
    }
    case 'rechain':
      return toLog(writeLines(lines.map(toDraft)));
    case 'insert': {
      const ended = lines.map((line) => `${line}\n`);
      return encodeUtf8(ended.toSpliced(step.line, 0, step.text).join(''));
    }
    case 'replace':
      return toLog(lines.with(step.line, replaceOnce(lines[step.line] ?? '', step)));
    case 'append': {
      const drafts = [...lines.map(toDraft), sampleDraft(lines.length)];
      return toLog([...lines, ...writeLines(drafts).slice(lines.length)]);
    }
    case 'cut':
      return log.subarray(0, log.length - step.bytes);
  }
}

function toDraft(line: string): RecordDraft {
  const { v: _v, seq: _seq, previous: _previous, salt: _salt, ...draft } = JSON.parse(line);
  return draft;
}

function withMember(
  value: JsonValue,
  [key, ...rest]: readonly string[],
  replacement: JsonValue,
): JsonValue {
  if (key === undefined) return replacement;
  const members = Object.entries(value as object);
  if (!members.some(([name]) => name === key)) throw new Error(`${key}: no such member`);
  const changed = members.map(([name, member]): [string, JsonValue] => [
    name,
    name === key ? withMember(member, rest, replacement) : member,
  ]);
  return Array.isArray(value) ? changed.map(([, member]) => member) : Object.fromEntries(changed);
}

async function applyToSeal(seal: string, step: SealStep, key: Key): Promise<string> {
  if (step.op === 'file') return step.text;
  if (step.op === 'replace' && step.part === 'file') return replaceOnce(seal, step);
  const envelope = parseEnvelope(seal);
  if (step.op === 'signature') return spoilSignature(envelope, step.kind);
  return encodeEnvelope(await changeEnvelope(envelope, step, key));
}

type EnvelopeStep = Exclude<SealStep, { readonly op: 'file' | 'signature' }>;

async function changeEnvelope(envelope: Envelope, step: EnvelopeStep, key: Key): Promise<Envelope> {
  const { payload, signatures } = envelope;
  switch (step.op) {
    case 'sign':
      return signed(envelope, key, key.keyId);
    case 'sign-as-another':
      return signed(envelope, sampleKey(9), key.keyId);
    case 'overwrite':
      return { ...envelope, payload: payload.with(payload.length >> 1, step.byte) };
    case 'replace':
      return {
        ...envelope,
        payload: encodeUtf8(replaceOnce(decodeUtf8OrNull(payload) ?? '', step)),
      };
    case 'flip':
      return step.part === 'payload'
        ? { ...envelope, payload: flip(payload, step.byte) }
        : { ...envelope, signatures: signatures.map((one) => flipSignature(one, step.byte)) };
  }
}

async function signed(envelope: Envelope, { privateJwk }: Key, keyid: string): Promise<Envelope> {
  const message = preAuthenticationEncoding(envelope.payloadType, envelope.payload);
  const sig = await signBytes(message, seedBytes(privateJwk));
  return { ...envelope, signatures: [{ keyid, sig }] };
}

function spoilSignature(envelope: Envelope, kind: keyof typeof SIGNATURE_KINDS): string {
  if (kind === 'loose-bits') return encodeEnvelope(envelope).replace(/.==/, looseDigit);
  const signatures = envelope.signatures.flatMap((one) => SIGNATURE_KINDS[kind](one));
  return encodeEnvelope({ ...envelope, signatures });
}

/** Adds one to a base64 digit of which only the upper two bits carry something. */
function looseDigit(digitAndPadding: string): string {
  const digit = digitAndPadding.charCodeAt(0);
  return `${String.fromCharCode(digit + 1)}==`;
}

/** S + L: the same point equation, another number. RFC 8032 s5.1.7 wants S below L. */
function malleated(sig: Uint8Array): Uint8Array {
  let s = 0n;
  for (const byte of sig.slice(32).reverse()) s = s * 256n + BigInt(byte);
  s += GROUP_ORDER;
  return sig.map((byte, i) => (i < 32 ? byte : Number((s >> BigInt(8 * (i - 32))) & 255n)));
}

function replaceOnce(text: string, step: { readonly find: string; readonly with: string }): string {
  if (!text.includes(step.find)) throw new Error(`${step.find}: not there to be replaced`);
  return text.replace(step.find, () => step.with);
}

function flipSignature({ keyid, sig }: Signature, index: number): Signature {
  return { keyid, sig: flip(sig, index) };
}

function flip(bytes: Uint8Array, index: number): Uint8Array {
  return bytes.with(index, (bytes[index] ?? 0) ^ 1);
}
