/** Claude Code's tools as calls. A tool it does not know is judged by every string it carries. */

import type { Call, Channel, Places } from '../call.ts';
import { WaferError } from '../errors.ts';
import { isObject, type JsonObject, type Leaf, MAX_JSON_DEPTH, stringLeaves } from '../json.ts';

/** Which keys of a tool's input are the path and the text of its call. */
interface Shape {
  readonly channel: Channel;
  readonly path?: string;
  /** Keys whose strings are judged; absent: all of them. Old text of an edit is not among them. */
  readonly texts?: readonly string[];
}

const SHELL: Shape = { channel: 'shell', texts: ['command'] };
const PROMPT: Shape = { channel: 'prompt' };
const UNKNOWN: Shape = { channel: 'mcp' };

const SHAPES: Readonly<Record<string, Shape>> = {
  Bash: SHELL,
  PowerShell: SHELL,
  Monitor: SHELL,
  Write: { channel: 'write', path: 'file_path', texts: ['content'] },
  Edit: { channel: 'write', path: 'file_path', texts: ['new_string'] },
  MultiEdit: { channel: 'write', path: 'file_path', texts: ['edits'] },
  NotebookEdit: { channel: 'write', path: 'notebook_path', texts: ['new_source'] },
  Read: { channel: 'read', path: 'file_path', texts: [] },
  Glob: { channel: 'read', path: 'path' },
  Grep: { channel: 'read', path: 'path' },
  LS: { channel: 'read', path: 'path' },
  WebFetch: { channel: 'fetch' },
  WebSearch: { channel: 'fetch' },
  Agent: PROMPT,
  Task: PROMPT,
};

/** `mcp__<server>__<tool>`; a server's name may itself hold single underscores. */
const MCP_NAME = /^mcp__(.+?)__/;

/** @throws WaferError `LIMIT_REACHED` when the input is nested beyond the walk's depth. */
export function callOfTool(tool: string, input: unknown, places: Places): Call {
  const shape = shapeOf(tool, input);
  const path = isObject(input) && shape.path !== undefined ? pathAt(input, shape.path) : '';
  const texts: Leaf[] = [];
  if (path !== '') texts.push({ at: `/tool_input/${shape.path}`, text: path });
  texts.push(...textsOf(input, shape));
  return { channel: shape.channel, tool, server: serverOf(tool), texts, path, ...places };
}

/** @param output the event's key that carries the output, and its value. */
export function callOfOutput(
  tool: string,
  output: { readonly key: string; readonly value: unknown },
  places: Places,
): Call {
  const texts = leavesAt(output.value, `/${output.key}`);
  return { channel: 'output', tool, server: serverOf(tool), texts, path: '', ...places };
}

export function callOfPrompt(prompt: string, places: Places): Call {
  const texts = [{ at: '/prompt', text: prompt }];
  return { channel: 'prompt', tool: '', server: '', texts, path: '', ...places };
}

function shapeOf(tool: string, input: unknown): Shape {
  const known = Object.hasOwn(SHAPES, tool) ? SHAPES[tool] : undefined;
  if (known === undefined || !isObject(input)) return UNKNOWN;
  // A watcher without a command (a socket, say) is judged by its strings.
  if (known === SHELL && typeof input.command !== 'string') return UNKNOWN;
  return known;
}

function serverOf(tool: string): string {
  return MCP_NAME.exec(tool)?.[1] ?? '';
}

function pathAt(input: JsonObject, key: string): string {
  const path = input[key];
  return typeof path === 'string' ? path : '';
}

function textsOf(input: unknown, shape: Shape): Leaf[] {
  if (shape.texts === undefined || !isObject(input)) return leavesAt(input, '/tool_input');
  return shape.texts
    .flatMap((key) => leavesAt(input[key], `/tool_input/${key}`))
    .filter(({ at }) => !at.endsWith('/old_string'));
}

function leavesAt(value: unknown, at: string): Leaf[] {
  const { leaves, complete } = stringLeaves(value, at);
  if (complete) return leaves;
  throw new WaferError('LIMIT_REACHED', `${at}: expected at most ${MAX_JSON_DEPTH} levels`);
}
