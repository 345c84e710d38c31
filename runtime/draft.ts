/**
 * What of a judged event goes into its record: redacted excerpts and bounded names, so that a record
 * stays below its limit whatever an agent, or an attacker through it, put into the event.
 */

import { sha256 } from '#sha256';
import type { AgentEvent } from './agents/agent.ts';
import type { Call } from './call.ts';
import { canonicalise } from './canonical.ts';
import { type Configuration, isConfigured } from './configuration.ts';
import type { Verdict } from './decide.ts';
import { encodeText } from './encode.ts';
import { encodeHex, encodeUtf8 } from './encoding.ts';
import type { JsonObject, JsonValue, Leaf } from './json.ts';
import type { Catalogue } from './load.ts';
import { FAILURE_CLASS, type Posture } from './posture.ts';
import type { RecordDraft } from './record.ts';
import type { Redaction } from './redact.ts';
import type { Finding } from './scan.ts';

/** All excerpts of a record together, in UTF-16 units; in JSON each takes at most six bytes. */
const MAX_EXCERPT_LENGTH = 4096;
/** Names, paths and reasons. */
const MAX_NAME_LENGTH = 512;
const MAX_TEXTS = 32;
const MAX_FINDINGS = 48;
const MAX_FAILURES = 8;

/** What decided, by SHA-256 in hex; empty where nothing of the kind did. */
export type Deciders = Pick<RecordDraft, 'detectors' | 'grammar' | 'policy'>;

/** Of an event that carried no call. */
export const NO_DECIDERS: Deciders = { detectors: {}, grammar: '', policy: '' };

export function decidersOf(
  call: Call,
  { detectors, grammar }: Catalogue,
  policy: Policy,
): Deciders {
  return {
    detectors: Object.fromEntries(
      detectors
        .filter(({ channels }) => channels.includes(call.channel))
        .map(({ name, sha256 }) => [name, sha256]),
    ),
    grammar: call.channel === 'shell' ? grammar.bash.sha256 : '',
    policy: policyDigest(policy),
  };
}

/** What decides besides detectors and grammar. */
export interface Policy {
  readonly posture: Posture;
  readonly configuration: Configuration;
}

/** The digest of the posture's canonical JSON; with a configuration, of both (docs/seal.md). */
export function policyDigest({ posture, configuration }: Policy): string {
  const { sources, settings } = configuration;
  const policy = isConfigured(configuration)
    ? {
        posture,
        rules: sources.map(({ name, text }) => ({ name, sha256: digestOf(text) })),
        settings: Object.fromEntries(settings.map(({ key, values }) => [key, values])),
      }
    : posture;
  return digestOf(canonicalise(policy as unknown as JsonValue));
}

function digestOf(text: string): string {
  return encodeHex(sha256(encodeUtf8(text)));
}

export interface Decision {
  readonly id: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string;
  readonly verdict: Verdict;
  readonly redaction: Redaction;
  readonly deciders: Deciders;
}

type Facts = Pick<AgentEvent, 'agent' | 'name' | 'session' | 'tool' | 'call'>;

export function draftRecord(event: Facts, decision: Decision): RecordDraft {
  const { verdict, redaction, deciders } = decision;
  const { clean } = redaction;
  const name = (text: string) => bounded(clean(text));
  return {
    id: decision.id,
    at: decision.at,
    session: recordedName(event.session),
    agent: event.agent,
    event: name(event.name),
    tool: name(event.tool),
    channel: event.call?.channel ?? '',
    subject: event.call === null ? {} : subjectOf(event.call, redaction),
    verdict: verdict.verdict,
    risk: verdict.risk,
    reason: name(verdict.reason),
    findings: verdict.findings.slice(0, MAX_FINDINGS).map(recordedFinding),
    failures: verdict.failures.slice(0, MAX_FAILURES).map(({ code, message }) => ({
      class: FAILURE_CLASS[code],
      code,
      message: name(message),
    })),
    overrides: [],
    redactions: redaction.count,
    ...deciders,
  };
}

function subjectOf(call: Call, { texts, clean }: Redaction): JsonObject {
  const subject: Record<string, string | JsonObject[] | number> = { texts: excerpts(texts) };
  if (texts.length > MAX_TEXTS) subject.omitted = texts.length - MAX_TEXTS;
  for (const key of ['server', 'path', 'cwd', 'home', 'project'] as const) {
    if (call[key] !== '') subject[key] = bounded(clean(call[key]));
  }
  return subject;
}

/** A text that is kept in part says how many bytes it had in whole. */
function excerpts(texts: readonly Leaf[]): JsonObject[] {
  let room = MAX_EXCERPT_LENGTH;
  return texts.slice(0, MAX_TEXTS).map(({ at, text }) => {
    const excerpt = text.slice(0, room);
    room -= excerpt.length;
    const whole = excerpt.length === text.length;
    const entry = { at: bounded(at), text: excerpt };
    return whole ? entry : { ...entry, bytes: encodeText(text).length };
  });
}

function recordedFinding(finding: Finding) {
  const { detector, rule, category, severity, risk, start, end, at } = finding;
  return { detector, rule, category, severity, risk, start, end, at: bounded(at) };
}

/** A name as records have it: cut to its limit, and without lone surrogates. */
export function recordedName(name: string): string {
  return bounded(name).toWellFormed();
}

function bounded(text: string): string {
  return text.length <= MAX_NAME_LENGTH ? text : `${text.slice(0, MAX_NAME_LENGTH - 3)}...`;
}
