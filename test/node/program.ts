/** Runs the built program as a person or an agent would, in a scratch folder of its own. */

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Scratch {
  readonly folder: string;
  readonly project: string;
  readonly waferHome: string;
  remove(): void;
}

export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Another copy of the program. */
  readonly program?: string;
}

export function createScratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'wafer test-'));
  const project = join(folder, 'project');
  mkdirSync(join(project, '.git'), { recursive: true });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { folder, project, waferHome: join(folder, 'wafer'), remove };
}

export function runProgram(
  scratch: Scratch,
  args: readonly string[],
  { input = '', env = {}, program = PROGRAM }: RunOptions = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: scratch.project,
      env: {
        PATH: process.env.PATH,
        HOME: join(scratch.folder, 'home'),
        WAFER_HOME: scratch.waferHome,
        ...env,
      },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ stdout, stderr, status }));
    // A program that answers before it has read everything closes the pipe.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** A hook event of Claude Code in this scratch project. */
export function eventOf(scratch: Scratch, event: object): string {
  return JSON.stringify({ session_id: 's1', cwd: scratch.project, ...event });
}

export function bashEvent(scratch: Scratch, command: string): string {
  return eventOf(scratch, {
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: { command },
  });
}

export const HOOK = ['hook', '--agent', 'claude-code'] as const;
