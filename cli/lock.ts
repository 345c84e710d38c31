/**
 * A lock file for the processes of one machine. Node has no flock, so the lock is a file that holds
 * its owner's process id and a nonce, and that appears with its content in one step (a hard link).
 * The lock of a dead owner is broken by whoever creates the breaker file named for that nonce: only
 * one can, and it looks again before it removes the lock, so a fresh lock is never taken away.
 */

import { linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';

const RETRY_MILLISECONDS = 3;
const NANOSECONDS = 1_000_000n;
/** Work under a lock takes milliseconds; this long means a dead owner whose id lives on in another. */
const ABANDONED_MILLISECONDS = 60_000;

/**
 * Runs `work` while holding the lock at `path`.
 *
 * @throws Error when the lock can't be created, or could not be had within `waitMilliseconds`.
 */
export function withLock<T>(path: string, waitMilliseconds: number, work: () => T): T {
  // Unique on this machine as long as the lock's file lives, which is all that a nonce is for.
  const nonce = `${process.pid}-${process.hrtime.bigint()}`;
  const claim = `${path}.${nonce}`;
  writeFileSync(claim, `${process.pid} ${nonce}`, { flag: 'wx', mode: 0o600 });
  try {
    take(claim, path, waitMilliseconds);
  } finally {
    unlinkSync(claim);
  }
  try {
    return work();
  } finally {
    unlinkSync(path);
  }
}

function take(claim: string, path: string, waitMilliseconds: number): void {
  // Not `performance.now()`: Node loads that clock on first use, for 2 ms of a cold hook.
  const deadline = process.hrtime.bigint() + BigInt(waitMilliseconds) * NANOSECONDS;
  while (!link(claim, path)) {
    breakIfAbandoned(path);
    if (process.hrtime.bigint() > deadline) {
      throw new Error(`${path}: expected the lock within ${waitMilliseconds} ms`);
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MILLISECONDS);
  }
}

/** @returns false when the lock is somebody else's. */
function link(claim: string, path: string): boolean {
  try {
    linkSync(claim, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function breakIfAbandoned(path: string): void {
  const mark = readOrNull(path);
  if (mark === null || !isAbandoned(path, mark)) return;
  const breaker = `${path}.broken-${mark.split(' ')[1]}`;
  try {
    writeFileSync(breaker, mark, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw error;
  }
  try {
    if (readOrNull(path) === mark) unlinkSync(path);
  } finally {
    unlinkSync(breaker);
  }
}

function isAbandoned(path: string, mark: string): boolean {
  if (!isAlive(Number(mark.split(' ')[0]))) return true;
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return age > ABANDONED_MILLISECONDS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
