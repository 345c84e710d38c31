/**
 * `wafer hook`: one event of an agent in, one answer in its protocol out. The agent waits for this on
 * every call, so nothing here may take long, fail silently, or print anything else.
 */

import { randomBytes } from 'node:crypto';
import type { Adapter, AgentEvent, Answer } from '../runtime/agents/agent.ts';
import { ADAPTERS } from '../runtime/agents/index.ts';
import { decide, type Verdict } from '../runtime/decide.ts';
import { decisionId, ID_RANDOM_BYTES } from '../runtime/decision-id.ts';
import { decidersOf, draftRecord, NO_DECIDERS } from '../runtime/draft.ts';
import { type ErrorCode, type Failure, toFailure, WaferError } from '../runtime/errors.ts';
import { createGuard } from '../runtime/guard.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import { type Redaction, redactCall, UNREDACTED } from '../runtime/redact.ts';
import { UsageError } from './command.ts';
import { fingerprintKey } from './fingerprint-key.ts';
import { configFolder, home, logFolder, projectOf } from './folders.ts';
import { BUILT_DETECTORS, catalogue, createPlatform } from './platform.ts';
import { appendToLog, logPath } from './session-log.ts';
import { readInput, writeOutput } from './standard-streams.ts';

/** A larger event is not read: 64 MiB of text is the runtime's own limit. */
const MAX_EVENT_BYTES = 80 << 20;

export const help = `wafer hook --agent claude-code

Reads one hook event of the agent from standard input and answers on standard
output in the agent's own protocol. The agent runs this; wafer init installs it.
`;

export async function run(args: readonly string[]): Promise<number> {
  const answer = await answerEvent(adapterOf(args));
  writeOutput(1, answer.stdout);
  writeOutput(2, answer.stderr);
  return answer.exitCode;
}

/** When and where this hook runs. Folders are absolute. */
interface Occasion {
  readonly at: Date;
  readonly id: string;
  readonly config: string;
  readonly logs: string;
  readonly project: string;
}

async function answerEvent(adapter: Adapter): Promise<Answer> {
  const at = new Date();
  const occasion: Occasion = {
    at,
    id: decisionId(at, randomBytes(ID_RANDOM_BYTES)),
    config: configFolder(process.env),
    logs: logFolder(process.env),
    project: process.env.CLAUDE_PROJECT_DIR ?? projectOf(process.cwd()),
  };
  let event: AgentEvent;
  try {
    const { project } = occasion;
    event = adapter.parse(readEvent(), { home: home(process.env), project });
  } catch (error) {
    const failure = failureOf(error, 'EVENT_MALFORMED');
    const unread = { ...UNREAD, agent: adapter.agent };
    const verdict = record(unread, decideFailures([failure]), { occasion, redaction: UNREDACTED });
    return adapter.renderFailure({ verdict, decision: occasion.id, redacted: null });
  }
  const { verdict, redaction } = await judge(event, occasion);
  const recorded = record(event, verdict, { occasion, redaction });
  const sealed = event.kind === 'session-end' ? await seal(event, recorded, occasion) : recorded;
  const redacted = redaction.count > 0 ? redaction.texts : null;
  return adapter.render(event, { verdict: sealed, decision: occasion.id, redacted });
}

/** What stands in the log of an event that could not be read. */
const UNREAD = {
  kind: 'other',
  name: 'unreadable',
  session: 'unread',
  tool: '',
  call: null,
} as const;

function readEvent(): unknown {
  const { bytes, complete } = readInput(MAX_EVENT_BYTES);
  if (!complete) {
    throw new WaferError('LIMIT_REACHED', `event: expected at most ${MAX_EVENT_BYTES} bytes`);
  }
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new WaferError('EVENT_MALFORMED', `event: expected JSON, got ${bytes.length} bytes`, {
      cause,
    });
  }
}

async function judge(event: AgentEvent, { config }: Occasion): Promise<Judgement> {
  const { call } = event;
  if (call === null) return { verdict: decideFailures([]), redaction: UNREDACTED };
  try {
    const guard = await createGuard(createPlatform(BUILT_DETECTORS), DEFAULT_POSTURE);
    const verdict = await guard.judge(call);
    const isSensitive = verdict.findings.some(({ redact }) => redact);
    if (!isSensitive) return { verdict, redaction: { ...UNREDACTED, texts: call.texts } };
    const key = fingerprintKey(config, event.session);
    return { verdict, redaction: redactCall(call, verdict.findings, key) };
  } catch (error) {
    // The call was not looked at, so nothing of it may be kept.
    return { verdict: decideFailures([failureOf(error, 'INTERNAL')]), redaction: UNREDACTED };
  }
}

interface Judgement {
  readonly verdict: Verdict;
  readonly redaction: Redaction;
}

/** @returns the verdict, with the failure to record it where there was one. */
function record(
  event: Omit<AgentEvent, 'payload'>,
  verdict: Verdict,
  { occasion, redaction }: { readonly occasion: Occasion; readonly redaction: Redaction },
): Verdict {
  const { id, at, logs } = occasion;
  try {
    const deciders =
      event.call === null ? NO_DECIDERS : decidersOf(event.call, catalogue, DEFAULT_POSTURE);
    const draft = draftRecord(event, { id, at: at.toISOString(), verdict, redaction, deciders });
    appendToLog(logPath(logs, event.session), draft);
    return verdict;
  } catch (error) {
    return withFailure(verdict, failureOf(error, 'LOG_UNWRITABLE'), event);
  }
}

async function seal(event: AgentEvent, verdict: Verdict, occasion: Occasion): Promise<Verdict> {
  try {
    const { mintSeal } = await import('./mint.ts');
    await mintSeal({ ...occasion, session: event.session, agent: event.agent });
    return verdict;
  } catch (error) {
    return withFailure(verdict, failureOf(error, 'INTERNAL'), event);
  }
}

function withFailure(verdict: Verdict, failure: Failure, event: Pick<AgentEvent, 'call'>): Verdict {
  const { findings, failures } = verdict;
  const scan = { findings, failures: [...failures, failure] };
  return decide(scan, event.call?.channel ?? 'prompt', DEFAULT_POSTURE);
}

function decideFailures(failures: readonly Failure[]): Verdict {
  return decide({ findings: [], failures }, 'prompt', DEFAULT_POSTURE);
}

/** Ours says what it is; anything else is a bug, which must not take the answer with it. */
function failureOf(error: unknown, code: ErrorCode): Failure {
  if (error instanceof WaferError) return toFailure(error);
  const message = error instanceof Error ? error.message : String(error);
  return { code, message: `unexpected: ${message}` };
}

/** Two words, read without the library for options, which takes a millisecond to load. */
function adapterOf(args: readonly string[]): Adapter {
  const [option, name = '', ...others] = args.flatMap((word) => splitOption(word));
  if (option !== '--agent' || others.length > 0) {
    throw new UsageError('expected --agent and nothing else');
  }
  const names = Object.keys(ADAPTERS);
  const adapter = Object.values(ADAPTERS).find(({ agent }) => agent === name);
  if (adapter === undefined) throw new UsageError(`--agent: expected ${names.join(' | ')}`);
  return adapter;
}

function splitOption(word: string): string[] {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  return equals < 0 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
}
