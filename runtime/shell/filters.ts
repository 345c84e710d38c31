/**
 * Programs that take lines apart: what they print of a known text. Where their own language says
 * more than is read here, the whole input stands for the output: a shell behind it may get any part.
 */

import { optionValue, readArguments } from './options.ts';
import { decodeEscapes } from './quotes.ts';
import type { Value } from './value.ts';

/** The arguments come without the program's name. */
type Filter = (words: readonly Value[], input: string) => string | null;

/** cut(1): `-c 3-`, `-d ' ' -f 2-`. */
export const cutLines: Filter = (words, input) => {
  const [first] = words;
  if (first === undefined) return null;
  const given = readArguments([first, ...words], {
    values: 'bcdf',
    longValues: ['bytes', 'characters', 'delimiter', 'fields', 'output-delimiter'],
  });
  const characters = optionValue(given, 'b', 'c', 'bytes', 'characters');
  const fields = optionValue(given, 'f', 'fields');
  const list = parseList((characters ?? fields)?.text ?? '');
  if (list === null || list.length > MAX_RANGES) return input;
  const delimiter = optionValue(given, 'd', 'delimiter')?.text ?? '\t';
  return mapLines(input, (line) => {
    if (characters !== null) return pick([...line], list).join('');
    return line.includes(delimiter) ? pick(line.split(delimiter), list).join(delimiter) : line;
  });
};

/** Longer programs are not looked into: what they print is taken for their input. */
const MAX_PROGRAM_LENGTH = 256;
const MAX_RANGES = 16;

type Range = readonly [number, number];

/** `1,3-5,7-`, counted from 1. */
function parseList(text: string): readonly Range[] | null {
  const ranges: Range[] = [];
  for (const item of text.split(',')) {
    const match = /^(\d{0,5})(-?)(\d{0,5})$/.exec(item);
    if (match === null || item === '' || item === '-') return null;
    const [, from = '', dash = '', to = ''] = match;
    const first = Number(from === '' ? 1 : from);
    const last = dash === '' ? first : Number(to === '' ? Number.POSITIVE_INFINITY : to);
    ranges.push([first, last]);
  }
  return ranges;
}

function pick(items: readonly string[], list: readonly Range[]): readonly string[] {
  return items.filter((_, i) => list.some(([from, to]) => from <= i + 1 && i + 1 <= to));
}

/** awk(1): a program that does nothing but print fields and strings. */
export const printFields: Filter = (words, input) => {
  const [first] = words;
  if (first === undefined) return null;
  const given = readArguments([first, ...words], { values: 'Fv' });
  const [program, ...files] = given.operands;
  if (program === undefined || files.length > 0) return null;
  if (program.text.length > MAX_PROGRAM_LENGTH) return input;
  const match = /^\s*(BEGIN)?\s*\{\s*print\s*([^{};|>]*);?\s*\}\s*$/.exec(program.text);
  const items = match === null ? null : parseItems(match[2] ?? '');
  if (items === null) return input;
  const separator = optionValue(given, 'F')?.text ?? ' ';
  if (match?.[1] !== undefined) return `${items.map((item) => fieldOf(item, '', [])).join('')}\n`;
  return mapLines(input, (line) => {
    const fields = separator === ' ' ? line.trim().split(/\s+/) : line.split(separator);
    return items.map((item) => fieldOf(item, line, fields)).join('');
  });
};

/** A string with its quotes, a comma, or a field with its sign. */
function parseItems(text: string): readonly string[] | null {
  if (text.trim() === '') return ['$0'];
  const item = /\s*("(?:[^"\\]|\\.)*"|\$\d{1,3}|\$NF|,)\s*/y;
  const items: string[] = [];
  while (item.lastIndex < text.length) {
    const found = item.exec(text)?.[1];
    if (found === undefined) return null;
    items.push(found);
  }
  return items;
}

function fieldOf(item: string, line: string, fields: readonly string[]): string {
  if (item === ',') return ' ';
  if (item.startsWith('"')) return decodeEscapes(item.slice(1, -1));
  if (item === '$0') return line;
  return (item === '$NF' ? fields.at(-1) : fields[Number(item.slice(1)) - 1]) ?? '';
}

/** sed(1): substitutions of plain text, of one sign, and at either end of a line. */
export const substituteLines: Filter = (words, input) => {
  const scripts = words.filter(({ text }) => !text.startsWith('-'));
  const [script] = scripts;
  if (script === undefined) return null;
  if (scripts.length > 1 || script.text.length > MAX_PROGRAM_LENGTH) return input;
  const substitution = parseSubstitution(script.text);
  return substitution === null ? input : mapLines(input, substitution);
};

function parseSubstitution(text: string): ((line: string) => string) | null {
  const [, delimiter = ''] = /^s([^\w\s\\])/.exec(text) ?? [];
  const [, pattern, replacement, flags, ...rest] = delimiter === '' ? [] : text.split(delimiter);
  if (pattern === undefined || replacement === undefined || rest.length > 0) return null;
  if (!/^[gI]*$/.test(flags ?? '')) return null;
  if (pattern === '^') return (line) => fillIn(replacement, '') + line;
  if (pattern === '$') return (line) => line + fillIn(replacement, '');
  // Patterns that take more than one step a sign are not for JavaScript's matcher: it may backtrack.
  if (/[*+?{}()|\\]/.test(pattern)) return null;
  const expression = toExpression(pattern, flags ?? '');
  if (expression === null) return null;
  return (line) => line.replace(expression, (found) => fillIn(replacement, found));
}

function toExpression(pattern: string, flags: string): RegExp | null {
  try {
    return new RegExp(pattern, flags.includes('g') ? 'g' : '');
  } catch {
    // Not a pattern of JavaScript's.
    return null;
  }
}

function fillIn(replacement: string, found: string): string {
  return replacement.replaceAll(/\\(.)|&/gs, (_, sign: string | undefined) => sign ?? found);
}

function mapLines(input: string, change: (line: string) => string): string {
  return input
    .split('\n')
    .map((line, i, all) => (line === '' && i === all.length - 1 ? '' : change(line)))
    .join('\n');
}
