/** Runs the `expect` lines of rule files through a guard that has these files in force. */

import { parseCall } from './call.ts';
import type { RuleSource } from './configuration.ts';
import type { Verdict } from './decide.ts';
import { callOf, type Expectation, readExpectations } from './expectations.ts';
import type { Guard } from './guard.ts';

/** Where the calls of expectations happen, on whichever machine the files are tested. */
export const EXPECTED_PLACES = {
  cwd: '/workspace/project',
  home: '/home/test',
  project: '/workspace/project',
} as const;

export interface ExpectationRun {
  readonly count: number;
  /** `FILE:LINE: RULE: expected deny, got allow: TEXT`, for each that does not hold. */
  readonly failures: readonly string[];
}

export async function runExpectations(
  guard: Guard,
  files: readonly RuleSource[],
): Promise<ExpectationRun> {
  const failures: string[] = [];
  let count = 0;
  for (const { name, text } of files) {
    for (const expectation of readExpectations(text, name)) {
      count++;
      const failure = await failureOrNull(guard, expectation);
      if (failure !== null) failures.push(`${name}:${expectation.line}: ${failure}`);
    }
  }
  return { count, failures };
}

async function failureOrNull(guard: Guard, expectation: Expectation): Promise<string | null> {
  const { rule, verdict: expected, text } = expectation;
  const verdict = await guard.judge(parseCall(callOf(expectation), EXPECTED_PLACES));
  const isRight = verdict.verdict === expected;
  const isOurs = expected === 'allow' || verdict.findings.some((one) => one.rule === rule);
  if (isRight && isOurs) return null;
  const by = isRight ? ' by this rule' : '';
  return `${rule}: expected ${expected}${by}, got ${gotOf(verdict)}: ${text}`;
}

/** `deny by rm-root, rm-home`, or what kept the call from being judged. */
function gotOf({ verdict, findings, failures }: Verdict): string {
  const rules = findings.map(({ rule }) => rule);
  const reasons = new Set([...rules, ...failures.map(({ message }) => message)]);
  return reasons.size === 0 ? verdict : `${verdict} by ${[...reasons].join(', ')}`;
}
