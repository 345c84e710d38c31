/** `wafer rules`: what is in force, and the tools of those who write rules. */

import { UsageError } from './command.ts';
import { runLint } from './rules/lint.ts';
import { runList } from './rules/list.ts';
import { runShow } from './rules/show.ts';
import { runTest } from './rules/test.ts';

export const help = `wafer rules list [--json] [--no-config]
wafer rules show [--no-config] NAME
wafer rules lint FILE...
wafer rules test [FILE...]

  list  every rule in force in this project: its name, what it leads to, its category and
        severity, and where it stands; --no-config: the built-in ones alone
  show  one rule as it is written
  lint  reads rule files and prints each mistake as FILE:LINE:COLUMN
  test  judges the calls of the files' expect lines by the whole guard, with these
        files in force beside the built-in rules; without a file, the built-in ones.
        The calls happen in /workspace/project, home is /home/test

docs/rules.md is the language. Exit status: 0 right, 1 otherwise, 2 not understood.
`;

type Subcommand = (words: readonly string[]) => Promise<number>;

const SUBCOMMANDS: ReadonlyMap<string, Subcommand> = new Map([
  ['list', runList],
  ['show', runShow],
  ['lint', runLint],
  ['test', runTest],
]);

export async function run(args: readonly string[]): Promise<number> {
  const [name = '', ...words] = args;
  const subcommand = SUBCOMMANDS.get(name);
  if (subcommand === undefined) {
    const known = [...SUBCOMMANDS.keys()].join(', ');
    throw new UsageError(`rules: expected one of ${known}, got "${name}"`);
  }
  return subcommand(words);
}
