/**
 * Words of a text that needs no grammar: letters, digits and signs without a meaning to the shell,
 * quotes around such text, blanks between. Everything else is for the parser.
 */

import { barePart, type Part, quotedPart } from './parts.ts';

export interface Token {
  /** As it is written. */
  readonly text: string;
  /** UTF-16 index. */
  readonly start: number;
}

/** Blanks, or one word: bare runs, and quotes around printable ASCII that expands to nothing. */
const PIECE =
  /[ \t]+|(?:[\w./:,@%+=~*?^-]|'[\x20-\x26\x28-\x7e]*'|"[\x20\x21\x23\x25-\x5b\x5d-\x5f\x61-\x7e]*")+/y;

const QUOTED = /'([^']*)'|"([^"]*)"/g;

/** The words, or null when the text has anything that is more than a word. */
export function splitPlain(text: string): Token[] | null {
  const tokens: Token[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const start = PIECE.lastIndex;
    const piece = PIECE.exec(text)?.[0];
    if (piece === undefined) return null;
    if (!piece.startsWith(' ') && !piece.startsWith('\t')) tokens.push({ text: piece, start });
  }
  return tokens;
}

/** The token without its quotes. */
export function unquoteToken({ text }: Token): string {
  return text.replaceAll(QUOTED, '$1$2');
}

export function tokenParts({ text }: Token): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(QUOTED)) {
    if (match.index > at) parts.push(barePart(text.slice(at, match.index)));
    parts.push(quotedPart(match[1] ?? match[2] ?? ''));
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push(barePart(text.slice(at)));
  return parts;
}
