/**
 * Programs that are reported, and run a command in their operands besides: on another machine, in a
 * container, in an environment of packages, or again and again.
 */

import { CARRIERS, type Carrier } from './carrier-table.ts';
import { type Arguments, hasOption, type Option, optionValue, readArguments } from './options.ts';
import { type Errand, joinWords, type Script, toScript } from './scripts.ts';
import { HOLE, type Passage, programName, type Value } from './value.ts';
import type { ReadFile } from './written-files.ts';

const NOTHING: readonly Errand[] = [];

/** What the command carries, by the first of its forms that fits. */
export function launchesOf(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): readonly Errand[] {
  const name = programName(words[0]);
  if (name === 'parallel') return parallel(words, input, read);
  const carriers = CARRIERS.get(name.endsWith('.exe') ? name.slice(0, -4) : name);
  if (carriers === undefined) return NOTHING;
  for (const carrier of carriers) {
    const carried = carriedBy(carrier, words, input);
    if (carried !== null) return carried;
  }
  return NOTHING;
}

function carriedBy(
  carrier: Carrier,
  words: readonly Value[],
  input: Passage | null,
): readonly Errand[] | null {
  const { verbs = [], skips = 0, texts = [] } = carrier;
  let given = readArguments(words, carrier);
  const options = [...given.options];
  for (let i = 0; i < verbs.length + skips; i++) {
    const [first] = given.operands;
    if (first === undefined || (i < verbs.length && first.text !== verbs[i])) return null;
    // What stands behind a verb or a host is read as the program's arguments are.
    const isImage = carrier.program !== undefined && i >= verbs.length;
    given = isImage
      ? { options: [], operands: given.operands.slice(1) }
      : readArguments(given.operands, carrier);
    options.push(...given.options);
  }
  if (hasOption({ ...given, options }, ...(carrier.alone ?? []))) return null;
  const found = options.flatMap(({ name, value }) =>
    value !== null && texts.includes(name) ? [value] : [],
  );
  if (found.length > 0) return scripts(found, carrier);
  if (carrier.onlyTexts === true) return null;
  return carriedIn(carrier, programFirst(carrier, given, options), input);
}

/** `docker run --entrypoint sh IMAGE -c TEXT` */
function programFirst(
  { program }: Carrier,
  { operands }: Arguments,
  options: readonly Option[],
): readonly Value[] {
  const value = options.findLast(({ name }) => name === program)?.value ?? null;
  return program === undefined || value === null ? operands : [value, ...operands];
}

function carriedIn(
  carrier: Carrier,
  inner: readonly Value[],
  input: Passage | null,
): readonly Errand[] | null {
  const { joins, eachText, isElsewhere = false } = carrier;
  if (eachText === true) return scripts(inner, carrier);
  if (joins === true) return scripts([inner.length === 0 ? input : joinWords(inner)], carrier);
  return inner.length === 0 ? null : [{ words: inner, isElsewhere }];
}

function scripts(
  texts: readonly (Passage | null)[],
  { isElsewhere = false, isGuess = false }: Carrier,
): Script[] | null {
  const found = texts.flatMap((text) => toScript(text, { isElsewhere, isGuess }) ?? []);
  return found.length === 0 ? null : found;
}

const PARALLEL = {
  values: 'aCdEIjLlNnPsSW',
  longValues: ['arg-file', 'colsep', 'delay', 'jobs', 'joblog', 'max-args', 'results', 'retries'],
};

/** One line of shell for each item behind `:::`, or on its input. */
function parallel(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): readonly Script[] {
  const given = readArguments(words, PARALLEL);
  const { operands } = given;
  const file = optionValue(given, 'a', 'arg-file');
  const mark = operands.findIndex(({ text }) => text.startsWith(':::'));
  const command = joinWords(mark < 0 ? operands : operands.slice(0, mark)).text;
  const source = file === null ? input : read(file.text);
  const inputLines = source?.text.split('\n').filter((line) => line.trim() !== '') ?? [HOLE];
  const items = mark < 0 ? inputLines : operands.slice(mark + 1).map(({ text }) => text);
  const lines = items.map((item) =>
    /\{[./#]?\}/.test(command)
      ? command.replaceAll(/\{[./#]?\}/g, () => item)
      : `${command} ${item}`.trim(),
  );
  const range = joinWords(operands);
  const script = toScript({
    ...(range.text === '' ? (source ?? range) : range),
    text: lines.join('\n'),
  });
  return script === null ? [] : [script];
}
