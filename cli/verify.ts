/** `wafer verify`: checks seals, each check in a line of its own. */

import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type PublicJwk, parseJwks } from '../runtime/key.ts';
import { type Verification, type VerifyOptions, verifySeal } from '../runtime/verify.ts';
import { UsageError } from './command.ts';
import { configFolder, logFolder } from './folders.ts';
import { signingKeyOrNull } from './keys.ts';
import { logPath } from './session-log.ts';
import { writeOutput } from './standard-streams.ts';
import { paint, printable, wantsColour } from './verdict-text.ts';

export const help = `wafer verify [--log FILE] [--jwks FILE] [--json] FILE...

Checks seals (.wafer/session-*.seal.json). One line for each check.

  --log FILE   the session's log; without it the log of this machine is taken,
               where there is one. Without any log, what needs it is unchecked
  --jwks FILE  the keys to trust (JWKS), instead of this machine's own key
  --json       one JSON object for each seal

A key that only the seal itself carries proves that nothing was changed, not who
made it. Exit status: 0 valid, 1 invalid, 2 could not be checked.
`;

const INVALID_STATUS = 1;
const UNKNOWN_STATUS = 2;

const MARKS = { ok: 'ok', failed: 'FAILED', unchecked: 'unchecked' } as const;
const COLOURS = { ok: 'allow', failed: 'deny', unchecked: 'ask' } as const;
const RESULT_COLOURS = { valid: 'allow', invalid: 'deny', unknown: 'ask' } as const;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals: files } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      log: { type: 'string' },
      jwks: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (files.length === 0) throw new UsageError('expected the file of a seal');
  if (values.log !== undefined && files.length > 1) {
    throw new UsageError('--log: expected one seal only');
  }
  const options: VerifyOptions = {
    trustedKeys: trustedKeys(values.jwks),
    now: new Date().toISOString(),
    ...(values.log === undefined ? {} : { log: readGiven('--log', values.log) }),
  };
  const results = [];
  for (const file of files) results.push(await verifyFile(file, options, values.json));
  if (results.includes('invalid')) return INVALID_STATUS;
  return results.every((result) => result === 'valid') ? 0 : UNKNOWN_STATUS;
}

function trustedKeys(jwks: string | undefined): readonly PublicJwk[] {
  if (jwks !== undefined) {
    const text = readGiven('--jwks', jwks).toString('utf8');
    try {
      return parseJwks(text);
    } catch (error) {
      throw new UsageError(`--jwks ${jwks}: ${messageOf(error)}`);
    }
  }
  const own = signingKeyOrNull(configFolder(process.env));
  return own === null ? [] : [own.publicJwk];
}

/** What can't be read can't be checked: that is status 2, as a call that can't be carried out. */
function readGiven(option: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`${option}: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function verifyFile(file: string, options: VerifyOptions, json: boolean) {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    writeOutput(2, `wafer: error: ${file}: ${messageOf(error)}\n`);
    return 'unknown';
  }
  const verification = await verifyWithLog(text, options);
  writeOutput(
    1,
    json ? `${JSON.stringify({ file, ...verification })}\n` : show(file, verification),
  );
  return verification.result;
}

/** The seal names its session; only then is it known which of this machine's logs belongs to it. */
async function verifyWithLog(text: string, options: VerifyOptions): Promise<Verification> {
  const first = await verifySeal(text, options);
  if (options.log !== undefined || first.statement === null) return first;
  const path = logPath(logFolder(process.env), first.statement.predicate.session);
  return existsSync(path) ? verifySeal(text, { ...options, log: readFileSync(path) }) : first;
}

function show(file: string, { result, checks }: Verification): string {
  const colour = wantsColour(process.stdout, process.env);
  const lines = checks.map(({ name, status, message }) => {
    const mark = paint(COLOURS[status], MARKS[status].padEnd(9), colour);
    return `  ${mark} ${name.padEnd(12)} ${printable(message)}`;
  });
  return `${[`${printable(file)}: ${paint(RESULT_COLOURS[result], result, colour)}`, ...lines].join('\n')}\n`;
}
