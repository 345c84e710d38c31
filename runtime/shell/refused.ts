/**
 * Texts that every shell refuses as a whole, before any of it runs: placeholders such as `<file>`,
 * which leave an angle without a name behind it. That the grammar has no reading for one says nothing.
 */

/** What may stand before: words and signs, quotes that hold no expansion. */
const HARMLESS =
  /\\[^\n]|'[^'\n]*'|"(?:[^"\\$`\n]|\\[^\n]|\$(?![({]))*"|[^\\'"`$<>&#\n]+|\$(?![({'"])|#(?<=[^\s;|&()]#)|&(?!>)/y;
const REDIRECTION = /(?:<>|<&|<(?![<(])|>>|>\||>&|>(?!\()|&>>?)[ \t]*/y;
/** zsh takes `<1-9>` for a pattern. Between these an angle compares. */
const OTHER_MEANING = /<\d*-\d*>|\[\[|\(\(/;

/** One line, with a redirection to nothing. */
export function isRefused(text: string): boolean {
  if (OTHER_MEANING.test(text)) return false;
  let at = 0;
  while (at < text.length) {
    HARMLESS.lastIndex = at;
    REDIRECTION.lastIndex = at;
    if (HARMLESS.test(text)) at = HARMLESS.lastIndex;
    else if (REDIRECTION.test(text)) {
      at = REDIRECTION.lastIndex;
      if (/^(?:[|;&<>)]|$)/.test(text.slice(at, at + 1))) return !text.includes('\n');
    } else return false;
  }
  return false;
}
