/** Brace expansion (bash(1), Brace Expansion), over the parts of a word. */

import { limitReached, MAX_BRACE_WORDS } from './limits.ts';
import { barePart, type Part, quotedPart } from './parts.ts';
import { HOLE } from './value.ts';

/** The words that the braces make, each as its parts. */
export function expandBraces(parts: readonly Part[]): readonly (readonly Part[])[] {
  if (!parts.some((part) => part.kind === 'bare' && part.text.includes('{'))) return [parts];
  const words: (readonly Part[])[] = [];
  const pending: (readonly Part[])[] = [parts.flatMap(splitAtBraces)];
  const groups = pending[0]?.filter((token) => isDelimiter(token, '{')).length ?? 0;
  if (groups > MAX_BRACE_WORDS) throw limitReached(MAX_BRACE_WORDS, 'braces in one word');
  for (let tokens = pending.pop(); tokens !== undefined; tokens = pending.pop()) {
    const group = findGroup(tokens);
    if (group === null) words.push(closeNames(tokens));
    else pending.push(...alternativesOf(tokens, group).reverse());
    if (words.length + pending.length > MAX_BRACE_WORDS) {
      throw limitReached(MAX_BRACE_WORDS, 'words from the braces of one word');
    }
  }
  return words;
}

/** `$x{a,b}` is `$xa $xb`: other variables, of which nothing is known here. */
function closeNames(parts: readonly Part[]): Part[] {
  return parts.map((part, i) => {
    if (part.isOpen === true && continuesName(parts[i + 1])) return { ...part, text: HOLE };
    const isContinued = parts[i - 1]?.isOpen === true && continuesName(part);
    return isContinued ? barePart(part.text.replace(/^\w+/, '')) : part;
  });
}

function continuesName(part: Part | undefined): boolean {
  return part?.kind === 'bare' && /^\w/.test(part.text);
}

/** A brace, a comma that parts its alternatives, and what stands between, as tokens. */
function splitAtBraces(part: Part): readonly Part[] {
  if (part.kind !== 'bare') return [part];
  return part.text
    .split(/([{},])/)
    .filter((text) => text !== '')
    .map(barePart);
}

interface Group {
  readonly open: number;
  readonly close: number;
  readonly commas: readonly number[];
}

/** The leftmost pair of braces with alternatives or a sequence in it. */
function findGroup(tokens: readonly Part[]): Group | null {
  let found: Group | null = null;
  const opened: { open: number; commas: number[] }[] = [];
  for (const [i, token] of tokens.entries()) {
    if (isDelimiter(token, '{')) opened.push({ open: i, commas: [] });
    else if (isDelimiter(token, ',')) opened.at(-1)?.commas.push(i);
    else if (isDelimiter(token, '}')) {
      const last = opened.pop();
      if (last === undefined) continue;
      const expands = last.commas.length > 0 || sequenceOf(tokens.slice(last.open + 1, i)) !== null;
      if (expands && (found === null || last.open < found.open)) found = { ...last, close: i };
    }
  }
  return found;
}

function isDelimiter(token: Part, delimiter: '{' | ',' | '}'): boolean {
  return token.kind === 'bare' && token.text === delimiter;
}

function alternativesOf(tokens: readonly Part[], group: Group): (readonly Part[])[] {
  const before = tokens.slice(0, group.open);
  const after = tokens.slice(group.close + 1);
  const inner = tokens.slice(group.open + 1, group.close);
  const sequence = group.commas.length > 0 ? null : sequenceOf(inner);
  if (sequence !== null) return sequence.map((part) => [...before, part, ...after]);
  const bounds = [group.open, ...group.commas, group.close];
  return bounds
    .slice(1)
    .map((end, i) => [...before, ...tokens.slice((bounds[i] ?? 0) + 1, end), ...after]);
}

/** `1..9`, `a..e`, `1..9..2`. */
function sequenceOf(tokens: readonly Part[]): readonly Part[] | null {
  const [only] = tokens;
  if (tokens.length !== 1 || only?.kind !== 'bare') return null;
  const numbers = /^(-?\d{1,9})\.\.(-?\d{1,9})(?:\.\.(-?\d{1,9}))?$/.exec(only.text);
  if (numbers !== null) {
    const [, from = '', to = '', step] = numbers;
    const isPadded = /^-?0\d/.test(from) || /^-?0\d/.test(to);
    const width = isPadded ? Math.max(from.length, to.length) : 0;
    return countFrom(Number(from), Number(to), Number(step ?? 1)).map((n) => padded(n, width));
  }
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d{1,9}))?$/.exec(only.text);
  if (letters === null) return null;
  const [, from = '', to = '', step] = letters;
  return countFrom(from.charCodeAt(0), to.charCodeAt(0), Number(step ?? 1)).map((code) =>
    barePart(code === null ? HOLE : String.fromCharCode(code)),
  );
}

/** The numbers of a sequence; null stands for all of one that is too long to write out. */
function countFrom(from: number, to: number, step: number): (number | null)[] {
  const width = Math.max(1, Math.abs(step));
  const count = Math.floor(Math.abs(to - from) / width) + 1;
  // A range of numbers says nothing that the rules ask for, so a long one is no failure.
  if (count > MAX_BRACE_WORDS) return [null];
  const signed = to < from ? -width : width;
  return Array.from({ length: count }, (_, i) => from + i * signed);
}

function padded(value: number | null, width: number): Part {
  if (value === null) return quotedPart(HOLE);
  const digits = String(Math.abs(value));
  const sign = value < 0 ? '-' : '';
  return barePart(sign + digits.padStart(width - sign.length, '0'));
}
