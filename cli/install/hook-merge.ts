/**
 * Puts Wafer on the hooks in an agent's file, whatever else the file holds. One thing that is amiss
 * is mended at a time, until nothing is: so a second run has nothing to do, and a run over an older
 * version's entries updates them where they stand.
 */

import { applyEdits, type Edit, getNodeValue, type Node } from 'jsonc-parser';
import { isObject, type JsonObject, type JsonValue } from '../../runtime/json.ts';
import { isHookCommand, splitWords } from './hook-command.ts';
import type { HookedEvent, HookFile } from './hook-files.ts';
import { assertHooks } from './hook-shape.ts';
import {
  items,
  type JsoncDocument,
  members,
  parseDocument,
  SettingsError,
  valueAt,
} from './jsonc.ts';
import { addItem, addMember, removeMember, replaceValue } from './jsonc-edit.ts';

/** What is to stand in the file. */
export interface HookEntry {
  readonly file: HookFile;
  /** Words of a POSIX shell. */
  readonly command: string;
}

/** `removed`: a further entry of ours on the same event, or one that saw only some of its calls. */
export type ChangeKind = 'added' | 'updated' | 'removed';

export interface Change {
  readonly event: string;
  readonly kind: ChangeKind;
}

export interface Merged {
  readonly text: string;
  /** Empty: the file already was as it has to be. */
  readonly changes: readonly Change[];
}

interface Step extends Change {
  readonly edits: Edit[];
}

/** One entry of ours within the file. */
interface OwnHandler {
  readonly handler: Node;
  readonly group: Node;
  readonly isAlone: boolean;
}

/** A file made to have more entries of ours than this is not worth the time. */
const MAX_STEPS = 128;

/** With one of these our entry would miss calls, or its answer would come too late to count. */
const WEAKENING_KEYS = ['args', 'async', 'asyncRewake', 'if', 'shell'] as const;

/**
 * @param text the file as it is; empty when there is none.
 * @param name what complaints call the file.
 * @throws SettingsError when the file is not one that can be changed safely.
 */
export function mergeHooks(text: string, name: string, entry: HookEntry): Merged {
  const start = text.trim() === '' ? '{}\n' : text;
  const original = readHooks(start, name, entry);
  const changes: Change[] = [];
  let document = original;
  let step = nextStep(document, entry);
  while (step !== null) {
    if (changes.length === MAX_STEPS) {
      throw new SettingsError(`${name}: expected at most ${MAX_STEPS} changes, got more`);
    }
    changes.push({ event: step.event, kind: step.kind });
    document = readHooks(applyEdits(document.text, step.edits), name, entry);
    step = nextStep(document, entry);
  }
  assertForeignKept(original, document, entry);
  return { text: changes.length === 0 ? text : document.text, changes };
}

function readHooks(text: string, name: string, { file }: HookEntry): JsoncDocument {
  const document = parseDocument(text, name);
  assertHooks(document, file);
  return document;
}

/** The first thing that is amiss, mended; null when every event has exactly its entry. */
function nextStep(document: JsoncDocument, entry: HookEntry): Step | null {
  const { events } = entry.file;
  for (const event of events) {
    const step = settleEvent(document, event, entry);
    if (step !== null) return step;
  }
  // An older version's entries on other events would call a program that is gone.
  const hooks = valueAt(document.root, 'hooks');
  for (const { key, value } of hooks === null ? [] : members(hooks)) {
    for (const { handler } of ownHandlers(value, entry)) {
      const edits = updateHandler(document, handler, entry);
      if (edits !== null) return { event: key, kind: 'updated', edits };
    }
  }
  return null;
}

function settleEvent(document: JsoncDocument, event: HookedEvent, entry: HookEntry): Step | null {
  const hooks = valueAt(document.root, 'hooks');
  const list = hooks === null ? null : valueAt(hooks, event.name);
  const own = ownHandlers(list, entry);
  const kept = own.find((one) => seesAll(one.group, event)) ?? own.find(({ isAlone }) => isAlone);
  const surplus = own.find((one) => one !== kept);
  if (surplus !== undefined) {
    const node = surplus.isAlone ? surplus.group : surplus.handler;
    return { event: event.name, kind: 'removed', edits: removeMember(document, node) };
  }
  if (kept === undefined) {
    return { event: event.name, kind: 'added', edits: addGroup(document, event, entry) };
  }
  const edits = updateGroup(kept.group, event) ?? updateHandler(document, kept.handler, entry);
  return edits === null ? null : { event: event.name, kind: 'updated', edits };
}

