/** The compound commands of the sketch (bash(1), Compound Commands), tests and declarations. */

import type { Redirects } from './sketch-redirects.ts';
import type { Scanner } from './sketch-scanner.ts';
import type { Words } from './sketch-words.ts';
import type { SyntaxNode } from './syntax.ts';

const WORD_END = '(?![^\\s;&|()<>`])';

/** A keyword, whole. */
function keyword(pattern: string): RegExp {
  return new RegExp(`(?:${pattern})${WORD_END}`, 'y');
}

/** Ends a sequence of statements; whoever began it looks which one it is. */
export const CLOSER = new RegExp(
  `[)\`]|;[;&]|(?:then|do|done|elif|else|fi|esac|\\})${WORD_END}`,
  'y',
);

const OPENER =
  /(?:if|while|until|for|select|case|function|\{|\[\[?|export|declare|local|readonly|typeset|unset)(?=[\s;|&()])|\(\(?/y;
const THEN = keyword('then');
const BRANCH = keyword('elif|else|fi');
const FI = keyword('fi');
const DO = keyword('do');
const DONE = keyword('done');
const IN = keyword('in');
const ESAC = keyword('esac');
const GROUP_END = keyword('\\}');
const TEST_END = keyword('\\]');
const EXTENDED_TEST_END = keyword('\\]\\]');
const FUNCTION = /([A-Za-z_][\w-]*)[ \t]*\([ \t]*\)/y;
const FUNCTION_NAME = /[A-Za-z_][\w-]*/y;
const PARENTHESES = /[ \t]*\([ \t]*\)/y;
const LOOP_VARIABLE = /[A-Za-z_]\w*(?=[\s;])/y;
const NAME = /[A-Za-z_]\w*/g;
const HEADER_ASSIGNMENT = /([A-Za-z_]\w*)[ \t]*=(?!=)/y;
const TEST_OPERATOR = /!?==?(?=\s)|!(?=\s)/y;
const PATTERN_OPERATOR = /=~(?=[ \t])/y;
/** With groups or alternatives, and without quotes and expansions. */
const REGULAR_EXPRESSION =
  /(?=\S*[(|])(?:[\w./:,@%+=~*?^{}[\]!#-]|\\[\x21-\x7e]|\|(?!\|)|\$(?=[\s)|])|\((?:[\w./:,@%+=~*?^{}[\]!#-]|\\[\x21-\x7e]|\||\$(?=[\s)|]))*\))+(?=[ \t])/y;
const EXTENDED_TEST_OPERATOR = /&&|\|\||[()<>]|!?==?(?=\s)|!(?=\s)/y;
const ITEM_END = /;;&?|;&/y;
const SEPARATOR = /;(?![;&])/y;

interface Parts {
  readonly words: Words;
  readonly redirects: Redirects;
  /** Reads statements up to what closes them. */
  readonly statements: () => SyntaxNode[];
}

export class Compounds {
  readonly #scanner: Scanner;
  readonly #parts: Parts;

  constructor(scanner: Scanner, parts: Parts) {
    this.#scanner = scanner;
    this.#parts = parts;
  }

  /** A compound command without the redirections behind it; null when there is none here. */
  compound(): SyntaxNode | null {
    const scanner = this.#scanner;
    const start = scanner.at;
    const name = scanner.match(FUNCTION)?.[1];
    return scanner.nest(() => {
      if (name === undefined) return this.#opened(scanner.take(OPENER), start);
      return this.#definition(start, { start, end: start + name.length });
    });
  }

  #opened(opener: string | null, start: number): SyntaxNode | null {
    switch (opener) {
      case null:
        return null;
      case 'if':
        return this.#branch(start);
      case 'while':
      case 'until':
        return this.#loop(start);
      case 'for':
      case 'select':
        return this.#for(start);
      case 'case':
        return this.#case(start);
      case 'function':
        return this.#function(start);
      case '{':
        return this.#group(start, 'compound_statement', GROUP_END);
      case '(':
        return this.#group(start, 'subshell', /\)/y);
      case '[':
        return this.#test(start, TEST_OPERATOR, TEST_END);
      case '[[':
        return this.#test(start, EXTENDED_TEST_OPERATOR, EXTENDED_TEST_END);
      case '((':
        return this.#arithmetic(start);
      default:
        return this.#declaration(
          start,
          opener === 'unset' ? 'unset_command' : 'declaration_command',
        );
    }
  }

  /** The keyword that was taken last. */
  #keyword(start: number): SyntaxNode {
    const { text, at } = this.#scanner;
    return { type: text.slice(start, at), start, end: at, children: [] };
  }

  /** At least one statement. */
  #body(): SyntaxNode[] {
    const statements = this.#parts.statements();
    return statements.length === 0 ? this.#scanner.decline() : statements;
  }

  #group(start: number, type: string, close: RegExp): SyntaxNode {
    const open = this.#keyword(start);
    const body = this.#body();
    const closing = this.#scanner.expect(close);
    return this.#scanner.node(type, start, [open, ...body, closing]);
  }

  /** `((..))`, behind its parentheses: lowering wants to know what it may assign. */
  #arithmetic(start: number): SyntaxNode {
    const scanner = this.#scanner;
    const open = this.#keyword(start);
    const terms = this.#parts.words.arithmeticTerms();
    const written = scanner.text.slice(open.end, scanner.at);
    scanner.expect(/\)\)/y);
    const names = Array.from(written.matchAll(NAME), ({ 0: name, index }) => {
      const at = open.end + index;
      return { type: 'variable_name', start: at, end: at + name.length, children: [] };
    });
    return scanner.node('compound_statement', start, [open, ...names, ...terms]);
  }

  #branch(start: number): SyntaxNode {
    const scanner = this.#scanner;
    const children = this.#clause(start);
    for (;;) {
      const at = scanner.at;
      const next = scanner.expect(BRANCH);
      if (next.type === 'fi') break;
      if (next.type === 'else') {
        const body = this.#body();
        children.push(scanner.node('else_clause', at, [next, ...body]));
        scanner.expect(FI);
        break;
      }
      const clause = this.#clause(at);
      children.push(scanner.node('elif_clause', at, clause));
    }
    return scanner.node('if_statement', start, children);
  }

  /** `if` or `elif`, behind the keyword: a condition and what it leads to. */
  #clause(start: number): SyntaxNode[] {
    const first = this.#keyword(start);
    const condition = this.#body();
    const then = this.#scanner.expect(THEN);
    return [first, ...condition, then, ...this.#body()];
  }

  #loop(start: number): SyntaxNode {
    const children = [this.#keyword(start), ...this.#body(), this.#doGroup()];
    return this.#scanner.node('while_statement', start, children);
  }

  #doGroup(): SyntaxNode {
    const scanner = this.#scanner;
    const start = scanner.at;
    const open = scanner.expect(DO);
    const body = this.#body();
    const close = scanner.expect(DONE);
    return scanner.node('do_group', start, [open, ...body, close]);
  }

  #for(start: number): SyntaxNode {
    const scanner = this.#scanner;
    const first = this.#keyword(start);
    scanner.skipBlanks();
    if (scanner.take(/\(\(/y) !== null) return this.#countingFor(start, first);
    const children = [first, scanner.token(LOOP_VARIABLE, 'variable_name') ?? scanner.decline()];
    this.#skipLines();
    const list = scanner.token(IN);
    if (list !== null) children.push(list, ...this.#list());
    const isEnded = scanner.take(SEPARATOR) !== null || this.#parts.redirects.lineEnd();
    if (list !== null && !isEnded) scanner.decline();
    this.#skipLines();
    children.push(this.#doGroup());
    return scanner.node('for_statement', start, children);
  }

  #list(): SyntaxNode[] {
    const scanner = this.#scanner;
    const nodes: SyntaxNode[] = [];
    for (;;) {
      scanner.skipBlanks();
      const pieces = this.#parts.words.word();
      if (pieces.length === 0) return nodes;
      nodes.push(...pieces);
    }
  }

  /** `for ((i = 0; i < 3; i++))`, behind its parentheses. */
  #countingFor(start: number, first: SyntaxNode): SyntaxNode {
    const scanner = this.#scanner;
    const children = [first];
    for (const end of [/;/y, /;/y, /\)\)/y]) {
      scanner.skipBlanks();
      children.push(...this.#headerAssignment(), ...this.#parts.words.arithmeticTerms());
      scanner.expect(end);
    }
    scanner.skipBlanks();
    scanner.take(SEPARATOR);
    this.#skipLines();
    children.push(this.#doGroup());
    return scanner.node('c_style_for_statement', start, children);
  }

  #headerAssignment(): SyntaxNode[] {
    const scanner = this.#scanner;
    const start = scanner.at;
    const name = scanner.match(HEADER_ASSIGNMENT)?.[1];
    if (name === undefined) return [];
    const variable = { type: 'variable_name', start, end: start + name.length, children: [] };
    return [scanner.node('variable_assignment', start, [variable])];
  }

  #case(start: number): SyntaxNode {
    const scanner = this.#scanner;
    const first = this.#keyword(start);
    scanner.skipBlanks();
    const subject = this.#parts.words.word();
    if (subject.length === 0) scanner.decline();
    this.#skipLines();
    const children = [first, ...subject, scanner.expect(IN)];
    for (this.#skipLines(); !scanner.has(ESAC); this.#skipLines()) children.push(this.#item());
    children.push(scanner.expect(ESAC));
    return scanner.node('case_statement', start, children);
  }

  #item(): SyntaxNode {
    const scanner = this.#scanner;
    const start = scanner.at;
    const children: SyntaxNode[] = [];
    scanner.take(/\(/y);
    do {
      scanner.skipBlanks();
      const pattern = this.#parts.words.word();
      if (pattern.length === 0) scanner.decline();
      children.push(...pattern);
      scanner.skipBlanks();
    } while (scanner.take(/\|/y) !== null);
    children.push(scanner.expect(/\)/y), ...this.#parts.statements());
    if (scanner.take(ITEM_END) === null && !scanner.has(ESAC)) scanner.decline();
    return scanner.node('case_item', start, children);
  }

  #function(start: number): SyntaxNode {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    const name = scanner.token(FUNCTION_NAME, 'word') ?? scanner.decline();
    scanner.take(PARENTHESES);
    return this.#definition(start, name);
  }

  /** Behind the name: a body that is a group or a subshell. */
  #definition(start: number, name: { readonly start: number; readonly end: number }): SyntaxNode {
    const scanner = this.#scanner;
    this.#skipLines();
    if (!scanner.has(/[({]/y)) scanner.decline();
    const body = this.compound() ?? scanner.decline();
    scanner.skipBlanks();
    // The grammar takes only the first of them for the definition's own.
    if (this.#parts.redirects.isHere) scanner.decline();
    const children = [{ type: 'word', start: name.start, end: name.end, children: [] }, body];
    return { type: 'function_definition', start, end: body.end, children };
  }

  /** `[ .. ]` and `[[ .. ]]`: a command whose words the operators are, too. */
  #test(start: number, operators: RegExp, close: RegExp): SyntaxNode {
    const scanner = this.#scanner;
    const children = [this.#keyword(start)];
    for (;;) {
      scanner.skipBlanks();
      const closing = scanner.token(close);
      if (closing !== null) {
        children.push(closing);
        return scanner.node('test_command', start, children);
      }
      const operator = scanner.token(operators);
      const pieces = operator === null ? this.#operand() : [operator];
      if (pieces.length === 0) scanner.decline();
      children.push(...pieces);
    }
  }

  /** A word of a test. A regular expression with parentheses or bars is for the grammar. */
  #operand(): SyntaxNode[] {
    const scanner = this.#scanner;
    const operator = scanner.token(PATTERN_OPERATOR);
    if (operator === null) return this.#parts.words.word();
    scanner.skipBlanks();
    const expression = scanner.token(REGULAR_EXPRESSION, 'regex');
    const pattern = expression === null ? this.#parts.words.word() : [expression];
    if (pattern.length === 0 || scanner.has(/[^ \t]/y)) scanner.decline();
    return [operator, ...pattern];
  }

  #declaration(start: number, type: string): SyntaxNode {
    const { words, redirects } = this.#parts;
    const scanner = this.#scanner;
    const children = [this.#keyword(start)];
    for (;;) {
      const end = scanner.at;
      scanner.skipBlanks();
      if (redirects.isHere) scanner.decline();
      const assignment = type === 'declaration_command' ? words.assignment() : null;
      const pieces = assignment === null ? words.word() : [assignment];
      if (pieces.length === 0) return { type, start, end, children };
      children.push(...pieces);
    }
  }

  #skipLines(): void {
    do this.#scanner.skipBlanks();
    while (this.#parts.redirects.lineEnd());
  }
}
