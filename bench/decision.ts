/** How long does one warm decision take in process? All detectors, every kind of call. */

import { createPlatform } from '../cli/platform.ts';
import type { Call } from '../runtime/call.ts';
import { createGuard } from '../runtime/guard.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import budgets from './budgets.json' with { type: 'json' };
import { describeMachine, quantile } from './machine.ts';

const ROUNDS = 5_000;
const PLACES = { cwd: '/work/project', home: '/home/dev', project: '/work/project' };
const BUDGETS = budgets.decision;

/** Ten kilobytes of commands, as a long script of an agent has them. */
const LONG = Array.from(
  { length: 200 },
  (_, i) => `echo "step ${i}" && cp src/file${i}.ts out/file${i}.ts`,
).join('\n');

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
  const times = await measure(text, ROUNDS);
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  const fits = p50 <= BUDGETS.warmP50Microseconds && p99 <= BUDGETS.warmP99Microseconds;
  console.log(
    `${name.padEnd(17)} ${text.length} bytes: p50 ${p50.toFixed(0)} us, p99 ${p99.toFixed(0)} us (budget p50 ` +
      `${BUDGETS.warmP50Microseconds} us, p99 ${BUDGETS.warmP99Microseconds} us) ${fits ? 'ok' : 'OVER'}`,
  );
  if (!fits) process.exitCode = 1;
}
const long = quantile(await measure(LONG, ROUNDS / 50), 0.5) / 1000;
const isInTime = long <= BUDGETS.tenKilobytesMilliseconds;
console.log(
  `long script ${LONG.length} bytes: p50 ${long.toFixed(1)} ms (budget ` +
    `${BUDGETS.tenKilobytesMilliseconds} ms) ${isInTime ? 'ok' : 'OVER'}`,
);
if (!isInTime) process.exitCode = 1;

async function measure(text: string, rounds: number): Promise<number[]> {
  const call: Call = {
    channel: 'shell',
    tool: 'Bash',
    server: '',
    texts: [{ at: '/text', text }],
    path: '',
    ...PLACES,
  };
  for (let i = 0; i < rounds / 5; i++) await guard.judge(call);
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const began = performance.now();
    await guard.judge(call);
    times.push((performance.now() - began) * 1000);
  }
  return times;
}
