/**
 * Verifying a seal: an ordered list of checks. The first that fails ends the run, so that what is
 * reported is the layer that is wrong and not what follows from it.
 */

import { type Envelope, parseEnvelope, preAuthenticationEncoding } from './dsse.ts';
import { isSigned } from './ed25519.ts';
import { WaferError } from './errors.ts';
import { keyIdOf, type PublicJwk, publicKeyBytes } from './key.ts';
import { counted, failed, type Outcome, ok, unchecked } from './outcome.ts';
import { isBeyondTolerance } from './seal.ts';
import { quote } from './shape.ts';
import {
  PAYLOAD_TYPE,
  parseStatement,
  type SealPredicate,
  type SealStatement,
} from './statement.ts';
import { type SummarisedLog, summariseLog } from './summary.ts';
import {
  checkChain,
  checkCompleteness,
  checkCounts,
  checkDetectors,
  checkTree,
} from './verify-log.ts';

/** In the order in which they run. */
export const CHECK_NAMES = [
  'format',
  'signature',
  'key',
  'time',
  'chain',
  'tree',
  'counts',
  'detectors',
  'completeness',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export interface Check extends Outcome {
  readonly name: CheckName;
}

export interface Verification {
  /**
   * `invalid`: a check failed. `unknown`: nothing failed, but the signing key is not trusted, so the
   * seal proves integrity and not origin. `valid`: neither.
   */
  readonly result: 'valid' | 'invalid' | 'unknown';
  readonly checks: readonly Check[];
  /** What the seal says; null when it can't be read. Not to be believed unless the result is `valid`. */
  readonly statement: SealStatement | null;
}

export interface VerifyOptions {
  /** The session's log file, where it is at hand. */
  readonly log?: Uint8Array;
  readonly trustedKeys: readonly PublicJwk[];
  /** Now, as in a record. */
  readonly now?: string;
}

interface OpenSeal {
  readonly envelope: Envelope;
  readonly statement: SealStatement;
}

type Step = () => Outcome | Promise<Outcome>;

/** What is wrong with the seal is in the result; nothing that it holds makes this throw. */
export async function verifySeal(sealText: string, options: VerifyOptions): Promise<Verification> {
  const trustedIds = options.trustedKeys.map(keyIdOf);
  const opened = openSeal(sealText);
  const checks =
    opened instanceof WaferError
      ? await runSteps({ format: () => failed(opened.message) })
      : await runSteps(stepsOf(opened, { ...options, trustedIds }));
  const statement = opened instanceof WaferError ? null : opened.statement;
  return { result: resultOf(checks), checks, statement };
}

function openSeal(sealText: string): OpenSeal | WaferError {
  try {
    const envelope = parseEnvelope(sealText);
    if (envelope.payloadType !== PAYLOAD_TYPE) {
      return malformed(`payload type ${PAYLOAD_TYPE}`, envelope.payloadType);
    }
    if (envelope.signatures.length !== 1) {
      return malformed('1 signature', envelope.signatures.length);
    }
    return { envelope, statement: parseStatement(envelope.payload) };
  } catch (error) {
    if (error instanceof WaferError) return error;
    throw error;
  }
}

function malformed(expected: string, got: string | number): WaferError {
  const message = `envelope: expected ${expected}, got ${quote(got)}`;
  return new WaferError('SEAL_MALFORMED', message);
}

async function runSteps(
  steps: Readonly<Partial<Record<CheckName, Step>>>,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  let failure: CheckName | null = null;
  for (const name of CHECK_NAMES) {
    const skipped = unchecked(`not reached, because ${failure} failed`);
    const outcome: Outcome = failure === null ? ((await steps[name]?.()) ?? skipped) : skipped;
    if (outcome.status === 'failed') failure = name;
    checks.push({ name, ...outcome });
  }
  return checks;
}

function stepsOf(
  { envelope, statement }: OpenSeal,
  { log, now, trustedIds }: VerifyOptions & { readonly trustedIds: readonly string[] },
): Readonly<Record<CheckName, Step>> {
  const { predicate } = statement;
  return {
    format: () => ok('DSSE envelope, in-toto statement, Wafer seal version 1'),
    signature: () => checkSignature(envelope, predicate.key),
    key: () => checkKey(keyIdOf(predicate.key), trustedIds),
    time: () => checkTime(predicate, now),
    ...(log === undefined ? stepsWithoutLog() : stepsWithLog(log, predicate)),
  };
}

async function checkSignature({ payload, signatures }: Envelope, key: PublicJwk): Promise<Outcome> {
  const keyId = keyIdOf(key);
  const [signature] = signatures;
  if (signature?.keyid !== keyId) {
    return failed(`expected key id ${keyId}, got ${quote(signature?.keyid ?? null)}`);
  }
  const message = preAuthenticationEncoding(PAYLOAD_TYPE, payload);
  if (!(await isSigned(message, signature.sig, publicKeyBytes(key)))) {
    return failed(`expected an Ed25519 signature by key ${keyId}, got one that does not fit`);
  }
  return ok(`Ed25519 by key ${keyId}`);
}

function checkKey(keyId: string, trustedIds: readonly string[]): Outcome {
  if (trustedIds.includes(keyId)) return ok(`key ${keyId} is trusted`);
  const trusted = `${counted(trustedIds.length, 'key')} trusted`;
  return unchecked(
    `key ${keyId} is not trusted (${trusted}): nothing was changed, but who made it is open`,
  );
}

/** Nothing here proves a time: the sealing machine's clock says it. */
function checkTime({ startedAt, endedAt, sealedAt }: SealPredicate, now?: string): Outcome {
  if (startedAt !== null && endedAt !== null && startedAt > endedAt) {
    return failed(`expected an end after ${startedAt}, got ${endedAt}`);
  }
  if (endedAt !== null && isBeyondTolerance(sealedAt, endedAt)) {
    return failed(`expected a seal after the last record at ${endedAt}, got ${sealedAt}`);
  }
  if (now === undefined) return unchecked(`sealed at ${sealedAt}; the time now was not given`);
  if (isBeyondTolerance(now, sealedAt)) {
    return failed(`expected a seal before ${now}, got ${sealedAt}: it comes from the future`);
  }
  return ok(`sealed at ${sealedAt}`);
}

function stepsWithoutLog(): Readonly<Record<LogCheckName, Step>> {
  const without = (whatItShows: string) => () => unchecked(`no log given: it ${whatItShows}`);
  return {
    chain: without('would show that no record is missing or out of place'),
    tree: without('would show that the records are the sealed ones'),
    counts: without('would let the counts be computed again'),
    detectors: without('would show which detectors decided each call'),
    completeness: without('would show whether something was recorded after the seal'),
  };
}

type LogCheckName = 'chain' | 'tree' | 'counts' | 'detectors' | 'completeness';

function stepsWithLog(
  log: Uint8Array,
  predicate: SealPredicate,
): Readonly<Record<LogCheckName, Step>> {
  // Read at the first step that needs it, and only once: a seal that fails before costs no reading.
  let read: SummarisedLog | undefined;
  const summarised = () => {
    read ??= summariseLog(log, { maxRecords: predicate.tree.size });
    return read;
  };
  return {
    chain: () => checkChain(summarised()),
    tree: () => checkTree(summarised(), predicate),
    counts: () => checkCounts(summarised(), predicate),
    detectors: () => checkDetectors(summarised(), predicate),
    completeness: () => checkCompleteness(summarised(), predicate),
  };
}

function resultOf(checks: readonly Check[]): Verification['result'] {
  if (checks.some(({ status }) => status === 'failed')) return 'invalid';
  return checks.some(({ name, status }) => name === 'key' && status === 'ok') ? 'valid' : 'unknown';
}
