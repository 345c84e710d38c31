/**
 * The packs of the secrets detector as a test reads them: every line of every rule, and tokens that
 * are drawn after its shape when the test runs, so that nothing live-looking is kept anywhere.
 */

import { createDraw, type Draw } from './make-secret.ts';

/** One line of a pack that describes a token by its shape. */
export interface FormatLine {
  readonly rule: string;
  readonly line: string;
  /** Words before the value (`near`), or the literals that begin it. */
  readonly literals: readonly string[];
  readonly near: boolean;
  readonly before: string;
  readonly shape: string;
  readonly check: string;
}

const ALPHABETS: Readonly<Record<string, string>> = {
  base62: '0-9A-Za-z',
  base64url: '0-9A-Za-z_-',
  base64: '0-9A-Za-z+/',
  word: '0-9A-Za-z_',
  slug: '0-9A-Za-z-',
  hex: '0-9a-f',
  HEX: '0-9A-F',
  xdigit: '0-9a-fA-F',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  letter: 'A-Za-z',
  lower36: '0-9a-z',
  upper36: '0-9A-Z',
  base32: 'A-Z2-7',
};
/** A checksum, or a mark within: made by make-secret.ts, tested by vectors. */
const MADE_ELSEWHERE = ['crc32', 'openai'];
const UUID = '<xdigit>{8}-<xdigit>{4}-<xdigit>{4}-<xdigit>{4}-<xdigit>{12}';
const PART = /(?:\[([^\]]+)\]|<(\w+)>|(.))(?:\{(\d+)(?:,(\d+))?\})?/g;

interface Part {
  readonly bytes: string;
  readonly least: number;
  readonly most: number;
}

/** The lines that have a shape; those of finders are tested by vectors alone. */
export function readFormats(text: string): readonly FormatLine[] {
  let rule = '';
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '' || line.trim().startsWith('#')) return [];
    if (!line.startsWith(' ')) {
      rule = line.split(' ', 1)[0] ?? '';
      return [];
    }
    const words = line.trim().split(/ +/);
    const near = words[0] === 'near';
    const before = words[0] === 'after' ? (words[1] ?? '') : '';
    const [literals = '', shape = '', check = 'random'] = words.slice(
      near ? 1 : before === '' ? 0 : 2,
    );
    if (shape === '=') return [];
    const alternatives = literals.split('|').map((literal) => literal.replace(/\\_$/, ' '));
    return [{ rule, line: line.trim(), literals: alternatives, near, before, shape, check }];
  });
}

/** A value of this line can be drawn after its shape alone. */
export function isDrawable({ check }: FormatLine): boolean {
  return !MADE_ELSEWHERE.includes(check);
}

/** The shape as an expression that matches all of a text. */
export function expressionOf({ near, literals, before, shape }: FormatLine): RegExp {
  const literal = near ? '' : `(?:${literals.map(escapeText).join('|')})`;
  const [head, tail] = [before, shape].map((part) =>
    partsOf(part)
      .map(({ bytes, least, most }) => `[${bytes}]{${least},${most}}`)
      .join(''),
  );
  return new RegExp(`^${head}${literal}${tail}$`);
}

/** A value of the shape, as short as it may be; `missing` bytes fewer at its end. */
export function drawValue(format: FormatLine, literal: string, seed: number, missing = 0): string {
  const draw = createDraw(format.line, seed);
  const value = drawShape(format.before, draw) + (format.near ? '' : literal);
  const body = drawShape(format.shape, draw);
  return value + body.slice(0, body.length - missing);
}

function drawShape(shape: string, draw: Draw): string {
  return partsOf(shape)
    .map(({ bytes, least }) => draw(membersOf(bytes), least))
    .join('');
}

function partsOf(shape: string): readonly Part[] {
  return [...shape.replaceAll('<uuid>', UUID).matchAll(PART)].map(
    ([, set, name, byte, least = '1', most = least]) => ({
      bytes: set ?? (name === undefined ? escapeByte(byte ?? '') : (ALPHABETS[name] ?? '')),
      least: Number(least),
      most: Number(most),
    }),
  );
}

function membersOf(bytes: string): string {
  const set = new RegExp(`[${bytes}]`);
  const ascii = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
  return ascii.filter((byte) => set.test(byte)).join('');
}

function escapeText(text: string): string {
  return [...text].map((byte) => `[${escapeByte(byte)}]`).join('');
}

function escapeByte(byte: string): string {
  return /[\\\]^-]/.test(byte) ? `\\${byte}` : byte;
}
