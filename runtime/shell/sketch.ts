/**
 * A syntax tree without the grammar, for the commands that an agent joins all day: words with quotes,
 * escapes, variables and substitutions, `|`, `&&`, `||`, `;`, `&`, line ends, and redirections behind
 * a command. Its trees are lowered as the grammar's are, and to the same commands: a test holds them equal. Whatever
 * else a text holds is for the grammar, which takes a cold hook longer to load than all else.
 */

import type { Lowering, Places } from './commands.ts';
import { MAX_TEXT_BYTES } from './limits.ts';
import { isReserved } from './simple.ts';
import type { SyntaxNode } from './syntax.ts';
import { lowerTree } from './tree.ts';

export { lowerTree } from './tree.ts';

/** Builtins and keywords with a syntax of their own, or that the grammar knows by name. */
const SPECIAL: ReadonlySet<string> = new Set([
  'coproc',
  'declare',
  'export',
  'local',
  'readonly',
  'time',
  'typeset',
  'unset',
  'unsetenv',
]);

const BLANKS = /[ \t]*/y;
/**
 * Text that means itself, the same signs as in tokens.ts, and escaped printable ASCII. A blank only
 * within a word: standing alone it is one too, but the grammar passes over it.
 */
const BARE = /(?:[\w./:,@%+=~*?^-]|\\[\x21-\x7e]|(?<=[\w./:,@%+=~*?^-])\\ (?=[\w./:,@%+=~*?^-]))+/y;
/** What `find -exec` has for the file. */
const BRACES = /\{\}/y;
const SINGLE_QUOTED = /'[\x20-\x26\x28-\x7e]*'/y;
/** Between double quotes, up to the next expansion: no history, no backquotes. */
const QUOTED_TEXT = /(?:[\x20\x23\x25-\x5b\x5d-\x5f\x61-\x7e]|\\[\x22\x24\x5c])*/y;
const VARIABLE = /\$[A-Za-z_]\w*/y;
const BRACED_VARIABLE = /\$\{[A-Za-z_]\w*\}/y;
const SUBSTITUTION = /\$\((?![(])/y;
const ASSIGNMENT = /([A-Za-z_]\w*)=/y;
const PROGRAM = /^[A-Za-z_./][\w./+-]*$/;
/** Where the grammar sees an operator or a descriptor, and the shell a word, or the other way round. */
const ODD_WORD = /=|(?:0|\d{2,})[<>]/y;
const ANGLE_BEHIND_DIGIT = /(?<=\d)[<>]/y;
const REDIRECT = /([1-9]?)(>>|>&(?!-)|>|<)[ \t]*/y;
const OPERATOR = /&&|\|\||[|;&\n]/y;
const LINE_END = /\n/y;
const MAX_SUBSTITUTION_DEPTH = 8;

/** Thrown where the text needs the grammar; caught where the sketch began. */
class BeyondSketch extends Error {}

/** The commands of a text, or null when it takes the grammar to tell. */
export function lowerSketch(text: string, places: Places): Lowering | null {
  try {
    return lowerTree(text, places, {
      // It reads in linear time, so whatever a call may hold is short enough.
      maxLength: MAX_TEXT_BYTES,
      parse: (source) => ({ root: new Sketch(source).program(), errorAt: -1, isCut: false }),
    });
  } catch (error) {
    if (error instanceof BeyondSketch) return null;
    throw error;
  }
}

class Sketch {
  readonly #text: string;
  #at = 0;
  /** Substitutions around the place that is read. */
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  program(): SyntaxNode {
    const children = this.#statements();
    if (this.#at < this.#text.length) throw new BeyondSketch();
    return { type: 'program', start: 0, end: this.#text.length, children };
  }

  /** Statements with what ends them between, up to a closing parenthesis or the end. */
  #statements(): SyntaxNode[] {
    const nodes: SyntaxNode[] = [];
    for (this.#skipBlanks(); !this.#isClosed(); this.#skipBlanks()) {
      if (this.#take(LINE_END) !== null) continue;
      nodes.push(this.#list());
      const operator = this.#operator();
      if (operator !== null) nodes.push(operator);
      else if (!this.#isClosed()) throw new BeyondSketch();
    }
    return nodes;
  }

  #isClosed(): boolean {
    return this.#at >= this.#text.length || (this.#depth > 0 && this.#text[this.#at] === ')');
  }

  /** Pipelines with `&&` and `||` between. */
  #list(): SyntaxNode {
    return this.#sequence('list', ['&&', '||'], () =>
      this.#sequence('pipeline', ['|'], () => this.#command()),
    );
  }

  /** At least one item; more of them when an operator stands behind it. */
  #sequence(type: string, operators: readonly string[], item: () => SyntaxNode): SyntaxNode {
    const first = item();
    const children = [first];
    for (;;) {
      const before = this.#at;
      const operator = this.#operator();
      if (operator === null || !operators.includes(operator.type)) {
        this.#at = before;
        break;
      }
      // A line may end behind the operator; the grammar is asked about that.
      children.push(operator, item());
    }
    const last = children.at(-1) ?? first;
    if (children.length === 1) return first;
    return { type, start: first.start, end: last.end, children };
  }

  #operator(): SyntaxNode | null {
    this.#skipBlanks();
    const start = this.#at;
    const operator = this.#take(OPERATOR);
    if (operator === null) return null;
    return { type: operator, start, end: this.#at, children: [] };
  }

  #command(): SyntaxNode {
    this.#skipBlanks();
    const words = this.#words();
    const [first] = words;
    const last = words.at(-1);
    if (first === undefined || last === undefined) throw new BeyondSketch();
    const redirects = this.#redirects();
    const isAssignment = words.length === 1 && first.type === 'variable_assignment';
    if (isAssignment && redirects.length > 0) throw new BeyondSketch();
    if (isAssignment) return first;
    const command = { type: 'command', start: first.start, end: last.end, children: words };
    const end = redirects.at(-1)?.end;
    if (end === undefined) return command;
    return {
      type: 'redirected_statement',
      start: command.start,
      end,
      children: [command, ...redirects],
    };
  }

  /** Assignments, a program, its arguments; each piece of a word is a node of its own. */
  #words(): SyntaxNode[] {
    const nodes: SyntaxNode[] = [];
    let assignments = 0;
    for (let assignment = this.#assignment(); assignment; assignment = this.#assignment()) {
      nodes.push(assignment);
      assignments++;
      this.#skipBlanks();
    }
    if (this.#isAtProgram()) {
      for (let pieces = this.#word(); pieces.length > 0; pieces = this.#word()) {
        nodes.push(...pieces);
        this.#skipBlanks();
      }
    } else if (assignments !== 1) {
      // Several assignments alone, or a program that is no plain name.
      throw new BeyondSketch();
    }
    return nodes;
  }

  #isAtProgram(): boolean {
    const before = this.#at;
    const pieces = this.#word();
    this.#at = before;
    const [first] = pieces;
    if (first === undefined) return false;
    const name = this.#text.slice(first.start, pieces.at(-1)?.end);
    if (!PROGRAM.test(name) || isReserved(name) || SPECIAL.has(name)) throw new BeyondSketch();
    return true;
  }

  #assignment(): SyntaxNode | null {
    const start = this.#at;
    const name = this.#take(ASSIGNMENT);
    if (name === null) return null;
    const equals = this.#at - 1;
    const value = this.#word();
    // Of none or several pieces the grammar makes what it likes.
    if (value.length !== 1) throw new BeyondSketch();
    return {
      type: 'variable_assignment',
      start,
      end: this.#at,
      children: [
        { type: 'variable_name', start, end: equals, children: [] },
        { type: '=', start: equals, end: equals + 1, children: [] },
        ...value,
      ],
    };
  }

  /** The pieces that touch; none when there is no word here. */
  #word(): SyntaxNode[] {
    const pieces: SyntaxNode[] = [];
    // A digit right before an angle is its descriptor.
    if (this.#peek(ODD_WORD) !== null) throw new BeyondSketch();
    if (this.#peek(REDIRECT) !== null) return pieces;
    for (;;) {
      const start = this.#at;
      const piece = this.#piece(start);
      if (piece === null) break;
      pieces.push(piece);
    }
    // Digits at the end of a word that an angle touches: the shell's word, the grammar's descriptor.
    if (this.#peek(ANGLE_BEHIND_DIGIT) !== null) throw new BeyondSketch();
    return pieces;
  }

  #piece(start: number): SyntaxNode | null {
    if (this.#take(BARE) !== null || this.#take(BRACES) !== null) return this.#node('word', start);
    if (this.#take(SINGLE_QUOTED) !== null) return this.#node('raw_string', start);
    return this.#text[start] === '"' ? this.#string(start) : this.#expansion(start);
  }

  #string(start: number): SyntaxNode {
    this.#at = start + 1;
    const children: SyntaxNode[] = [];
    for (;;) {
      this.#take(QUOTED_TEXT);
      const expansion = this.#expansion(this.#at);
      if (expansion === null) break;
      children.push(expansion);
    }
    if (this.#text[this.#at] !== '"') throw new BeyondSketch();
    // Blanks at the beginning, before an expansion, are lost on the grammar.
    if (children.length > 0 && /[ \t]/.test(this.#text[start + 1] ?? '')) throw new BeyondSketch();
    this.#at++;
    return { type: 'string', start, end: this.#at, children };
  }

  #expansion(start: number): SyntaxNode | null {
    if (this.#take(VARIABLE) !== null) {
      const sign = { type: '$', start, end: start + 1, children: [] };
      return this.#node('simple_expansion', start, [sign, this.#name(start + 1, this.#at)]);
    }
    if (this.#take(BRACED_VARIABLE) !== null) {
      return this.#node('expansion', start, [
        { type: '${', start, end: start + 2, children: [] },
        this.#name(start + 2, this.#at - 1),
        { type: '}', start: this.#at - 1, end: this.#at, children: [] },
      ]);
    }
    return this.#take(SUBSTITUTION) === null ? null : this.#substitution(start);
  }

  /** Behind its `$(`. */
  #substitution(start: number): SyntaxNode {
    if (++this.#depth > MAX_SUBSTITUTION_DEPTH) throw new BeyondSketch();
    const statements = this.#statements();
    this.#depth--;
    if (statements.length === 0 || this.#text[this.#at] !== ')') throw new BeyondSketch();
    this.#at++;
    return this.#node('command_substitution', start, [
      { type: '$(', start, end: start + 2, children: [] },
      ...statements,
      { type: ')', start: this.#at - 1, end: this.#at, children: [] },
    ]);
  }

  #name(start: number, end: number): SyntaxNode {
    return { type: 'variable_name', start, end, children: [] };
  }

  /** Behind all words of a command; one between them is for the grammar. */
  #redirects(): SyntaxNode[] {
    const nodes: SyntaxNode[] = [];
    for (let node = this.#redirect(); node !== null; node = this.#redirect()) {
      nodes.push(node);
      this.#skipBlanks();
    }
    const isEnd = this.#isClosed() || this.#peek(OPERATOR) !== null;
    if (!isEnd) throw new BeyondSketch();
    return nodes;
  }

  #redirect(): SyntaxNode | null {
    const start = this.#at;
    const match = this.#match(REDIRECT);
    if (match === null) return null;
    const [, digit = '', operator = ''] = match;
    const operatorAt = start + digit.length;
    const target = this.#word();
    if (target.length === 0) throw new BeyondSketch();
    const children: SyntaxNode[] = [
      { type: operator, start: operatorAt, end: operatorAt + operator.length, children: [] },
      ...target,
    ];
    if (digit !== '') {
      children.unshift({ type: 'file_descriptor', start, end: operatorAt, children: [] });
    }
    return { type: 'file_redirect', start, end: this.#at, children };
  }

  #node(type: string, start: number, children: readonly SyntaxNode[] = []): SyntaxNode {
    return { type, start, end: this.#at, children };
  }

  #skipBlanks(): void {
    this.#take(BLANKS);
  }

  #take(pattern: RegExp): string | null {
    return this.#match(pattern)?.[0] ?? null;
  }

  #peek(pattern: RegExp): string | null {
    const before = this.#at;
    const found = this.#take(pattern);
    this.#at = before;
    return found;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }
}
