/**
 * `wafer hook`: one event of an agent in, one answer in its protocol out. The agent waits for this on
 * every call, so nothing here may take long, fail silently, or print anything else.
 */

import type { Adapter, AgentEvent, Answer } from '../runtime/agents/agent.ts';
import { ADAPTERS } from '../runtime/agents/index.ts';
import { type Configured, UNCONFIGURED } from '../runtime/configuration.ts';
import type { Verdict } from '../runtime/decide.ts';
import { decisionId, ID_RANDOM_BYTES } from '../runtime/decision-id.ts';
import { decidersOf, draftRecord, NO_DECIDERS } from '../runtime/draft.ts';
import { WaferError } from '../runtime/errors.ts';
import {
  createConfiguredGuard,
  failureOf,
  failureVerdict,
  type Judgement,
  judgeEvent,
  withFailure,
} from '../runtime/judge.ts';
import type { Platform } from '../runtime/platform.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import { UNREDACTED } from '../runtime/redact.ts';
import { UsageError } from './command.ts';
import { loadConfiguration } from './configuration.ts';
import { fingerprintKey } from './fingerprint-key.ts';
import { configFolder, home, logFolder, projectOf } from './folders.ts';
import { BUILT_DETECTORS, catalogue, createPlatform } from './platform.ts';
import { randomBytes } from './random.ts';
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
  readonly home: string;
}

async function answerEvent(adapter: Adapter): Promise<Answer> {
  const at = new Date();
  const occasion: Occasion = {
    at,
    id: decisionId(at, randomBytes(ID_RANDOM_BYTES)),
    config: configFolder(process.env),
    logs: logFolder(process.env),
    project: process.env[adapter.projectVariable] ?? projectOf(process.cwd()),
    home: home(process.env),
  };
  let event: AgentEvent;
  try {
    event = adapter.parse(readEvent(), { home: occasion.home, project: occasion.project });
  } catch (error) {
    const verdict = failureVerdict([failureOf(error, 'EVENT_MALFORMED')], DEFAULT_POSTURE);
    const judgement = { verdict, redaction: UNREDACTED };
    const recorded = record({ ...UNREAD, agent: adapter.agent }, judgement, {
      occasion,
      configured: UNCONFIGURED,
    });
    return adapter.renderFailure({ verdict: recorded, decision: occasion.id, redacted: null });
  }
  const configured = event.call === null ? UNCONFIGURED : await loadConfiguration(occasion);
  const judgement = await judgeEvent(event, {
    posture: DEFAULT_POSTURE,
    guard: () => createConfiguredGuard(platform(), DEFAULT_POSTURE, configured),
    fingerprintKey: () => fingerprintKey(occasion.config, event.session),
  });
  const recorded = record(event, judgement, { occasion, configured });
  const verdict = event.kind === 'session-end' ? await seal(event, recorded, occasion) : recorded;
  const { count, texts } = judgement.redaction;
  const redacted = count > 0 ? texts : null;
  return adapter.render(event, { verdict, decision: occasion.id, redacted });
}

function platform(): Platform {
  return createPlatform(BUILT_DETECTORS, 'one-call');
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

/** @returns the verdict, with the failure to record it where there was one. */
function record(
  event: Omit<AgentEvent, 'payload'>,
  { verdict, redaction }: Judgement,
  { occasion, configured }: { readonly occasion: Occasion; readonly configured: Configured },
): Verdict {
  const { call } = event;
  const { id, at, logs } = occasion;
  const policy = { posture: DEFAULT_POSTURE, configuration: configured.configuration };
  try {
    const deciders = call === null ? NO_DECIDERS : decidersOf(call, catalogue, policy);
    const draft = draftRecord(event, { id, at: at.toISOString(), verdict, redaction, deciders });
    appendToLog(logPath(logs, event.session), draft);
    return verdict;
  } catch (error) {
    const failure = failureOf(error, 'LOG_UNWRITABLE');
    return withFailure(verdict, failure, { event, posture: DEFAULT_POSTURE });
  }
}

/** @returns the verdict, with the failure to press the seal where there was one. */
async function seal(event: AgentEvent, verdict: Verdict, occasion: Occasion): Promise<Verdict> {
  const { mintSeal } = await import('./commands.ts');
  const request = { ...occasion, session: event.session, agent: event.agent };
  const { failure } = await mintSeal(request);
  if (failure === null) return verdict;
  return withFailure(verdict, failure, { event, posture: DEFAULT_POSTURE });
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
