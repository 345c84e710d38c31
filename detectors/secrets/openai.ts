/** Keys of OpenAI carry the word "OpenAI" in base64 between two random halves. */

import { Text } from '../abi';
import { looksRandom } from './placeholder';
import { Span, span, spanEnd, spanStart } from './span';

const MARKER: string = 'T3BlbkFJ';
const MIN_HALF: u32 = 20;

export function hasOpenaiMarker(text: Text, body: Span): bool {
  const end = spanEnd(body);
  for (let i = spanStart(body) + MIN_HALF; i + <u32>MARKER.length + MIN_HALF <= end; i++) {
    if (!text.holdsAt(i, MARKER)) continue;
    return (
      looksRandom(text, span(spanStart(body), i)) &&
      looksRandom(text, span(i + <u32>MARKER.length, end))
    );
  }
  return false;
}
