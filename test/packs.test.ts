/** The built-in packs do what their own `expect` lines say, by the whole guard. */

import { describe, expect, it } from 'vitest';
import { packs } from '../dist/packs/index.js';
import { runExpectations } from '../runtime/expectation-run.ts';
import { readExpectations } from '../runtime/expectations.ts';
import { createGuard } from '../runtime/guard.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import { readRuleTexts } from '../runtime/rule-text.ts';
import { platform } from './testkit.ts';

const guard = await createGuard(platform, DEFAULT_POSTURE);

describe.each(packs)('$name', (pack) => {
  it('does what it says', async () => {
    const { failures } = await runExpectations(guard, [pack]);
    expect(failures).toEqual([]);
  });

  it('has a call that each rule stops, and one that each lets pass', () => {
    const expectations = readExpectations(pack.text, pack.name);
    const lacking = readRuleTexts(pack.text).flatMap(({ name }) => {
      const own = expectations.filter(({ rule }) => rule === name);
      const allows = own.filter(({ verdict }) => verdict === 'allow').length;
      return allows > 0 && allows < own.length ? [] : [name];
    });
    expect(lacking).toEqual([]);
  });

  // A project's files may add to these without being trusted (docs/configuration.md).
  it('never lets a list of what is guarded say what a rule does not mean', () => {
    const excepting = pack.text
      .split('\n')
      .filter((line) => /(?:except_when.*|without_\w+\([^)]*)@(?:sensitive_|secret_)/.test(line));
    expect(excepting).toEqual([]);
  });
});
