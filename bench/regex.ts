/** How fast does the regex engine run through text without a match? Beside JavaScript's RegExp. */

import { createPlatform } from '../cli/platform.ts';
import pinned from '../dist/detectors/engine.json' with { type: 'json' };
import { compileOrThrow, RegexEngine } from '../test/regex-engine.ts';
import { describeMachine, quantile } from './machine.ts';

const TEXT_BYTES = 4 << 20;
const ROUNDS = 5;
const MIN_MEGABYTES_PER_SECOND = 100;
const LINE =
  'the quick brown fox ran: npm run build -- --target debug > dist/app.js && ls -la /usr/bin # 42\n';

const CASES = [
  { pattern: 'rm\\s+-rf\\s+/', flags: '' },
  { pattern: '\\bsudo\\b.*\\bchmod\\b', flags: '' },
  { pattern: 'drop\\s+table', flags: 'i' },
  { pattern: '(?:curl|wget)[^|]*\\|\\s*(?:ba)?sh', flags: '' },
  { pattern: '[A-Z]{4}[0-9]{16}', flags: '' },
  { pattern: '[a-z]+[0-9]+z', flags: '' },
  { pattern: '(?:[a-z]+ )+[0-9]', flags: '' },
];

const platform = createPlatform(new URL('../dist/detectors/', import.meta.url), 'many-calls');
const engine = new RegexEngine(await platform.module(pinned));
const text = LINE.repeat(Math.ceil(TEXT_BYTES / LINE.length));
const bytes = new TextEncoder().encode(text);

console.log(`regex on ${(text.length / 1e6).toFixed(1)} MB without a match, ${ROUNDS} rounds each`);
console.log(describeMachine());
for (const { pattern, flags } of CASES) {
  const scoped = flags === '' ? pattern : `(?${flags})${pattern}`;
  const { search } = compileOrThrow(engine, scoped);
  const reference = new RegExp(pattern, `u${flags}`);
  const ours = rate(() => search(bytes).match !== null);
  const theirs = rate(() => reference.test(text));
  const fits = ours >= MIN_MEGABYTES_PER_SECOND;
  console.log(
    `${scoped.padEnd(36)} ${ours.toFixed(0)} MB/s, RegExp ${theirs.toFixed(0)} MB/s ` +
      `(budget ${MIN_MEGABYTES_PER_SECOND}) ${fits ? 'ok' : 'UNDER'}`,
  );
  if (!fits) process.exitCode = 1;
}

/** Megabytes in a second, by the median round. Copying the text into the module is counted. */
function rate(matches: () => boolean): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    if (matches()) throw new Error('expected no match');
    return performance.now() - began;
  });
  return text.length / 1e3 / quantile(times, 0.5);
}
