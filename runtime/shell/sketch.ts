/**
 * A syntax tree without the grammar, in one linear pass: simple commands, lists, redirections and
 * compound commands as agents write them. Its trees are lowered as the grammar's are, and to the
 * same commands: a test holds them equal. Whatever else a text holds is for the grammar, which
 * takes a cold hook longer to load than all else.
 */

import type { Lowering, Places } from './commands.ts';
import { MAX_COMMANDS, MAX_TEXT_BYTES } from './limits.ts';
import { isReserved } from './simple.ts';
import { CLOSER, Compounds } from './sketch-compounds.ts';
import { Redirects } from './sketch-redirects.ts';
import { BeyondSketch, Scanner } from './sketch-scanner.ts';
import { Words } from './sketch-words.ts';
import type { SyntaxNode } from './syntax.ts';
import { lowerTree } from './tree.ts';

export { mendLine } from './broken.ts';
export { lowerTree } from './tree.ts';

/** Words with a syntax of their own that is no compound command's. */
const SPECIAL: ReadonlySet<string> = new Set(['coproc', 'unsetenv']);

const NOT = /!(?=[ \t])/y;
const LIST_OPERATOR = /&&|\|\|/y;
const PIPE = /\|(?!\|)&?/y;
const KEYWORD_LIKE = /[a-z}]/y;
const SEPARATOR = /;(?![;&])|&(?![&>])/y;
/** What the grammar takes for a program as the shell does. */
const PROGRAM = /^[^=+{}[\]!#%@^,-]/;
/** Behind `time` the grammar sees words only, and the shell whatever may begin a pipeline. */
const TIMED = /[ \t]+([A-Za-z_./][\w./-]*)(?![^\s;|&)])/y;

/** Behind each `||` lowering looks at the scopes of all links before. */
const MAX_LINKS = 32;

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
  readonly #scanner: Scanner;
  readonly #words: Words;
  readonly #redirects: Redirects;
  readonly #compounds: Compounds;
  #commands = 0;

  constructor(text: string) {
    const statements = () => this.#statements();
    const scanner = new Scanner(text);
    const words = new Words(scanner, () => redirects.isolate(statements));
    const redirects = new Redirects(scanner, words);
    this.#scanner = scanner;
    this.#words = words;
    this.#redirects = redirects;
    this.#compounds = new Compounds(scanner, { words, redirects, statements });
  }

  program(): SyntaxNode {
    const children = this.#redirects.isolate(() => this.#statements());
    if (!this.#scanner.isAtEnd) this.#scanner.decline();
    return this.#scanner.node('program', 0, children);
  }

  /** Statements with what ends them between, up to what closes them or the end. */
  #statements(): SyntaxNode[] {
    const nodes: SyntaxNode[] = [];
    for (this.#skipLines(); !this.#isClosed(); this.#skipLines()) {
      nodes.push(this.#list());
      const separator = this.#scanner.token(SEPARATOR);
      if (separator !== null) nodes.push(separator);
      else if (!this.#redirects.lineEnd() && !this.#isClosed()) this.#scanner.decline();
    }
    return nodes;
  }

  #isClosed(): boolean {
    return this.#scanner.isAtEnd || this.#scanner.has(CLOSER);
  }

  #skipLines(): void {
    do this.#scanner.skipBlanks();
    while (this.#redirects.lineEnd());
  }

  /** Pipelines with `&&` and `||` between. */
  #list(): SyntaxNode {
    return this.#sequence('list', LIST_OPERATOR, () =>
      this.#sequence('pipeline', PIPE, () => this.#command()),
    );
  }

  /** At least one item; more of them when an operator stands behind it. */
  #sequence(type: string, operators: RegExp, item: () => SyntaxNode): SyntaxNode {
    const scanner = this.#scanner;
    const first = item();
    const children = [first];
    for (;;) {
      scanner.skipBlanks();
      const operator = scanner.token(operators);
      if (operator === null) break;
      this.#skipLines();
      // The shell negates a pipeline, not a stage of it.
      if (type === 'pipeline' && scanner.has(NOT)) scanner.decline();
      children.push(operator, item());
      if (type === 'list' && children.length > 2 * MAX_LINKS) scanner.decline();
    }
    return children.length === 1 ? first : join(type, children);
  }

  #command(): SyntaxNode {
    const scanner = this.#scanner;
    // Lowering would stop there, so there is no use in reading on.
    if (++this.#commands > MAX_COMMANDS) scanner.decline();
    const not = scanner.token(NOT);
    if (not === null) {
      const compound = this.#compounds.compound();
      return compound === null ? this.#simple() : this.#redirected(compound);
    }
    scanner.skipBlanks();
    return join('negated_command', [not, scanner.nest(() => this.#command())]);
  }

  /** A compound command and the redirections behind it. */
  #redirected(compound: SyntaxNode): SyntaxNode {
    const children = [compound];
    for (;;) {
      this.#scanner.skipBlanks();
      const redirect = this.#redirects.redirect();
      if (redirect === null) break;
      children.push(redirect);
    }
    // Behind a redirection or `]` a keyword is a word, and no end of what is around.
    const endsInWord = children.length > 1 || compound.children[0]?.type === '[';
    if (endsInWord && this.#scanner.has(KEYWORD_LIKE)) this.#scanner.decline();
    return children.length === 1 ? compound : join('redirected_statement', children);
  }

  /** Assignments, a program, its arguments, and redirections anywhere among them. */
  #simple(): SyntaxNode {
    const scanner = this.#scanner;
    const children: SyntaxNode[] = [];
    let hasProgram = false;
    for (;;) {
      scanner.skipBlanks();
      const other = this.#redirects.redirect() ?? (hasProgram ? null : this.#words.assignment());
      if (other !== null) {
        children.push(other);
        continue;
      }
      const pieces = this.#words.word();
      if (pieces.length === 0) break;
      if (!hasProgram) this.#checkProgram(pieces);
      hasProgram = true;
      children.push(...pieces);
    }
    return hasProgram ? join('command', children) : this.#bare(children);
  }

  /** Assignments alone, which stay, or redirections alone. */
  #bare(children: readonly SyntaxNode[]): SyntaxNode {
    const [first] = children;
    const assignments = children.filter(({ type }) => type === 'variable_assignment').length;
    if (first === undefined) this.#scanner.decline();
    if (assignments === 0) return join('redirected_statement', children);
    if (assignments < children.length) this.#scanner.decline();
    return assignments === 1 ? first : join('variable_assignments', children);
  }

  #checkProgram(pieces: readonly SyntaxNode[]): void {
    const scanner = this.#scanner;
    const textOf = ({ start, end }: SyntaxNode) => scanner.text.slice(start, end);
    const name = pieces.map(textOf).join('');
    const isAssignment = pieces.some((piece) => piece.type === 'word' && /=/.test(textOf(piece)));
    const isOdd = isAssignment || !PROGRAM.test(name) || isReserved(name) || SPECIAL.has(name);
    if (isOdd || (name === 'time' && !this.#isTimed())) scanner.decline();
  }

  #isTimed(): boolean {
    const scanner = this.#scanner;
    const before = scanner.at;
    const name = scanner.match(TIMED)?.[1];
    scanner.at = before;
    return name !== undefined && name !== 'time' && !isReserved(name);
  }
}

/** One node around others; there is at least one. */
function join(type: string, children: readonly SyntaxNode[]): SyntaxNode {
  const start = children[0]?.start ?? 0;
  return { type, start, end: children.at(-1)?.end ?? start, children };
}
