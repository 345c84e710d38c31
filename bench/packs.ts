/**
 * What do the packs cost a cold start? Loads the rules' module with and without them in turn, each in a
 * process of its own, as a hook does: read, check, compile, instantiate, judge one command.
 */

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import budgets from './budgets.json' with { type: 'json' };
import { describeMachine, quantile } from './machine.ts';

const PAIRS = Number(process.env.WAFER_BENCH_PAIRS ?? 60);
const BUDGET = budgets.packs.addedMilliseconds;
const LOADER = fileURLToPath(new URL('./load-rules.ts', import.meta.url));

console.log(`loading the rules with and without the built-in packs, ${PAIRS} pairs`);
console.log(describeMachine());
const bare: number[] = [];
const full: number[] = [];
for (let i = 0; i < PAIRS; i++) {
  bare.push(load('rules-without-packs.wasm'));
  full.push(load('rules.core.wasm'));
}
const added = quantile(
  full.map((milliseconds, index) => milliseconds - (bare[index] ?? Number.NaN)),
  0.5,
);
const fits = added <= BUDGET;
console.log(
  `without ${quantile(bare, 0.5).toFixed(2)} ms, with ${quantile(full, 0.5).toFixed(2)} ms: ` +
    `the packs add ${added.toFixed(2)} ms (budget ${BUDGET} ms) ${fits ? 'ok' : 'OVER'}`,
);
if (!fits) process.exitCode = 1;

function load(file: string): number {
  const flags = ['--disable-warning=ExperimentalWarning', LOADER, file];
  return Number(execFileSync(process.execPath, flags, { encoding: 'utf8' }));
}
