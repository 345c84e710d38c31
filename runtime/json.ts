/** Reading untrusted JSON: guards, and the walk over its string leaves. */

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** Deeper nesting than this is not walked; the walk says so. */
export const MAX_JSON_DEPTH = 256;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One string within a JSON value. `at` is its JSON Pointer (RFC 6901). */
export interface Leaf {
  readonly at: string;
  readonly text: string;
}

/**
 * Every non-empty string within `value`, in document order.
 *
 * @returns `complete: false` when nesting went beyond `MAX_JSON_DEPTH`.
 */
export function stringLeaves(value: unknown, at: string): { leaves: Leaf[]; complete: boolean } {
  const leaves: Leaf[] = [];
  const walk = (node: unknown, pointer: string, depth: number): boolean => {
    if (typeof node === 'string') {
      if (node !== '') leaves.push({ at: pointer, text: node });
      return true;
    }
    if (typeof node !== 'object' || node === null) return true;
    if (depth === MAX_JSON_DEPTH) return false;
    let complete = true;
    for (const [key, child] of Object.entries(node)) {
      if (!walk(child, `${pointer}/${escapeToken(key)}`, depth + 1)) complete = false;
    }
    return complete;
  };
  const complete = walk(value, at, 0);
  return { leaves, complete };
}

/**
 * The same value with strings replaced; everything else, order included, stays.
 *
 * @param texts the new text of a leaf by its JSON Pointer.
 */
export function replaceLeaves(
  value: JsonValue,
  at: string,
  texts: ReadonlyMap<string, string>,
): JsonValue {
  if (typeof value === 'string') return texts.get(at) ?? value;
  if (Array.isArray(value)) {
    return value.map((child, index) => replaceLeaves(child, `${at}/${index}`, texts));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      replaceLeaves(child, `${at}/${escapeToken(key)}`, texts),
    ]),
  );
}

/** RFC 6901 section 3: `~` and `/` within a reference token. */
function escapeToken(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
