/** The judgement of one event: its verdict, and its texts as they may be kept and passed on. */

import type { AgentEvent } from './agents/agent.ts';
import { type Configured, failuresOf } from './configuration.ts';
import { decide, type Verdict } from './decide.ts';
import { type ErrorCode, type Failure, toFailure, WaferError } from './errors.ts';
import { createGuard, type Guard } from './guard.ts';
import type { Platform } from './platform.ts';
import type { Posture } from './posture.ts';
import { type Redaction, redactCall, UNREDACTED } from './redact.ts';

export interface Judgement {
  readonly verdict: Verdict;
  readonly redaction: Redaction;
}

/** What the host brings, each made only when an event needs it. */
export interface Means {
  readonly posture: Posture;
  readonly guard: () => Promise<Guard>;
  /** Secret bytes of this session, for the fingerprints of redacted values. */
  readonly fingerprintKey: () => Uint8Array;
}

/** Never throws: what goes wrong, a bug of ours included, is in the verdict. */
export async function judgeEvent(event: AgentEvent, means: Means): Promise<Judgement> {
  const { call } = event;
  const { posture } = means;
  if (call === null) return { verdict: failureVerdict([], posture), redaction: UNREDACTED };
  try {
    const guard = await means.guard();
    const verdict = await guard.judge(call);
    const isSensitive = verdict.findings.some(({ redact }) => redact);
    if (!isSensitive) return { verdict, redaction: { ...UNREDACTED, texts: call.texts } };
    const redaction = redactCall(call, verdict.findings, means.fingerprintKey());
    return { verdict: cleaned(verdict, redaction), redaction };
  } catch (error) {
    // Nobody looked at the call's texts, so nothing of them may be kept.
    const failures = [failureOf(error, 'INTERNAL')];
    return { verdict: failureVerdict(failures, posture), redaction: UNREDACTED };
  }
}

/** Messages quote the call: what is sensitive in it must not stand in them either. */
function cleaned(verdict: Verdict, { clean }: Redaction): Verdict {
  return {
    ...verdict,
    reason: clean(verdict.reason),
    notice: clean(verdict.notice),
    findings: verdict.findings.map((one) => ({ ...one, message: clean(one.message) })),
    failures: verdict.failures.map((one) => ({ ...one, message: clean(one.message) })),
  };
}

/** The verdict on something that could not be judged for these reasons; without any: allow. */
export function failureVerdict(failures: readonly Failure[], posture: Posture): Verdict {
  return decide({ findings: [], failures }, 'prompt', posture);
}

/** The verdict with one more failure taken into account. */
export function withFailure(
  { findings, failures }: Verdict,
  failure: Failure,
  { event, posture }: { readonly event: Pick<AgentEvent, 'call'>; readonly posture: Posture },
): Verdict {
  const scan = { findings, failures: [...failures, failure] };
  return decide(scan, event.call?.channel ?? 'prompt', posture);
}

/** A guard with a host's configuration: what of it can't be used is part of every verdict. */
export async function createConfiguredGuard(
  platform: Platform,
  posture: Posture,
  { configuration, problems }: Configured,
): Promise<Guard> {
  const guard = await createGuard(platform, posture, configuration);
  const standing = [...problems, ...failuresOf(guard.mistakes)];
  if (standing.length === 0) return guard;
  return {
    ...guard,
    async judge(call) {
      const { findings, failures } = await guard.judge(call);
      return decide({ findings, failures: [...failures, ...standing] }, call.channel, posture);
    },
  };
}

/** Ours says what it is; anything else is a bug, which must not take the answer with it. */
export function failureOf(error: unknown, code: ErrorCode): Failure {
  if (error instanceof WaferError) return toFailure(error);
  const message = error instanceof Error ? error.message : String(error);
  return { code, message: `unexpected: ${message}` };
}
