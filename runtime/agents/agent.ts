/** What every agent's adapter speaks: an event in, an answer out. Pure; hosts do the reading. */

import type { Call } from '../call.ts';
import type { Verdict } from '../decide.ts';
import type { Leaf } from '../json.ts';

export const AGENTS = ['claude-code'] as const;
export type AgentName = (typeof AGENTS)[number];

export const EVENT_KINDS = [
  'pre-tool',
  'post-tool',
  'permission',
  'prompt',
  'session-start',
  'session-end',
  'stop',
  'other',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** One hook invocation, read. */
export interface AgentEvent {
  readonly agent: AgentName;
  readonly kind: EventKind;
  /** The event's name in the agent's own words. */
  readonly name: string;
  readonly session: string;
  readonly tool: string;
  /** What there is to judge; null for events that carry nothing. */
  readonly call: Call | null;
  /** The event as it came, for answers that hand parts of it back. */
  readonly payload: { readonly [key: string]: unknown };
}

/** What the host knows about the machine. Absolute paths; unknown ones are empty. */
export interface HostPlaces {
  readonly home: string;
  readonly project: string;
}

/** What is to be said about an event. */
export interface Outcome {
  readonly verdict: Verdict;
  /** The id under which the decision stands in the log. */
  readonly decision: string;
  /** The call's texts after redaction, when anything was redacted; else null. */
  readonly redacted: readonly Leaf[] | null;
}

/** What the hook process does: bytes on stdout and stderr, and its exit status. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Nothing on stdout and status 0: the one "no opinion" that every client takes as such. */
export const SILENCE: Answer = { stdout: '', stderr: '', exitCode: 0 };

export interface Adapter {
  readonly agent: AgentName;
  /** The environment variable in which the agent names the project's folder to its hooks. */
  readonly projectVariable: string;
  /** @throws WaferError `EVENT_MALFORMED` */
  parse(payload: unknown, places: HostPlaces): AgentEvent;
  render(event: AgentEvent, outcome: Outcome): Answer;
  /** The answer when there is no event to answer: it could not be read. */
  renderFailure(outcome: Outcome): Answer;
}
