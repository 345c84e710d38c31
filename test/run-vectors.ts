/** Runs a vector file. Knows nothing of hosts or of what is tested. */

import { describe, expect, it } from 'vitest';

interface VectorFile<Vector> {
  readonly about: string;
  readonly count: number;
  readonly vectors: readonly Vector[];
}

interface Vector {
  readonly name: string;
  readonly why: string;
  readonly expect: object;
}

/** The keys that vectors may have besides `name`, `why` and `expect`, and their expectations. */
interface KnownKeys {
  readonly vector: readonly string[];
  readonly expect: readonly string[];
}

/**
 * One test a vector. An unknown key, a repeated name or a wrong count fails, so that a mistake in the
 * file cannot skip a case.
 */
export function runVectors<V extends Vector>(
  title: string,
  file: VectorFile<V>,
  keys: KnownKeys,
  run: (vector: V) => void | Promise<void>,
): void {
  const { vectors, count } = file;
  describe(title, () => {
    it('are all present, each with its own name and known keys only', () => {
      expect(vectors.length).toBe(count);
      expect(new Set(vectors.map(({ name }) => name)).size).toBe(count);
      const known = new Set(['name', 'why', 'expect', ...keys.vector]);
      expect(vectors.flatMap(Object.keys).filter((key) => !known.has(key))).toEqual([]);
      const expectations = vectors.flatMap((vector) => Object.keys(vector.expect));
      expect(expectations.filter((key) => !keys.expect.includes(key))).toEqual([]);
    });
    it.each(vectors)('$name', run);
  });
}
