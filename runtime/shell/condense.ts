/**
 * A text without what its syntax does not depend on: what stands in quotes, in comments and in
 * here-documents. The grammar's time grows with the square of a hostile text, so only a short text
 * may reach it; what a command carries along may be long.
 */

import type { SyntaxNode, SyntaxTree } from './syntax.ts';

/** A stretch that was left out. */
interface Cut {
  /** Index in the condensed text. */
  readonly at: number;
  /** Indices in the original. */
  readonly start: number;
  readonly end: number;
}

/** Shorter stretches stay: a cut must be worth its place in the table. */
const MIN_CUT_LENGTH = 16;

/** A text for the grammar, and the way back from its tree. */
export interface Condensed {
  readonly text: string;
  /** The tree with the indices of the original text. */
  restore(tree: SyntaxTree): SyntaxTree;
}

export function condense(text: string): Condensed {
  const { cuts } = new Condenser(text);
  let condensed = '';
  let at = 0;
  for (const { start, end } of cuts) {
    condensed += text.slice(at, start);
    at = end;
  }
  return { text: condensed + text.slice(at), restore: (tree) => restoreTree(tree, cuts) };
}

/** Gives every node its original indices: behind a cut where it starts, before it where it ends. */
function restoreTree(tree: SyntaxTree, cuts: readonly Cut[]): SyntaxTree {
  const restore = (node: SyntaxNode): SyntaxNode => {
    const start = node.start + lengthBefore(cuts, node.start + 1);
    const end = Math.max(start, node.end + lengthBefore(cuts, node.end));
    return { ...node, start, end, children: node.children.map(restore) };
  };
  const { errorAt } = tree;
  return {
    ...tree,
    root: restore(tree.root),
    errorAt: errorAt < 0 ? errorAt : errorAt + lengthBefore(cuts, errorAt + 1),
  };
}

/** How much was cut before an index of the condensed text. */
function lengthBefore(cuts: readonly Cut[], index: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle]?.at ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  const last = cuts[low - 1];
  return last === undefined ? 0 : last.end - last.at;
}

/** What the scan stands in; each ends with its own sign. */
type Context = 'parenthesis' | 'arithmetic' | 'backquote' | 'string';

interface HereDocument {
  readonly delimiter: string;
  readonly isIndented: boolean;
}

/** One linear pass over quotes, comments and here-documents, aware of substitutions in strings. */
class Condenser {
  readonly cuts: Cut[] = [];
  readonly #text: string;
  readonly #contexts: Context[] = [];
  #pending: HereDocument[] = [];
  #cutLength = 0;
  /** Where literal text began in the string around, or -1 when it is none to cut. */
  #literalStart = -1;

  constructor(text: string) {
    this.#text = text;
    let at = 0;
    while (at < text.length) at = this.#inString() ? this.#stepInString(at) : this.#step(at);
  }

