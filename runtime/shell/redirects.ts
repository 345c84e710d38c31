/** Redirections (bash(1), REDIRECTION), here-documents among them. */

import type { RedirectOperator } from './commands.ts';
import { classifyOperand } from './paths.ts';
import { type Draft, type Site, type Source, widen } from './run.ts';
import { seenFrom } from './simple.ts';
import type { SyntaxNode } from './syntax.ts';
import { type Passage, toWord, type Value } from './value.ts';
import { expandBody, expandSingle, passageOf, spansOf, type WordSpan } from './words.ts';

interface Operator {
  readonly operator: RedirectOperator;
  /** The descriptor when none is written; 255 stands for standard output and error together. */
  readonly descriptor: number;
}

const BOTH_OUTPUTS = 255;

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['<', { operator: 'read', descriptor: 0 }],
  ['>', { operator: 'write', descriptor: 1 }],
  ['>|', { operator: 'write', descriptor: 1 }],
  ['>>', { operator: 'append', descriptor: 1 }],
  ['<>', { operator: 'write', descriptor: 0 }],
  ['&>', { operator: 'write', descriptor: BOTH_OUTPUTS }],
  ['&>>', { operator: 'append', descriptor: BOTH_OUTPUTS }],
  ['<&', { operator: 'duplicate', descriptor: 0 }],
  ['>&', { operator: 'duplicate', descriptor: 1 }],
  ['<&-', { operator: 'duplicate', descriptor: 0 }],
  ['>&-', { operator: 'duplicate', descriptor: 1 }],
  ['<<', { operator: 'here-document', descriptor: 0 }],
  ['<<-', { operator: 'here-document', descriptor: 0 }],
  ['<<<', { operator: 'here-string', descriptor: 0 }],
]);

const REDIRECTS: ReadonlySet<string> = new Set([
  'file_redirect',
  'heredoc_redirect',
  'herestring_redirect',
]);

export function isRedirect({ type }: SyntaxNode): boolean {
  return REDIRECTS.has(type);
}

/** What a redirection puts on a descriptor; null when that is not known. */
interface Redirected {
  readonly descriptor: number;
  readonly contents: Passage | null;
}

/** Adds one redirection to a command. */
export function addRedirect(site: Site, node: SyntaxNode, draft: Draft): Redirected {
  const { source } = site.place;
  const { operator, descriptor } = operatorOf(node, source);
  if (operator === 'here-document') return addHereDocument(site, node, draft, descriptor);
  const target = destinationOf(site, node);
  const isFile = operator === 'duplicate' && isFileName(target);
  const resolved: Operator = isFile
    ? { operator: 'write', descriptor: descriptor === 1 ? BOTH_OUTPUTS : descriptor }
    : { operator, descriptor };
  push(site, draft, resolved, target);
  widen(draft, { start: source.start(node.start), end: target.end });
  return { descriptor, contents: contentsOf(site, operator, target) };
}

function contentsOf(site: Site, operator: RedirectOperator, target: Value): Passage | null {
  const read = site.run.files.reader(site.place.scope.cwd);
  if (operator === 'here-string') return { ...target, text: `${target.text}\n` };
  if (operator === 'read') return read(target.text);
  return operator === 'duplicate' && !isFileName(target) ? read(`/dev/fd/${target.text}`) : null;
}

/** The words behind a redirection's own: they belong to the command. */
export function argumentsBehind({ type, children }: SyntaxNode, { text }: Source): WordSpan[] {
  const spans = spansOf(children, text);
  return type === 'heredoc_redirect' ? spans : spans.slice(1);
}

function operatorOf(node: SyntaxNode, { text }: Source): Operator {
  let descriptor: number | null = null;
  for (const child of node.children) {
    if (child.type === 'file_descriptor') {
      const number = Number(text.slice(child.start, child.end));
      descriptor = Number.isInteger(number) ? Math.min(number, BOTH_OUTPUTS - 1) : null;
      continue;
    }
    const found = OPERATORS.get(isReadWrite(child, text) ? '<>' : child.type);
    if (found !== undefined) return { ...found, descriptor: descriptor ?? found.descriptor };
  }
  return { operator: 'read', descriptor: descriptor ?? 0 };
}

