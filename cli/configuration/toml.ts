/** A configuration file: TOML with a closed set of keys, each mistake with its line. */

import { parse, TomlError } from 'smol-toml';
import type { SettingKey } from '../../runtime/configuration.ts';
import { WaferError } from '../../runtime/errors.ts';
import { LIST_KINDS, type ListChange } from '../../runtime/layers.ts';

/** What a file says. */
export interface TomlLayer {
  readonly lists: ReadonlyMap<SettingKey, ListChange>;
  /** Further rule files, relative to this one. */
  readonly ruleFiles: readonly string[];
}

const MAX_ENTRIES = 1000;
const MAX_ENTRY_LENGTH = 256;

type Table = Readonly<Record<string, unknown>>;

/** Keys besides the lists. `[meta] version` is taken for files of an older kind, and means nothing. */
const FURTHER_TABLES: Readonly<Record<string, readonly string[]>> = {
  meta: ['version'],
  rules: ['files'],
};

/** @throws WaferError `CONFIG_INVALID`, as `NAME:LINE: what was found and what was expected`. */
export function parseToml(text: string, name: string): TomlLayer {
  const place = { text, name };
  const document = parseDocument(place);
  assertKnownKeys(document, place);
  const lists = new Map<SettingKey, ListChange>();
  for (const [setting, { table, key }] of Object.entries(LIST_KINDS)) {
    const section = sectionOf(document, table);
    const change: ListChange = {
      stated: key === 'servers' ? serversOf(section, place) : textsAt(section, [table, key], place),
      append: textsAt(section, [table, 'append'], place) ?? [],
      exclude: textsAt(section, [table, 'exclude'], place) ?? [],
    };
    const isSaid = change.stated !== null || change.append.length + change.exclude.length > 0;
    if (isSaid) lists.set(setting as SettingKey, change);
  }
  const ruleFiles = textsAt(sectionOf(document, 'rules'), ['rules', 'files'], place) ?? [];
  const stranger = ruleFiles.find((file) => !file.endsWith('.rules'));
  if (stranger !== undefined) {
    refuse(place, ['rules', 'files'], `expected names that end in .rules, got "${stranger}"`);
  }
  return { lists, ruleFiles };
}

/** The file, for messages. */
interface Place {
  readonly text: string;
  readonly name: string;
}

type Path = readonly [table: string, key?: string];

function parseDocument({ text, name }: Place): Table {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    // Behind the first line stands an excerpt, which is nobody's business but the file's.
    const [first = ''] = cause.message.split('\n');
    const what = first.replace(/^Invalid TOML document: /, '');
    const message = `${name}:${cause.line}:${cause.column}: broken TOML: ${what}`;
    throw new WaferError('CONFIG_INVALID', message, { cause });
  }
}

function assertKnownKeys(document: Table, place: Place): void {
  const known = new Map<string, string[]>();
  for (const { table, key } of Object.values(LIST_KINDS)) {
    known.set(table, [key, 'append', 'exclude', ...(FURTHER_TABLES[table] ?? [])]);
  }
  known.set('meta', ['version']);
  for (const [table, section] of Object.entries(document)) {
    const keys = known.get(table);
    if (keys === undefined) {
      const tables = [...known.keys()].map((one) => `[${one}]`).join(', ');
      refuse(place, [table], `unknown table or key: expected one of ${tables}`);
    }
    if (!isTable(section)) refuse(place, [table], `expected a table, got ${kindOf(section)}`);
    for (const key of Object.keys(section)) {
      if (keys.includes(key)) continue;
      refuse(place, [table, key], `unknown key: expected ${keys.join(', ')}`);
    }
  }
}

function sectionOf(document: Table, table: string): Table {
  const section = document[table];
  return isTable(section) ? section : {};
}

function textsAt(section: Table, path: readonly [string, string], place: Place): string[] | null {
  const value = section[path[1]];
  return value === undefined ? null : texts(value, path, place);
}

/** `[[mcp.servers]]` with a `name` each. */
function serversOf(section: Table, place: Place): string[] | null {
  const { servers } = section;
  if (servers === undefined) return null;
  const path = ['mcp', 'servers'] as const;
  if (!Array.isArray(servers)) {
    return refuse(place, path, `expected tables [[mcp.servers]], got ${kindOf(servers)}`);
  }
  const names = servers.map((server: unknown) => {
    if (!isTable(server)) return refuse(place, path, `expected a table, got ${kindOf(server)}`);
    const stranger = Object.keys(server).find((key) => key !== 'name');
    if (stranger !== undefined) refuse(place, path, `unknown key "${stranger}": expected name`);
    return server.name;
  });
  return texts(names, path, place);
}

function texts(value: unknown, path: Path, place: Place): string[] {
  if (!Array.isArray(value)) {
    return refuse(place, path, `expected a list of texts, got ${kindOf(value)}`);
  }
  if (value.length > MAX_ENTRIES) {
    refuse(place, path, `expected at most ${MAX_ENTRIES} entries, got ${value.length}`);
  }
  return value.map((entry: unknown) => {
    if (typeof entry !== 'string' || entry === '') {
      return refuse(place, path, `expected a list of texts, got ${kindOf(entry)} in it`);
    }
    if (entry.length > MAX_ENTRY_LENGTH) {
      refuse(place, path, `expected entries of at most ${MAX_ENTRY_LENGTH} characters`);
    }
    return entry;
  });
}

function isTable(value: unknown): value is Table {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

function kindOf(value: unknown): string {
  if (value === '') return 'an empty text';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'object') return 'a table';
  return typeof value === 'string' ? 'a text' : String(value);
}

function refuse({ text, name }: Place, path: Path, message: string): never {
  const line = lineOf(text, path);
  const where = line === 0 ? name : `${name}:${line}`;
  throw new WaferError('CONFIG_INVALID', `${where}: ${path.join('.')}: ${message}`);
}

/** Where a key stands; of a table spelled in an unusual way, perhaps 0: the parser keeps no places. */
function lineOf(text: string, [table, key]: Path): number {
  let current = '';
  let tableLine = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^[ \t]*\[\[?[ \t]*["']?([\w-]+)/.exec(line)?.[1];
    if (header !== undefined) current = header;
    const found = /^[ \t]*["']?([\w-]+)["']?(?:[ \t]*\.[ \t]*["']?([\w-]+)["']?)?[ \t]*=/.exec(
      line,
    );
    const [, first = '', second] = header === undefined ? (found ?? []) : [];
    const isTable = header === table || (current === '' && first === table);
    if (isTable && tableLine === 0) tableLine = index + 1;
    const path = current === '' ? [first, second ?? key] : [current, first];
    if (first !== '' && path[0] === table && path[1] === key) return index + 1;
  }
  return tableLine;
}
