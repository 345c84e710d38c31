/** Decisions over scans, limits and failures: what no single vector can show. */

import { describe, expect, it } from 'vitest';
import type { Call } from '../runtime/call.ts';
import { decide } from '../runtime/decide.ts';
import { type ErrorCode, WaferError } from '../runtime/errors.ts';
import { createGuard } from '../runtime/guard.ts';
import { judgeEvent } from '../runtime/judge.ts';
import type { Detector } from '../runtime/load.ts';
import { DEFAULT_POSTURE, FAILURE_CLASS } from '../runtime/posture.ts';
import { redactCall } from '../runtime/redact.ts';
import { CHUNK_BYTES, type Finding, MAX_TEXT_BYTES, scanCall } from '../runtime/scan.ts';
import { makeSecret } from './make-secret.ts';
import { loadDetector, platform } from './testkit.ts';

const KEY = new Uint8Array(32).fill(1);
const NOTHING_LOWERED = { commands: [], pathTarget: 'unknown' } as const;
const secrets = await loadDetector('secrets');

function callOf(text: string, channel: Call['channel'] = 'output'): Call {
  const texts = [{ at: '/text', text }];
  return { channel, tool: '', server: '', texts, path: '', cwd: '', home: '', project: '' };
}

function findingOf(rule: string, risk: number, category = 'other'): Finding {
  const place = { detector: 'd', start: 0, end: 1, at: '/text' };
  const words = { message: 'm', instead: '', redact: false };
  return { ...place, ...words, rule, category, severity: 'medium', risk };
}

describe('the default posture', () => {
  it.each([
    [49, 'allow'],
    [50, 'ask'],
    [74, 'ask'],
    [75, 'deny'],
  ])('makes of risk %i: %s', (risk, verdict) => {
    const scan = { findings: [findingOf('r', risk)], failures: [] };
    expect(decide(scan, 'mcp', DEFAULT_POSTURE).verdict).toBe(verdict);
  });

  it('counts a rule once, and further rules by a tenth of their share', () => {
    const findings = [findingOf('a', 60), findingOf('a', 60), findingOf('b', 50)];
    expect(decide({ findings, failures: [] }, 'mcp', DEFAULT_POSTURE).risk).toBe(62);
  });

  it.each(Object.entries(FAILURE_CLASS) as [ErrorCode, string][])(
    'gives %s the consequence of its class, and never silence',
    (code, failureClass) => {
      const failures = [{ code, message: 'it broke' }];
      const { verdict, reason, notice } = decide(
        { findings: [], failures },
        'mcp',
        DEFAULT_POSTURE,
      );
      const expected = { input: 'ask', surroundings: 'allow', misconfiguration: 'deny' };
      expect(verdict).toBe(expected[failureClass as keyof typeof expected]);
      expect(reason + notice).toContain('it broke');
    },
  );

  it('keeps the findings beside a failure', () => {
    const failures = [{ code: 'DETECTOR_TRAP' as const, message: 'it broke' }];
    const scan = { findings: [findingOf('bad', 90)], failures };
    const { verdict, reason } = decide(scan, 'mcp', DEFAULT_POSTURE);
    expect(verdict).toBe('deny');
    expect(reason).toContain('bad: m');
  });
});

describe('a scan', () => {
  it('asks when a detector traps, and still runs the others', () => {
    const broken: Detector = {
      ...secrets,
      inspect() {
        throw new WaferError('DETECTOR_TRAP', 'secrets: trapped in inspect()');
      },
    };
    const call = callOf(`key ${makeSecret('aws-access-key', 1)}`, 'write');
    const scan = scanCall(call, NOTHING_LOWERED, [broken, secrets]);
    expect(scan.failures).toMatchObject([{ code: 'DETECTOR_TRAP' }]);
    expect(scan.findings).toMatchObject([{ rule: 'aws-access-key' }]);
  });

  it('finds a secret wherever a chunk ends', () => {
    const secret = makeSecret('github-token', 2);
    for (let shift = -secret.length - 2; shift <= 2; shift += 3) {
      const before = ' '.repeat(CHUNK_BYTES + shift);
      const { findings } = scanCall(callOf(`${before}${secret} `), NOTHING_LOWERED, [secrets]);
      const found = findings.map(({ start, end }) => [start, end]);
      expect(found).toEqual([[before.length, before.length + secret.length]]);
    }
  });

  it('says so when a call carries more than it looks at', () => {
    const scan = scanCall(callOf('a'.repeat(MAX_TEXT_BYTES + 1)), NOTHING_LOWERED, [secrets]);
    expect(scan.failures).toMatchObject([{ code: 'LIMIT_REACHED' }]);
  });
});

describe('redaction', () => {
  const secret = makeSecret('github-token', 5);
  const redacted = (text: string, key = KEY) => {
    const call = callOf(text);
    const { findings } = scanCall(call, NOTHING_LOWERED, [secrets]);
    return redactCall(call, findings, key);
  };

  it('keeps everything around the value, and equal values equal', () => {
    const { texts, count } = redacted(`\ufeffé ${secret}\n${secret} 😀`);
    const [leaf] = texts;
    expect(leaf?.text).toMatch(/^\ufeffé (\[secret:github-token:[0-9a-f]{4}\])\n\1 😀$/u);
    expect(count).toBe(2);
  });

  it('is done after one time', () => {
    const [once] = redacted(`a ${secret} b`).texts;
    const { texts, count } = redacted(once?.text ?? '');
    expect({ texts, count }).toEqual({ texts: [once], count: 0 });
  });

  it('tells values of another session apart', () => {
    const [one] = redacted(secret).texts;
    const [other] = redacted(secret, new Uint8Array(32).fill(2)).texts;
    expect(one).not.toEqual(other);
  });

  it('takes the value out of any other text too', () => {
    expect(redacted(secret).clean(`message with ${secret}`)).not.toContain(secret);
  });
});

describe('the judgement of an event', () => {
  it('asks about a call that makes us stumble, and keeps nothing of it', async () => {
    const event = {
      agent: 'claude-code',
      kind: 'pre-tool',
      name: 'PreToolUse',
      session: 's',
      tool: 'Bash',
      call: callOf('ls', 'shell'),
      payload: {},
    } as const;
    const { verdict, redaction } = await judgeEvent(event, {
      posture: DEFAULT_POSTURE,
      guard: () => Promise.reject(new TypeError('a bug')),
      fingerprintKey: () => KEY,
    });
    expect(verdict).toMatchObject({ verdict: 'ask', failures: [{ code: 'INTERNAL' }] });
    expect(redaction.texts).toEqual([]);
  });

  it('gives the same verdict each time, in bytes', async () => {
    const guard = await createGuard(platform, DEFAULT_POSTURE);
    const call = callOf('for f in a b; do rm -rf /; done | sh -c "git push -f"', 'shell');
    const first = JSON.stringify(await guard.judge(call));
    for (let i = 0; i < 20; i++) expect(JSON.stringify(await guard.judge(call))).toBe(first);
  });
});
