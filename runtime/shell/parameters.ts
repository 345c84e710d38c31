/** Parameter expansion (bash(1), Parameter Expansion): `$x`, `${x:-y}`, `${x%y}` and their kind. */

import { matchesText } from './globs.ts';
import { MAX_VALUE_LENGTH } from './limits.ts';
import type { Scope } from './scope.ts';
import { HOLE, isKnown } from './value.ts';

/** What an expansion yields; several texts for `${array[@]}`. */
export interface Resolution {
  readonly texts: readonly string[];
  readonly assumed: boolean;
}

/** `${..}` taken apart. */
export interface Expansion {
  readonly prefix: '' | '#' | '!';
  readonly name: string;
  readonly subscript: string | null;
  readonly operator: string;
  /** Where the operand begins, within the braces. */
  readonly operandAt: number;
}

const UNKNOWN: Resolution = { texts: [HOLE], assumed: false };

/** Longer values are not searched for a pattern. */
const MAX_TRIMMED_LENGTH = 255;

const EXPANSION =
  /^([#!]?)([A-Za-z_]\w*|\d+|[@*#?$!_-])(?:\[([^\]]*)\])?(:?[-=+?]|##?|%%?|\/[/#%]?|\^\^?|,,?|:|@)?/;

/** Takes apart what stands between `${` and `}`. */
export function parseExpansion(inner: string): Expansion | null {
  const match = EXPANSION.exec(inner);
  if (match === null) return null;
  const [whole, prefix = '', name = '', subscript = null, operator = ''] = match;
  const known = prefix === '#' || prefix === '!' ? prefix : '';
  return { prefix: known, name, subscript, operator, operandAt: whole.length };
}

/** `$name` and `${name}`. */
export function resolveName(scope: Scope, name: string): Resolution {
  return lookUp(scope, name, null) ?? UNKNOWN;
}

/** `${..}` with its operand already expanded. */
export function resolveExpansion(scope: Scope, expansion: Expansion, operand: string): Resolution {
  const { prefix, name, subscript, operator } = expansion;
  const found = lookUp(scope, name, subscript);
  if (prefix === '!') return resolveIndirect(scope, found);
  if (prefix === '#') return known(lengthOf(found, subscript));
  const fallback = resolveFallback(scope, expansion, operand, found);
  if (fallback !== null) return fallback;
  if (found === undefined) return UNKNOWN;
  if (operator === '') return found;
  return {
    texts: found.texts.map((text) => transform(text, operator, operand)),
    assumed: found.assumed,
  };
}

function lookUp(scope: Scope, name: string, subscript: string | null): Resolution | undefined {
  const key = subscript === null ? undefined : scope.get(`${name}[${subscript}]`);
  if (key !== undefined) return { texts: key, assumed: false };
  const elements = elementsOf(scope, name);
  if (elements === undefined) {
    // Where it is set at all, it is a scratch directory: that is all there is to know.
    return name === 'TMPDIR' ? { texts: ['/tmp'], assumed: true } : undefined;
  }
  if (subscript === '@' || name === '@') return { texts: elements, assumed: false };
  if (subscript === '*' || name === '*') return known(elements.join(' '));
  if (subscript !== null && !/^\d{1,9}$/.test(subscript)) return UNKNOWN;
  // Beyond the end of an array of which little is known there may be more.
  const missing = elements.includes(HOLE) ? HOLE : '';
  return known(elements[Number(subscript ?? 0)] ?? missing);
}

function elementsOf(scope: Scope, name: string): readonly string[] | undefined {
  const { positional } = scope;
  if (name === '@' || name === '*') return positional ?? undefined;
  if (name === '#') return positional === null ? undefined : [String(positional.length)];
  if (/^[1-9]\d*$/.test(name)) {
    return positional === null ? undefined : [positional[Number(name) - 1] ?? ''];
  }
  return scope.get(name);
}

/** The operators that choose between the value and their operand; null for the others. */
function resolveFallback(
  scope: Scope,
  { name, operator }: Expansion,
  operand: string,
  found: Resolution | undefined,
): Resolution | null {
  const kind = operator.at(-1) ?? '';
  if (!/^:?[-=+?]$/.test(operator)) return null;
  if (found === undefined || !isKnown(found.texts.join(''))) {
    // What the text offers is the best guess; the environment may know better.
    return kind === '?' ? UNKNOWN : { texts: [operand], assumed: true };
  }
  const isUnset = scope.get(name)?.length === 0;
  const isMissing = isUnset || (operator.startsWith(':') && found.texts.join('') === '');
  if (kind === '+') return known(isMissing ? '' : operand);
  if (!isMissing || kind === '?') return found;
  if (kind === '=') scope.set(name, [operand]);
  return known(operand);
}

function resolveIndirect(scope: Scope, found: Resolution | undefined): Resolution {
  const name = found?.texts[0] ?? '';
  return /^[A-Za-z_]\w*$/.test(name) ? (lookUp(scope, name, null) ?? UNKNOWN) : UNKNOWN;
}

function lengthOf(found: Resolution | undefined, subscript: string | null): string {
  if (found === undefined || !isKnown(found.texts.join(''))) return HOLE;
  if (subscript === '@') return String(found.texts.length);
  if (subscript === '*') return HOLE;
  return String(Array.from(found.texts[0] ?? '').length);
}

function transform(text: string, operator: string, operand: string): string {
  if (!isKnown(text) || !isKnown(operand)) return HOLE;
  switch (operator) {
    case ':':
      return substring(text, operand);
    case '#':
    case '##':
      return trimStart(text, operand, operator === '##');
    case '%':
    case '%%':
      return trimEnd(text, operand, operator === '%%');
    case '/':
    case '//':
      return replacePattern(text, operand, operator === '//');
    case '^':
      return text.slice(0, 1).toUpperCase() + text.slice(1);
    case '^^':
      return text.toUpperCase();
    case ',':
      return text.slice(0, 1).toLowerCase() + text.slice(1);
    case ',,':
      return text.toLowerCase();
    default:
      return HOLE;
  }
}

/** `${x:1:2}`; a negative number counts from the end. */
function substring(text: string, operand: string): string {
  const match = /^\s*\(?(-?\d{1,9})\)?\s*(?::\s*\(?(-?\d{1,9})\)?\s*)?$/.exec(operand);
  if (match === null) return HOLE;
  const characters = Array.from(text);
  const offset = Number(match[1]);
  const from = offset < 0 ? characters.length + offset : offset;
  if (from < 0) return '';
  const length = match[2] === undefined ? characters.length : Number(match[2]);
  const to = length < 0 ? characters.length + length : from + length;
  return characters.slice(from, Math.max(from, to)).join('');
}

function trimStart(text: string, pattern: string, isLongest: boolean): string {
  if (text.length > MAX_TRIMMED_LENGTH) return HOLE;
  const lengths = Array.from({ length: text.length + 1 }, (_, i) => i);
  const found = (isLongest ? lengths.reverse() : lengths).find((length) =>
    matchesText(pattern, text.slice(0, length)),
  );
  return text.slice(found ?? 0);
}

function trimEnd(text: string, pattern: string, isLongest: boolean): string {
  if (text.length > MAX_TRIMMED_LENGTH) return HOLE;
  const starts = Array.from({ length: text.length + 1 }, (_, i) => i);
  const found = (isLongest ? starts : starts.reverse()).find((start) =>
    matchesText(pattern, text.slice(start)),
  );
  return text.slice(0, found ?? text.length);
}

/** `${x/a/b}` where the pattern is plain text. */
function replacePattern(text: string, operand: string, isGlobal: boolean): string {
  const slash = operand.indexOf('/');
  const pattern = slash < 0 ? operand : operand.slice(0, slash);
  const replacement = slash < 0 ? '' : operand.slice(slash + 1);
  if (/[*?[\\]/.test(pattern)) return HOLE;
  if (pattern === '') return text;
  const pieces = text.split(pattern);
  if (text.length + pieces.length * replacement.length > MAX_VALUE_LENGTH) return HOLE;
  if (isGlobal) return pieces.join(replacement);
  const [first = '', ...rest] = pieces;
  return rest.length === 0 ? first : first + replacement + rest.join(pattern);
}

function known(text: string): Resolution {
  return { texts: [text], assumed: false };
}
