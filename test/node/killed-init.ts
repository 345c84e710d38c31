/**
 * Runs `wafer init` and dies by SIGKILL at its N-th change on disk; a write dies half done.
 *
 *   node test/node/killed-init.ts N PROJECT
 */

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { init } from '../../cli/init.ts';

const CHANGES = [
  'mkdirSync',
  'openSync',
  'writeFileSync',
  'fchownSync',
  'fchmodSync',
  'fsyncSync',
  'closeSync',
  'renameSync',
  'rmSync',
] as const;

const [count, project = ''] = process.argv.slice(2);
let left = Number(count);

for (const name of CHANGES) {
  const original = Reflect.get(fs, name) as (...args: unknown[]) => unknown;
  Reflect.set(fs, name, (...args: unknown[]) => {
    left -= 1;
    if (left === 0) die(original, args);
    return original(...args);
  });
}
syncBuiltinESMExports();

init(
  { agent: 'claude-code', project, dryRun: false },
  { node: '/usr/bin/node', script: '/opt/wafer/dist/cli/main.js' },
);

function die(change: (...args: unknown[]) => unknown, [target, bytes]: readonly unknown[]): never {
  if (bytes instanceof Uint8Array) change(target, bytes.subarray(0, bytes.length / 2));
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still alive');
}
