/** On what a number was measured: every benchmark prints it first. */

import { cpus, platform, release, totalmem } from 'node:os';

export function describeMachine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${cpus().length} x ${cpu?.model ?? 'unknown'}, ${memory} GiB, ${platform()} ${release()}, Node ${process.version}`;
}

/** The value below which the share `q` of the sorted numbers lies. */
export function quantile(numbers: readonly number[], q: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
