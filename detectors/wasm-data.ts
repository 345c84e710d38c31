/**
 * Adds active data segments to a core module (WebAssembly Core Specification 2.0, section 5.5):
 * sections are an id, a size in LEB128, and their contents.
 */

export interface DataSegment {
  /** Where it goes in memory 0. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

interface Section {
  readonly id: number;
  readonly contents: Uint8Array;
}

const HEADER_BYTES = 8;
const START = 8;
const DATA = 11;
const DATA_COUNT = 12;
/** Active, memory 0, and the offset: `i32.const n`, `end`. */
const ACTIVE = 0x00;
const I32_CONST = 0x41;
const END = 0x0b;

export function appendDataSegments(
  module: Uint8Array,
  segments: readonly DataSegment[],
): Uint8Array<ArrayBuffer> {
  const sections = readSections(module).map(({ id, contents }) => {
    if (id === DATA) return { id, contents: extend(contents, segments) };
    if (id === DATA_COUNT) {
      return { id, contents: unsigned(readUnsigned(contents, 0).value + segments.length) };
    }
    return { id, contents };
  });
  if (!sections.some(({ id }) => id === DATA)) throw new Error('module: expected a data section');
  return joinSections(module, sections);
}

/** The module whose instances have the memory that its data segments make, and nothing else. */
export function withoutStart(module: Uint8Array): Uint8Array<ArrayBuffer> {
  return joinSections(
    module,
    readSections(module).filter(({ id }) => id !== START),
  );
}

function joinSections(module: Uint8Array, sections: readonly Section[]): Uint8Array<ArrayBuffer> {
  return join([
    module.subarray(0, HEADER_BYTES),
    ...sections.flatMap(({ id, contents }) => [
      Uint8Array.of(id),
      unsigned(contents.length),
      contents,
    ]),
  ]);
}

function readSections(module: Uint8Array): Section[] {
  const sections: Section[] = [];
  let at = HEADER_BYTES;
  while (at < module.length) {
    const id = module[at] ?? 0;
    const size = readUnsigned(module, at + 1);
    sections.push({ id, contents: module.subarray(size.end, size.end + size.value) });
    at = size.end + size.value;
  }
  return sections;
}

function extend(contents: Uint8Array, segments: readonly DataSegment[]): Uint8Array {
  const count = readUnsigned(contents, 0);
  return join([
    unsigned(count.value + segments.length),
    contents.subarray(count.end),
    ...segments.flatMap(({ offset, bytes }) => [
      Uint8Array.of(ACTIVE, I32_CONST),
      signed(offset),
      Uint8Array.of(END),
      unsigned(bytes.length),
      bytes,
    ]),
  ]);
}

function readUnsigned(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  let end = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[end++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end };
  }
}

function unsigned(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}

/** Of a number that is not negative: the last byte must not look like a sign. */
function signed(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x3f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
