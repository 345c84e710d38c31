/** One lowering under way: what it has found, what it may still use, and where it is. */

import type { Failure } from '../errors.ts';
import type { Assignment, Command, Places, Reach, Redirect, Word } from './commands.ts';
import { condense } from './condense.ts';
import type { ShellParser } from './grammar.ts';
import {
  limitReached,
  MAX_BROKEN_LENGTH,
  MAX_COMMANDS,
  MAX_FAILURES,
  MAX_NESTING,
  MAX_PARSED_BYTES,
  MAX_SHELL_DEPTH,
  MAX_SYNTAX_LENGTH,
  MAX_TEXT_BYTES,
  MAX_TREE_DEPTH,
  MAX_VALUES_LENGTH,
  MAX_WORDS,
} from './limits.ts';
import { type ByteOffset, byteLength } from './offsets.ts';
import { knownDirectory, type Scope } from './scope.ts';
import type { SyntaxNode, SyntaxTree } from './syntax.ts';
import { HOLE, type Passage, SILENCE, type Value } from './value.ts';
import { WrittenFiles } from './written-files.ts';

/** A command that is not finished. Its index is settled before what it holds is lowered. */
export interface Draft extends Command {
  readonly index: number;
  words: Word[];
  assignments: Assignment[];
  redirects: Redirect[];
  elevated: boolean;
  cwd: string;
  start: number;
  end: number;
}

/** The draft's range takes in another one. */
export function widen(draft: Draft, range: { readonly start: number; readonly end: number }): void {
  draft.start = Math.min(draft.start, range.start);
  draft.end = Math.max(draft.end, range.end);
}

/** A text that is lowered, and where its indices stand in the call's first text. */
export interface Source {
  readonly text: string;
  readonly start: ByteOffset;
  readonly end: ByteOffset;
}

/** Where a statement stands. */
export interface Place {
  readonly source: Source;
  readonly scope: Scope;
  readonly reach: Reach;
  /** Index of the command around it, or -1. */
  readonly parent: number;
  readonly elevated: boolean;
  /** The pipeline statement around it, or -1. */
  readonly pipeline: number;
  readonly stage: number;
  /** What is known to stand on its standard input. */
  readonly input: Passage | null;
  readonly shellDepth: number;
}

/** What a function does when it is called. */
export interface FunctionBody {
  readonly nodes: readonly SyntaxNode[];
  readonly source: Source;
  /** A call with other parameters does something else than the definition shows. */
  readonly takesParameters: boolean;
}

/** Where a word stands. */
export interface Site {
  readonly run: Run;
  readonly place: Place;
  /** Index of the command that holds the word, or -1. */
  readonly parent: number;
}

/** What a statement leaves behind. */
export interface Outcome {
  /** What it prints, with holes. */
  readonly output: Passage;
  readonly succeeds: boolean;
  /** The last stage of the surrounding pipeline that it takes. */
  readonly stage: number;
}

export type LowerStatements = (nodes: readonly SyntaxNode[], place: Place) => Outcome;

/** The state of one lowering. Every limit is kept here. */
export class Run {
  readonly places: Places;
  readonly commands: Draft[] = [];
  readonly failures: Failure[] = [];
  /** Functions that the text defines: their names are no builtins any more. */
  readonly functions = new Map<string, FunctionBody>();
  readonly aliases = new Map<string, string>();
  /** Functions and aliases that are being called: none calls itself a second time. */
  readonly called = new Set<FunctionBody | string>();
  readonly files = new WrittenFiles();
  /** Handed in, so that words can hold statements and statements words without an import cycle. */
  readonly lowerStatements: LowerStatements;
  readonly #parser: ShellParser;
  #pipelines = 0;
  #words = 0;
  #valuesLength = 0;
  #parsedBytes = 0;
  #brokenLength = 0;
  #depth = 0;

  constructor(
    places: Places,
    parser: ShellParser,
    lowerStatements: (run: Run, ...rest: Parameters<LowerStatements>) => Outcome,
  ) {
    this.places = places;
    this.#parser = parser;
    this.lowerStatements = (nodes, place) => this.nest(() => lowerStatements(this, nodes, place));
  }

