/** Every agent's adapter by name. */

import type { Adapter, AgentName } from './agent.ts';
import { claudeCode } from './claude-code.ts';

export const ADAPTERS: Readonly<Record<AgentName, Adapter>> = { 'claude-code': claudeCode };
