/**
 * Whether an agent will take a hook file at all. Claude Code drops a whole settings file, its other
 * hooks and its permissions included, over one malformed entry of an event that guards; an entry of
 * ours beside it would be there and never run (seen with 2.1.329, like every rule below).
 */

import type { Node } from 'jsonc-parser';
import type { HookFile } from './hook-files.ts';
import { items, type JsoncDocument, members, refuse, valueAt } from './jsonc.ts';

interface Rule {
  readonly expected: string;
  fits(node: Node): boolean;
}

const TEXT: Rule = { expected: 'a string', fits: ({ type }) => type === 'string' };
const YES_OR_NO: Rule = { expected: 'true or false', fits: ({ type }) => type === 'boolean' };

/** Keys of a handler that may be absent. Keys that are not here are the agent's business. */
const OPTIONAL: Readonly<Record<string, Rule>> = {
  timeout: {
    expected: 'a number above 0',
    fits: ({ value }) => typeof value === 'number' && value > 0,
  },
  onFailure: oneOf(['continue', 'block']),
  args: { expected: 'a list of strings', fits: isListOfText },
  async: YES_OR_NO,
};

/** The kinds of handler, each with the keys that it needs. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  command: ['command'],
  http: ['url'],
  mcp_tool: ['server', 'tool'],
  prompt: ['prompt'],
  agent: ['prompt'],
};

const KIND = oneOf(Object.keys(NEEDED));

/** @throws SettingsError */
export function assertHooks(document: JsoncDocument, { fragileEvents }: HookFile): void {
  const hooks = valueAt(document.root, 'hooks');
  if (hooks === null) return;
  if (hooks.type !== 'object') refuse(document, hooks, 'an object as "hooks"');
  for (const { key, value } of members(hooks)) {
    if (value.type !== 'array') refuse(document, value, `a list as ${JSON.stringify(key)}`);
    if (!fragileEvents.includes(key)) continue;
    for (const group of items(value)) assertGroup(document, group);
  }
}

function assertGroup(document: JsoncDocument, group: Node): void {
  if (group.type !== 'object') refuse(document, group, 'an object with a list "hooks"');
  assertKey(document, group, 'matcher', TEXT);
  const handlers = valueAt(group, 'hooks');
  if (handlers?.type !== 'array') refuse(document, handlers ?? group, 'a list as "hooks"');
  for (const handler of items(handlers)) assertHandler(document, handler);
}

function assertHandler(document: JsoncDocument, handler: Node): void {
  if (handler.type !== 'object') refuse(document, handler, 'an object with a "type"');
  assertNeeded(document, handler, 'type', KIND);
  for (const key of NEEDED[valueAt(handler, 'type')?.value] ?? []) {
    assertNeeded(document, handler, key, TEXT);
  }
  for (const [key, rule] of Object.entries(OPTIONAL)) assertKey(document, handler, key, rule);
}

function assertNeeded(document: JsoncDocument, object: Node, key: string, rule: Rule): void {
  if (valueAt(object, key) === null) refuse(document, object, `the key "${key}"`);
  assertKey(document, object, key, rule);
}

function assertKey(document: JsoncDocument, object: Node, key: string, rule: Rule): void {
  const node = valueAt(object, key);
  if (node !== null && !rule.fits(node)) refuse(document, node, `${rule.expected} as "${key}"`);
}

function oneOf(values: readonly string[]): Rule {
  return { expected: values.join(' or '), fits: ({ value }) => values.includes(value) };
}

function isListOfText(node: Node): boolean {
  return node.type === 'array' && items(node).every(({ type }) => type === 'string');
}
