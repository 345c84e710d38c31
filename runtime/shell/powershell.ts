/**
 * PowerShell text as the same commands in a shell's syntax, as far as words, pipes and blocks go:
 * the cmdlets and their words stay, so that rules can name them. No parser of the language: what is
 * more than words is unknown.
 */

import { HOLE, UNKNOWN_HOME } from './value.ts';

/** As much of a text as is read, in UTF-16 units. */
const MAX_LENGTH = 8_192;
const MAX_DEPTH = 12;

/** Words before a block or a condition; what they guard is read as if it ran. */
const KEYWORDS =
  /^(?:if|elseif|else|foreach|for|while|do|until|switch|try|catch|finally|function|filter|param|begin|process|end|return|throw|trap|in)$/i;

type Pipeline = string[][];

/** The commands of a PowerShell text, one pipeline a line. */
export function translatePowerShell(text: string): string {
  const reader = new PowerShellReader(text.slice(0, MAX_LENGTH));
  return reader.statements('').map(printPipeline).join('\n');
}

function printPipeline(pipeline: Pipeline): string {
  return pipeline
    .filter((words) => words.length > 0)
    .map((words) => words.join(' '))
    .join(' | ');
}

/** A word in the shell's quotes. */
export function quoteWord(text: string): string {
  return /^[\w./:@%+=~*?-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

class PowerShellReader {
  readonly #text: string;
  readonly #variables = new Map<string, string>();
  #at = 0;
  #depth = 0;
  /** Blocks that the statement being read holds. */
  #blocks: Pipeline[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Up to the closing sign, which is taken. */
  statements(close: string): Pipeline[] {
    const found: Pipeline[] = [];
    const outer = this.#blocks;
    this.#blocks = [];
    let pipeline: Pipeline = [[]];
    const flush = (): void => {
      found.push(pipeline, ...this.#blocks);
      this.#blocks = [];
      pipeline = [[]];
    };
    while (this.#at < this.#text.length) {
      const sign = this.#text[this.#at] ?? '';
      if (sign === close) break;
      if (this.#take(/[;\n\r]+|&&|\|\||&(?=\s*$)/y) !== null) flush();
      else if (this.#take(/\|/y) !== null) pipeline.push([]);
      else if (pipeline.at(-1)?.length === 0 && this.#take(/[&.](?=[ \t{])/y) !== null) continue;
      else if (this.#take(/[ \t,)}\]]+|`\r?\n|<#[\s\S]{0,2048}?#>|#[^\n]*|@(?=[({'"])/y) === null) {
        this.#word(pipeline.at(-1) ?? []);
      }
    }
    this.#at++;
    flush();
    this.#blocks = outer;
    return found.filter((commands) => commands.some((words) => words.length > 0));
  }

  /** Adds what stands here to the words of a command. */
  #word(words: string[]): void {
    const isFirst = words.length === 0;
    if (this.#take(/\{/y) !== null) {
      this.#blocks.push(...this.#nested('}'));
    } else if (this.#take(/\(/y) !== null) {
      this.#parentheses(words);
    } else if (this.#take(/\d?>{1,2}(?:&\d)?/y) !== null) {
      // Where it goes is the next word.
      words.push('>');
    } else if (!(isFirst && this.#assignment())) {
      const text = this.#wordText();
      if (isFirst && KEYWORDS.test(text)) return;
      words.push(quoteWord(text));
      if (this.#text[this.#at] === '(' && /[.:]\w+$/.test(text)) this.#callArguments(words);
    }
  }

  /** `(New-Object X).Method(..)` begins a command; elsewhere it is a command whose output is a word. */
  #parentheses(words: string[]): void {
    const inner = this.#nested(')');
    if (words.length === 0) {
      words.push(...(inner[0]?.[0] ?? []));
      this.#blocks.push(...inner.slice(1));
    } else if (inner.length > 0) {
      words.push(`"$(${inner.map(printPipeline).join('; ')})"`);
    }
  }

  /** The arguments of a method are words, and run nothing. */
  #callArguments(words: string[]): void {
    this.#at++;
    for (const pipeline of this.#nested(')')) words.push(...pipeline.flat());
  }

  #nested(close: string): Pipeline[] {
    if (this.#depth >= MAX_DEPTH) {
      this.#at = this.#text.length;
      return [];
    }
    this.#depth++;
    const found = this.statements(close);
    this.#depth--;
    return found;
  }

  /** `$x = ..`: a text is kept, and a command behind it runs. */
  #assignment(): boolean {
    const name = /\$([\w:]{1,64})\s{0,8}\+?=(?!=)\s{0,8}/y;
    name.lastIndex = this.#at;
    const match = name.exec(this.#text);
    if (match === null) return false;
    this.#at = name.lastIndex;
    if (/["'\d$@[]/.test(this.#text[this.#at] ?? '')) {
      this.#variables.set((match[1] ?? '').toLowerCase(), this.#wordText());
    }
    return true;
  }

  /** One word without its quotes. */
  #wordText(): string {
    let text = '';
    for (;;) {
      const piece = this.#piece();
      if (piece === null) break;
      text += piece;
    }
    // A sign that begins nothing must not stop the way.
    if (text === '') this.#at++;
    return text;
  }

  #piece(): string | null {
    const single = this.#take(/'(?:[^']|'')*'?/y);
    if (single !== null) return single.slice(1).replace(/'$/, '').replaceAll("''", "'");
    const double = this.#take(/"(?:[^"`]|`[\s\S]|"")*"?/y);
    if (double !== null) return this.#expand(double.slice(1).replace(/"$/, ''));
    const escaped = this.#take(/`./y);
    if (escaped !== null) return escaped.slice(1);
    const variable = this.#take(/\$\{[^}]{1,64}\}|\$(?:env:)?\w[\w:]*|\$[$_?^]/iy);
    if (variable !== null) return this.#valueOf(variable);
    return this.#take(/[^\s'"`$;|(){},&<>]+|[$](?=\()|[<&]/y);
  }

  #expand(text: string): string {
    return text
      .replaceAll(/\$\([^)]*\)/g, HOLE)
      .replaceAll(/\$(?:env:)?\w[\w:]*|\$\{[^}]{1,64}\}/gi, (name) => this.#valueOf(name))
      .replaceAll(/`(.)/gs, '$1');
  }

  #valueOf(variable: string): string {
    const name = variable.replace(/^\$\{?|\}$/g, '').toLowerCase();
    if (/^(?:home|env:(?:home|userprofile|homepath))$/.test(name)) return UNKNOWN_HOME;
    if (/^env:(?:systemdrive|systemroot|windir)$/.test(name)) return 'C:\\';
    return this.#variables.get(name) ?? HOLE;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined || found === '') return null;
    this.#at += found.length;
    return found;
  }
}
