/**
 * A settings file on disk, which belongs to somebody else: it is read whole or refused, and replaced
 * in one step. Whenever the process is killed, the file holds all of its old or all of its new text.
 */

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { SettingsError } from './jsonc.ts';

const MAX_BYTES = 1 << 20;
const BYTE_ORDER_MARK = '\uFEFF';

export interface SettingsFile {
  /** The file itself: where a link points, when the path is one. */
  readonly path: string;
  /** Null when there is no file yet. */
  readonly bytes: Uint8Array | null;
  /** Without a byte order mark. */
  readonly text: string;
}

/** @throws SettingsError when the file can't be read, or is none. */
export function readSettings(path: string): SettingsFile {
  return attempt(path, 'a readable file', () => {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
      return { path, bytes: null, text: '' };
    }
    const target = realpathSync(path);
    const status = statSync(target);
    if (!status.isFile()) throw new SettingsError(`${path}: expected a file, got something else`);
    if (status.size > MAX_BYTES) {
      throw new SettingsError(`${path}: expected at most ${MAX_BYTES} bytes, got ${status.size}`);
    }
    const bytes = readFileSync(target);
    const text = decode(bytes, path);
    return { path: target, bytes, text: text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text };
  });
}

/** Where the text lies that was there before Wafer first changed the file. */
export function backupOf(file: SettingsFile): string {
  return `${file.path}.wafer-backup`;
}

/**
 * Writes the new text; before its first change of a foreign text, that text into the backup.
 *
 * @throws SettingsError when it can't be written, or has changed since it was read.
 */
export function replaceSettings(file: SettingsFile, text: string): void {
  const { path, bytes } = file;
  attempt(path, 'a writable file', () => {
    mkdirSync(dirname(path), { recursive: true });
    const backup = backupOf(file);
    if (file.text.trim() !== '' && bytes !== null && !existsSync(backup)) {
      replaceFile(backup, bytes, { like: statSync(path) });
    }
    const mark = bytes !== null && startsWithMark(bytes) ? BYTE_ORDER_MARK : '';
    const like = bytes === null ? null : statSync(path);
    const beforeRename = () => assertUnchanged(file);
    replaceFile(path, new TextEncoder().encode(mark + text), { like, beforeRename });
  });
}

/** A file beside it becomes the file: a reader sees the old bytes or the new ones. */
function replaceFile(
  path: string,
  bytes: Uint8Array,
  options: { readonly like: Stats | null; readonly beforeRename?: () => void },
): void {
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeDurably(fresh, bytes, options.like);
    options.beforeRename?.();
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

function writeDurably(path: string, bytes: Uint8Array, like: Stats | null): void {
  // `wx`: whoever wrote the repository may have put a link here.
  const descriptor = openSync(path, 'wx', like?.mode ?? 0o666);
  try {
    writeFileSync(descriptor, bytes);
    if (like !== null) keepAccess(descriptor, like);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The owner before the mode: changing an owner takes mode bits away. */
function keepAccess(descriptor: number, { mode, uid, gid }: Stats): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // Only root may give a file away; the mode still says who may read it.
  }
  fchmodSync(descriptor, mode & 0o7777);
}

/** The agent itself writes into its settings, when a person says "always allow". */
function assertUnchanged({ path, bytes }: SettingsFile): void {
  const current = existsSync(path) ? readFileSync(path) : null;
  if (current === null && bytes === null) return;
  if (current !== null && bytes !== null && current.equals(bytes)) return;
  throw new SettingsError(`${path}: expected the file as it was read, got another; run it again`);
}

/** Makes the rename itself last through a power cut, where folders can be synced. */
function syncFolder(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // Windows opens no folders, some network file systems sync none: the file is whole either way.
  }
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new SettingsError(`${path}: expected UTF-8, got other bytes`, { cause });
  }
}

function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** What the system says in one word, as a message that says where. */
function attempt<T>(path: string, expected: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (cause instanceof SettingsError || code === undefined) throw cause;
    throw new SettingsError(`${path}: expected ${expected}, got ${code}`, { cause });
  }
}
