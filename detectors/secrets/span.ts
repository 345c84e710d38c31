/** A half-open byte range in one value, so that a matcher answers without allocating. */

export type Span = u64;

/** No match. A real match is never empty, so it never looks like this. */
export const NO_SPAN: Span = 0;

export function span(start: u32, end: u32): Span {
  return ((<u64>start) << 32) | <u64>end;
}

export function spanStart(found: Span): u32 {
  return <u32>(found >> 32);
}

export function spanEnd(found: Span): u32 {
  return <u32>found;
}
