/** The words of the sketch: quotes, escapes, variables, substitutions. Each piece is a node. */

import type { Scanner } from './sketch-scanner.ts';
import type { SyntaxNode } from './syntax.ts';

/** Lowering looks at each piece of a word for each of its blanks. */
const MAX_PIECES = 256;
/** Lowering copies what is assigned for each subshell, stage and branch. */
const MAX_ASSIGNMENTS = 256;

/** Text that means itself, or that lowering takes apart: braces, wildcards, escapes. */
const BARE =
  /(?:\\$|[\w./:,%=~^{}[\]\xa1-\u1fff\u2010-\u2027\u3001-\ud7ff\uE000-]|[@+*?!](?!\()|\\[\x20-\x7e])(?:[\w./:,%=~^{}[\]#\xa1-\u1fff\u2010-\u2027\u3001-\ud7ff\uE000-]|[@+*?!](?!\()|\\[\x20-\x7e]|\\$)*/y;
/** At the end of a word it means itself. */
const LONE_DOLLAR = /(?<=[\w.*~^/-])\$(?=[\s;|&)]|$)/y;
/** Where the grammar sees an operator, and the shell a word, or the other way round. */
const ODD_WORD = /=/y;
const SUBSCRIPT = /[A-Za-z_]\w*\[/y;
const ANGLE_BEHIND_DIGIT = /(?<=[\d}])(?:[<>]|&>)/y;
const SINGLE_QUOTED = /'[^'\r]*'/y;
const ANSI_QUOTED = /\$'(?:[^'\\]|\\[^\r])*'/y;
/** Between double quotes, up to the next expansion. */
const QUOTED_TEXT = /(?:[^"$\\`\r]|\\[^\r]|\$(?=[\s"./:,|)%\\]))+/y;
const OPERAND_TEXT = /(?:[\w./:,@%+=~*?^#![\]|;\uE000 -]|\\[\x21-\x7e])+/y;
const VARIABLE = /\$(?:[A-Za-z_]\w*|[\d@*#?$!-])/y;
const BRACED_VARIABLE = /\$\{[A-Za-z_]\w*\}/y;
const BRACED_START = /\$\{[#!]?(?:[A-Za-z_]\w*(?:\[(?:-?\w+|[@*])\])?|\d+|[@*?])/y;
const OPERAND_OPERATOR = /:?[-=+?]|##?|%%?|\/\/?|\^\^?|,,?|:/y;
const SUBSTITUTION = /\$\((?!\()/y;
const PROCESS = /[<>]\(/y;
const ARITHMETIC = /\$\(\(/y;
const ARITHMETIC_TEXT = /[\w\s+*/%<>=!&|^~?:,-]+/y;
const BACKQUOTED = /`(?:[^`\\]|\\[^\r])*`/y;
/** `a[0]=1`, `a[key]=1`, `a[$i]=1` */
const ELEMENT = /([A-Za-z_]\w*)\[(\w[\w.-]*|\$[A-Za-z_]\w*)\](\+?=)/y;
/** One of several texts, or any but them, as bash's `extglob` has it. */
const EXTENDED_GLOB = /[@!+?*]\((?:[\w./:,%=~^|[\]{}*?!@+-]|\([\w./:,%=~^|[\]{}*?!@+-]*\))*\)/y;
const ASSIGNMENT = /([A-Za-z_]\w*)(\+?=)/y;
const WHITESPACE = /[ \t\n]+/y;

export class Words {
  readonly #scanner: Scanner;
  readonly #statements: () => SyntaxNode[];
  /** Index of the backquote that closes what is read, or of one that did. */
  #closeAt = -1;
  #assignments = 0;

  /** `statements` reads up to what closes them. */
  constructor(scanner: Scanner, statements: () => SyntaxNode[]) {
    this.#scanner = scanner;
    this.#statements = statements;
  }

  /** The pieces that touch; none when there is no word here. */
  word(): SyntaxNode[] {
    const scanner = this.#scanner;
    const pieces: SyntaxNode[] = [];
    if (scanner.has(ODD_WORD)) scanner.decline();
    for (let piece = this.#piece(); piece !== null; piece = this.#piece()) {
      pieces.push(piece);
      if (pieces.length > MAX_PIECES) scanner.decline();
    }
    // Digits at the end of a word that an angle touches: the shell's word, the grammar's descriptor.
    if (pieces.length > 0 && scanner.has(ANGLE_BEHIND_DIGIT)) scanner.decline();
    // Behind a piece a number sign is text, and no comment.
    if (pieces.length > 0 && scanner.text[scanner.at] === '#') scanner.decline();
    return pieces;
  }

  /** `NAME=value`, `NAME+=value`, `NAME=(a b)`; one with a subscript is for the grammar. */
  assignment(): SyntaxNode | null {
    const scanner = this.#scanner;
    const start = scanner.at;
    const element = scanner.match(ELEMENT);
    if (element !== null) return this.#element(start, element);
    const match = scanner.match(ASSIGNMENT);
    if (match === null && scanner.has(SUBSCRIPT)) scanner.decline();
    if (match === null) return null;
    this.#countAssignment();
    const [, name = '', operator = ''] = match;
    const nameEnd = start + name.length;
    const value = scanner.text[scanner.at] === '(' ? [this.#array()] : this.word();
    return scanner.node('variable_assignment', start, [
      { type: 'variable_name', start, end: nameEnd, children: [] },
      { type: operator, start: nameEnd, end: nameEnd + operator.length, children: [] },
      ...value,
    ]);
  }

  #countAssignment(): void {
    if (++this.#assignments > MAX_ASSIGNMENTS) this.#scanner.decline();
  }

  /** Behind `NAME[KEY]=`. */
  #element(start: number, match: RegExpExecArray): SyntaxNode {
    this.#countAssignment();
    const scanner = this.#scanner;
    const [, name = '', key = '', operator = ''] = match;
    const nameEnd = start + name.length;
    const keyEnd = nameEnd + 1 + key.length;
    const variable = { type: 'variable_name', start, end: nameEnd, children: [] };
    const index = key.startsWith('$')
      ? [{ type: 'simple_expansion', start: nameEnd + 1, end: keyEnd, children: [] }]
      : [];
    // The grammar has no arrays in elements, and the shell neither.
    if (scanner.text[scanner.at] === '(') scanner.decline();
    const value = this.word();
    return scanner.node('variable_assignment', start, [
      { type: 'subscript', start, end: keyEnd + 1, children: [variable, ...index] },
      { type: operator, start: keyEnd + 1, end: keyEnd + 1 + operator.length, children: [] },
      ...value,
    ]);
  }

  /** Numbers, names, operators and parentheses: only the expansions are nodes. */
  arithmeticTerms(): SyntaxNode[] {
    const scanner = this.#scanner;
    const nodes: SyntaxNode[] = [];
    let open = 0;
    for (;;) {
      if (scanner.take(ARITHMETIC_TEXT) !== null) continue;
      const expansion = this.#expansion();
      if (expansion !== null) nodes.push(expansion);
      else if (scanner.take(/\(/y) !== null) open++;
      else if (open > 0 && scanner.take(/\)/y) !== null) open--;
      else return nodes;
    }
  }

  #array(): SyntaxNode {
    const scanner = this.#scanner;
    const start = scanner.at++;
    const elements: SyntaxNode[] = [];
    for (;;) {
      scanner.take(WHITESPACE);
      const pieces = this.word();
      if (pieces.length === 0) break;
      elements.push(...pieces);
    }
    scanner.expect(/\)/y);
    return scanner.node('array', start, elements);
  }

  #piece(): SyntaxNode | null {
    const scanner = this.#scanner;
    return (
      scanner.token(BARE, 'word') ??
      scanner.token(EXTENDED_GLOB, 'extended_glob') ??
      scanner.token(LONE_DOLLAR, 'word') ??
      scanner.token(SINGLE_QUOTED, 'raw_string') ??
      this.#string() ??
      scanner.token(ANSI_QUOTED, 'ansi_c_string') ??
      this.#expansion() ??
      this.#process()
    );
  }

  #string(): SyntaxNode | null {
    const scanner = this.#scanner;
    const start = scanner.at;
    if (scanner.text[start] !== '"') return null;
    scanner.at++;
    const children: SyntaxNode[] = [];
    for (;;) {
      scanner.take(QUOTED_TEXT);
      const expansion = this.#expansion({ isQuoted: true });
      if (expansion === null) break;
      children.push(expansion);
    }
    scanner.expect(/"/y);
    return scanner.node('string', start, children);
  }

  #expansion({ isQuoted = false } = {}): SyntaxNode | null {
    const scanner = this.#scanner;
    const start = scanner.at;
    if (scanner.take(VARIABLE) !== null) {
      const name = scanner.node('variable_name', start + 1);
      return scanner.node('simple_expansion', start, [name]);
    }
    if (scanner.take(BRACED_VARIABLE) !== null) {
      const name = { type: 'variable_name', start: start + 2, end: scanner.at - 1, children: [] };
      return scanner.node('expansion', start, [name]);
    }
    if (scanner.take(BRACED_START) !== null) return this.#parameter(start, isQuoted);
    if (scanner.take(SUBSTITUTION) !== null) {
      return this.#nested('command_substitution', start, /\)/y);
    }
    return scanner.take(ARITHMETIC) === null ? this.#backquoted() : this.#arithmetic(start);
  }

  /** Behind `${name`: an operator with its operand, and the brace. */
  #parameter(start: number, isQuoted: boolean): SyntaxNode {
    const scanner = this.#scanner;
    const hasOperand = scanner.take(OPERAND_OPERATOR) !== null;
    const children = hasOperand ? scanner.nest(() => this.#operand(isQuoted)) : [];
    scanner.expect(/\}/y);
    return scanner.node('expansion', start, children);
  }

  /** Within double quotes a quote in an operand means something else: that is for the grammar. */
  #operand(isQuoted: boolean): SyntaxNode[] {
    const scanner = this.#scanner;
    const nodes: SyntaxNode[] = [];
    for (;;) {
      scanner.take(OPERAND_TEXT);
      const node = this.#expansion({ isQuoted }) ?? (isQuoted ? null : this.#quoted());
      if (node === null) return nodes;
      nodes.push(node);
    }
  }

  #quoted(): SyntaxNode | null {
    return this.#scanner.token(SINGLE_QUOTED, 'raw_string') ?? this.#string();
  }

  #process(): SyntaxNode | null {
    const scanner = this.#scanner;
    const start = scanner.at;
    if (scanner.take(PROCESS) === null) return null;
    return this.#nested('process_substitution', start, /\)/y);
  }

  /** Statements within brackets, behind the opening one. */
  #nested(type: string, start: number, close: RegExp): SyntaxNode {
    const scanner = this.#scanner;
    const statements = scanner.nest(this.#statements);
    const [first] = statements;
    if (first === undefined) return scanner.decline();
    const closing = scanner.expect(close);
    // `$(< file)` yields what is in the file: to lowering it is a redirection, and no command.
    const isFile = statements.length === 1 && first.children.length === 1;
    const inner = isFile && first.type === 'redirected_statement' ? first.children : statements;
    return scanner.node(type, start, [...inner, closing]);
  }

  /** Behind `$((`. */
  #arithmetic(start: number): SyntaxNode {
    const scanner = this.#scanner;
    const terms = scanner.nest(() => this.arithmeticTerms());
    scanner.expect(/\)\)/y);
    return scanner.node('arithmetic_expansion', start, terms);
  }

  /** Up to the next backquote, and no further. With a backslash in it, lowering reads it again. */
  #backquoted(): SyntaxNode | null {
    const scanner = this.#scanner;
    const start = scanner.at;
    // What closes the one around is not what opens the next.
    if (start === this.#closeAt) return null;
    const text = scanner.take(BACKQUOTED);
    if (text === null) return null;
    if (text.includes('\\')) return scanner.node('command_substitution', start);
    const end = scanner.at;
    scanner.at = start + 1;
    this.#closeAt = end - 1;
    const node = this.#nested('command_substitution', start, /`/y);
    return node.end === end ? node : scanner.decline();
  }
}
