/** Quoting (bash(1), QUOTING): what stands between quotes, as the program sees it. */

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Bytes spelled one by one (`\xc3\xa9` is one character), code points, controls, the rest. */
const ESCAPE =
  /((?:\\x[0-9a-fA-F]{1,2}|\\0?[0-7]{1,3})+)|\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c(.)|(.))/gs;

/** Within double quotes a backslash escapes only these. */
export function unquoteDouble(text: string): string {
  return text.includes('\\') ? text.replaceAll(/\\(?:\n|([$`"\\]))/g, '$1') : text;
}

/** A here-document's body escapes as double quotes do, but for the quote itself. */
export function unquoteBody(text: string): string {
  return text.includes('\\') ? text.replaceAll(/\\(?:\n|([$`\\]))/g, '$1') : text;
}

/** The text of backquotes, whose inner backquotes are escaped. */
export function unquoteBackquotes(text: string): string {
  return text.replaceAll(/\\([$`\\])/g, '$1');
}

/** `$'..'` and `echo -e`. A NUL ends the text, since no argument can hold one. */
export function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  const decoded = text.replaceAll(ESCAPE, decodeEscape);
  const end = decoded.indexOf('\0');
  return end < 0 ? decoded : decoded.slice(0, end);
}

function decodeEscape(whole: string, ...groups: readonly (string | undefined)[]): string {
  const [bytes, short, long, control, other] = groups;
  if (bytes !== undefined) return decodeBytes(bytes);
  const point = short ?? long;
  if (point !== undefined) {
    const value = Number.parseInt(point, 16);
    return value > 0x10ffff ? '\uFFFD' : String.fromCodePoint(value);
  }
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
  if (other === undefined) return whole;
  return '\\\'"?'.includes(other) ? other : (ESCAPES[other] ?? whole);
}

function decodeBytes(escapes: string): string {
  const bytes = escapes
    .split('\\')
    .slice(1)
    .map((digits) =>
      digits.startsWith('x') ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 8),
    );
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
