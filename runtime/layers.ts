/**
 * The layers of a configuration, the person's own first, become what is in force
 * (docs/configuration.md). A layer that may not loosen has only those of its changes taken that make
 * the guard stricter: whoever writes a repository writes its layers, an agent included.
 */

import { SETTING_KEYS, type Setting, type SettingKey } from './configuration.ts';

/** What one layer says about a list. */
export interface ListChange {
  /** The list itself; null where the layer does not state it. */
  readonly stated: readonly string[] | null;
  readonly append: readonly string[];
  readonly exclude: readonly string[];
}

export interface Layer {
  readonly mayLoosen: boolean;
  readonly lists: ReadonlyMap<SettingKey, ListChange>;
}

/** How a list is written in a configuration file: `[table] key`, and what its entries do. */
interface ListKind {
  readonly table: string;
  readonly key: string;
  /** Its entries allow something, guard something, or switch a rule off. */
  readonly does: 'allow' | 'guard' | 'switch-off';
}

export const LIST_KINDS = {
  allowed_executables: { table: 'executables', key: 'allowed', does: 'allow' },
  mcp_allowed_servers: { table: 'mcp', key: 'servers', does: 'allow' },
  sensitive_paths: { table: 'paths', key: 'sensitive', does: 'guard' },
  secret_env_vars: { table: 'secrets', key: 'env_vars', does: 'guard' },
  disabled_rules: { table: 'rules', key: 'disabled', does: 'switch-off' },
} as const satisfies Record<SettingKey, ListKind>;

const LOOSENING = {
  allow: ['append'],
  guard: ['exclude'],
  'switch-off': ['stated', 'append'],
} as const satisfies Record<ListKind['does'], readonly (keyof ListChange)[]>;

/** A key of a layer, as its file has it: `rules.disabled`. */
export interface Entry {
  readonly key: string;
  readonly values: readonly string[];
}

/** What of a layer loosens. */
export function looseningEntries(lists: Layer['lists']): Entry[] {
  return [...lists].flatMap(([name, change]) => {
    const { table, key, does } = LIST_KINDS[name];
    return LOOSENING[does].flatMap((part) => {
      const values = change[part] ?? [];
      return values.length === 0 ? [] : [{ key: `${table}.${partName(part, key)}`, values }];
    });
  });
}

function partName(part: keyof ListChange, key: string): string {
  return part === 'stated' ? key : part;
}

/** Later layers see what the earlier ones have left. */
export function mergeLayers(layers: readonly Layer[]): Setting[] {
  return SETTING_KEYS.flatMap((key) => {
    const { does } = LIST_KINDS[key];
    let values: readonly string[] | null = null;
    for (const { mayLoosen, lists } of layers) {
      const change = lists.get(key);
      if (change === undefined) continue;
      const taken = mayLoosen ? change : tightening(change, does);
      values = does === 'allow' ? narrow(values, taken) : extend(values ?? [], taken);
    }
    // An empty list of what is allowed allows nothing; an empty one of the others says nothing.
    const isSaid = values !== null && (does === 'allow' || values.length > 0);
    return isSaid ? [{ key, values: values ?? [] }] : [];
  });
}

function tightening(change: ListChange, does: ListKind['does']): ListChange {
  const left: { -readonly [part in keyof ListChange]: ListChange[part] } = { ...change };
  for (const part of LOOSENING[does]) left[part] = [];
  return left;
}

/** A list of what is allowed: stating it leaves what both allow. Null allows everything. */
function narrow(
  values: readonly string[] | null,
  { stated, append, exclude }: ListChange,
): readonly string[] | null {
  const both = values === null || stated === null ? (stated ?? values) : common(values, stated);
  return both === null ? null : without(union(both, append), exclude);
}

function extend(values: readonly string[], { stated, append, exclude }: ListChange): string[] {
  return without(union(union(values, stated ?? []), append), exclude);
}

/** What an entry of each list covers; `git*` covers `git` and `git-*`. */
function common(a: readonly string[], b: readonly string[]): string[] {
  const coveredBy = (list: readonly string[]) => (name: string) =>
    list.some((pattern) => covers(pattern, name));
  return union(a.filter(coveredBy(b)), b.filter(coveredBy(a)));
}

/** `*` stands for any text, as in the rule language. Linear: the last `*` alone is tried again. */
export function covers(pattern: string, name: string): boolean {
  let [p, n, star, mark] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = n;
    } else if (pattern[p] === name[n]) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}

function without(values: readonly string[], excluded: readonly string[]): string[] {
  return values.filter((value) => !excluded.includes(value));
}
