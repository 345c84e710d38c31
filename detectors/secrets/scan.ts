/** One pass over a text: the prefilter at every byte, everything else at a literal only. */

import { isFull, report, Text } from '../abi';
import { mayBegin, mayEnd } from './boundary';
import { candidateAt, Format, formatAt } from './registry';
import { matchShape } from './shape';
import { NO_SPAN, Span, span, spanEnd, spanStart } from './span';

/** Reports the secrets in the call's text with this index. */
export function scanText(text: Text, index: u32): void {
  if (text.length < 2) return;
  const last = text.length - 1;
  let at: u32 = 0;
  while (at < last) {
    const candidate = candidateAt(text, at);
    if (candidate === 0) {
      at++;
      continue;
    }
    at = inspectLiterals(text, at, index, candidate);
    if (isFull()) return;
  }
}

/** Tries the formats of one list until one holds. @returns where to go on. */
function inspectLiterals(text: Text, at: u32, index: u32, candidate: u32): u32 {
  for (let number = candidate; number !== 0; number = formatAt(number).next) {
    const format = formatAt(number);
    if (!text.holdsAt(at, format.literal)) continue;
    const found = findSecret(text, at, format);
    if (found === NO_SPAN) continue;
    report(format.rule, index, spanStart(found), spanEnd(found));
    // What was found apart from its literal leaves the bytes between to the other formats.
    return spanStart(found) === at ? spanEnd(found) : at + 1;
  }
  return at + 1;
}

function findSecret(text: Text, at: u32, format: Format): Span {
  const finder = format.finder;
  if (finder !== null) return finder(text, at);
  if (!mayBegin(text, at)) return NO_SPAN;
  const start = at + <u32>format.literal.length;
  const end = matchShape(text, start, format.firstPart, format.partCount);
  if (end === 0 || !mayEnd(text, end)) return NO_SPAN;
  const check = format.check!;
  return check(text, span(start, end)) ? span(at, end) : NO_SPAN;
}