/** The grammar knows either half of `<>` only. */
function isReadWrite({ type, start, end }: SyntaxNode, text: string): boolean {
  return (type === '<' && text[end] === '>') || (type === '>' && text[start - 1] === '<');
}

function destinationOf(site: Site, node: SyntaxNode): Value {
  const { source } = site.place;
  const [span] = spansOf(node.children, source.text);
  if (span !== undefined) {
    // The grammar takes the next line's first word; the shell refuses.
    const isBroken = /(?<!\\)\n/.test(source.text.slice(node.start, span.start));
    if (isBroken) site.run.failUnparsed(source, node.start);
    return expandSingle(site, span);
  }
  // `2>&-` closes the descriptor.
  return { ...passageOf(site.place.source, node), text: '-', glob: -1, assumed: false };
}

/** `>& file`, where a number or a dash would name a descriptor. */
function isFileName({ text }: Value): boolean {
  return !/^(?:\d+-?|-)$/.test(text);
}

function push(site: Site, draft: Draft, { operator, descriptor }: Operator, value: Value): void {
  const { scope } = site.place;
  const isPath = operator === 'read' || operator === 'write' || operator === 'append';
  const target = isPath ? classifyOperand(value, scope.cwd, site.run.places) : 'unknown';
  draft.redirects.push({ operator, descriptor, target: toWord(value, seenFrom(scope, target)) });
}

function addHereDocument(
  site: Site,
  node: SyntaxNode,
  draft: Draft,
  descriptor: number,
): Redirected {
  const { source } = site.place;
  const start = node.children.find(({ type }) => type === 'heredoc_start');
  const delimiter = start === undefined ? '' : source.text.slice(start.start, start.end);
  // The grammar's delimiters end at blanks only; the shell's also at these.
  if (start !== undefined && /^[^'"\\]*[;&|<>()]/.test(delimiter)) {
    site.run.failUnparsed(source, start.start);
  }
  if (start !== undefined && hasStrayBody(node, start, source)) {
    site.run.failUnparsed(source, start.start);
  }
  const body = bodyOf(site, node, delimiter);
  push(site, draft, { operator: 'here-document', descriptor }, body);
  const end = source.end(start?.end ?? node.start);
  widen(draft, { start: source.start(node.start), end });
  return { descriptor, contents: body };
}

/** A body that begins with a backslash comes as arguments of the command. */
function hasStrayBody({ children }: SyntaxNode, { end }: SyntaxNode, { text }: Source): boolean {
  const newline = text.indexOf('\n', end);
  return newline >= 0 && spansOf(children, text).some((span) => span.end > newline);
}

function bodyOf(site: Site, node: SyntaxNode, delimiter: string): Value {
  const { source } = site.place;
  const span = bodySpan(node, source);
  const isLiteral = /['"\\]/.test(delimiter);
  const body = isLiteral
    ? { ...passageOf(source, span), glob: -1, assumed: false }
    : expandBody(site, span);
  const isIndented = node.children.some(({ type }) => type === '<<-');
  const value = isIndented ? { ...body, text: body.text.replaceAll(/^\t+/gm, '') } : body;
  site.run.spend([value]);
  return value;
}

/**
 * From the line behind the operator's to the delimiter's. The grammar drops leading blanks, and
 * sees only some of the expansions, so none of its nodes are taken.
 */
function bodySpan({ children, end }: SyntaxNode, { text }: Source): WordSpan {
  const at = children.findIndex(({ type }) => type === 'heredoc_body');
  const body = children[at];
  if (body === undefined) return { start: end, end, nodes: [] };
  const newline = text.indexOf('\n', children[at - 1]?.end ?? body.start);
  const start = newline < 0 ? body.start : Math.min(newline + 1, body.start);
  const close = children.find(({ type }) => type === 'heredoc_end')?.start ?? body.end;
  const line = text.lastIndexOf('\n', close - 1) + 1;
  return { start, end: Math.max(start, line), nodes: [] };
}
