/** `wafer scan`: the contract of its rows, and that it streams. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScratch, PROGRAM, runProgram, type Scratch } from './program.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = createScratch();
});
afterEach(() => scratch.remove());

async function scan(rows: readonly (object | string)[], args: readonly string[] = []) {
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
  const { stdout, stderr, status } = await runProgram(scratch, ['scan', ...args], {
    input: `${lines.join('\n')}\n`,
  });
  const results = stdout.split('\n').slice(0, -1);
  return { results: results.map((line) => JSON.parse(line)), stderr, status };
}

describe('wafer scan', () => {
  it('writes one row for each row, in order', async () => {
    const rows = [
      { id: 'a', channel: 'shell', text: 'ls' },
      { id: 2, channel: 'shell', text: 'echo é; rm -rf /' },
      { id: 'c', channel: 'mcp', tool: 'query', args: { q: ['select 1'] } },
    ];
    expect(await scan(rows)).toEqual({
      results: [
        { id: 'a', verdict: 'allow', risk: 0, findings: [] },
        {
          id: 2,
          verdict: 'deny',
          risk: 100,
          findings: [
            {
              detector: 'rules',
              rule: 'rm-root',
              category: 'destructive',
              severity: 'critical',
              risk: 100,
              start: 9,
              end: 17,
            },
          ],
        },
        { id: 'c', verdict: 'allow', risk: 0, findings: [] },
      ],
      stderr: '',
      status: 0,
    });
  });

  it('goes on behind a row that cannot be read, and ends with 1', async () => {
    const { results, status } = await scan([
      '{"id": "a", "channel": "shell"',
      { id: 'b', channel: 'telepathy', text: 'x' },
      { id: 'c', channel: 'shell' },
      { id: 'd', channel: 'shell', text: 7 },
      '[]',
      '',
      { id: 'e', channel: 'read' },
      { id: 'f', channel: 'shell', text: 'ls' },
    ]);
    expect(results).toEqual([
      { id: null, error: 'line 1: call: expected JSON' },
      {
        id: 'b',
        error:
          'line 2: channel: expected shell|write|read|mcp|fetch|prompt|output, got "telepathy"',
      },
      { id: 'c', error: 'line 3: text: expected a string, got nothing' },
      { id: 'd', error: 'line 4: text: expected a string, got 7' },
      { id: null, error: 'line 5: call: expected an object, got an array' },
      { id: 'e', error: 'line 7: call: expected "text", "path" or "args", got nothing' },
      { id: 'f', verdict: 'allow', risk: 0, findings: [] },
    ]);
    expect(status).toBe(1);
  });

  it('takes directories from the row, then from the options', async () => {
    const row = { channel: 'shell', text: 'rm -rf ../api' };
    const { results } = await scan(
      [
        { id: 1, ...row },
        { id: 2, ...row, cwd: '/srv/shop/web', project: '/srv/shop' },
      ],
      ['--cwd', '/work/app', '--project', '/work/app', '--home', '/home/dev'],
    );
    expect(results.map(({ verdict }) => verdict)).toEqual(['ask', 'allow']);
  });

  it('answers a row before the next one comes', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'scan'], { cwd: scratch.project });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const id of [1, 2]) {
      child.stdin.write(`${JSON.stringify({ id, channel: 'shell', text: 'ls' })}\n`);
      const { value } = await lines.next();
      expect(JSON.parse(value ?? '')).toMatchObject({ id, verdict: 'allow' });
    }
    child.stdin.end();
    const [status] = await once(child, 'close');
    expect(status).toBe(0);
  });

  it('keeps a carriage return and a line separator within their row', async () => {
    const { results } = await scan(['{"id":1,"channel":"shell","text":"echo \u2028 a"}\r']);
    expect(results).toEqual([{ id: 1, verdict: 'allow', risk: 0, findings: [] }]);
  });

  it('knows no other option', async () => {
    const { status, stderr } = await runProgram(scratch, ['scan', '--quick']);
    expect(status).toBe(2);
    expect(stderr).toContain("Unknown option '--quick'");
  });
});
