/** Data flow: what the functions `runs` and `sends` of the rule language answer. */

import { expect } from 'vitest';
import { parseCall } from '../runtime/call.ts';
import { createGuard } from '../runtime/guard.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import { runVectors } from './run-vectors.ts';
import { platform } from './testkit.ts';
import file from './vectors/flow.json' with { type: 'json' };

const PLACES = { cwd: '/workspace/project', home: '/home/test', project: '/workspace/project' };
const KEYS = { vector: ['text'], expect: ['runs', 'sends'] };
const QUESTIONS = [
  'runs(network)',
  'runs(listener)',
  'runs(decoded)',
  'runs(secret)',
  'sends(secret)',
] as const;

interface FlowVector {
  readonly name: string;
  readonly why: string;
  readonly text: string;
  readonly expect: { readonly runs: readonly string[]; readonly sends: readonly string[] };
}

/** `runs(network)` is asked by the rule `flow-runs-network`. */
function nameOf(question: string): string {
  return `flow-${question.replace('(', '-').replace(')', '')}`;
}

const rules = QUESTIONS.map(
  (question) => `suspicious "${nameOf(question)}"\n  reason "flow"\n  match ${question}\n`,
);
const guard = await createGuard(platform, DEFAULT_POSTURE, {
  sources: [{ name: 'flow.rules', text: rules.join('\n') }],
  settings: [],
});

runVectors<FlowVector>('flow', file, KEYS, async ({ text, expect: want }) => {
  expect(guard.mistakes).toEqual([]);
  const { findings } = await guard.judge(parseCall({ channel: 'shell', text }, PLACES));
  const found = new Set(
    findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('flow-')),
  );
  const wanted = [
    ...want.runs.map((source) => nameOf(`runs(${source})`)),
    ...want.sends.map((source) => nameOf(`sends(${source})`)),
  ];
  expect([...found].sort()).toEqual(wanted.sort());
});
