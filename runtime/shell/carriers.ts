/**
 * Programs that are reported, and run a command in their operands besides: on another machine, in a
 * container, in an environment of packages, or again and again.
 */

import { CARRIERS, type Carrier } from './carrier-table.ts';
import { optionValue, readArguments } from './options.ts';
import { type Errand, type Script, toScript } from './scripts.ts';
import { HOLE, joinPassages, type Passage, SILENCE, type Value } from './value.ts';
import { programName } from './wrappers.ts';

/** What the command carries, by the first of its forms that fits. */
export function launchesOf(words: readonly Value[], input: Passage | null): readonly Errand[] {
  const name = programName(words[0]);
  if (name === 'parallel') return parallel(words);
  for (const carrier of CARRIERS.get(name) ?? []) {
    const carried = carriedBy(carrier, words, input);
    if (carried !== null) return [carried];
  }
  return [];
}

function carriedBy(
  carrier: Carrier,
  words: readonly Value[],
  input: Passage | null,
): Errand | null {
  const { verbs = [], skips = 0, texts = [], isElsewhere = false } = carrier;
  let given = readArguments(words, carrier);
  for (let i = 0; i < verbs.length + skips; i++) {
    const [first] = given.operands;
    if (first === undefined || (i < verbs.length && first.text !== verbs[i])) return null;
    // What stands behind a verb or a host is read as the program's arguments are.
    given = readArguments(given.operands, carrier);
  }
  const text = optionValue(given, ...texts);
  if (text !== null) return toScript(text, { isElsewhere });
  const inner = given.operands;
  if (carrier.onlyTexts === true) return null;
  if (carrier.joins !== true) return inner.length === 0 ? null : { words: inner, isElsewhere };
  return toScript(inner.length === 0 ? input : joinWords(inner), { isElsewhere });
}

/** As ssh hands several words to one shell. */
function joinWords(words: readonly Value[]): Passage {
  return words.reduce<Passage>(
    (whole, { text, start, end }, i) =>
      joinPassages(whole, { text: i === 0 ? text : ` ${text}`, start, end }),
    SILENCE,
  );
}

const PARALLEL = {
  values: 'aCdEIjLlNnPsSW',
  longValues: ['arg-file', 'colsep', 'delay', 'jobs', 'joblog', 'max-args', 'results', 'retries'],
};

/** One line of shell for each item behind `:::`; the items of its input are not known. */
function parallel(words: readonly Value[]): readonly Script[] {
  const { operands } = readArguments(words, PARALLEL);
  const mark = operands.findIndex(({ text }) => text.startsWith(':::'));
  const command = joinWords(mark < 0 ? operands : operands.slice(0, mark));
  const items = mark < 0 ? [HOLE] : operands.slice(mark + 1).map(({ text }) => text);
  const takesMark = command.text.includes('{}');
  const lines = items.map((item) =>
    takesMark ? command.text.replaceAll('{}', () => item) : `${command.text} ${item}`.trim(),
  );
  const script = toScript({ ...joinWords(operands), text: lines.join('\n') });
  return script === null ? [] : [script];
}
