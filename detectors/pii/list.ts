/** Whether a range of text is one of the words of a list, in any case; blanks part the words. */

import { Text, toLower } from '../abi';

const BLANK: i32 = 0x20;

export function isListed(text: Text, start: u32, end: u32, words: string): bool {
  const count = words.length;
  let i = 0;
  while (i < count) {
    let next = i;
    while (next < count && words.charCodeAt(next) !== BLANK) next++;
    if (<u32>(next - i) === end - start && isSame(text, start, words, i, next)) return true;
    i = next + 1;
  }
  return false;
}

function isSame(text: Text, start: u32, words: string, first: i32, last: i32): bool {
  for (let i = first; i < last; i++) {
    if (toLower(text.byte(start + (i - first))) !== <u8>words.charCodeAt(i)) return false;
  }
  return true;
}
