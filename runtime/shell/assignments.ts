/** Assignments: what a variable becomes. */

import type { Site } from './run.ts';
import type { Scope, Variable } from './scope.ts';
import type { SyntaxNode } from './syntax.ts';
import { HOLE, type Value } from './value.ts';
import { expandEffects, expandFields, expandSingle, passageOf, spansOf } from './words.ts';
import type { NamedValue } from './wrappers.ts';

/** An assignment as it is written, and what it makes of the variable. */
export interface Assigned extends NamedValue {
  readonly variable: Variable;
}

/** Reads a `variable_assignment`. The variable is not set yet. */
export function readAssignment(site: Site, node: SyntaxNode): Assigned {
  const { source, scope } = site.place;
  const [target] = node.children;
  const operator = node.children.find(({ type }) => type === '=' || type === '+=');
  const nameEnd =
    target?.type === 'subscript' ? (target.children[0]?.end ?? target.end) : target?.end;
  const name = source.text.slice(node.start, nameEnd ?? node.end);
  const valueAt = operator?.end ?? node.end;
  const nodes = node.children.filter(({ start }) => start >= valueAt);
  const array = nodes.find(({ type }) => type === 'array');
  const elements = array === undefined ? null : readArray(site, array);
  if (elements !== null) setKeys(scope, name, elements);
  const span = { start: valueAt, end: node.end, nodes };
  const value = elements === null ? expandSingle(site, span) : toValue(site, span, elements);
  const added = elements ?? [value.text];
  if (target?.type === 'subscript') {
    expandEffects(site, target.children);
    const key = keyOf(source.text.slice(target.start, target.end));
    if (key !== null) scope.set(`${name}[${key}]`, [value.text]);
    return { name, value, variable: withElement(scope, name, indexOf(site, target), value.text) };
  }
  const appends = operator?.type === '+=';
  const variable = appends ? appended(scope.get(name), added, elements !== null) : added;
  return { name, value, variable };
}

/** What `NAME=value` as a word assigns. */
export function toAssigned({ name, value }: NamedValue): Assigned {
  return { name, value, variable: [value.text] };
}

/** The assignment as the argument of `export` and its kind. */
export function asArgument({ name, value }: Assigned, site: Site, node: SyntaxNode): Value {
  const { start, end } = passageOf(site.place.source, node);
  const glob = value.glob < 0 ? -1 : value.glob + name.length + 1;
  return { ...value, text: `${name}=${value.text}`, glob, start, end };
}

/** The key of an associative array. */
function keyOf(subscript: string): string | null {
  return /\[["']?([A-Za-z_][\w.-]*)["']?\]$/.exec(subscript)?.[1] ?? null;
}

/** `([key]=value ..)`: each key is a variable of its own. */
function setKeys(scope: Scope, name: string, elements: readonly string[]): void {
  for (const element of elements) {
    const [, key, text] = /^\[([\w.-]+)\]=(.*)$/s.exec(element) ?? [];
    if (key !== undefined && text !== undefined) scope.set(`${name}[${key}]`, [text]);
  }
}

function readArray(site: Site, array: SyntaxNode): string[] {
  return spansOf(array.children, site.place.source.text).flatMap((span) =>
    expandFields(site, span).map(({ text }) => text),
  );
}

function toValue(site: Site, span: Parameters<typeof expandSingle>[1], elements: Variable): Value {
  const place = passageOf(site.place.source, span);
  return { ...place, text: elements.join(' '), glob: -1, assumed: false };
}

function appended(before: Variable | undefined, added: Variable, isArray: boolean): Variable {
  const known = before ?? [HOLE];
  if (isArray) return [...known, ...added];
  const [first = '', ...rest] = known;
  return [first + (added[0] ?? ''), ...rest];
}

function indexOf(site: Site, subscript: SyntaxNode): number | null {
  const text = site.place.source.text.slice(subscript.start, subscript.end);
  const index = /\[(\d{1,4})\]$/.exec(text)?.[1];
  return index === undefined ? null : Number(index);
}

function withElement(scope: Scope, name: string, index: number | null, text: string): Variable {
  const before = scope.get(name) ?? [];
  // A gap in the array shifts nothing: its elements are empty.
  if (index === null || index > before.length) return [HOLE];
  return before.toSpliced(index, 1, text);
}
