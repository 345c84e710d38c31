/** The redirections of the sketch, and the bodies of here-documents, which begin a line later. */

import type { Scanner } from './sketch-scanner.ts';
import type { Words } from './sketch-words.ts';
import type { SyntaxNode } from './syntax.ts';

const REDIRECT = /(\d*)(<<<|<<-?|<>|<&-|<&|<(?!\()|>>|>\||>&-|>&|>(?!\()|(?<!\d)&>>?)[ \t]*/y;
const DELIMITER = /(?:'[^'\n]*'|"[^"\n$`\\]*"|\\?[\w.-]+)(?![^\s;&|<>()])/y;

/** Of one text; each is a path to classify. */
const MAX_REDIRECTS = 2_048;

/** A here-document whose body has not begun. */
interface Pending {
  /** Where its redirection stands. */
  readonly start: number;
  readonly delimiter: string;
  readonly isIndented: boolean;
  readonly isLiteral: boolean;
  /** Of its redirection; what the body adds comes last. */
  readonly children: SyntaxNode[];
}

export class Redirects {
  readonly #scanner: Scanner;
  readonly #words: Words;
  #pending: Pending[] = [];
  #count = 0;

  constructor(scanner: Scanner, words: Words) {
    this.#scanner = scanner;
    this.#words = words;
  }

  get isHere(): boolean {
    return this.#scanner.has(REDIRECT);
  }

  /** Reads what begins and ends without a body that is due: none may cross a substitution. */
  isolate<T>(read: () => T): T {
    if (this.#pending.length > 0) this.#scanner.decline();
    const result = read();
    if (this.#pending.length > 0) this.#scanner.decline();
    return result;
  }

  redirect(): SyntaxNode | null {
    const scanner = this.#scanner;
    const start = scanner.at;
    const match = scanner.match(REDIRECT);
    if (match === null) return null;
    if (++this.#count > MAX_REDIRECTS) scanner.decline();
    const [, digits = '', operator = ''] = match;
    const operatorAt = start + digits.length;
    const operatorEnd = operatorAt + operator.length;
    const children: SyntaxNode[] = [
      { type: operator, start: operatorAt, end: operatorEnd, children: [] },
    ];
    if (digits !== '') {
      children.unshift({ type: 'file_descriptor', start, end: operatorAt, children: [] });
    }
    if (operator === '<<' || operator === '<<-') return this.#hereDocument(start, children);
    if (operator.endsWith('-')) {
      scanner.at = operatorEnd;
      return scanner.node('file_redirect', start, children);
    }
    const target = this.#words.word();
    if (target.length === 0) scanner.decline();
    children.push(...target);
    const type = operator === '<<<' ? 'herestring_redirect' : 'file_redirect';
    return scanner.node(type, start, children);
  }

  /** Takes the end of a line, and behind it the bodies that the line asks for. */
  lineEnd(): boolean {
    const scanner = this.#scanner;
    if (scanner.text[scanner.at] !== '\n') return false;
    const pending = this.#pending;
    this.#pending = [];
    const [first] = pending;
    // A line end within quotes, or an escaped one: where the bodies begin is hard to tell.
    if (first !== undefined && scanner.text.indexOf('\n', first.start) < scanner.at) {
      scanner.decline();
    }
    scanner.at++;
    for (const here of pending) this.#readBody(here);
    return true;
  }

  #hereDocument(start: number, children: SyntaxNode[]): SyntaxNode {
    const scanner = this.#scanner;
    const word = scanner.token(DELIMITER, 'heredoc_start') ?? scanner.decline();
    const written = scanner.text.slice(word.start, word.end);
    const isIndented = children.some(({ type }) => type === '<<-');
    children.push(word);
    this.#pending.push({
      start,
      delimiter: written.replaceAll(/['"\\]/g, ''),
      isIndented,
      isLiteral: /['"\\]/.test(written),
      children,
    });
    return scanner.node('heredoc_redirect', start, children);
  }

  /** Line by line up to the delimiter. A body without one is for the grammar. */
  #readBody(here: Pending): void {
    const scanner = this.#scanner;
    const { text } = scanner;
    const start = scanner.at;
    while (scanner.at < text.length) {
      const line = scanner.at;
      const newline = text.indexOf('\n', line);
      const end = newline < 0 ? text.length : newline;
      const isLast = isDelimiter(text.slice(line, end), here);
      scanner.at = isLast ? end : end + 1;
      if (!isLast) continue;
      // A line that goes on takes the delimiter in.
      if (!here.isLiteral && line > start && text[line - 2] === '\\') break;
      here.children.push(
        // Lowering looks for the line end before the body: of several bodies each has its own.
        { type: '\n', start: start - 1, end: start - 1, children: [] },
        { type: 'heredoc_body', start, end: line, children: [] },
        { type: 'heredoc_end', start: end - here.delimiter.length, end, children: [] },
      );
      return;
    }
    scanner.decline();
  }
}

function isDelimiter(line: string, { delimiter, isIndented }: Pending): boolean {
  return (isIndented ? line.replace(/^\t+/, '') : line) === delimiter;
}
