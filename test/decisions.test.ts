import { expect, it } from 'vitest';
import { parseCall } from '../runtime/call.ts';
import { createGuard } from '../runtime/guard.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import { runVectors } from './run-vectors.ts';
import { platform } from './testkit.ts';
import file from './vectors/decisions.json' with { type: 'json' };

const PLACES = { cwd: '/workspace/project', home: '/home/test', project: '/workspace/project' };
const KEYS = { vector: ['call'], expect: ['verdict', 'rules', 'failures'] };

interface DecisionVector {
  readonly name: string;
  readonly why: string;
  readonly call: object;
  readonly expect: {
    readonly verdict: string;
    readonly rules: readonly string[];
    readonly failures?: readonly string[];
  };
}

const guard = await createGuard(platform, DEFAULT_POSTURE);

runVectors<DecisionVector>('decisions', file, KEYS, async ({ call, expect: want }) => {
  const parsed = parseCall(call, PLACES);
  const { verdict, findings, failures } = await guard.judge(parsed);
  expect({
    verdict,
    rules: [...new Set(findings.map(({ rule }) => rule))].sort(),
    failures: [...new Set(failures.map(({ code }) => code))].sort(),
  }).toEqual({
    verdict: want.verdict,
    rules: [...want.rules].sort(),
    failures: [...(want.failures ?? [])].sort(),
  });
  for (const { at, start, end } of findings) {
    const text = parsed.texts.find((leaf) => leaf.at === at)?.text ?? '';
    const { length } = new TextEncoder().encode(text);
    expect(0 <= start && start <= end && end <= length).toBe(true);
  }
});

// Not a vector: JSON files of bundlers can't hold it.
it('a lone surrogate does not disturb the judgement', async () => {
  const call = parseCall({ channel: 'shell', text: 'echo \ud800; rm -rf /' }, PLACES);
  const { verdict, findings } = await guard.judge(call);
  expect(verdict).toBe('deny');
  expect(findings.map(({ start, end }) => [start, end])).toEqual([[10, 18]]);
});
