/** Where the sketch is in its text, and what it may still take of it. */

import type { SyntaxNode } from './syntax.ts';

/** Thrown where the text needs the grammar; caught where the sketch began. */
export class BeyondSketch extends Error {}

/** Statements and expansions around each other: the sketch calls itself for each. */
const MAX_DEPTH = 12;

/** Blanks, line continuations and comments between tokens. */
const BLANKS = /(?:[ \t]|(?<=[\s;&|(])\\\n)+/y;
const COMMENT = /(?<![^\s;&|()])#[^\n]*/y;

export class Scanner {
  readonly text: string;
  /** UTF-16 index. */
  at = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Gives up: the text is for the grammar. */
  decline(): never {
    throw new BeyondSketch();
  }

  /** Goes one level deeper. */
  nest<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) this.decline();
    const result = read();
    this.#depth--;
    return result;
  }

  /** A node from `start` to here. */
  node(type: string, start: number, children: readonly SyntaxNode[] = []): SyntaxNode {
    return { type, start, end: this.at, children };
  }

  /** What the sticky pattern finds here, as a node. */
  token(pattern: RegExp, type?: string): SyntaxNode | null {
    const start = this.at;
    const text = this.take(pattern);
    return text === null ? null : this.node(type ?? text, start);
  }

  /** A token that must be here. */
  expect(pattern: RegExp): SyntaxNode {
    return this.token(pattern) ?? this.decline();
  }

  skipBlanks(): void {
    this.take(BLANKS);
    this.take(COMMENT);
  }

  has(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  take(pattern: RegExp): string | null {
    return this.match(pattern)?.[0] ?? null;
  }

  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match !== null) this.at = pattern.lastIndex;
    return match;
  }
}
