/** What a command prints, where that can be known without running it. */

import { DECODERS, type Decoder } from './decoders.ts';
import { namesFoundBy } from './find.ts';
import { printedBy } from './interpreters.ts';
import { MAX_VALUE_LENGTH } from './limits.ts';
import { decodeEscapes } from './quotes.ts';
import type { Scope } from './scope.ts';
import {
  HOLE,
  isKnown,
  joinPassages,
  type Passage,
  SILENCE,
  type Value,
  withoutMarks,
} from './value.ts';
import type { ReadFile } from './written-files.ts';

/** A command as it is about to run. */
export interface Printing {
  readonly program: string;
  readonly arguments: readonly Value[];
  readonly input: Passage | null;
  readonly scope: Scope;
  /** Files that the text has written. */
  readonly read: ReadFile;
}

type Printer = (printing: Printing) => string | null;

const PRINTERS: ReadonlyMap<string, Printer> = new Map<string, Printer>([
  ['echo', ({ arguments: words }) => echo(words.map(({ text }) => text))],
  ['printf', ({ arguments: words }) => printf(words.map(({ text }) => text))],
  ['pwd', ({ scope }) => (scope.cwd === null ? null : `${scope.cwd}\n`)],
  ['which', ({ arguments: words }) => locate(words)],
  ['command', ({ arguments: words }) => locate(words)],
  ['find', ({ arguments: words }) => namesFoundBy(words)],
  ['true', () => ''],
  [':', () => ''],
  ['cd', () => ''],
  ['exit', () => ''],
]);

const UNNAMED: Value = { ...SILENCE, glob: -1, assumed: false };

const SUCCEEDING: ReadonlySet<string> = new Set([
  'echo',
  'printf',
  'pwd',
  'true',
  ':',
  'cd',
  'pushd',
]);

/** What the command prints, with holes; null when nothing is known of it. */
export function outputOf(printing: Printing): Passage | null {
  const { program, arguments: words, input } = printing;
  if (program === 'tee') return input;
  if (program === 'cat') return concatenate(printing);
  const decode = DECODERS.get(program);
  if (decode !== undefined) return decoded(decode, printing);
  const print = PRINTERS.get(program);
  if (print === undefined) {
    const [first = UNNAMED] = words;
    return printedBy([{ ...first, text: program }, ...words], input, printing.read);
  }
  const text = print(printing);
  return text === null ? null : { ...rangeOf(words), text };
}

function concatenate({ arguments: words, input, read }: Printing): Passage | null {
  if (words.length === 0) return input;
  const parts = words.map(({ text }) => (text === '-' ? input : read(text)));
  return parts.includes(null)
    ? null
    : parts.reduce<Passage>((whole, part) => joinPassages(whole, part ?? SILENCE), SILENCE);
}

function decoded(decode: Decoder, { arguments: words, input }: Printing): Passage | null {
  // `dd if=a`, `sort -o b a`, `grep x a` read a file; without one, and with `-`, their input.
  const text = input === null || !isKnown(input.text) ? null : decode(words, input.text);
  if (text === null || input === null || text.length > MAX_VALUE_LENGTH) return null;
  return { ...input, text: withoutMarks(text) };
}

/** Fails only when the machine is in trouble, so that what follows `&&` may be taken to run. */
export function surelySucceeds(program: string): boolean {
  return SUCCEEDING.has(program);
}

function echo(words: readonly string[]): string {
  let at = 0;
  let newline = '\n';
  let decodes = false;
  for (let word = words[at]; word !== undefined && /^-[neE]+$/.test(word); word = words[++at]) {
    if (word.includes('n')) newline = '';
    decodes = word.lastIndexOf('e') > word.lastIndexOf('E');
  }
  const text = words.slice(at).join(' ');
  return (decodes ? decodeEscapes(text) : text) + newline;
}

const PIECE = /%(?:%|[-+ #0]*\d*(?:\.\d*)?([a-zA-Z]))|[^%]+|%/g;
const DIRECTIVE = /%(?:%|[-+ #0]*\d*(?:\.\d*)?([a-zA-Z]))/g;

/** printf(1) with plain strings; its format is used again while arguments are left. */
export function printf(words: readonly string[]): string | null {
  const [format, ...given] = words[0] === '--' ? words.slice(1) : words;
  if (format === undefined || format.startsWith('-')) return null;
  const takes = [...format.matchAll(DIRECTIVE)].filter(([, kind]) => kind !== undefined).length;
  const rest = [...given];
  let text = '';
  do {
    // A percent sign that is written as a code is text.
    text += format.replaceAll(PIECE, (piece, kind: string | undefined) => {
      if (!piece.startsWith('%') || piece === '%') return decodeEscapes(piece);
      return kind === undefined ? '%' : print(kind, rest.shift() ?? '');
    });
  } while (takes > 0 && rest.length > 0 && text.length <= MAX_VALUE_LENGTH);
  return text.length <= MAX_VALUE_LENGTH ? text : null;
}

function print(kind: string, argument: string): string {
  if (kind === 's') return argument;
  if (kind === 'b') return decodeEscapes(argument);
  if (kind === 'c') return argument.slice(0, 1);
  if (kind === 'd' || kind === 'i') return argument === '' ? '0' : argument;
  return HOLE;
}

/** Where the text stands that a command prints: in its arguments. */
function rangeOf(words: readonly Value[]): Passage {
  const [first] = words;
  const last = words.at(-1);
  return first && last ? { text: '', start: first.start, end: last.end } : SILENCE;
}

/** `which rm`: the directory is not known, and does not matter. */
function locate(words: readonly Value[]): string | null {
  const names = words.filter(({ text }) => !text.startsWith('-'));
  const [only] = names;
  return names.length === 1 && only !== undefined ? `${HOLE}/${only.text}\n` : null;
}
