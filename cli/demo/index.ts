/**
 * `npm run demo`: plays a session through the real hook in a scratch folder, presses the seal, checks
 * it, changes one byte, and checks again. Runs nothing of what the session's agent wanted to run.
 */

import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { paint, wantsColour } from '../verdict-text.ts';
import session from './session.json' with { type: 'json' };

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const colour = wantsColour(process.stdout, process.env);

const scratch = mkdtempSync(join(tmpdir(), 'wafer-demo-'));
const project = join(scratch, 'project');
mkdirSync(project);
try {
  process.exitCode = play() && checkSeal() ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

interface Step {
  readonly title: string;
  readonly expect: string;
  readonly event: object;
}

/** @returns whether every answer was the one that the session expects. */
function play(): boolean {
  print('A session of an agent, judged event by event:\n');
  const key = awsKey();
  const surprises = session.steps.filter((step) => !playStep(step, key));
  print('');
  for (const { title, expect } of surprises) print(`not as expected (${expect}): ${title}`);
  return surprises.length === 0;
}

function playStep({ title, expect, event }: Step, key: string): boolean {
  const payload = JSON.stringify({ session_id: 'demo', cwd: project, ...event })
    .replaceAll('{{project}}', JSON.stringify(project).slice(1, -1))
    .replaceAll('{{aws-key}}', key);
  const { stdout, status } = wafer(['hook', '--agent', 'claude-code'], payload);
  const { answer, why } = readAnswer(stdout);
  const shade = answer === 'silent' ? 'allow' : answer === 'deny' ? 'deny' : 'ask';
  const shown = answer === 'silent' ? 'allow' : answer;
  print(`  ${paint(shade, shown.padEnd(7), colour)} ${title}`);
  if (why !== '') print(`          ${why}`);
  const denied = status === 2;
  return answer === expect && denied === (expect === 'deny') && !stdout.includes(key);
}

/** What the hook said, in one word, and the beginning of its reason. */
function readAnswer(stdout: string): { answer: string; why: string } {
  if (stdout === '') return { answer: 'silent', why: '' };
  const { hookSpecificOutput: said, systemMessage } = JSON.parse(stdout);
  if (said?.updatedToolOutput) {
    return { answer: 'redact', why: said.updatedToolOutput.stdout.split('\n')[0] };
  }
  const reason: string = said?.permissionDecisionReason ?? systemMessage ?? '';
  const why = reason.replace(/^wafer: /, '').replace(/ \[decision .*$/, '');
  return { answer: said?.permissionDecision ?? 'notice', why };
}

/** @returns whether the seal holds, and no longer does with one byte changed. */
function checkSeal(): boolean {
  const folder = join(project, '.wafer');
  const [name = ''] = readdirSync(folder);
  const file = join(folder, name);
  print('The session has ended, and its seal is pressed. Checked:\n');
  const good = wafer(['verify', file]);
  print(shortened(good.stdout));
  const forged = join(folder, 'forged.seal.json');
  writeFileSync(forged, flipOneByte(readFileSync(file, 'utf8')));
  print('One byte of it changed (a denied call less), checked again:\n');
  const bad = wafer(['verify', forged]);
  print(shortened(bad.stdout));
  return good.status === 0 && bad.status === 1;
}

/** One digit of the statement: a denied call less. Everything else stays as it was signed. */
function flipOneByte(text: string): string {
  const { payload, ...envelope } = JSON.parse(text);
  const statement = Buffer.from(payload, 'base64').toString('latin1');
  const forged = statement.replace(/"denied":(\d)/, (_, digit) => `"denied":${digit - 1}`);
  return JSON.stringify({ payload: Buffer.from(forged, 'latin1').toString('base64'), ...envelope });
}

function wafer(args: readonly string[], input = ''): { stdout: string; status: number | null } {
  const env = {
    ...process.env,
    WAFER_HOME: join(scratch, 'wafer'),
    HOME: join(scratch, 'home'),
    CLAUDE_PROJECT_DIR: project,
    ...(colour ? { FORCE_COLOR: '1' } : {}),
  };
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: project,
    input,
    env,
    encoding: 'utf8',
  });
  if (status !== 0 && stdout === '') throw new Error(stderr);
  return { stdout, status };
}

/** An access key id of the right form that AWS never gave out: made here, kept nowhere. */
function awsKey(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `AKIA${Array.from({ length: 16 }, () => alphabet[randomInt(32)]).join('')}`;
}

function shortened(text: string): string {
  return text.replaceAll(`${project}/`, '').replaceAll(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1..');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
