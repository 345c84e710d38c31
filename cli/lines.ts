/**
 * Lines of a byte stream, split at the line feed alone: JSON text may hold a raw U+2028, and a lone
 * carriage return belongs to its line. Memory is bounded by the longest line allowed.
 */

/** A longer line is a problem of its own, and the next one is read as usual. */
export const MAX_LINE_BYTES = 64 << 20;

const LINE_FEED = 0x0a;

/** One line without its end; blank lines are left out. `number` counts from 1. */
export type Line =
  | { readonly number: number; readonly text: string; readonly problem: '' }
  | { readonly number: number; readonly text: null; readonly problem: string };

/** The lines that each chunk of the stream completes, in order. */
export async function* readLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Line[]> {
  let rest: Uint8Array[] = [];
  let size = 0;
  let number = 0;
  const finish = (last: Uint8Array): Line | null => {
    number++;
    const length = size + last.length;
    const parts = [...rest, last];
    rest = [];
    size = 0;
    if (length > MAX_LINE_BYTES) {
      const problem = `call: expected at most ${MAX_LINE_BYTES} bytes, got ${length}`;
      return { number, text: null, problem };
    }
    const text = decode(parts);
    return text.trim() === '' ? null : { number, text, problem: '' };
  };
  for await (const chunk of stream) {
    const lines: Line[] = [];
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      const line = finish(chunk.subarray(from, end));
      if (line !== null) lines.push(line);
      from = end + 1;
    }
    size += chunk.length - from;
    // What exceeds the limit is counted, not kept.
    if (size <= MAX_LINE_BYTES) rest.push(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  const line = size > 0 ? finish(new Uint8Array(0)) : null;
  if (line !== null) yield [line];
}

function decode(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  let text = '';
  for (const part of parts) text += decoder.decode(part, { stream: true });
  return text + decoder.decode();
}
