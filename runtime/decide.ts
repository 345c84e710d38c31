/**
 * Findings and failures -> verdict. The one place where a failure gets its consequence: what the
 * input can cause never yields `allow`, because an attacker chooses the input.
 */

import type { Channel } from './call.ts';
import type { Failure } from './errors.ts';
import {
  FAILURE_CLASS,
  type FailureMode,
  type Posture,
  type PostureRow,
  type VerdictName,
} from './posture.ts';
import type { Finding, Scan } from './scan.ts';

export interface Verdict {
  readonly verdict: VerdictName;
  /** 0-100 over all findings. */
  readonly risk: number;
  /** Why, for the person and the model; empty for a plain allow. */
  readonly reason: string;
  /** What a person must see although the call proceeds; empty for nothing. */
  readonly notice: string;
  /** What decided: a row of the posture, `risk`, `failure`, or `none`. */
  readonly row: string;
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
}

const STRENGTH = { allow: 0, ask: 1, deny: 2 } as const satisfies Record<VerdictName, number>;
const OF_MODE = { open: 'allow', ask: 'ask', closed: 'deny' } as const satisfies Record<
  FailureMode,
  VerdictName
>;

interface Opinion {
  readonly verdict: VerdictName;
  readonly row: string;
}

/** Judges a scan. In the channel `output` what can be redacted does not count: it won't be seen. */
export function decide({ findings, failures }: Scan, channel: Channel, posture: Posture): Verdict {
  const counted = channel === 'output' ? findings.filter(({ redact }) => !redact) : findings;
  const risk = riskOf(counted);
  const opinions = [
    ...counted.flatMap((finding) => opinionsOnFinding(finding, channel, posture)),
    opinionOnRisk(risk, posture),
    ...failures.map((failure) => opinionOnFailure(failure, posture)),
  ];
  const { verdict, row } = opinions.reduce((strongest, opinion) =>
    STRENGTH[opinion.verdict] > STRENGTH[strongest.verdict] ? opinion : strongest,
  );
  const scan = { findings: counted, failures };
  const reason = verdict === 'allow' ? '' : reasonOf(scan, posture);
  const notice = noticeOf(failures, posture);
  return { verdict, risk, reason, notice, row, findings, failures };
}

function opinionsOnFinding(finding: Finding, channel: Channel, posture: Posture): Opinion[] {
  return posture.rows
    .filter((row) => fits(row, finding, channel))
    .map(({ verdict, name }) => ({ verdict, row: name }));
}

function fits(row: PostureRow, finding: Finding, channel: Channel): boolean {
  return (
    row.category === finding.category &&
    row.severities.includes(finding.severity) &&
    (row.channels === undefined || row.channels.includes(channel))
  );
}

function opinionOnRisk(risk: number, posture: Posture): Opinion {
  if (risk >= posture.denyRisk) return { verdict: 'deny', row: 'risk' };
  if (risk >= posture.askRisk) return { verdict: 'ask', row: 'risk' };
  return { verdict: 'allow', row: 'none' };
}

function opinionOnFailure({ code }: Failure, posture: Posture): Opinion {
  return { verdict: OF_MODE[posture.fail[FAILURE_CLASS[code]]], row: 'failure' };
}

/**
 * The worst finding counts in full; every other rule that fired takes a tenth of its own share of
 * what is left up to 100. One rule counts once, however often it fired.
 */
function riskOf(findings: readonly Finding[]): number {
  const worst = new Map<string, number>();
  for (const { detector, rule, risk } of findings) {
    const key = `${detector}/${rule}`;
    worst.set(key, Math.max(risk, worst.get(key) ?? 0));
  }
  const [first = 0, ...others] = [...worst.values()].sort((a, b) => b - a);
  const total = others.reduce((sum, risk) => sum + ((100 - sum) * risk) / 1000, first);
  return Math.floor(total);
}

/** A failure that lets the call go on is never silent. */
function noticeOf(failures: readonly Failure[], posture: Posture): string {
  const open = failures.filter((failure) => isOpen(failure, posture));
  const ignored = open.filter(({ code }) => code === 'CONFIG_IGNORED');
  const others = open.filter((failure) => !ignored.includes(failure));
  const parts = [
    said('wafer did not stop this, although', others),
    said('wafer goes on without a part of its configuration:', ignored),
  ];
  return parts.filter((part) => part !== '').join('. ');
}

function said(what: string, failures: readonly Failure[]): string {
  if (failures.length === 0) return '';
  return `${what} ${failures.map(({ message }) => message).join('; ')}`;
}

function isOpen({ code }: Failure, posture: Posture): boolean {
  return posture.fail[FAILURE_CLASS[code]] === 'open';
}

/** The worst findings first, at most three, each with what to do instead; then what stops it, too. */
function reasonOf({ findings, failures }: Scan, posture: Posture): string {
  const rules = new Map<string, Finding>();
  for (const finding of [...findings].sort((a, b) => b.risk - a.risk)) {
    if (!rules.has(finding.rule)) rules.set(finding.rule, finding);
  }
  const parts = [...rules.values()]
    .slice(0, 3)
    .map(
      ({ rule, message, instead }) => `${rule}: ${message}${instead && `. Instead: ${instead}`}`,
    );
  const stopping = failures.filter((failure) => !isOpen(failure, posture));
  parts.push(...stopping.slice(0, 3).map(({ message }) => `could not be judged: ${message}`));
  return parts.join('. ');
}
