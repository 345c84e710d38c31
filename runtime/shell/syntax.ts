/** A syntax tree as plain data, copied out of the parser at once: crossing into Wasm costs. */

export interface SyntaxNode {
  /** The grammar's name of the node; `ERROR` for text that it can't place. */
  readonly type: string;
  /** UTF-16 indices. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

export interface SyntaxTree {
  readonly root: SyntaxNode;
  /** Index of the first thing that the grammar could not place or had to invent, or -1. */
  readonly errorAt: number;
  /** Nodes below `MAX_TREE_DEPTH` were left out. */
  readonly isCut: boolean;
}
