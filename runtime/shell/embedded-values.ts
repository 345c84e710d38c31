/** Where the arguments of a program hold text for a shell: the parts of its words. */

import type { Passage, Value } from './value.ts';

/** As much of a word as a pattern is looked for in, in UTF-16 units: patterns may look far ahead. */
const MAX_SEARCHED_LENGTH = 4_096;

/** The first group of a pattern in any of the words. */
export function matchesIn(words: readonly Value[], pattern: RegExp): readonly Passage[] {
  return words.flatMap((word) => {
    const text = pattern.exec(word.text.slice(0, MAX_SEARCHED_LENGTH))?.[1];
    return text === undefined ? [] : [{ text, start: word.start, end: word.end }];
  });
}

/** What stands behind the options: in the next word, behind `=`, or attached to a letter. */
export function valuesOf(words: readonly Value[], options: readonly string[]): readonly Value[] {
  return words.slice(1).flatMap((word, i) => {
    if (options.includes(words[i]?.text ?? '') && i > 0) return [word];
    const option = options.find((name) =>
      name.startsWith('--') ? word.text.startsWith(`${name}=`) : isAttached(word.text, name),
    );
    if (option === undefined) return [];
    const at = option.length + (option.startsWith('--') ? 1 : 0);
    return [{ ...word, text: word.text.slice(at), glob: -1 }];
  });
}

function isAttached(text: string, option: string): boolean {
  return text.length > option.length && text.startsWith(option) && !text.startsWith('--');
}
