/** Patterns and texts made up from a seed, of the syntax that JavaScript and RE2 read alike. */

const ATOMS = [
  ...['a', 'b', 'c', 'é', 'ß', '1', '-', '.', '(?:)'],
  ...['[ab]', '[^a]', '[a-cé]', '[^\\s1]', '\\d', '\\w', '\\W', '^', '$', '\\b', '\\B'],
];
const OPERATORS = ['*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}', '*?', '+?', '??', '{1,2}?'];
// No character beyond the first plane: JavaScript finds \B between the halves of one.
const CHARACTERS = ['a', 'b', 'c', 'é', 'A', 'B', 'É', 'ß', '1', '-', ' ', '\n', '漢'];
const FLAGS = ['', 'i', 'm', 's'];
const MAX_TEXT_CHARACTERS = 12;

/** A number below `limit`. */
export type Random = (limit: number) => number;

/** A linear congruential generator: the same numbers in every host. */
export function createRandom(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
}

export function randomFlags(random: Random): string {
  return pick(FLAGS, random);
}

export function randomPattern(random: Random, depth: number): string {
  const part = () => randomPattern(random, depth - 1);
  const kind = depth === 0 ? 0 : random(6);
  if (kind <= 1) return pick(ATOMS, random);
  if (kind === 2) return `(?:${part()}|${part()})`;
  if (kind === 3) return `(${part()})${pick(OPERATORS, random)}`;
  return part() + part() + part();
}

export function randomText(random: Random): string {
  const length = random(MAX_TEXT_CHARACTERS);
  return Array.from({ length }, () => pick(CHARACTERS, random)).join('');
}

function pick(choices: readonly string[], random: Random): string {
  return choices[random(choices.length)] ?? '';
}
