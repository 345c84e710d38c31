/**
 * Claude Code's hook protocol (code.claude.com/docs/en/hooks; behaviour as seen with 2.1.329).
 *
 * Allow is silent. A deny is the JSON decision, the reason on stderr, and exit status 2 at once: the
 * one combination that stops the call in every mode. JSON goes out with `hookEventName`, without
 * which the client ignores it.
 */

import type { Call } from '../call.ts';
import { WaferError } from '../errors.ts';
import { isObject, type JsonObject, type JsonValue, replaceLeaves } from '../json.ts';
import {
  type Adapter,
  type AgentEvent,
  type Answer,
  type EventKind,
  type HostPlaces,
  type Outcome,
  SILENCE,
} from './agent.ts';
import { callOfOutput, callOfPrompt, callOfTool } from './claude-code-tools.ts';

const KINDS: Readonly<Record<string, EventKind>> = {
  PreToolUse: 'pre-tool',
  PostToolUse: 'post-tool',
  PostToolUseFailure: 'post-tool',
  PermissionRequest: 'permission',
  UserPromptSubmit: 'prompt',
  SessionStart: 'session-start',
  SessionEnd: 'session-end',
  Stop: 'stop',
  SubagentStop: 'stop',
};

export const claudeCode: Adapter = {
  agent: 'claude-code',
  projectVariable: 'CLAUDE_PROJECT_DIR',
  parse: parseEvent,
  render,
  renderFailure,
};

function parseEvent(payload: unknown, host: HostPlaces): AgentEvent {
  if (!isObject(payload)) throw new WaferError('EVENT_MALFORMED', 'event: expected a JSON object');
  const name = stringAt(payload, 'hook_event_name');
  const session = stringAt(payload, 'session_id');
  const kind = Object.hasOwn(KINDS, name) ? (KINDS[name] ?? 'other') : 'other';
  const cwd = typeof payload.cwd === 'string' ? payload.cwd : '';
  const places = { cwd, home: host.home, project: host.project };
  const call = callOf(kind, payload, places);
  return { agent: 'claude-code', kind, name, session, tool: call?.tool ?? '', call, payload };
}

type Places = Pick<Call, 'cwd' | 'home' | 'project'>;

function callOf(kind: EventKind, payload: JsonObject, places: Places): Call | null {
  switch (kind) {
    case 'pre-tool':
    case 'permission':
      return callOfTool(stringAt(payload, 'tool_name'), payload.tool_input, places);
    case 'post-tool': {
      const key = payload.hook_event_name === 'PostToolUseFailure' ? 'error' : 'tool_response';
      return callOfOutput(stringAt(payload, 'tool_name'), { key, value: payload[key] }, places);
    }
    case 'prompt':
      return callOfPrompt(stringAt(payload, 'prompt'), places);
    default:
      return null;
  }
}

function stringAt(payload: JsonObject, key: string): string {
  const value = payload[key];
  if (typeof value === 'string') return value;
  throw new WaferError('EVENT_MALFORMED', `event: expected a string at "${key}"`);
}

function render(event: AgentEvent, outcome: Outcome): Answer {
  const said = answerTo(event, outcome);
  const { notice } = outcome.verdict;
  if (notice === '') return said;
  const body: JsonObject = said.stdout === '' ? {} : JSON.parse(said.stdout);
  return { ...said, stdout: JSON.stringify({ ...body, systemMessage: notice }) };
}

function answerTo(event: AgentEvent, outcome: Outcome): Answer {
  switch (event.kind) {
    case 'pre-tool':
      return answerToTool(event, outcome);
    case 'permission':
      return answerToPermission(outcome);
    case 'prompt':
      return answerToPrompt(outcome);
    case 'post-tool':
      return answerToOutput(event, outcome);
    default:
      return SILENCE;
  }
}

function answerToTool(event: AgentEvent, outcome: Outcome): Answer {
  const { verdict } = outcome.verdict;
  if (verdict === 'allow') return SILENCE;
  const reason = reasonOf(outcome);
  const stdout = JSON.stringify({
    hookSpecificOutput: {
      hookEventName: event.name,
      permissionDecision: verdict,
      permissionDecisionReason: reason,
    },
  });
  if (verdict === 'ask') return { stdout, stderr: '', exitCode: 0 };
  return { stdout, stderr: `${reason}\n`, exitCode: 2 };
}

/** The person is being asked already; only a deny adds something. Exit status 2 has no effect here. */
function answerToPermission(outcome: Outcome): Answer {
  if (outcome.verdict.verdict !== 'deny') return SILENCE;
  const decision = { behavior: 'deny', message: reasonOf(outcome) };
  return ofOutput({ hookEventName: 'PermissionRequest', decision });
}

/** A prompt can't be asked about, so ask becomes deny. The reason goes to the person, not the model. */
function answerToPrompt(outcome: Outcome): Answer {
  if (outcome.verdict.verdict === 'allow') return SILENCE;
  const stdout = JSON.stringify({ decision: 'block', reason: reasonOf(outcome) });
  return { stdout, stderr: '', exitCode: 0 };
}

/**
 * What came back can't be undone. The output of a successful call is replaced, in exactly its own
 * shape (another shape is ignored, and the original leaks); the error of a failed one can't be, so
 * the model is told.
 */
function answerToOutput(event: AgentEvent, outcome: Outcome): Answer {
  const { verdict, findings } = outcome.verdict;
  const replaceable = event.name === 'PostToolUse';
  const specific: Record<string, JsonValue> = {};
  if (outcome.redacted !== null) {
    const rules = [...new Set(findings.filter(({ redact }) => redact).map(({ rule }) => rule))];
    if (replaceable) {
      const texts = new Map(outcome.redacted.map(({ at, text }) => [at, text]));
      const response = event.payload.tool_response as JsonValue;
      specific.updatedToolOutput = replaceLeaves(response, '/tool_response', texts);
    }
    specific.additionalContext = replaceable
      ? `wafer replaced sensitive values in this output: ${rules.join(', ')}`
      : `wafer: this output holds sensitive values (${rules.join(', ')}); do not repeat them`;
  }
  const body: Record<string, JsonValue> = {};
  if (Object.keys(specific).length > 0) {
    body.hookSpecificOutput = { hookEventName: event.name, ...specific };
  }
  if (verdict !== 'allow') {
    body.decision = 'block';
    body.reason = reasonOf(outcome);
  }
  if (Object.keys(body).length === 0) return SILENCE;
  return { stdout: JSON.stringify(body), stderr: '', exitCode: 0 };
}

function ofOutput(specific: JsonObject): Answer {
  const stdout = JSON.stringify({ hookSpecificOutput: specific });
  return { stdout, stderr: '', exitCode: 0 };
}

/** Without an event there is no event's name, so a deny can only be exit status 2. */
function renderFailure(outcome: Outcome): Answer {
  const { verdict, notice } = outcome.verdict;
  if (verdict !== 'allow') return { stdout: '', stderr: `${reasonOf(outcome)}\n`, exitCode: 2 };
  return { stdout: JSON.stringify({ systemMessage: notice }), stderr: '', exitCode: 0 };
}

/** Strings of an answer are cut at 10,000 characters by the client; a reason is far below. */
function reasonOf({ verdict, decision }: Outcome): string {
  return `wafer: ${verdict.reason} [decision ${decision}, risk ${verdict.risk}]`;
}
