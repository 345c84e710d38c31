/** Where each agent keeps its hooks, which events Wafer sits on, and what an entry holds. */

import type { AgentName } from '../../runtime/agents/agent.ts';

export interface HookedEvent {
  readonly name: string;
  /** Whether the agent lets an entry pick a part of these events. */
  readonly hasMatcher: boolean;
}

export interface HookFile {
  readonly agent: AgentName;
  /** The agent's name as its users know it. */
  readonly product: string;
  /** Below the project. */
  readonly path: string;
  readonly events: readonly HookedEvent[];
  /** How long the agent waits for an answer, in the agent's own unit. */
  readonly timeout: number;
  /** Events of which one malformed entry makes the agent drop the whole file. */
  readonly fragileEvents: readonly string[];
  /** Whether the agent reads a file with comments or trailing commas, or passes all of it by. */
  readonly readsComments: boolean;
  /** The key that, when true, switches every hook off. */
  readonly offSwitch: string;
}

export const HOOK_FILES: Readonly<Record<AgentName, HookFile>> = {
  'claude-code': {
    agent: 'claude-code',
    product: 'Claude Code',
    path: '.claude/settings.json',
    events: [
      { name: 'PreToolUse', hasMatcher: true },
      { name: 'PermissionRequest', hasMatcher: true },
      { name: 'PostToolUse', hasMatcher: true },
      { name: 'PostToolUseFailure', hasMatcher: true },
      { name: 'UserPromptSubmit', hasMatcher: false },
      { name: 'SessionStart', hasMatcher: true },
      { name: 'SessionEnd', hasMatcher: true },
      { name: 'Stop', hasMatcher: false },
      { name: 'SubagentStop', hasMatcher: true },
    ],
    // Seconds. Stated on each entry: without, all SessionEnd hooks share 1.5 s, too few for a seal.
    timeout: 10,
    fragileEvents: ['PreToolUse', 'PermissionRequest'],
    readsComments: false,
    offSwitch: 'disableAllHooks',
  },
};
