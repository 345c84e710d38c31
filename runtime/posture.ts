/** The posture: the table from findings, risk and failures to a verdict. Data, not code. */

import type { Channel } from './call.ts';
import type { Severity } from './detector.ts';
import type { ErrorCode } from './errors.ts';

export type VerdictName = 'allow' | 'ask' | 'deny';
export type FailureClass = 'input' | 'surroundings' | 'misconfiguration';
export type FailureMode = 'open' | 'ask' | 'closed';

/** A finding that fits every condition of a row gives the call at least the row's verdict. */
export interface PostureRow {
  readonly name: string;
  readonly verdict: VerdictName;
  readonly category: string;
  readonly severities: readonly Severity[];
  /** Absent: any channel. */
  readonly channels?: readonly Channel[];
}

export interface Posture {
  readonly name: string;
  readonly rows: readonly PostureRow[];
  /** From this risk of the whole call on: deny. */
  readonly denyRisk: number;
  /** From this risk of the whole call on: ask. */
  readonly askRisk: number;
  readonly fail: Readonly<Record<FailureClass, FailureMode>>;
}

export const DEFAULT_POSTURE: Posture = {
  name: 'default',
  rows: [
    {
      name: 'live-secret-leaving',
      verdict: 'deny',
      category: 'secret',
      severities: ['high', 'critical'],
      channels: ['shell', 'write', 'mcp', 'fetch', 'prompt'],
    },
    {
      name: 'destructive-operation',
      verdict: 'deny',
      category: 'destructive',
      severities: ['high', 'critical'],
    },
  ],
  denyRisk: 75,
  askRisk: 50,
  fail: { input: 'ask', surroundings: 'open', misconfiguration: 'closed' },
};

/** Who caused a failure decides what follows from it (ARCHITECTURE.md, "Failure"). */
export const FAILURE_CLASS = {
  CALL_MALFORMED: 'input',
  DETECTOR_TRAP: 'input',
  LIMIT_REACHED: 'input',
  SHELL_UNPARSED: 'input',
  EVENT_MALFORMED: 'surroundings',
  CONFIG_IGNORED: 'surroundings',
  LOG_CORRUPT: 'surroundings',
  LOG_UNWRITABLE: 'surroundings',
  SEAL_UNWRITABLE: 'surroundings',
  DETECTOR_DIGEST: 'misconfiguration',
  DETECTOR_CONTRACT: 'misconfiguration',
  DETECTOR_MISSING: 'misconfiguration',
  CONFIG_INVALID: 'misconfiguration',
  KEY_INVALID: 'misconfiguration',
  SEAL_INVALID: 'input',
  SEAL_MALFORMED: 'input',
  // An attacker looks for input that makes us stumble.
  INTERNAL: 'input',
} as const satisfies Record<ErrorCode, FailureClass>;
