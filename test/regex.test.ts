/** The regex engine: vectors, agreement with JavaScript, and growth of its work with the text. */

import { describe, expect, it } from 'vitest';
import pinned from '../dist/detectors/engine.json' with { type: 'json' };
import { createRandom, randomFlags, randomPattern, randomText } from './random-pattern.ts';
import { compileOrThrow, RegexEngine, TINY_CACHE_BYTES } from './regex-engine.ts';
import { runVectors } from './run-vectors.ts';
import { platform } from './testkit.ts';
import vectors from './vectors/regex.json' with { type: 'json' };

interface RegexVector {
  readonly name: string;
  readonly why: string;
  readonly pattern: string;
  readonly text: string;
  readonly expect: {
    readonly match?: readonly number[] | null;
    readonly error?: string;
    readonly column?: number;
  };
}

const module = await platform.module(pinned);
const engine = new RegexEngine(module);

const keys = { vector: ['pattern', 'text'], expect: ['match', 'error', 'column'] };
runVectors<RegexVector>('patterns', vectors, keys, ({ pattern, text, expect: expected }) => {
  // Once as usual, once with states that are forgotten all the time.
  for (const cacheBytes of [0, TINY_CACHE_BYTES]) {
    const regex = engine.compile(pattern, cacheBytes);
    const seen = 'error' in regex ? regex : { match: regex.search(text).match };
    expect(seen).toEqual(expected);
  }
});

describe('the engine', () => {
  it('imports nothing', () => {
    expect(WebAssembly.Module.imports(module)).toEqual([]);
  });

  it('searches from a place on, knowing what stands before', () => {
    const { search } = compileOrThrow(engine, '(?:^|\\b)ab');
    expect(search('abab ab', 1).match).toEqual([5, 7]);
    expect(search('abab ab', 7).match).toBeNull();
    expect(search('abab ab', 8).match).toBeNull();
  });

  it('never reads behind the text', () => {
    const regex = compileOrThrow(engine, 'ab');
    regex.search('abababab');
    expect(regex.search('a').match).toBeNull();
  });

  it('finds a match behind a long stretch without one', () => {
    const text = `${'word after word, '.repeat(10_000)}the needle`;
    const start = text.indexOf('needle');
    for (const pattern of ['needle', 'n[e]+dle', '\\bne\\w+', '(?i)NEEDLE$']) {
      expect(compileOrThrow(engine, pattern).search(text).match).toEqual([start, start + 6]);
    }
  });
});

describe('JavaScript and the engine', () => {
  // What can be repeated empty differs in its end between RE2 and JavaScript, never in its start.
  it.each([1, 2, 3, 4])('agree on whether and where a match begins (seed %i)', (seed) => {
    const random = createRandom(seed);
    for (let i = 0; i < 1000; i++) {
      const [flags, pattern] = [randomFlags(random), randomPattern(random, 3)];
      const reference = new RegExp(pattern, `u${flags}`);
      const scoped = flags === '' ? pattern : `(?${flags})${pattern}`;
      for (const cacheBytes of [0, TINY_CACHE_BYTES]) {
        const text = randomText(random);
        const { match } = compileOrThrow(engine, scoped, cacheBytes).search(text);
        const index = reference.exec(text)?.index;
        const start = index === undefined ? null : byteLength(text.slice(0, index));
        expect(match?.[0] ?? null, `${scoped} on ${JSON.stringify(text)}`).toBe(start);
      }
    }
  });
});

describe('work', () => {
  const BOMBS = [
    { pattern: '(a*)*b', text: (size: number) => 'a'.repeat(size) },
    { pattern: '(a|a)*b', text: (size: number) => 'a'.repeat(size) },
    { pattern: '(a|aa)+$', text: (size: number) => `${'a'.repeat(size)}!` },
    { pattern: `${'a?'.repeat(30)}a{30}`, text: (size: number) => 'ab'.repeat(size / 2) },
    { pattern: '(x+x+)+y', text: (size: number) => 'x'.repeat(size) },
    { pattern: '.*.*.*=.*;', text: (size: number) => 'x='.repeat(size / 2) },
    { pattern: '(?:.*a){12}b', text: (size: number) => 'ab c'.repeat(size / 4) },
    { pattern: '\\s+$', text: (size: number) => `${' '.repeat(size)}x` },
    { pattern: '[ab]*a[ab]{14}c', text: (size: number) => randomLetters(size) },
  ];
  const SIZES = [4096, 8192, 16_384, 32_768];
  // Twice the text is twice the work, with room for the states built on the way.
  const MAX_GROWTH = 2.2;

  it.each(BOMBS)('grows with the text alone: $pattern', ({ pattern, text }) => {
    for (const cacheBytes of [0, TINY_CACHE_BYTES]) {
      const work = SIZES.map((size) => {
        return compileOrThrow(engine, pattern, cacheBytes).search(text(size)).steps;
      });
      for (const [index, steps] of work.slice(1).entries()) {
        expect(steps / (work[index] ?? 0)).toBeLessThan(MAX_GROWTH);
      }
    }
  });

  it('is one look at each byte of a text without a match', () => {
    const text = 'npm run build -- --target debug; '.repeat(10_000);
    const regex = compileOrThrow(engine, '(?:curl|wget)[^|]*\\|\\s*(?:ba)?sh');
    regex.search(text);
    expect(regex.search(text).steps).toBeLessThan(text.length * 1.01);
  });
});

function randomLetters(size: number): string {
  const random = createRandom(size);
  return Array.from({ length: size }, () => 'ab'[random(2)]).join('');
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
