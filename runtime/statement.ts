/**
 * What a seal says: an in-toto Statement v1 about a session's log. The subject is the log, by the root
 * of its tree, and in a git repository the commit and tree that HEAD stood at.
 */

import { canonicalise, parseCanonical } from './canonical.ts';
import { decodeUtf8OrNull, encodeUtf8 } from './encoding.ts';
import { isObject, type JsonObject, type JsonValue } from './json.ts';
import { PUBLIC_JWK_FIELDS, type PublicJwk, parsePublicJwk } from './key.ts';
import { MAX_TORN_LINES, type TornLine } from './log.ts';
import { TREE_ALGORITHM } from './merkle.ts';
import {
  anObject,
  assertShape,
  closed,
  count,
  listOf,
  mapOf,
  matching,
  nullOr,
  oneOf,
  refuse,
  type Source,
  sha256Hex,
  text,
  time,
} from './shape.ts';
import type { Counts, NamedDigest, TreeHead } from './summary.ts';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** A name; nothing is fetched from it. */
export const PREDICATE_TYPE = 'https://wafer.dev/seal/v1';
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** A detector that decided; what the sealing machine no longer knew of it is null. */
export type SealedDetector = NamedDigest & {
  readonly version: string | null;
  /** SHA-256 of the component that holds the core module. */
  readonly component: string | null;
};

export type SealedSource = {
  readonly name: string | null;
  readonly sha256: string;
};

export type GitHead = {
  readonly commit: string;
  readonly tree: string;
};

export type SealPredicate = {
  readonly agent: string;
  readonly session: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly sealedAt: string;
  readonly counts: Counts;
  readonly categories: { readonly [category: string]: number };
  readonly tree: TreeHead;
  readonly torn: readonly TornLine[];
  readonly clockSteps: number;
  readonly detectors: readonly SealedDetector[];
  readonly grammars: readonly SealedSource[];
  readonly policies: readonly SealedSource[];
  /** The version of Wafer that sealed. */
  readonly wafer: string;
  /** SHA-256 of the payload of the seal before this one. */
  readonly previousSeal: string | null;
  readonly key: PublicJwk;
};

export interface SealStatement {
  readonly git: GitHead | null;
  readonly predicate: SealPredicate;
}

const MAX_PARTS = 256;
const SOURCE: Source = { code: 'SEAL_MALFORMED', name: 'statement' };

const gitHash = matching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'a git object id');
const part = closed({ name: nullOr(text), sha256: sha256Hex });

const PREDICATE = closed({
  agent: text,
  session: text,
  startedAt: nullOr(time),
  endedAt: nullOr(time),
  sealedAt: time,
  counts: closed({
    governed: count,
    allowed: count,
    asked: count,
    denied: count,
    redacted: count,
    overridden: count,
    failed: count,
  }),
  categories: mapOf(count),
  tree: closed({ algorithm: oneOf([TREE_ALGORITHM]), size: count, root: sha256Hex }),
  torn: listOf(closed({ line: count, bytes: count, sha256: sha256Hex }), { max: MAX_TORN_LINES }),
  clockSteps: count,
  detectors: listOf(
    closed({ name: text, sha256: sha256Hex, version: nullOr(text), component: nullOr(sha256Hex) }),
    { max: MAX_PARTS },
  ),
  grammars: listOf(part, { max: MAX_PARTS }),
  policies: listOf(part, { max: MAX_PARTS }),
  wafer: text,
  previousSeal: nullOr(sha256Hex),
  key: closed(PUBLIC_JWK_FIELDS),
});

const GIT_SUBJECT = closed({
  name: oneOf(['git:HEAD']),
  digest: closed({ gitCommit: gitHash, gitTree: gitHash }),
});

const STATEMENT = closed({
  _type: oneOf([STATEMENT_TYPE]),
  predicateType: oneOf([PREDICATE_TYPE]),
  predicate: PREDICATE,
  subject: listOf(anObject, { max: 2 }),
});

/**
 * The payload: the statement's canonical JSON.
 *
 * @throws SEAL_MALFORMED for a statement that no reader would take.
 */
export function encodeStatement(statement: SealStatement): Uint8Array {
  const payload = encodeUtf8(canonicalise(toJson(statement)));
  parseStatement(payload);
  return payload;
}

/** @throws SEAL_MALFORMED for any bytes but those that `encodeStatement` gives for their content. */
export function parseStatement(payload: Uint8Array): SealStatement {
  const payloadText = decodeUtf8OrNull(payload);
  if (payloadText === null) refuse(SOURCE, 'UTF-8', 'other bytes');
  const value = parseCanonical(payloadText, SOURCE);
  // Before all else: a later version is to be called that, not a version 1 with strange keys.
  assertVersion(value);
  assertShape(value, STATEMENT, SOURCE);
  const { predicate, subject } = value as unknown as StatementJson;
  parsePublicJwk(predicate.key, { code: 'SEAL_MALFORMED', name: 'key' });
  const statement = { git: readGit(subject[1]), predicate };
  assertSubjects(subject, toSubjects(statement));
  return statement;
}

interface StatementJson {
  readonly predicate: SealPredicate;
  readonly subject: readonly JsonObject[];
}

function assertVersion(value: JsonValue): void {
  const { _type = null, predicateType = null } = isObject(value) ? value : {};
  if (_type !== STATEMENT_TYPE) refuse(SOURCE, `_type ${STATEMENT_TYPE}`, _type);
  if (predicateType !== PREDICATE_TYPE) {
    refuse(SOURCE, `predicateType ${PREDICATE_TYPE}`, predicateType);
  }
}

function readGit(subject: JsonObject | undefined): GitHead | null {
  if (subject === undefined) return null;
  assertShape(subject, GIT_SUBJECT, { code: 'SEAL_MALFORMED', name: 'second subject' });
  const { digest } = subject as unknown as GitSubject;
  return { commit: digest.gitCommit, tree: digest.gitTree };
}

interface GitSubject {
  readonly digest: { readonly gitCommit: string; readonly gitTree: string };
}

/** The subjects repeat what the predicate says, for tools that know in-toto but not Wafer. */
function assertSubjects(got: readonly JsonValue[], expected: readonly JsonValue[]): void {
  for (const [index, subject] of expected.entries()) {
    const canonical = canonicalise(subject);
    if (canonicalise(got[index] ?? null) === canonical) continue;
    refuse(SOURCE, `${canonical} as subject ${index}`, got[index] ?? null);
  }
}

function toJson(statement: SealStatement): JsonObject {
  return {
    _type: STATEMENT_TYPE,
    predicateType: PREDICATE_TYPE,
    predicate: statement.predicate,
    subject: toSubjects(statement),
  };
}

function toSubjects({ git, predicate }: SealStatement): readonly JsonObject[] {
  const log = {
    name: `wafer-session:${predicate.session}`,
    digest: { sha256: predicate.tree.root },
  };
  if (git === null) return [log];
  return [log, { name: 'git:HEAD', digest: { gitCommit: git.commit, gitTree: git.tree } }];
}
