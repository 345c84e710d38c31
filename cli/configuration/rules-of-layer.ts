/** The rule files of a layer, as sources. */

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RuleSource, SETTING_KEYS } from '../../runtime/configuration.ts';
import { LIST_KINDS } from '../../runtime/layers.ts';
import { withoutLists } from '../../runtime/rule-text.ts';
import { isThere } from './bounded-file.ts';
import { type Owner, readOwned } from './owner.ts';
import type { TomlLayer } from './toml.ts';

/** The engine's own limit on one file. */
const MAX_RULE_BYTES = 256 << 10;
const MAX_RULE_FILES = 64;

/** Lists whose entries guard something: whoever adds to them tightens (test/packs.test.ts). */
const GUARDING = new Set<string>([
  ...SETTING_KEYS.filter((key) => LIST_KINDS[key].does === 'guard'),
  'secret_files',
  'secret_commands',
]);

/** Every `*.rules` in the folder, in order of their names; hidden ones are an editor's. */
export function rulesIn(folder: string, owner: Owner): RuleSource[] {
  if (!isThere(folder)) return [];
  const names = namesIn(folder, owner).filter((name) => /^[^.].*\.rules$/.test(name));
  const paths = names.sort().map((name) => join(folder, name));
  if (paths.length > MAX_RULE_FILES) {
    const expected = `expected at most ${MAX_RULE_FILES} rule files, got ${paths.length}`;
    owner.tell(`${owner.nameOf(folder)}: ${expected}`);
  }
  return read(paths.slice(0, MAX_RULE_FILES), owner);
}

/** The files that `[rules] files` names. */
export function namedRules(folder: string, { ruleFiles }: TomlLayer, owner: Owner): RuleSource[] {
  return read(
    ruleFiles.map((file) => resolve(folder, file)),
    owner,
  );
}

function read(paths: readonly string[], owner: Owner): RuleSource[] {
  return paths.flatMap((path) => {
    const file = readOwned(path, owner, MAX_RULE_BYTES);
    return file === null ? [] : [{ name: owner.nameOf(path), text: file.text }];
  });
}

function namesIn(folder: string, owner: Owner): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    owner.tell(`${owner.nameOf(folder)}: expected a folder that can be read, got ${code}`);
    return [];
  }
}

/**
 * A project's rules without the lists of others: a list is the union of its definitions, and many say
 * what a rule does not mean, so that another entry loosens the rule.
 *
 * @param foreign the lists that other files define or speak of.
 */
export function withOwnLists(
  sources: readonly RuleSource[],
  foreign: ReadonlySet<string>,
  owner: Owner,
): RuleSource[] {
  const settings = new Set<string>(SETTING_KEYS);
  const isTheirs = (list: string) =>
    GUARDING.has(list) || (!foreign.has(list) && !settings.has(list));
  return sources.map(({ name, text }) => {
    const { text: kept, removed } = withoutLists(text, isTheirs);
    if (removed.length > 0) {
      const what = 'a project may not add to this list of others';
      owner.tell(`${name}: list ${removed.join(', list ')}: ${what}`);
    }
    return { name, text: kept };
  });
}
