/**
 * Expansions that the grammar passes over: in a here-document backquotes, and whatever stands
 * before the first text of a line; in a word `$name` behind another expansion. The shell sees all.
 */

/** A stretch of literal text, or an expansion in it. */
export interface Piece {
  /** `parameter` is the name, or what stands in `${..}`; `command` what stands in `$(..)`. */
  readonly kind: 'text' | 'parameter' | 'command' | 'unknown';
  readonly start: number;
  readonly end: number;
}

const EXPANSION = /\\.|\$\(\(?|`|\$\{([^{}]*)\}|\$(\w+|[@*#?$!-])/gs;

/** The text between two indices, taken apart. */
export function scanOverlooked(text: string, start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  EXPANSION.lastIndex = start;
  for (let match = EXPANSION.exec(text); match !== null; match = EXPANSION.exec(text)) {
    const from = match.index;
    if (from >= end) break;
    const [whole] = match;
    if (whole.startsWith('\\')) continue;
    if (from > at) pieces.push({ kind: 'text', start: at, end: from });
    const behind = from + whole.length;
    if (whole === '`' || whole.startsWith('$(')) {
      const close = Math.min(
        end,
        whole === '`' ? closingQuote(text, behind) : closing(text, behind),
      );
      const kind = whole === '$((' ? 'unknown' : 'command';
      pieces.push({ kind, start: behind, end: close });
      at = Math.min(end, close + (whole === '$((' ? 2 : 1));
    } else {
      const isBraced = match[1] !== undefined;
      const bounds = isBraced
        ? { start: from + 2, end: behind - 1 }
        : { start: from + 1, end: behind };
      pieces.push({ kind: 'parameter', ...bounds });
      at = behind;
    }
    EXPANSION.lastIndex = at;
  }
  if (at < end) pieces.push({ kind: 'text', start: at, end });
  return pieces;
}

/** Index of the backquote that closes, or of the end of the text. */
function closingQuote(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '`') return i;
  }
  return text.length;
}

/** Index of the parenthesis that closes, or of the end of the text. Quotes hide theirs. */
function closing(text: string, start: number): number {
  let depth = 1;
  let quote = '';
  for (let i = start; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character === '\\' && quote !== "'") i++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return i;
  }
  return text.length;
}
