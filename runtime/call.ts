/** The normalised action of an agent, and its parser: a row of `wafer scan`, a body of `/v1/check`. */

import { WaferError } from './errors.ts';
import { isObject, type JsonObject, type Leaf, stringLeaves } from './json.ts';

/** What the agent wants to do, or what came back to it. */
export const CHANNELS = ['shell', 'write', 'read', 'mcp', 'fetch', 'prompt', 'output'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One call. Directories are absolute POSIX paths; unknown ones are empty. */
export interface Call {
  readonly channel: Channel;
  /** The tool's name in the agent's own words. */
  readonly tool: string;
  /** The MCP server of the tool; empty elsewhere. */
  readonly server: string;
  /** A shell call has its command as the first text, a `read` or `write` its path. */
  readonly texts: readonly Leaf[];
  /** The file that a `read` or `write` names; empty elsewhere. */
  readonly path: string;
  readonly cwd: string;
  readonly home: string;
  readonly project: string;
}

/** Where a call happens, when the row does not say. */
export type Places = Pick<Call, 'cwd' | 'home' | 'project'>;

/**
 * Reads `{"channel", "tool"?, "server"?, "text"?, "path"?, "args"?, "cwd"?, "home"?, "project"?}`.
 * Other keys are the row's own business. A directory that the row leaves out comes from `places`.
 *
 * @throws WaferError `CALL_MALFORMED` naming the key, what was expected, and what stood there.
 */
export function parseCall(row: unknown, places: Places): Call {
  if (!isObject(row)) throw malformed('call', 'an object', row);
  const channel = channelOf(row);
  const text = stringOrNull(row, 'text');
  const path = stringOrNull(row, 'path');
  const texts: Leaf[] = [];
  if (path !== null && channel !== 'shell') texts.push({ at: '/path', text: path });
  if (text !== null) texts.push({ at: '/text', text });
  if (row.args !== undefined) texts.push(...argumentLeaves(row.args));
  if (channel === 'shell' && text === null) throw malformed('text', 'a string', row.text);
  if (text === null && path === null && row.args === undefined) {
    throw malformed('call', '"text", "path" or "args"', undefined);
  }
  return {
    channel,
    tool: stringOrNull(row, 'tool') ?? '',
    server: stringOrNull(row, 'server') ?? '',
    texts,
    path: path ?? '',
    cwd: stringOrNull(row, 'cwd') ?? places.cwd,
    home: stringOrNull(row, 'home') ?? places.home,
    project: stringOrNull(row, 'project') ?? places.project,
  };
}

function channelOf(row: JsonObject): Channel {
  const channel = CHANNELS.find((name) => name === row.channel);
  if (channel === undefined) throw malformed('channel', CHANNELS.join('|'), row.channel);
  return channel;
}

function argumentLeaves(args: unknown): readonly Leaf[] {
  const { leaves, complete } = stringLeaves(args, '/args');
  if (!complete) throw new WaferError('CALL_MALFORMED', 'args: expected less nesting');
  return leaves;
}

function stringOrNull(row: JsonObject, key: string): string | null {
  const value = row[key];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw malformed(key, 'a string', value);
  return value;
}

function malformed(where: string, expected: string, got: unknown): WaferError {
  return new WaferError('CALL_MALFORMED', `${where}: expected ${expected}, got ${kindOf(got)}`);
}

/** What stood there, without quoting more of it than helps. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
}
