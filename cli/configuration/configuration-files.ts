/**
 * Reads the files of the configuration: the person's own, then the project's (docs/configuration.md).
 * What is wrong with the person's stops the agent until it is mended; what is wrong with the project's
 * is left out and said, since whoever writes the repository must not be able to lock the person out.
 * A file of its own in the build: most hooks find no configuration.
 */

import { join } from 'node:path';
import builtInLists from '../../dist/packs/lists.json' with { type: 'json' };
import type { Configured } from '../../runtime/configuration.ts';
import type { Failure } from '../../runtime/errors.ts';
import { type Layer, looseningEntries, mergeLayers } from '../../runtime/layers.ts';
import { readListNames } from '../../runtime/rule-text.ts';
import { secretVariableRules } from '../../runtime/secret-variables.ts';
import { isThere } from './bounded-file.ts';
import { type Folders, type Owner, projectOwner, readOwned, userOwner } from './owner.ts';
import { namedRules, rulesIn, withOwnLists } from './rules-of-layer.ts';
import { parseToml, type TomlLayer } from './toml.ts';
import { readTrusted, type Trusted, trustKey } from './trusted.ts';

export const USER_FILE = 'config.toml';
export const PROJECT_FILES = ['wafer.toml', 'wafer.local.toml'] as const;

export const MAX_TOML_BYTES = 64 << 10;
const EMPTY: TomlLayer = { lists: new Map(), ruleFiles: [] };

/** In lower-case hex. The program has it already, and this file need not bring it once more. */
export type Hash = (bytes: Uint8Array) => string;

/** Never throws on account of a file: what is wrong is among the problems. */
export function readConfiguration(folders: Folders, sha256: Hash): Configured {
  const problems: Failure[] = [];
  const user = userOwner(folders, problems);
  const project = projectOwner(folders, problems);
  const own = readLayer(join(folders.config, USER_FILE), user);
  const ownRules = [
    ...rulesIn(join(folders.config, 'rules'), user),
    ...namedRules(folders.config, own.toml, user),
  ];
  const layers: Layer[] = [{ mayLoosen: true, lists: own.toml.lists }];
  const rules = rulesIn(join(folders.project, '.wafer', 'rules'), project);
  for (const name of PROJECT_FILES) {
    const path = join(folders.project, name);
    const { toml, bytes } = readLayer(path, project);
    const mayLoosen = isAllowed(path, toml, {
      folders,
      user,
      project,
      digest: () => sha256(bytes),
    });
    layers.push({ mayLoosen, lists: toml.lists });
    rules.push(...namedRules(folders.project, toml, project));
  }
  const foreign = [...builtInLists, ...ownRules.flatMap(({ text }) => readListNames(text))];
  const settings = mergeLayers(layers);
  const sources = [
    ...secretVariableRules(settings),
    ...ownRules,
    ...withOwnLists(rules, new Set(foreign), project),
  ];
  return { configuration: { sources, settings }, problems };
}

function readLayer(path: string, owner: Owner): { toml: TomlLayer; bytes: Uint8Array } {
  const nothing = { toml: EMPTY, bytes: new Uint8Array(0) };
  if (!isThere(path)) return nothing;
  const read = readOwned(path, owner, MAX_TOML_BYTES);
  if (read === null) return nothing;
  try {
    return { toml: parseToml(read.text, owner.nameOf(path)), bytes: read.bytes };
  } catch (error) {
    owner.tell(error instanceof Error ? error.message : String(error));
    return nothing;
  }
}

interface Judging {
  readonly folders: Folders;
  readonly user: Owner;
  readonly project: Owner;
  readonly digest: () => string;
}

/** What a project's file loosens counts when the person trusts it, and is told otherwise. */
function isAllowed(path: string, { lists }: TomlLayer, judging: Judging): boolean {
  const { folders, user, project, digest } = judging;
  const keys = looseningEntries(lists).map(({ key }) => key);
  if (keys.length === 0) return true;
  const trusted = trustedOrNone(folders, user).get(trustKey(path));
  if (trusted === digest()) return true;
  const why =
    trusted === undefined
      ? 'until you run wafer trust'
      : 'and this file has changed since you trusted it';
  const what = `${keys.join(', ')}: left out, because a project may only tighten`;
  project.tell(`${project.nameOf(path)}: ${what} ${why}`);
  return false;
}

function trustedOrNone({ config }: Folders, user: Owner): Trusted {
  try {
    return readTrusted(config);
  } catch (error) {
    user.tell(error instanceof Error ? error.message : String(error));
    return new Map();
  }
}
