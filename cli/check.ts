/** `wafer check 'COMMAND'`: the verdict on one shell command, for a person. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Call } from '../runtime/call.ts';
import { UNCONFIGURED } from '../runtime/configuration.ts';
import { createConfiguredGuard } from '../runtime/judge.ts';
import { DEFAULT_POSTURE, type VerdictName } from '../runtime/posture.ts';
import { redactCall } from '../runtime/redact.ts';
import { UsageError } from './command.ts';
import { loadConfiguration } from './configuration.ts';
import { configFolder, home, projectOf } from './folders.ts';
import { BUILT_DETECTORS, createPlatform } from './platform.ts';
import { randomBytes } from './random.ts';
import { writeOutput } from './standard-streams.ts';
import { describeVerdict, wantsColour } from './verdict-text.ts';

const STATUS = { allow: 0, ask: 1, deny: 2 } as const satisfies Record<VerdictName, number>;

export const help = `wafer check [--json] [--cwd DIR] [--no-config] 'COMMAND'

Judges one shell command as if an agent were about to run it. Nothing is run or recorded.

  --json       the verdict as one JSON object
  --cwd DIR    where the command would run (default: here)
  --no-config  with the built-in rules alone (docs/configuration.md)

Exit status: 0 allow, 1 ask, 2 deny.
`;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      cwd: { type: 'string' },
      'no-config': { type: 'boolean', default: false },
    },
  });
  const [text, ...others] = positionals;
  if (text === undefined || others.length > 0) {
    throw new UsageError(`expected one command in quotes, got ${positionals.length} words`);
  }
  const cwd = resolve(values.cwd ?? '.');
  const places = { cwd, home: home(process.env), project: projectOf(cwd) };
  const call: Call = {
    channel: 'shell',
    tool: '',
    server: '',
    texts: [{ at: '/text', text }],
    path: '',
    ...places,
  };
  const configured = values['no-config']
    ? UNCONFIGURED
    : await loadConfiguration({ ...places, config: configFolder(process.env) });
  const platform = createPlatform(BUILT_DETECTORS, 'one-call');
  const guard = await createConfiguredGuard(platform, DEFAULT_POSTURE, configured);
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
