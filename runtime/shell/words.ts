/** From the nodes of a word to the words that the program gets. */

import { expandBraces } from './braces.ts';
import { scanOverlooked } from './overlooked.ts';
import { parseExpansion, type Resolution, resolveExpansion, resolveName } from './parameters.ts';
import { barePart, expandTilde, type Part, quotedPart, toFields, toSingle } from './parts.ts';
import { decodeEscapes, unquoteBody, unquoteDouble } from './quotes.ts';
import type { Site, Source } from './run.ts';
import { lowerProcess, substitute, substituteText } from './substitutions.ts';
import type { SyntaxNode } from './syntax.ts';
import { HOLE, type Passage, type Value } from './value.ts';

/** UTF-16 indices into the source. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** The nodes of one word, and the stretch of the source that they cover. */
export interface WordSpan extends Range {
  readonly nodes: readonly SyntaxNode[];
}

/** How literal text between the expansions is quoted. */
type Quoting = 'none' | 'double' | 'body';

/** Text that means itself, wherever it stands in a word. */
const LITERAL = /^[\w./:,@%+=^-]*$/;

/** The words that an argument becomes: none, one or several. */
export function expandFields(site: Site, span: WordSpan): readonly Value[] {
  const { source, scope } = site.place;
  const place = passageOf(source, span);
  const values = LITERAL.test(place.text)
    ? [{ ...place, glob: -1, assumed: false }]
    : expandBraces(partsOf(site, span, 'none')).flatMap((parts) =>
        toFields(expandTilde(parts, scope), place, scope),
      );
  site.run.spend(values);
  return values;
}

/** One value, as an assignment or a redirection takes it: without braces and splitting. */
export function expandSingle(site: Site, span: WordSpan): Value {
  const { source, scope } = site.place;
  const place = passageOf(source, span);
  if (LITERAL.test(place.text)) return { ...place, glob: -1, assumed: false };
  const value = toSingle(expandTilde(partsOf(site, span, 'none'), scope), place);
  site.run.spend([value]);
  return value;
}

/** The body of a here-document whose delimiter is not quoted. */
export function expandBody(site: Site, span: WordSpan): Value {
  return toSingle(partsOf(site, span, 'body'), passageOf(site.place.source, span));
}

const WORD_PIECES: ReadonlySet<string> = new Set([
  '$',
  '==',
  '=~',
  'brace_expression',
  'concatenation',
  'extglob_pattern',
  'number',
  'regex',
  'special_variable_name',
  'test_operator',
  'variable_name',
  'word',
]);

export function isWordPiece({ type }: SyntaxNode): boolean {
  return WORD_PIECES.has(type) || EXPANDED.has(type);
}

/**
 * The words among the nodes. Pieces that touch are one word, however the grammar parts them; an
 * escaped blank, which it skips, belongs to the word that it touches.
 */
export function spansOf(nodes: readonly SyntaxNode[], text: string): WordSpan[] {
  const spans: { start: number; end: number; nodes: SyntaxNode[] }[] = [];
  for (const node of nodes) {
    if (!isWordPiece(node)) continue;
    const start = withBlanksBefore(node.start, text);
    const end = withBlanksBehind(node.end, text);
    const last = spans.at(-1);
    if (last !== undefined && /^(?:\\\n)*$/.test(text.slice(last.end, start))) {
      last.end = end;
      last.nodes.push(node);
    } else {
      spans.push({ start, end, nodes: [node] });
    }
  }
  return spans.flatMap((span) => splitSigns(span, text));
}

/** `} ]`: the grammar takes a row of brackets for one word, blanks and all. */
function splitSigns(span: WordSpan, text: string): readonly WordSpan[] {
  if (!/[{}[\]]\s/.test(text.slice(span.start, span.end))) return [span];
  const expansions = [...expansionsIn(span.nodes)];
  const spans: WordSpan[] = [];
  let { start } = span;
  for (let at = start; at <= span.end; at++) {
    const inner = expansions.find((node) => node.start <= at && at < node.end);
    if (inner !== undefined) at = inner.end - 1;
    else if (text[at] === '\\') at++;
    else if (at === span.end || isBlank(text[at])) {
      const nodes = expansions.filter((node) => start <= node.start && node.end <= at);
      if (at > start) spans.push({ start, end: at, nodes });
      start = at + 1;
    }
  }
  return spans;
}

