/** `wafer check 'COMMAND'`: the verdict on one shell command, for a person. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Call } from '../runtime/call.ts';
import { createGuard } from '../runtime/guard.ts';
import { DEFAULT_POSTURE, type VerdictName } from '../runtime/posture.ts';
import { redactCall } from '../runtime/redact.ts';
import { UsageError } from './command.ts';
import { home, projectOf } from './folders.ts';
import { BUILT_DETECTORS, createPlatform } from './platform.ts';
import { randomBytes } from './random.ts';
import { writeOutput } from './standard-streams.ts';
import { describeVerdict, wantsColour } from './verdict-text.ts';

const STATUS = { allow: 0, ask: 1, deny: 2 } as const satisfies Record<VerdictName, number>;

export const help = `wafer check [--json] [--cwd DIR] 'COMMAND'

Judges one shell command as if an agent were about to run it. Nothing is run or recorded.

  --json     the verdict as one JSON object
  --cwd DIR  where the command would run (default: here)

Exit status: 0 allow, 1 ask, 2 deny.
`;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, cwd: { type: 'string' } },
  });
  const [text, ...others] = positionals;
  if (text === undefined || others.length > 0) {
    throw new UsageError(`expected one command in quotes, got ${positionals.length} words`);
  }
  const cwd = resolve(values.cwd ?? '.');
  const call: Call = {
    channel: 'shell',
    tool: '',
    server: '',
    texts: [{ at: '/text', text }],
    path: '',
    cwd,
    home: home(process.env),
    project: projectOf(cwd),
  };
  const guard = await createGuard(createPlatform(BUILT_DETECTORS, 'one-call'), DEFAULT_POSTURE);
  const verdict = await guard.judge(call);
  // The fingerprint is not kept, so the key need not be either.
  const { clean } = redactCall(call, verdict.findings, randomBytes(32));
  const shown = { text, clean, colour: wantsColour(process.stdout, process.env) };
  writeOutput(
    1,
    values.json ? `${clean(JSON.stringify(verdict))}\n` : describeVerdict(verdict, shown),
  );
  return STATUS[verdict.verdict];
}
