import { expect } from 'vitest';
import { claudeCode } from '../runtime/agents/claude-code.ts';
import { createGuard } from '../runtime/guard.ts';
import { failureOf, failureVerdict, judgeEvent } from '../runtime/judge.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import { makeSecret } from './make-secret.ts';
import { runVectors } from './run-vectors.ts';
import { platform } from './testkit.ts';
import file from './vectors/claude-code.json' with { type: 'json' };

const PLACES = { home: '/home/test', project: '/workspace/project' };
const KEYS = { vector: ['event'], expect: ['exitCode', 'answer', 'stderr'] };
const SEED = 11;

interface EventVector {
  readonly name: string;
  readonly why: string;
  readonly event: unknown;
  readonly expect: {
    readonly exitCode: number;
    readonly answer: object | null;
    readonly stderr: boolean;
  };
}

const guard = await createGuard(platform, DEFAULT_POSTURE);

runVectors<EventVector>('claude-code', file, KEYS, async ({ event, expect: want }) => {
  const made: string[] = [];
  const text = JSON.stringify(event).replaceAll(/\{\{([\w-]+)\}\}/g, (_, kind: string) => {
    const secret = makeSecret(kind, SEED);
    made.push(secret);
    return secret;
  });
  const { stdout, stderr, exitCode } = await answer(JSON.parse(text));
  expect(exitCode).toBe(want.exitCode);
  expect(stderr !== '').toBe(want.stderr);
  if (want.answer === null) expect(stdout).toBe('');
  else expect(JSON.parse(stdout)).toEqual(matching(want.answer));
  for (const secret of made) expect(stdout + stderr).not.toContain(secret);
});

async function answer(payload: unknown) {
  let event: ReturnType<typeof claudeCode.parse>;
  try {
    event = claudeCode.parse(payload, PLACES);
  } catch (error) {
    const verdict = failureVerdict([failureOf(error, 'EVENT_MALFORMED')], DEFAULT_POSTURE);
    return claudeCode.renderFailure({ verdict, decision: 'ID', redacted: null });
  }
  const { verdict, redaction } = await judgeEvent(event, {
    posture: DEFAULT_POSTURE,
    guard: async () => guard,
    fingerprintKey: () => new Uint8Array(32),
  });
  const redacted = redaction.count > 0 ? redaction.texts : null;
  return claudeCode.render(event, { verdict, decision: 'ID', redacted });
}

/** Objects may have further keys, strings may go on; lists and the rest are as they are. */
function matching(want: unknown): unknown {
  if (typeof want === 'string') {
    return expect.stringMatching(new RegExp(`^${want.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  }
  if (Array.isArray(want)) return want.map(matching);
  if (typeof want !== 'object' || want === null) return want;
  const entries = Object.entries(want).map(([key, value]) => [key, matching(value)]);
  return expect.objectContaining(Object.fromEntries(entries));
}
