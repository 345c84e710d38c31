/**
 * One line that no reader understands, made into one that can be judged.
 *
 * A shell runs nothing of a line that it can't read, so a placeholder such as `<name>` or a
 * parenthesis too many does no harm; and what one shell refuses may be everyday for another (`&;`, and
 * patterns such as `!(a)`). An open quote is left alone: a shell that reads line by line takes it to
 * the next call.
 */

/** Long lines are not mended: what is broken there is no slip of the keyboard. */
const MAX_LENGTH = 4096;
/** A redirection that no file follows, and no process either: `< <(a)`. */
const LACKS_TARGET = /^(?:<(?![(&<>])|>(?![(&>|]))[ \t]*(?:$|[|&;)]|[<>](?!\())/;

/** Here a command begins, not a word of one. */
const COMMAND_POSITION = /(?:^|[;&|({!`]|\b(?:if|then|elif|else|while|until|do|time))[ \t]*$/;

/** The line without what breaks it, of the same length, or null when it is not known what does. */
export function mendLine(line: string): string | null {
  if (line.length > MAX_LENGTH || line.includes('\n') || line.includes('<<')) return null;
  const mended = line.split('');
  let depth = 0;
  for (let at = 0; at < line.length; at++) {
    const one = line[at] ?? '';
    if (one === "'" || one === '"') {
      at = endOfQuote(line, at);
      if (at < 0) return null;
    } else if (one === '\\') {
      if (at === line.length - 1) mended[at] = ' ';
      at++;
    } else if (beginsPattern(line, at)) {
      const end = endOfGroup(line, at + 1);
      // A pattern can stand for anything.
      mended.fill('*', at, end);
      at = end - 1;
    } else if (one === '(') {
      depth++;
    } else if (isTooMuch(line, at, depth)) {
      mended[at] = ' ';
    } else if (one === ')') {
      depth--;
    }
  }
  const text = mended.join('');
  return text === line ? null : text;
}

/** `!(a|b)` among the words of a command; where a command begins it would be a subshell. */
function beginsPattern(line: string, at: number): boolean {
  if (!'!@?*+'.includes(line[at] ?? '') || line[at + 1] !== '(') return false;
  return !COMMAND_POSITION.test(line.slice(Math.max(0, at - 64), at));
}

/** Without the character at `at` the line can be read. `depth` parentheses are open before it. */
function isTooMuch(line: string, at: number, depth: number): boolean {
  const one = line[at];
  if (one === ')') return depth === 0;
  if (one === '<' || one === '>') return LACKS_TARGET.test(line.slice(at, at + 64));
  return one === ';' && /[^&]&[ \t]*$/.test(line.slice(Math.max(0, at - 64), at));
}

/** The index of the quote that closes the one at `at`, or -1. */
function endOfQuote(line: string, at: number): number {
  const quote = line[at];
  for (let i = at + 1; i < line.length; i++) {
    if (quote === '"' && line[i] === '\\') i++;
    else if (line[i] === quote) return i;
  }
  return -1;
}

/** Behind the parenthesis that closes the one at `at`, or the end of the line. */
function endOfGroup(line: string, at: number): number {
  let depth = 0;
  for (let i = at; i < line.length; i++) {
    if (line[i] === '(') depth++;
    if (line[i] === ')' && --depth === 0) return i + 1;
  }
  return line.length;
}
