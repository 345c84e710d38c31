/** `wafer trust`: lets configuration files of a project loosen, as they are now and not otherwise. */

import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeHex } from '../runtime/encoding.ts';
import { looseningEntries } from '../runtime/layers.ts';
import { UsageError } from './command.ts';
import { readBounded } from './configuration/bounded-file.ts';
import { MAX_TOML_BYTES, PROJECT_FILES } from './configuration/configuration-files.ts';
import { parseToml } from './configuration/toml.ts';
import { readTrusted, type Trusted, trustKey, writeTrusted } from './configuration/trusted.ts';
import { configFolder, projectOf } from './folders.ts';
import { sha256 } from './sha256.ts';
import { writeOutput } from './standard-streams.ts';
import { printable } from './verdict-text.ts';

export const help = `wafer trust [FILE...]
wafer trust --remove [FILE...]
wafer trust --list

A project's wafer.toml and wafer.local.toml may tighten the guard, and nothing else, until a person
trusts them: then they may switch rules off and widen lists. Trust goes to the content as it is now;
a changed file has to be trusted again. Without FILE: both files of this project, where they exist.

  --remove  trust them no longer
  --list    which files are trusted, and which of them have changed

This is for a person at a terminal: the built-in rules stop an agent that runs it.
Exit status: 0 done, 1 could not, 2 not understood.
`;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      remove: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  if (values.list && (values.remove || positionals.length > 0)) {
    throw new UsageError('--list: expected nothing else');
  }
  const folder = configFolder(process.env);
  const trusted = readTrusted(folder);
  if (values.list) return list(trusted);
  const files = positionals.length === 0 ? filesHere() : positionals.map(assertName);
  const changed = new Map(trusted);
  const lines = files.flatMap((file) => (values.remove ? remove : add)(file, changed));
  writeTrusted(folder, changed);
  writeOutput(1, `${lines.map(printable).join('\n')}\n`);
  return 0;
}

function filesHere(): string[] {
  const project = projectOf('.');
  const files = PROJECT_FILES.map((name) => join(project, name)).filter((path) => existsSync(path));
  if (files.length > 0) return files;
  throw new UsageError(`expected a file: there is no ${PROJECT_FILES.join(' or ')} in ${project}`);
}

/** The names under which a project's files are read: trust in another one would mean nothing. */
function assertName(file: string): string {
  if (PROJECT_FILES.some((name) => name === basename(file))) return resolve(file);
  throw new UsageError(`expected ${PROJECT_FILES.join(' or ')}, got ${file}`);
}

/** @throws WaferError `CONFIG_INVALID`: what can't be read as it is written is not trusted. */
function add(path: string, trusted: Map<string, string>): string[] {
  const bytes = readWhole(path);
  const { lists } = parseToml(new TextDecoder('utf-8', { fatal: true }).decode(bytes), path);
  const entries = looseningEntries(lists);
  trusted.set(trustKey(path), encodeHex(sha256(bytes)));
  const loosened = entries.map(({ key, values }) => `  ${key}: ${values.join(', ')}`);
  const what = entries.length === 0 ? 'it loosens nothing' : 'it may now loosen';
  return [`${path} is trusted; ${what}`, ...loosened];
}

/** A file that is gone can be taken out, too. */
function remove(path: string, trusted: Map<string, string>): string[] {
  const key = existsSync(dirname(path)) ? trustKey(path) : path;
  const wasThere = trusted.delete(key);
  return [wasThere ? `${path} is trusted no longer` : `${path} was not trusted`];
}

function list(trusted: Trusted): number {
  const lines = [...trusted].map(([path, digest]) => `${stateOf(path, digest)} ${path}\n`);
  writeOutput(1, lines.length === 0 ? 'no file is trusted\n' : lines.map(printableLine).join(''));
  return 0;
}

function stateOf(path: string, digest: string): string {
  if (!existsSync(path)) return 'gone   ';
  try {
    return encodeHex(sha256(readWhole(path))) === digest ? 'trusted' : 'changed';
  } catch {
    return 'unread ';
  }
}

function printableLine(line: string): string {
  return `${printable(line.trimEnd())}\n`;
}

function readWhole(path: string): Uint8Array {
  try {
    return readBounded(path, { maxBytes: MAX_TOML_BYTES, within: null });
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