  /** Goes one level deeper: what nests without end must not end the stack. */
  nest<T>(lower: () => T): T {
    if (this.#depth >= MAX_NESTING) throw limitReached(MAX_NESTING, 'levels of nesting');
    this.#depth++;
    const result = lower();
    this.#depth--;
    return result;
  }

  /** Begins a command, before everything that it holds. */
  open(place: Place): Draft {
    if (this.commands.length >= MAX_COMMANDS) throw limitReached(MAX_COMMANDS, 'commands');
    const draft: Draft = {
      index: this.commands.length,
      words: [],
      assignments: [],
      redirects: [],
      pipeline: place.pipeline < 0 ? this.nextPipeline() : place.pipeline,
      stage: place.stage,
      reach: place.reach,
      parent: place.parent,
      elevated: place.elevated,
      cwd: knownDirectory(place.scope),
      start: Number.MAX_SAFE_INTEGER,
      end: 0,
    };
    this.commands.push(draft);
    return draft;
  }

  nextPipeline(): number {
    return this.#pipelines++;
  }

  /** Counts words against the limits. */
  spend(values: readonly Value[]): void {
    this.#words += values.length;
    if (this.#words > MAX_WORDS) throw limitReached(MAX_WORDS, 'words');
    for (const { text } of values) this.spendText(text);
  }

  /** Counts a text that was made, whether it becomes a word or not. */
  spendText({ length }: string): void {
    this.#valuesLength += length;
    if (this.#valuesLength > MAX_VALUES_LENGTH) {
      throw limitReached(MAX_VALUES_LENGTH, 'characters in resolved words');
    }
  }

  /** The commands as plain data. A limit may have left one without a range. */
  finish(): Command[] {
    return this.commands.map(({ index: _, ...command }) => ({
      ...command,
      start: Math.min(command.start, command.end),
    }));
  }

  /** Parses and lowers a text: the call's own, or one that a command in it runs. */
  lowerText(place: Place): Outcome {
    const { source } = place;
    if (place.shellDepth > MAX_SHELL_DEPTH) {
      this.fail(limitReached(MAX_SHELL_DEPTH, 'shells within shells'));
      return { output: { ...SILENCE, text: HOLE }, succeeds: false, stage: place.stage };
    }
    const bytes = byteLength(source.text);
    this.#parsedBytes += bytes;
    if (bytes > MAX_TEXT_BYTES) throw limitReached(MAX_TEXT_BYTES, `bytes, got ${bytes}`);
    if (this.#parsedBytes > MAX_PARSED_BYTES) {
      throw limitReached(MAX_PARSED_BYTES, 'bytes with those of nested shells');
    }
    const tree = this.#parse(source.text);
    if (tree.errorAt >= 0) this.failUnparsed(source, tree.errorAt);
    if (tree.isCut) this.fail(limitReached(MAX_TREE_DEPTH, 'levels of syntax'));
    const { root } = tree;
    return this.lowerStatements(root.type === 'ERROR' ? [root] : root.children, place);
  }

  #parse(text: string): SyntaxTree {
    if (this.#brokenLength > MAX_BROKEN_LENGTH) {
      throw limitReached(MAX_BROKEN_LENGTH, 'characters that cannot be read');
    }
    const { maxLength = MAX_SYNTAX_LENGTH } = this.#parser;
    const condensed = text.length <= maxLength ? null : condense(text);
    const syntax = beginningOf(condensed?.text ?? text, maxLength);
    const tree = this.#parser.parse(syntax);
    if (tree.errorAt >= 0) this.#brokenLength += syntax.length;
    if (syntax.length < (condensed?.text.length ?? 0)) {
      this.fail(limitReached(maxLength, 'characters of syntax'));
    }
    return condensed?.restore(tree) ?? tree;
  }

  /** The grammar has no reading for the source at this index. */
  failUnparsed(source: Source, index: number): void {
    const message = `shell: expected a command that can be read, got byte ${source.start(index)}`;
    this.fail({ code: 'SHELL_UNPARSED', message });
  }

  /** Lowers what may be no shell text at all. */
  guess(place: Place): Outcome {
    const before = this.failures.length;
    const outcome = this.lowerText(place);
    const kept = this.failures.splice(before).filter(({ code }) => code !== 'SHELL_UNPARSED');
    this.failures.push(...kept);
    return outcome;
  }

  fail({ code, message }: Failure): void {
    // A limit that was reached must be said, whatever was said before.
    if (code === 'SHELL_UNPARSED' && this.failures.length >= MAX_FAILURES) return;
    const isKnown = this.failures.some((failure) => failure.message === message);
    if (!isKnown) this.failures.push({ code, message });
  }
}

/** As much as the parser may see, in whole lines where there are any. */
function beginningOf(syntax: string, maxLength: number): string {
  if (syntax.length <= maxLength) return syntax;
  const newline = syntax.lastIndexOf('\n', maxLength);
  return syntax.slice(0, newline < 0 ? maxLength : newline);
}