function addGroup(document: JsoncDocument, event: HookedEvent, entry: HookEntry): Edit[] {
  const group: JsonObject = {
    ...(event.hasMatcher ? { matcher: '*' } : {}),
    hooks: [handlerOf(entry)],
  };
  const hooks = valueAt(document.root, 'hooks');
  if (hooks === null) {
    return addMember(document, document.root, { key: 'hooks', value: { [event.name]: [group] } });
  }
  const list = valueAt(hooks, event.name);
  if (list === null) return addMember(document, hooks, { key: event.name, value: [group] });
  return addItem(document, list, group);
}

/** A group that is ours alone and sees only some calls is made to see all. */
function updateGroup(group: Node, event: HookedEvent): Edit[] | null {
  const matcher = valueAt(group, 'matcher');
  return seesAll(group, event) || matcher === null ? null : replaceValue(matcher, '*');
}

/** Ours in everything that matters; what a person added beside it, a status message say, stays. */
function updateHandler(document: JsoncDocument, handler: Node, entry: HookEntry): Edit[] | null {
  for (const [key, value] of Object.entries(handlerOf(entry))) {
    const node = valueAt(handler, key);
    if (node === null) return addMember(document, handler, { key, value });
    if (node.value !== value) return replaceValue(node, value);
  }
  for (const key of WEAKENING_KEYS) {
    const property = valueAt(handler, key)?.parent;
    if (property !== undefined) return removeMember(document, property);
  }
  return null;
}

function handlerOf({ file, command }: HookEntry): JsonObject {
  return { type: 'command', command, timeout: file.timeout };
}

function ownHandlers(list: Node | null, entry: HookEntry): OwnHandler[] {
  return items(list).flatMap((group) => {
    const handlers = items(valueAt(group, 'hooks'));
    return handlers
      .filter((handler) => isOwn(getNodeValue(handler), entry))
      .map((handler) => ({ handler, group, isAlone: handlers.length === 1 }));
  });
}

function isOwn(handler: JsonValue, { file }: HookEntry): boolean {
  if (!isObject(handler) || typeof handler.command !== 'string') return false;
  const { command, args } = handler;
  const words = splitWords(command);
  // With `args` no shell reads the command: it is one word, a path that may hold spaces.
  if (args !== undefined && isList(args)) words.push(command, ...args.map(String));
  return isHookCommand(words, file.agent);
}

function seesAll(group: Node, { hasMatcher }: HookedEvent): boolean {
  const matcher = valueAt(group, 'matcher');
  return !hasMatcher || matcher === null || matcher.value === '*' || matcher.value === '';
}

/** The last look before anything is written: all that is not ours means what it meant before. */
function assertForeignKept(before: JsoncDocument, after: JsoncDocument, entry: HookEntry): void {
  const [was, is] = [before, after].map(({ root }) => {
    return JSON.stringify(withoutOwn(getNodeValue(root), entry));
  });
  if (was === is) return;
  throw new SettingsError(`${before.name}: expected foreign entries as they were, got others`);
}

/** The settings without our entries, and without the groups and lists that only held ours. */
function withoutOwn(settings: JsonObject, entry: HookEntry): JsonValue {
  const { hooks, ...others } = settings;
  if (hooks === undefined || !isObject(hooks)) return settings;
  const foreign: [string, JsonValue[]][] = Object.entries(hooks)
    .map(([event, list]): [string, JsonValue[]] => [event, foreignGroups(list, entry)])
    .filter(([, groups]) => groups.length > 0);
  return foreign.length > 0 ? { ...others, hooks: foreign } : others;
}

function foreignGroups(list: JsonValue, entry: HookEntry): JsonValue[] {
  return (isList(list) ? list : []).flatMap((group): readonly JsonValue[] => {
    if (!isObject(group) || group.hooks === undefined || !isList(group.hooks)) return [group];
    const handlers = group.hooks.filter((handler) => !isOwn(handler, entry));
    return handlers.length > 0 ? [{ ...group, hooks: handlers }] : [];
  });
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
