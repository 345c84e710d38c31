/** From UTF-16 indices, which JavaScript and the parser count in, to byte offsets in UTF-8. */

export type ByteOffset = (index: number) => number;

/** The byte offset of each index of the text. An unpaired surrogate counts as U+FFFD: 3 bytes. */
export function byteOffsets(text: string): ByteOffset {
  if (isAscii(text)) return identity;
  const offsets = new Uint32Array(text.length + 1);
  let offset = 0;
  let index = 0;
  while (index < text.length) {
    const point = text.codePointAt(index) ?? 0;
    offset += utf8Length(point);
    offsets[++index] = offset;
    // The middle of a pair belongs to its end: no offset may split a character.
    if (point > 0xffff) offsets[++index] = offset;
  }
  return (at) => offsets[at] ?? offset;
}

export function byteLength(text: string): number {
  return byteOffsets(text)(text.length);
}

export function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

function identity(index: number): number {
  return index;
}

function utf8Length(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
