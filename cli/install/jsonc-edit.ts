/**
 * Changing a JSON document by as few bytes as possible. Everything that is not the changed member
 * itself stays byte for byte: comments, order, indentation, line endings. (The library's own
 * `modify` formats the lines around a change anew, and its removal takes comments along.)
 */

import { createScanner, type Edit, type Node } from 'jsonc-parser';
import type { JsonValue } from '../../runtime/json.ts';
import type { JsoncDocument } from './jsonc.ts';

const DEFAULT_INDENT = '  ';

/** Adds a member behind the last one of an object. */
export function addMember(
  document: JsoncDocument,
  object: Node,
  member: { readonly key: string; readonly value: JsonValue },
): Edit[] {
  return append(document, object, (layout) => {
    return `${JSON.stringify(member.key)}: ${render(member.value, layout)}`;
  });
}

/** Adds an item behind the last one of a list. */
export function addItem(document: JsoncDocument, list: Node, item: JsonValue): Edit[] {
  return append(document, list, (layout) => render(item, layout));
}

export function replaceValue(node: Node, value: JsonValue): Edit[] {
  return [{ offset: node.offset, length: node.length, content: JSON.stringify(value) }];
}

/** Takes a member out of its object or list, with its comma, and its lines where it is alone. */
export function removeMember({ text }: JsoncDocument, member: Node): Edit[] {
  const own = commaBehind(text, endOf(member));
  if (own !== null) {
    const joined = isBlank(text, endOf(member), own);
    if (joined) return [cutLines(text, member.offset, own + 1)];
    return [cutLines(text, member.offset, endOf(member)), cut(own, own + 1)];
  }
  const siblings = member.parent?.children ?? [];
  const previous = siblings[siblings.indexOf(member) - 1];
  const comma = previous === undefined ? null : commaBehind(text, endOf(previous));
  if (comma === null) return [cutLines(text, member.offset, endOf(member))];
  if (isBlank(text, comma + 1, member.offset)) return [cut(comma, endOf(member))];
  return [cut(comma, comma + 1), cutLines(text, member.offset, endOf(member))];
}

/** How new text is laid out: its members each on a line of their own, or all on one. */
interface Layout {
  /** What the line of a new member starts with. */
  readonly indent: string;
  /** One step of indentation; empty for everything on one line. */
  readonly step: string;
  readonly lineBreak: string;
}

function render(value: JsonValue, { indent, step, lineBreak }: Layout): string {
  return JSON.stringify(value, null, step).replaceAll('\n', lineBreak + indent);
}

function append(
  document: JsoncDocument,
  container: Node,
  write: (layout: Layout) => string,
): Edit[] {
  const children = container.children ?? [];
  const [first] = children;
  const last = children.at(-1);
  if (first === undefined || last === undefined) return fill(document, container, write);
  const { text } = document;
  const comma = commaBehind(text, endOf(last));
  const commas = comma === null ? [insert(endOf(last), ',')] : [];
  const style = styleOf(document);
  if (!text.slice(container.offset, first.offset).includes('\n')) {
    const step = text.slice(container.offset, endOf(last)).includes('\n') ? style.step : '';
    const layout = { ...style, step, indent: indentAt(text, container.offset) };
    return [...commas, insert((comma ?? endOf(last) - 1) + 1, ` ${write(layout)}`)];
  }
  const layout = { ...style, indent: indentAt(text, last.offset) };
  // Behind the comments that follow the last member: they speak of that member, not of ours.
  const at = trimmedEnd(text, endOf(container) - 1);
  return [...commas, insert(at, layout.lineBreak + layout.indent + write(layout))];
}

/** Puts a first member into an empty object or list, behind the comments in it. */
function fill({ text, root }: JsoncDocument, container: Node, write: (layout: Layout) => string) {
  const style = styleOf({ text, root });
  const close = endOf(container) - 1;
  if (style.step === '') return [insert(close, write({ ...style, indent: '' }))];
  const at = trimmedEnd(text, close);
  const outer = indentAt(text, container.offset);
  const layout = { ...style, indent: outer + style.step };
  const content = layout.lineBreak + layout.indent + write(layout);
  if (text.slice(at, close).includes('\n')) return [insert(at, content)];
  return [{ offset: at, length: close - at, content: content + layout.lineBreak + outer }];
}

/** The document's own habits, read from its first line break and its first member. */
function styleOf({ text, root }: Pick<JsoncDocument, 'text' | 'root'>): Omit<Layout, 'indent'> {
  const lineBreak = /\r?\n/.exec(text)?.[0] ?? '\n';
  const [first] = root.children ?? [];
  if (first === undefined) return { step: DEFAULT_INDENT, lineBreak };
  if (!text.slice(root.offset, endOf(root)).includes('\n')) return { step: '', lineBreak };
  const step = text.slice(root.offset, first.offset).includes('\n')
    ? indentAt(text, first.offset)
    : '';
  return { step: step === '' ? DEFAULT_INDENT : step, lineBreak };
}

/** The blanks that the line of `offset` starts with. */
function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

function commaBehind(text: string, offset: number): number | null {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  const at = scanner.getTokenOffset();
  return text[at] === ',' ? at : null;
}

/** Removes a range, and the line that it leaves empty. */
function cutLines(text: string, start: number, end: number): Edit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const blanks = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  const isAlone =
    lineStart > 0 &&
    isBlank(text, lineStart, start) &&
    /^\r?\n/.test(text.slice(end + blanks, end + blanks + 2));
  if (!isAlone) return cut(start, end + blanks);
  const lineBreakStart = text[lineStart - 2] === '\r' ? lineStart - 2 : lineStart - 1;
  return cut(lineBreakStart, end + blanks);
}

function insert(offset: number, content: string): Edit {
  return { offset, length: 0, content };
}

function cut(start: number, end: number): Edit {
  return { offset: start, length: end - start, content: '' };
}

function endOf(node: Node): number {
  return node.offset + node.length;
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}

/** Where the white space before `offset` begins. Only JSON's: a comment may end in another. */
function trimmedEnd(text: string, offset: number): number {
  let end = offset;
  while (' \t\r\n'.includes(text[end - 1] ?? '.')) end -= 1;
  return end;
}
