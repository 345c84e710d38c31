/** Pressing a seal: a log becomes a statement, the statement a signed envelope. */

import { sha256 } from '#sha256';
import { encodeEnvelope, parseEnvelope, preAuthenticationEncoding } from './dsse.ts';
import { signBytes } from './ed25519.ts';
import { encodeHex } from './encoding.ts';
import { WaferError } from './errors.ts';
import { type Key, seedBytes } from './key.ts';
import { quote } from './shape.ts';
import {
  encodeStatement,
  type GitHead,
  PAYLOAD_TYPE,
  type SealedDetector,
  type SealedSource,
  type SealPredicate,
} from './statement.ts';
import { type LogSummary, type NamedDigest, type SummarisedLog, summariseLog } from './summary.ts';

export interface SealRequest {
  /** The session's log file. */
  readonly log: Uint8Array;
  readonly session: string;
  readonly agent: string;
  readonly git: GitHead | null;
  /** `sealDigest` of the seal before this one. */
  readonly previousSeal: string | null;
  /** What the sealing machine knows of its detectors, grammars and policies, to put names to digests. */
  readonly detectors: readonly SealedDetector[];
  readonly grammars: readonly NamedDigest[];
  readonly policies: readonly NamedDigest[];
  /** Wafer's version. */
  readonly version: string;
  readonly key: Key;
  /** Now, as in a record. */
  readonly at: string;
}

/** Clocks of honest machines differ, and are set. */
export const CLOCK_TOLERANCE_SECONDS = 300;

/**
 * The seal file's text. Torn lines are sealed as such; a log with any other problem is not sealed.
 *
 * @throws LOG_CORRUPT naming the first problem; SEAL_INVALID when the request contradicts the log;
 * SEAL_MALFORMED when it holds what no seal may, such as a digest that is none.
 */
export async function pressSeal(request: SealRequest): Promise<string> {
  const summarised = summariseLog(request.log);
  const problem = summarised.problems[0];
  if (problem !== undefined) {
    throw new WaferError('LOG_CORRUPT', `log: line ${problem.line}: ${problem.message}`);
  }
  assertAgrees(request, summarised.summary);
  const payload = encodeStatement({
    git: request.git,
    predicate: predicateOf(request, summarised),
  });
  const message = preAuthenticationEncoding(PAYLOAD_TYPE, payload);
  const sig = await signBytes(message, seedBytes(request.key.privateJwk));
  return encodeEnvelope({
    payload,
    payloadType: PAYLOAD_TYPE,
    signatures: [{ keyid: request.key.keyId, sig }],
  });
}

/**
 * What the next seal names as the one before: SHA-256 of the payload, hex. Not of the file, so that a
 * later countersignature leaves it as it is.
 *
 * @throws SEAL_MALFORMED
 */
export function sealDigest(sealText: string): string {
  return encodeHex(sha256(parseEnvelope(sealText).payload));
}

/** Whether `later` lies so far after `earlier` that no clock's error explains it. */
export function isBeyondTolerance(earlier: string, later: string): boolean {
  return Date.parse(later) - Date.parse(earlier) > CLOCK_TOLERANCE_SECONDS * 1000;
}

/** A contradiction would make a seal that no verifier accepts: better to say so now. */
function assertAgrees(request: SealRequest, { session, agent, endedAt }: LogSummary): void {
  assertSame('session', session, request.session);
  assertSame('agent', agent, request.agent);
  if (endedAt !== null && isBeyondTolerance(request.at, endedAt)) {
    contradict(`a time after the last record at ${endedAt}`, request.at);
  }
}

/** `ofLog` is null in a log without records. */
function assertSame(name: string, ofLog: string | null, requested: string): void {
  if (ofLog !== null && ofLog !== requested) contradict(`${name} ${quote(ofLog)}`, requested);
}

function contradict(expected: string, got: string): never {
  throw new WaferError('SEAL_INVALID', `seal: expected ${expected}, got ${quote(got)}`);
}

function predicateOf(request: SealRequest, summarised: SummarisedLog): SealPredicate {
  const { summary, torn, clockSteps } = summarised;
  return {
    agent: request.agent,
    session: request.session,
    startedAt: summary.startedAt,
    endedAt: summary.endedAt,
    sealedAt: request.at,
    counts: summary.counts,
    categories: summary.categories,
    tree: summary.tree,
    torn,
    clockSteps,
    detectors: summary.detectors.map((digest) => describe(digest, request.detectors)),
    grammars: summary.grammars.map((digest) => nameOf(digest, request.grammars)),
    policies: summary.policies.map((digest) => nameOf(digest, request.policies)),
    wafer: request.version,
    previousSeal: request.previousSeal,
    key: request.key.publicJwk,
  };
}

/** An update within the session leaves records of a detector that is no longer installed. */
function describe(digest: NamedDigest, known: readonly SealedDetector[]): SealedDetector {
  const match = known.find(({ name, sha256 }) => name === digest.name && sha256 === digest.sha256);
  return { ...digest, version: match?.version ?? null, component: match?.component ?? null };
}

function nameOf(digest: string, known: readonly NamedDigest[]): SealedSource {
  return { name: known.find(({ sha256 }) => sha256 === digest)?.name ?? null, sha256: digest };
}
