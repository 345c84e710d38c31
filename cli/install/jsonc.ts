/** Reading a settings file: JSON with comments, where every complaint names its line and column. */

import {
  createScanner,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';

/** Far more than any settings file has; the parser recurses, so the depth needs a bound. */
const MAX_DEPTH = 64;
const MAX_QUOTED_CHARACTERS = 40;

/** A settings file that stays as it is, and why. */
export class SettingsError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'SettingsError';
  }
}

/** A text with its tree. The root is an object, and no object within has a key twice. */
export interface JsoncDocument {
  /** What complaints call the file. */
  readonly name: string;
  readonly text: string;
  readonly root: Node;
}

type ParseErrorName = ReturnType<typeof printParseErrorCode>;

const EXPECTED: Readonly<Record<ParseErrorName, string>> = {
  InvalidSymbol: 'a value',
  InvalidNumberFormat: 'a number',
  PropertyNameExpected: 'a key in double quotes',
  ValueExpected: 'a value',
  ColonExpected: '":"',
  CommaExpected: '","',
  CloseBraceExpected: '"}"',
  CloseBracketExpected: '"]"',
  EndOfFileExpected: 'nothing more',
  InvalidCommentToken: 'no comment',
  UnexpectedEndOfComment: '"*/"',
  UnexpectedEndOfString: 'a closing quote',
  UnexpectedEndOfNumber: 'a digit',
  InvalidUnicode: 'four hex digits behind "\\u"',
  InvalidEscapeCharacter: 'an escape that JSON has',
  InvalidCharacter: 'control characters as escapes',
  '<unknown ParseErrorCode>': 'JSON',
};

/** @throws SettingsError */
export function parseDocument(text: string, name: string): JsoncDocument {
  refuseDepth(text, name);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (root === undefined || error !== undefined) throw syntaxError(text, name, error);
  const document = { name, text, root };
  if (root.type !== 'object') refuse(document, root, 'an object');
  refuseRepeatedKeys(document, root);
  return document;
}

/** Where the text stops being JSON as RFC 8259 has it, which knows no comment; null: nowhere. */
export function firstNonJson(text: string): { line: number; column: number } | null {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  return error === undefined ? null : position(text, error.offset);
}

/** The value of a member of an object; null when the node is no object, or has no such key. */
export function valueAt(node: Node, key: string): Node | null {
  if (node.type !== 'object') return null;
  const property = node.children?.find(({ children }) => children?.[0]?.value === key);
  return property?.children?.[1] ?? null;
}

/** The members of an object, in order. */
export function members(node: Node): { key: string; keyNode: Node; value: Node }[] {
  return (node.children ?? []).flatMap(({ children }) => {
    const [keyNode, value] = children ?? [];
    if (keyNode === undefined || value === undefined) return [];
    return [{ key: String(keyNode.value), keyNode, value }];
  });
}

/** The items of a list; none when the node is something else. */
export function items(node: Node | null): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

/** @throws SettingsError always: the node is not what it has to be. */
export function refuse(document: JsoncDocument, node: Node, expected: string, got?: string): never {
  const { name, text } = document;
  throw new SettingsError(
    `${place(text, name, node.offset)}: expected ${expected}, got ${got ?? describe(node)}`,
  );
}

/** The start of a text, quoted: safe to print, whatever it holds. */
export function quote(text: string): string {
  const end = text.length > MAX_QUOTED_CHARACTERS ? '...' : '';
  return `${JSON.stringify(text.slice(0, MAX_QUOTED_CHARACTERS))}${end}`;
}

/** The kind of a value; never the value, which may be a secret. */
function describe(node: Node): string {
  if (node.type === 'null') return 'null';
  if (node.type === 'array') return 'a list';
  if (node.type === 'object') return 'an object';
  return `a ${node.type}`;
}

function syntaxError(text: string, name: string, error: ParseError | undefined): SettingsError {
  const offset = error?.offset ?? text.length;
  const expected = error === undefined ? 'a value' : EXPECTED[printParseErrorCode(error.error)];
  // One character only: more could be part of a key or password that lost its quote.
  const got = offset < text.length ? JSON.stringify(text[offset]) : 'the end of the file';
  return new SettingsError(`${place(text, name, offset)}: expected ${expected}, got ${got}`);
}

function place(text: string, name: string, offset: number): string {
  const { line, column } = position(text, offset);
  return `${name}: line ${line}, column ${column}`;
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function refuseDepth(text: string, name: string): void {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const character = text[scanner.getTokenOffset()];
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    if (depth > MAX_DEPTH) {
      const at = place(text, name, scanner.getTokenOffset());
      throw new SettingsError(`${at}: expected at most ${MAX_DEPTH} levels, got more`);
    }
  }
}

/** Parsers differ in which of two equal keys counts, so what such a file means is anyone's guess. */
function refuseRepeatedKeys(document: JsoncDocument, node: Node): void {
  if (node.type === 'array') {
    for (const item of items(node)) refuseRepeatedKeys(document, item);
  }
  if (node.type !== 'object') return;
  const seen = new Set<string>();
  for (const { key, keyNode, value } of members(node)) {
    if (seen.has(key)) refuse(document, keyNode, 'each key once', `${quote(key)} again`);
    seen.add(key);
    refuseRepeatedKeys(document, value);
  }
}
