/** A session of made-up records, its log, and all that is needed to seal it. */

import { decodeUtf8OrNull, encodeUtf8 } from '../runtime/encoding.ts';
import { createKey, type Key } from '../runtime/key.ts';
import { appendRecord, type RecordDraft, SALT_BYTES, type Tail } from '../runtime/record.ts';
import type { SealRequest } from '../runtime/seal.ts';

export const SEALED_AT = '2026-03-01T10:00:00.000Z';
const STARTED_AT = Date.parse('2026-03-01T09:00:00.000Z');
const STEP_MILLISECONDS = 1_000;

export const SHELL_SHA256 = 'a1'.repeat(32);
export const GRAMMAR_SHA256 = 'b2'.repeat(32);
export const POLICY_SHA256 = 'c3'.repeat(32);

/** Not a secret: its seed is one byte, repeated. */
export function sampleKey(byte: number): Key {
  return createKey(new Uint8Array(32).fill(byte));
}

/** The first is an event without a call; of the rest every third is asked, every fifth denied. */
export function sampleDraft(index: number): RecordDraft {
  const verdict = index % 5 === 4 ? 'deny' : index % 3 === 2 ? 'ask' : 'allow';
  const isCall = index > 0;
  return {
    id: `decision-${index}`,
    at: new Date(STARTED_AT + index * STEP_MILLISECONDS).toISOString(),
    session: 'sample',
    agent: 'claude-code',
    event: isCall ? 'pre-tool' : 'session-start',
    tool: isCall ? 'Bash' : '',
    channel: isCall ? 'shell' : '',
    subject: isCall ? { texts: [{ at: '/command', text: `ls -l "folder ${index}" \u00e9` }] } : {},
    verdict: isCall ? verdict : 'allow',
    risk: verdict === 'deny' ? 90 : 0,
    reason: verdict === 'allow' ? '' : 'a reason',
    findings: verdict === 'deny' ? [FINDING] : [],
    failures: [],
    overrides: [],
    redactions: index % 4 === 3 ? 1 : 0,
    detectors: isCall ? { shell: SHELL_SHA256 } : {},
    grammar: isCall ? GRAMMAR_SHA256 : '',
    policy: isCall ? POLICY_SHA256 : '',
  };
}

const FINDING = {
  detector: 'shell',
  rule: 'rm-home',
  category: 'destructive',
  severity: 'critical',
  risk: 90,
  start: 0,
  end: 2,
  at: '/command',
} as const;

export function sampleDrafts(count: number): readonly RecordDraft[] {
  return Array.from({ length: count }, (_, index) => sampleDraft(index));
}

/** The drafts as lines, chained from `tail` on. Salts are patterns: nothing here is secret. */
export function writeLines(
  drafts: readonly RecordDraft[],
  tail: Tail | null = null,
): readonly string[] {
  const lines: string[] = [];
  let last = tail;
  for (const draft of drafts) {
    const salt = new Uint8Array(SALT_BYTES).fill(lines.length);
    const appended = appendRecord(last, draft, salt);
    lines.push(appended.line);
    last = appended.tail;
  }
  return lines;
}

export function writeLog(drafts: readonly RecordDraft[]): Uint8Array {
  return toLog(writeLines(drafts));
}

export function toLog(lines: readonly string[]): Uint8Array {
  return encodeUtf8(lines.map((line) => `${line}\n`).join(''));
}

/** The lines of a log, without line feeds. */
export function toLines(log: Uint8Array): readonly string[] {
  const text = decodeUtf8OrNull(log) ?? '';
  return text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined);
}

export function sampleRequest(log: Uint8Array, key: Key): SealRequest {
  return {
    log,
    session: 'sample',
    agent: 'claude-code',
    git: { commit: 'd4'.repeat(20), tree: 'e5'.repeat(20) },
    previousSeal: null,
    detectors: [
      { name: 'shell', sha256: SHELL_SHA256, version: '1.0.0', component: 'f6'.repeat(32) },
    ],
    grammars: [{ name: 'bash', sha256: GRAMMAR_SHA256 }],
    policies: [{ name: 'default', sha256: POLICY_SHA256 }],
    version: '0.1.0',
    key,
    at: SEALED_AT,
  };
}
