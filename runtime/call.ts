/** The normalised action of an agent, and its parser: a row of `wafer scan`, a body of `/v1/check`. */

import { WaferError } from './errors.ts';

/** What the agent wants to do, or what came back to it. */
export const CHANNELS = ['shell', 'write', 'read', 'mcp', 'fetch', 'prompt', 'output'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One string of a call. `at` is its JSON Pointer (RFC 6901) within the call's row. */
export interface Leaf {
  readonly at: string;
  readonly text: string;
}

/** One call. Directories are absolute POSIX paths; unknown ones are empty. */
export interface Call {
  readonly channel: Channel;
  /** The tool's name in the agent's own words. */
  readonly tool: string;
  /** The MCP server of the tool; empty elsewhere. */
  readonly server: string;
  /** A shell call has its command as the first text. */
  readonly texts: readonly Leaf[];
  /** The file that a `read` or `write` names; empty elsewhere. */
  readonly path: string;
  readonly cwd: string;
  readonly home: string;
  readonly project: string;
}