  #inString(): boolean {
    return this.#contexts.at(-1) === 'string';
  }

  /** @returns the index behind what stands at `at` */
  #step(at: number): number {
    const text = this.#text;
    switch (text[at]) {
      case '\\':
        return at + 2;
      case "'":
        return this.#skipQuoted(at + 1, text[at - 1] === '$');
      case '"':
        this.#contexts.push('string');
        this.#literalStart = at + 1;
        return at + 1;
      case '#':
        return this.#startsWord(at) ? this.#skipComment(at) : at + 1;
      case '<':
        return this.#contexts.at(-1) === 'arithmetic' ? at + 1 : this.#stepBehindLess(at);
      case '\n':
        return this.#skipBodies(at + 1);
      default:
        return this.#stepOverBracket(at);
    }
  }

  #stepInString(at: number): number {
    const text = this.#text;
    const character = text[at];
    if (character === '\\') return at + 2;
    if (character !== '"' && character !== '$' && character !== '`') return at + 1;
    if (this.#literalStart >= 0) this.#cut(this.#literalStart, at);
    this.#literalStart = -1;
    if (character === '"') {
      this.#contexts.pop();
      return at + 1;
    }
    if (character === '`') return this.#stepOverBracket(at);
    if (text[at + 1] === '(') return this.#stepOverBracket(at + 1);
    // Behind `${..}` nothing more is cut: where it ends takes more than this scan to tell.
    if (text[at + 1] !== '{') this.#literalStart = this.#skipName(at + 1);
    return at + 1;
  }

  #skipName(start: number): number {
    let end = start;
    while (/\w/.test(this.#text[end] ?? '')) end++;
    return Math.max(end, start + 1);
  }

  #stepOverBracket(at: number): number {
    const text = this.#text;
    const top = this.#contexts.at(-1);
    if (text[at] === '`') {
      if (top === 'backquote') return this.#leave(at + 1);
      this.#contexts.push('backquote');
    } else if (text[at] === '(') {
      const isArithmetic = text[at + 1] === '(' && (text[at - 1] === '$' || this.#startsWord(at));
      this.#contexts.push(isArithmetic ? 'arithmetic' : 'parenthesis');
      if (isArithmetic) return at + 2;
    } else if (text[at] === ')' && top === 'parenthesis') {
      return this.#leave(at + 1);
    } else if (text[at] === ')' && top === 'arithmetic') {
      return this.#leave(text[at + 1] === ')' ? at + 2 : at + 1);
    }
    return at + 1;
  }

  /** Leaves a context. Behind a substitution the string around it goes on. */
  #leave(end: number): number {
    this.#contexts.pop();
    if (this.#inString()) this.#literalStart = end;
    return end;
  }

  /** `'..'`, and `$'..'` where a backslash escapes. */
  #skipQuoted(start: number, escapes: boolean): number {
    const text = this.#text;
    let end = start;
    while (end < text.length && text[end] !== "'") end += escapes && text[end] === '\\' ? 2 : 1;
    if (end < text.length) this.#cut(start, end);
    return end + 1;
  }

  #skipComment(at: number): number {
    const newline = this.#text.indexOf('\n', at);
    const end = newline < 0 ? this.#text.length : newline;
    this.#cut(at + 1, end);
    return end;
  }

  #startsWord(at: number): boolean {
    return at === 0 || /[\s;&|()]/.test(this.#text[at - 1] ?? '');
  }

  /** `<<WORD` opens a here-document, `<<<` a here-string. */
  #stepBehindLess(at: number): number {
    HERE.lastIndex = at;
    const match = HERE.exec(this.#text);
    if (match === null) return this.#text.startsWith('<<<', at) ? at + 3 : at + 1;
    const [whole, dash, single, double, bare = ''] = match;
    const delimiter = single ?? double ?? bare.replaceAll('\\', '');
    this.#pending.push({ delimiter, isIndented: dash !== undefined });
    return at + whole.length;
  }

  /** At the start of a line: over the bodies of the here-documents that the line before opened. */
  #skipBodies(at: number): number {
    let line = at;
    for (const { delimiter, isIndented } of this.#pending) {
      const start = line;
      for (;;) {
        const newline = this.#text.indexOf('\n', line);
        const end = newline < 0 ? this.#text.length : newline;
        const content = this.#text.slice(line, end);
        const isLast = (isIndented ? content.replace(/^\t+/, '') : content) === delimiter;
        if (isLast) this.#cut(start, line);
        line = end + 1;
        if (isLast || newline < 0) break;
      }
    }
    this.#pending = [];
    return line;
  }

  #cut(start: number, end: number): void {
    if (end - start < MIN_CUT_LENGTH) return;
    this.cuts.push({ at: start - this.#cutLength, start, end });
    this.#cutLength += end - start;
  }
}

const HERE = /<<(?!<)(-)?[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|([^\s;&|<>()'"]+))/y;
