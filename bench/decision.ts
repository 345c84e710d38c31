/** How long does one warm decision take in process? All detectors, every kind of call. */

import { createPlatform } from '../cli/platform.ts';
import type { Call } from '../runtime/call.ts';
import { createGuard } from '../runtime/guard.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import budgets from './budgets.json' with { type: 'json' };
import { describeMachine, quantile } from './machine.ts';

const ROUNDS = 5_000;
const PLACES = { cwd: '/work/project', home: '/home/dev', project: '/work/project' };
const BUDGET = budgets.decision.warmP50Microseconds;

const CASES = [
  { name: 'plain command', text: 'npm run build -- --target debug --out dist/app --level full' },
  {
    name: 'compound command',
    text: 'cd src && grep -rn "seal" . | sort -u > ../seal.txt; npm test',
  },
  {
    name: 'denied command',
    text: 'X=rm; sudo "$X" -rf / --no-preserve-root && echo "all is done"',
  },
];

console.log(`one warm decision in process, ${ROUNDS} rounds each`);
console.log(describeMachine());
const guard = await createGuard(
  createPlatform(new URL('../dist/detectors/', import.meta.url), 'many-calls'),
  DEFAULT_POSTURE,
);
for (const { name, text } of CASES) {
  const times = await measure(text);
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  const fits = p50 <= BUDGET;
  console.log(
    `${name.padEnd(17)} ${text.length} bytes: p50 ${p50.toFixed(0)} us, p99 ${p99.toFixed(0)} us ` +
      `(budget p50 ${BUDGET} us) ${fits ? 'ok' : 'OVER'}`,
  );
  if (!fits) process.exitCode = 1;
}

async function measure(text: string): Promise<number[]> {
  const call: Call = {
    channel: 'shell',
    tool: 'Bash',
    server: '',
    texts: [{ at: '/text', text }],
    path: '',
    ...PLACES,
  };
  for (let i = 0; i < ROUNDS / 5; i++) await guard.judge(call);
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const began = performance.now();
    await guard.judge(call);
    times.push((performance.now() - began) * 1000);
  }
  return times;
}
