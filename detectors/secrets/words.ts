/** Words of a text in any case. The word to look for is given in lower-case ASCII. */

import { Text, toLower } from '../abi';
import { isBlank, SPACE } from './bytes';
import { Span, spanEnd, spanStart } from './span';

export function holdsWord(text: Text, at: u32, word: string): bool {
  const length = <u32>word.length;
  if (at + length > text.length) return false;
  for (let i: u32 = 0; i < length; i++) {
    if (toLower(text.byte(at + i)) !== <u8>word.charCodeAt(i)) return false;
  }
  return true;
}

/** The word stands somewhere within the range. */
export function containsWord(text: Text, range: Span, word: string): bool {
  const end = spanEnd(range);
  const length = <u32>word.length;
  for (let i = spanStart(range); i + length <= end; i++) {
    if (holdsWord(text, i, word)) return true;
  }
  return false;
}

/** The range is, as a whole, one of the words of a list; blanks separate them. */
export function isListed(text: Text, range: Span, list: string): bool {
  const length = spanEnd(range) - spanStart(range);
  let wordLength: u32 = 0;
  let same = true;
  for (let i = 0; i <= list.length; i++) {
    const unit: u8 = i < list.length ? <u8>list.charCodeAt(i) : SPACE;
    if (isBlank(unit)) {
      if (same && wordLength === length && length > 0) return true;
      wordLength = 0;
      same = true;
    } else {
      same =
        same && wordLength < length && toLower(text.byte(spanStart(range) + wordLength)) === unit;
      wordLength++;
    }
  }
  return false;
}