function withBlanksBefore(start: number, text: string): number {
  let at = start;
  while (isBlank(text[at - 1]) && text[at - 2] === '\\' && text[at - 3] !== '\\') at -= 2;
  return at;
}

function withBlanksBehind(end: number, text: string): number {
  let at = end;
  while (text[at] === '\\' && isBlank(text[at + 1])) at += 2;
  return at;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** `@(a)` can only be `a`; other groups may be anything. */
function globOf(written: string): string {
  const only = /^[@+]\(([\w./-]+)\)$/.exec(written)?.[1];
  return only ?? '*';
}

/** Lowers what stands in substitutions; the value itself is not asked for. */
export function expandEffects(site: Site, nodes: readonly SyntaxNode[]): void {
  for (const node of expansionsIn(nodes)) appendNode(site, node, 'none', []);
}

export function passageOf(source: Source, { start, end }: Range): Passage {
  return {
    text: source.text.slice(start, end),
    start: source.start(start),
    end: source.end(end),
  };
}

function partsOf(site: Site, span: WordSpan, quoting: Quoting): Part[] {
  const { text } = site.place.source;
  const parts: Part[] = [];
  let at = span.start;
  for (const node of expansionsIn(span.nodes)) {
    // Inside of what was expanded already, or before an operand.
    if (node.start < at) continue;
    appendLiteral(site, { start: at, end: literalEnd(text, node) }, quoting, parts);
    appendNode(site, node, quoting, parts);
    at = node.end;
  }
  appendLiteral(site, { start: at, end: span.end }, quoting, parts);
  return parts;
}

/** `$".."` in the middle of a word comes as a dollar and a string; the dollar means nothing. */
function literalEnd(text: string, { type, start }: SyntaxNode): number {
  const isTranslated = type === 'string' && text[start - 1] === '$' && text[start - 2] !== '\\';
  return isTranslated ? start - 1 : start;
}

const EXPANDED: ReadonlySet<string> = new Set([
  'ansi_c_string',
  'arithmetic_expansion',
  'command_substitution',
  'expansion',
  'extended_glob',
  'process_substitution',
  'raw_string',
  'simple_expansion',
  'string',
  'translated_string',
]);

/** The quotes and expansions among the nodes, outermost ones, in order. */
function* expansionsIn(nodes: readonly SyntaxNode[]): Generator<SyntaxNode> {
  for (const node of nodes) {
    if (EXPANDED.has(node.type)) yield node;
    else if (node.children.length > 0) yield* expansionsIn(node.children);
  }
}

function appendLiteral(site: Site, range: Range, quoting: Quoting, parts: Part[]): void {
  if (range.start >= range.end) return;
  const text = site.place.source.text.slice(range.start, range.end);
  if (/[$`]/.test(text)) appendOverlooked(site, range, quoting, parts);
  else appendText(text, quoting, parts);
}

function appendText(text: string, quoting: Quoting, parts: Part[]): void {
  if (quoting === 'double') parts.push(quotedPart(unquoteDouble(text)));
  else if (quoting === 'body') parts.push(quotedPart(unquoteBody(text)));
  else appendBare(text, parts);
}

/** Unquoted text: a backslash quotes the next character, and vanishes with a newline. */
function appendBare(text: string, parts: Part[]): void {
  let at = 0;
  for (let i = text.indexOf('\\'); i >= 0 && i + 1 < text.length; i = text.indexOf('\\', at)) {
    if (i > at) parts.push(barePart(text.slice(at, i)));
    if (text[i + 1] !== '\n') parts.push(quotedPart(text.slice(i + 1, i + 2)));
    at = i + 2;
  }
  if (at < text.length) parts.push(barePart(text.slice(at)));
}

/** Text with expansions in it that the grammar passed over. */
function appendOverlooked(site: Site, range: Range, quoting: Quoting, parts: Part[]): void {
  const { source, scope } = site.place;
  for (const piece of scanOverlooked(source.text, range.start, range.end)) {
    const text = source.text.slice(piece.start, piece.end);
    if (piece.kind === 'text') appendText(text, quoting, parts);
    else if (piece.kind === 'unknown') parts.push(quotedPart(HOLE));
    else if (piece.kind === 'command') {
      const texts = [substituteText(site, piece)];
      appendResolution({ texts, assumed: false }, quoting, parts);
    } else {
      const expansion = parseExpansion(text);
      const operand = text.slice(expansion?.operandAt ?? 0);
      const found = expansion && resolveExpansion(scope, expansion, operand);
      const isOpen = source.text[piece.start - 1] === '$';
      appendResolution(found ?? { texts: [HOLE], assumed: false }, quoting, parts, { isOpen });
    }
  }
}

function appendNode(site: Site, node: SyntaxNode, quoting: Quoting, parts: Part[]): void {
  const { text } = site.place.source;
  switch (node.type) {
    case 'raw_string':
      parts.push(quotedPart(text.slice(node.start + 1, node.end - 1)));
      break;
    case 'ansi_c_string':
      appendAnsi(site, node, parts);
      break;
    case 'string':
      appendString(site, node, parts);
      break;
    case 'translated_string':
      for (const string of node.children) {
        if (string.type === 'string') appendString(site, string, parts);
      }
      break;
    case 'simple_expansion': {
      const found = resolveName(site.place.scope, text.slice(node.start + 1, node.end));
      appendResolution(found, quoting, parts, { isOpen: true });
      break;
    }
    case 'expansion':
      appendResolution(
        site.run.nest(() => expandParameter(site, node, quoting)),
        quoting,
        parts,
      );
      break;
    case 'command_substitution':
      appendResolution({ texts: [substitute(site, node)], assumed: false }, quoting, parts);
      break;
    case 'extended_glob':
      parts.push(barePart(globOf(text.slice(node.start, node.end))));
      break;
    case 'process_substitution':
      parts.push(quotedPart(lowerProcess(site, node)));
      break;
    default:
      expandEffects(site, node.children);
      parts.push(quotedPart(HOLE));
  }
}

function appendAnsi({ run, place }: Site, node: SyntaxNode, parts: Part[]): void {
  const inner = place.source.text.slice(node.start + 2, node.end - 1);
  // The grammar takes a quote behind an escaped backslash for an escaped quote, and reads on.
  if (!/^(?:[^'\\]|\\.)*$/s.test(inner)) run.failUnparsed(place.source, node.start);
  parts.push(quotedPart(decodeEscapes(inner)));
}

function appendString(site: Site, node: SyntaxNode, parts: Part[]): void {
  // Empty quotes make a word all the same.
  parts.push(quotedPart(''));
  const start = node.start + 1;
  // The grammar may have made up the quote that closes.
  const isClosed = node.end > start && site.place.source.text[node.end - 1] === '"';
  const end = isClosed ? node.end - 1 : node.end;
  parts.push(...partsOf(site, { start, end, nodes: node.children }, 'double'));
}

function appendResolution(
  { texts, assumed }: Resolution,
  quoting: Quoting,
  parts: Part[],
  { isOpen = false } = {},
): void {
  if (quoting === 'none') {
    parts.push({ kind: 'split', text: texts.join(' '), assumed, isOpen });
    return;
  }
  const [text = '', ...others] = texts;
  parts.push({ kind: 'quoted', text, assumed, others });
}

/** `${..}`: its operand is expanded whether it is needed or not, for the commands in it. */
function expandParameter(site: Site, node: SyntaxNode, quoting: Quoting): Resolution {
  const { source, scope } = site.place;
  const inner = node.start + 2;
  const expansion = parseExpansion(source.text.slice(inner, node.end - 1));
  if (expansion === null) {
    expandEffects(site, node.children);
    return { texts: [HOLE], assumed: false };
  }
  const operandAt = inner + expansion.operandAt;
  const isOperand = (child: SyntaxNode): boolean => child.start >= operandAt;
  expandEffects(
    site,
    node.children.filter((child) => !isOperand(child)),
  );
  const span = { start: operandAt, end: node.end - 1, nodes: node.children.filter(isOperand) };
  const operand = toSingle(partsOf(site, span, quoting), passageOf(source, span));
  return resolveExpansion(scope, expansion, operand.text);
}
