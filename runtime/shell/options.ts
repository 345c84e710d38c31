/** How programs read their options (getopt(3)): enough to find the operands behind them. */

import type { Value } from './value.ts';

export interface OptionSpec {
  /** The short options that take a value. */
  readonly values: string;
  /** The long options that take a value. */
  readonly longValues?: readonly string[];
  /** The long options that take two values. */
  readonly longPairs?: readonly string[];
  /** Options may follow operands, as GNU's getopt allows. */
  readonly permutes?: boolean;
  /** `+x` is an option too, as for the shells. */
  readonly plus?: boolean;
}

export interface Option {
  /** A letter, or the name behind `--`. */
  readonly name: string;
  /** Null for an option without a value. */
  readonly value: Value | null;
}

export interface Arguments {
  readonly options: readonly Option[];
  readonly operands: readonly Value[];
}

/** Reads the words behind the program's name. */
export function readArguments(words: readonly Value[], spec: OptionSpec): Arguments {
  const options: Option[] = [];
  const operands: Value[] = [];
  let at = 1;
  for (let word = words[at]; word !== undefined; word = words[++at]) {
    if (word.text === '--') return { options, operands: [...operands, ...words.slice(at + 1)] };
    if (!isOption(word.text, spec)) {
      if (spec.permutes !== true) return { options, operands: words.slice(at) };
      operands.push(word);
    } else if (word.text.startsWith('--')) {
      at += readLong(word, words[at + 1], spec, options);
    } else {
      at += readCluster(word, words[at + 1], spec, options);
    }
  }
  return { options, operands };
}

export function hasOption({ options }: Arguments, ...names: readonly string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}

/** The value of the last of the named options that has one. */
export function optionValue({ options }: Arguments, ...names: readonly string[]): Value | null {
  const found = options.findLast(({ name, value }) => value !== null && names.includes(name));
  return found?.value ?? null;
}

function isOption(text: string, { plus }: OptionSpec): boolean {
  return text.length > 1 && (text.startsWith('-') || (plus === true && text.startsWith('+')));
}

/** How many further words the option takes. */
function readLong(
  word: Value,
  next: Value | undefined,
  spec: OptionSpec,
  options: Option[],
): number {
  const equals = word.text.indexOf('=');
  if (equals >= 0) {
    options.push({ name: word.text.slice(2, equals), value: tailOf(word, equals + 1) });
    return 0;
  }
  const name = word.text.slice(2);
  if (spec.longPairs?.includes(name) === true) {
    options.push({ name, value: next ?? null });
    return 2;
  }
  // GNU's getopt takes any beginning of a name.
  const full = spec.longValues?.find((candidate) => candidate.startsWith(name));
  options.push({ name: full ?? name, value: full === undefined ? null : (next ?? null) });
  return full === undefined ? 0 : 1;
}

/** `-nu root`, `-uroot`. */
function readCluster(
  word: Value,
  next: Value | undefined,
  spec: OptionSpec,
  options: Option[],
): number {
  for (let i = 1; i < word.text.length; i++) {
    const name = word.text[i] ?? '';
    if (!spec.values.includes(name)) {
      options.push({ name, value: null });
      continue;
    }
    const isAttached = i + 1 < word.text.length;
    options.push({ name, value: isAttached ? tailOf(word, i + 1) : (next ?? null) });
    return isAttached ? 0 : 1;
  }
  return 0;
}

function tailOf(word: Value, at: number): Value {
  return { ...word, text: word.text.slice(at), glob: word.glob < at ? -1 : word.glob - at };
}
