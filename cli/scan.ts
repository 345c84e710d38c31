/**
 * `wafer scan`: rows of JSON Lines in, one verdict a row out, in order. It streams: one row is in
 * memory at a time, and a slow reader slows the judging down.
 */

import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Places, parseCall } from '../runtime/call.ts';
import { failuresOf, UNCONFIGURED } from '../runtime/configuration.ts';
import type { Verdict } from '../runtime/decide.ts';
import { type Failure, WaferError } from '../runtime/errors.ts';
import { createGuard, type Guard } from '../runtime/guard.ts';
import { isObject } from '../runtime/json.ts';
import { DEFAULT_POSTURE, type VerdictName } from '../runtime/posture.ts';
import type { Finding } from '../runtime/scan.ts';
import { UsageError } from './command.ts';
import type { Folders } from './configuration/owner.ts';
import { loadConfiguration } from './configuration.ts';
import { configFolder, home, projectOf } from './folders.ts';
import { type Line, readLines } from './lines.ts';
import { BUILT_DETECTORS, createPlatform } from './platform.ts';
import { createProgress } from './progress.ts';
import { writeOutput } from './standard-streams.ts';
import { printable } from './verdict-text.ts';

export const help = `wafer scan [--progress] [--no-config] [--cwd DIR] [--home DIR] [--project DIR] [FILE]

Judges rows of JSON Lines from FILE or standard input, and writes one row each, in order.

  in   {"id", "channel": "shell|write|read|mcp|fetch|prompt|output",
        "tool"?, "server"?, "text"?, "path"?, "args"?, "cwd"?, "home"?, "project"?}
  out  {"id", "verdict": "allow|ask|deny", "risk", "findings": [
        {"detector", "rule", "category", "severity", "risk", "start", "end", "at"?}],
        "failures"?}
  or   {"id", "error"} for a row that can't be read

start and end are byte offsets into the row's "text", or into the string at the
JSON Pointer "at". A row without directories takes those given here
(default: the current directory, the home directory, the git work tree).
The configuration is that of --project; --no-config leaves it out.

Exit status: 0 all rows were judged, 1 otherwise.
`;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      progress: { type: 'boolean', default: false },
      'no-config': { type: 'boolean', default: false },
      cwd: { type: 'string' },
      home: { type: 'string' },
      project: { type: 'string' },
    },
  });
  if (positionals.length > 1) throw new UsageError('expected at most one file');
  const cwd = resolve(values.cwd ?? '.');
  const places = {
    cwd,
    home: values.home ?? home(process.env),
    project: values.project ?? projectOf(cwd),
  };
  const folders = { ...places, config: configFolder(process.env) };
  const guard = await guardOf(values['no-config'] ? null : folders);
  const [file] = positionals;
  const input = file === undefined ? process.stdin : createReadStream(file);
  const progress = createProgress(values.progress && process.stderr.isTTY);
  let failed = 0;
  for await (const lines of readLines(input)) {
    const results = await Promise.all(lines.map((line) => judgeLine(line, guard, places)));
    failed += results.filter((result) => 'error' in result).length;
    const text = results.map((result) => `${JSON.stringify(result)}\n`).join('');
    if (!writeOutput(1, text)) return 1;
    progress.advance(lines.length);
  }
  progress.end();
  return failed === 0 ? 0 : 1;
}

/**
 * Without folders, or without files in them, the built-in rules alone. What of the files is left out
 * is said once, and not in every row.
 *
 * @throws WaferError `CONFIG_INVALID`
 */
async function guardOf(folders: Folders | null): Promise<Guard> {
  const configured = folders === null ? UNCONFIGURED : await loadConfiguration(folders);
  const { configuration, problems } = configured;
  const broken = problems.find(({ code }) => code !== 'CONFIG_IGNORED');
  if (broken !== undefined) throw new WaferError(broken.code, broken.message);
  const platform = createPlatform(BUILT_DETECTORS, 'many-calls');
  const guard = await createGuard(platform, DEFAULT_POSTURE, configuration);
  for (const { message } of [...problems, ...failuresOf(guard.mistakes)]) {
    writeOutput(2, `wafer: warning: ${printable(message)}\n`);
  }
  return guard;
}

type Result =
  | { readonly id: string | number | null; readonly error: string }
  | {
      readonly id: string | number | null;
      readonly verdict: VerdictName;
      readonly risk: number;
      readonly findings: readonly Row[];
      /** Present when the verdict rests on something that could not be judged. */
      readonly failures?: readonly Failure[];
    };

/** A finding as the contract has it; `at` is left out where it is the row's own text. */
type Row = Omit<Finding, 'at' | 'message' | 'instead' | 'redact'> & Partial<Pick<Finding, 'at'>>;

async function judgeLine(line: Line, guard: Guard, places: Places): Promise<Result> {
  let id: string | number | null = null;
  try {
    if (line.text === null) throw new WaferError('CALL_MALFORMED', line.problem);
    const row = parseRow(line.text);
    if (isObject(row) && (typeof row.id === 'string' || typeof row.id === 'number')) id = row.id;
    const verdict = await guard.judge(parseCall(row, places));
    return resultOf(id, verdict);
  } catch (error) {
    if (error instanceof WaferError) return { id, error: `line ${line.number}: ${error.message}` };
    throw error;
  }
}

function parseRow(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WaferError('CALL_MALFORMED', 'call: expected JSON', { cause });
  }
}

function resultOf(id: string | number | null, verdict: Verdict): Result {
  const { verdict: name, risk, findings, failures } = verdict;
  const rows = findings.map(({ detector, rule, category, severity, risk, start, end, at }) => ({
    detector,
    rule,
    category,
    severity,
    risk,
    start,
    end,
    ...(at === '/text' ? {} : { at }),
  }));
  const result = { id, verdict: name, risk, findings: rows };
  return failures.length === 0 ? result : { ...result, failures };
}
