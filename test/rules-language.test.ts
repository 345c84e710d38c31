/** The rule language: what rules match, and what is said about those that can't be used. */

import { expect, it } from 'vitest';
import { parseCall } from '../runtime/call.ts';
import type { Configuration, SettingKey } from '../runtime/configuration.ts';
import { EXPECTED_PLACES } from '../runtime/expectation-run.ts';
import { createGuard, type Guard } from '../runtime/guard.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import { runVectors } from './run-vectors.ts';
import { platform } from './testkit.ts';
import file from './vectors/rules-language.json' with { type: 'json' };

const KEYS = {
  vector: ['match', 'on', 'source', 'file', 'settings'],
  expect: ['hits', 'misses', 'fires', 'mistakes'],
};

/** A command, or a call as `parseCall` takes it. */
type VectorCall = string | object;

interface LanguageVector {
  readonly name: string;
  readonly why: string;
  /** A pattern on its own, with the place where it looks; or the lines of a file. */
  readonly match?: string;
  readonly on?: string;
  readonly source?: readonly string[];
  readonly file?: string;
  readonly settings?: Readonly<Partial<Record<SettingKey, readonly string[]>>>;
  readonly expect: {
    readonly hits?: readonly VectorCall[];
    readonly misses?: readonly VectorCall[];
    readonly fires?: readonly Firing[];
    readonly mistakes?: readonly {
      readonly line: number;
      readonly column: number;
      readonly says: string;
    }[];
  };
}

interface Firing {
  readonly call: VectorCall;
  /** Of the file's own rules, those that fire. */
  readonly rules: readonly string[];
  readonly verdict?: string;
  /** Among the messages of these rules. */
  readonly message?: string;
}

const VECTORS = file as {
  readonly about: string;
  readonly count: number;
  readonly vectors: readonly LanguageVector[];
};

runVectors<LanguageVector>('rule language', VECTORS, KEYS, async (vector) => {
  const guard = await createGuard(platform, DEFAULT_POSTURE, configurationOf(vector));
  const { hits = [], misses = [], fires = [], mistakes = [] } = vector.expect;
  expect(guard.mistakes.map(({ line, column }) => ({ line, column }))).toEqual(
    mistakes.map(({ line, column }) => ({ line, column })),
  );
  for (const [index, { says }] of mistakes.entries()) {
    expect(guard.mistakes[index]?.message).toContain(says);
    expect(guard.mistakes[index]?.file).toBe(vector.file ?? 'team.rules');
  }
  const fired = async (call: VectorCall) => (await judge(guard, call, vector)).rules;
  for (const call of hits) expect([call, await fired(call)]).toEqual([call, ['it']]);
  for (const call of misses) expect([call, await fired(call)]).toEqual([call, []]);
  for (const { call, rules, verdict, message } of fires) {
    const got = await judge(guard, call, vector);
    expect([call, got.rules]).toEqual([call, rules]);
    if (verdict !== undefined) expect([call, got.verdict]).toEqual([call, verdict]);
    if (message !== undefined) expect(got.messages).toContain(message);
  }
});

it('is tested with every function and every clause that it has', () => {
  const text = JSON.stringify(file);
  const functions =
    'command interpreter pipeline_to pipeline_from with_flags without_flags with_argument ' +
    'without_argument with_option without_option with_args_matching without_args_matching ' +
    'with_text_matching without_text_matching without_command operands targets first_targets ' +
    'last_target names_path reads_file writes_file redirects sets_env elevated runs sends ' +
    'forks_itself path content tool server';
  for (const name of functions.split(' ')) expect(text).toContain(`${name}(`);
});

function configurationOf({ match, on, source, file: name, settings }: LanguageVector) {
  const lines = ['block "it"', `  match ${match}`, '  nudge "no"'];
  const own = on === undefined ? lines : [...lines, `  on ${on}`];
  const configuration: Configuration = {
    sources: [{ name: name ?? 'team.rules', text: (source ?? own).join('\n') }],
    settings: Object.entries(settings ?? {}).map(([key, values]) => ({
      key: key as SettingKey,
      values,
    })),
  };
  return configuration;
}

async function judge(guard: Guard, call: VectorCall, { source }: LanguageVector) {
  const row = typeof call === 'string' ? { channel: 'shell', text: call } : call;
  const { verdict, findings, failures } = await guard.judge(parseCall(row, EXPECTED_PLACES));
  expect(failures).toEqual([]);
  const text = source?.join('\n') ?? '"it"';
  const own = findings.filter(
    ({ detector, rule }) => detector === 'rules' && text.includes(`"${rule}"`),
  );
  return {
    verdict,
    rules: [...new Set(own.map(({ rule }) => rule))].sort(),
    messages: own.map(({ message }) => message),
  };
}
