/** The Bash grammar on web-tree-sitter. The only place that knows of either. */

import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { MAX_TREE_DEPTH } from './limits.ts';
import type { SyntaxNode, SyntaxTree } from './syntax.ts';

export interface ShellParser {
  /**
   * How long a text it takes, in UTF-16 units: `MAX_SYNTAX_LENGTH` unless it says. A longer text
   * comes without its quoted parts, and cut where that is too long still.
   */
  readonly maxLength?: number | undefined;
  parse(text: string): SyntaxTree;
}

/** Loads the grammar once; modules, not bytes, since a Worker cannot compile. */
export async function loadShellParser(modules: {
  readonly runtime: WebAssembly.Module;
  readonly bash: WebAssembly.Module;
}): Promise<ShellParser> {
  await Parser.init({
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) {
      const instance = new WebAssembly.Instance(modules.runtime, imports);
      done(instance, modules.runtime);
      return instance.exports;
    },
  });
  const language = Language.loadSync(modules.bash);
  const parser = new Parser().setLanguage(language);
  const kinds = kindsOf(language);
  return {
    parse(text) {
      const tree = parser.parse(text);
      if (tree === null) throw new Error('shell: the parser has no language');
      const cursor = tree.walk();
      const copy = new TreeCopy(cursor, kinds, text).tree;
      cursor.delete();
      tree.delete();
      return copy;
    },
  };
}

interface Kind {
  readonly type: string;
  readonly hasChildren: boolean;
}

/** By type id. */
type Kinds = readonly Kind[];

const ERROR: Kind = { type: 'ERROR', hasChildren: true };

const LEAVES: ReadonlySet<string> = new Set([
  'ansi_c_string',
  'comment',
  'heredoc_content',
  'raw_string',
  'string_content',
  'variable_name',
  'word',
]);

/** Their children stand in their place: only the leaves count, and chains of them nest deeply. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'binary_expression',
  'command_name',
  'parenthesized_expression',
  'postfix_expression',
  'ternary_expression',
  'unary_expression',
]);

function kindsOf(language: Language): Kinds {
  return language.types.map((type, id) => ({
    type,
    hasChildren: language.nodeTypeIsNamed(id) && !LEAVES.has(type),
  }));
}

interface GrowingNode extends SyntaxNode {
  children: SyntaxNode[];
}

const NO_CHILDREN: SyntaxNode[] = [];

/** In these, what stands between the nodes is text like any other. */
const TEXTUAL: ReadonlySet<string> = new Set(['heredoc_body', 'string']);

function add(parent: GrowingNode, node: GrowingNode): void {
  if (parent.children === NO_CHILDREN) parent.children = [];
  parent.children.push(node);
}

/** Copies the tree under a cursor without recursion: an attacker chooses how deep it is. */
class TreeCopy {
  readonly tree: SyntaxTree;
  readonly #cursor: TreeCursor;
  readonly #kinds: Kinds;
  readonly #text: string;
  readonly #hasError: boolean;
  #errorAt = -1;
  #isCut = false;

  constructor(cursor: TreeCursor, kinds: Kinds, text: string) {
    this.#cursor = cursor;
    this.#kinds = kinds;
    this.#text = text;
    this.#hasError = cursor.currentNode.hasError;
    const root = this.#copyNode(this.#kind(), null);
    this.#copyBelow(root);
    // An error below what was copied.
    if (this.#hasError && this.#errorAt < 0 && !text.includes('<>')) this.#errorAt = 0;
    this.tree = { root, errorAt: this.#errorAt, isCut: this.#isCut };
  }

  #copyBelow(root: GrowingNode): void {
    const cursor = this.#cursor;
    const parents: GrowingNode[] = [];
    let parent = root;
    let depth = 0;
    if (!cursor.gotoFirstChild()) return;
    for (;;) {
      const kind = this.#kind();
      const isTransparent = TRANSPARENT.has(kind.type) || isChain(kind.type, parent.type);
      const node = isTransparent ? parent : this.#copyNode(kind, parent);
      if (depth >= MAX_TREE_DEPTH && kind.hasChildren) this.#isCut = true;
      else if (this.#descends(kind, node) && cursor.gotoFirstChild()) {
        parents.push(parent);
        if (!isTransparent) depth++;
        parent = node;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        const outer = parents.pop();
        if (outer === undefined) return;
        cursor.gotoParent();
        if (outer !== parent) depth--;
        parent = outer;
      }
    }
  }

  #kind(): Kind {
    return this.#kinds[this.#cursor.nodeTypeId] ?? ERROR;
  }

  #copyNode({ type }: Kind, parent: GrowingNode | null): GrowingNode {
    const start = this.#cursor.startIndex;
    const end = this.#cursor.endIndex;
    const isLost = type === 'ERROR' || isMisread(type, this.#text, start);
    const isBroken = isLost || (start === end && this.#cursor.nodeIsMissing);
    if (isBroken && this.#errorAt < 0 && !this.#isReadWrite(parent, start, end)) {
      this.#errorAt = start;
    }
    const node: GrowingNode = { type, start, end, children: NO_CHILDREN };
    if (parent === null) return node;
    const before = parent.children.at(-1);
    if (before !== undefined && start - before.end > 1)
      this.#keepSkipped(parent, before.end, start);
    add(parent, node);
    return node;
  }

  /** Now and then the grammar skips text as if it were blank: `-` before a redirection. */
  #keepSkipped(parent: GrowingNode, from: number, to: number): void {
    if (TEXTUAL.has(parent.type)) return;
    const text = this.#text.slice(from, to).replaceAll(/\\\s/g, '  ');
    const first = text.search(/\S/);
    if (first < 0) return;
    const start = from + first;
    if (parent.type !== 'command' && parent.type !== 'redirected_statement') {
      if (this.#errorAt < 0) this.#errorAt = start;
      return;
    }
    add(parent, { type: 'word', start, end: from + text.trimEnd().length, children: NO_CHILDREN });
  }

  /** The grammar has no `<>`: it trips over one half of it, which is harmless. */
  #isReadWrite(parent: GrowingNode | null, start: number, end: number): boolean {
    if (this.#text.slice(start, end + 1) === '<>') return true;
    return parent?.type === 'file_redirect' && this.#text.slice(start - 1, end) === '<>';
  }

  /** A string without expansions is its own text, unless the quote that closes it is made up. */
  #descends(kind: Kind, { start, end }: SyntaxNode): boolean {
    if (!kind.hasChildren) return false;
    return kind.type !== 'string' || this.#hasError || /[$`]/.test(this.#text.slice(start, end));
  }
}

/** `a && b && c` nests to the left, as deep as it is long. */
function isChain(type: string, parent: string): boolean {
  return type === 'list' && parent === 'list';
}

/** Where the grammar goes wrong without saying so. */
function isMisread(type: string, text: string, start: number): boolean {
  // Between two backquoted commands without a blank it sees one token, and no commands.
  if (type === '``') return true;
  return type === 'comment' && !startsComment(text, start);
}

/** A number sign starts a comment only where a word begins; escaped blanks are part of one. */
function startsComment(text: string, start: number): boolean {
  let at = start;
  // A negative index would find the beginning again and again.
  while (at >= 2 && text.startsWith('\\\n', at - 2)) at -= 2;
  if (at <= 0) return true;
  const isEscaped = text[at - 2] === '\\' && text[at - 3] !== '\\';
  return /[\s;&|()]/.test(text[at - 1] ?? '') && !isEscaped;
}
