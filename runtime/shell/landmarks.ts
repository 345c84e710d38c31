/** Directories that mean the same on every machine, as a hierarchy of names (hier(7), macOS). */

/** The operating system's own, with everything below them. */
export const SYSTEM_ROOTS = [
  'bin',
  'boot',
  'dev',
  'etc',
  'lib',
  'lib32',
  'lib64',
  'proc',
  'root',
  'run',
  'sbin',
  'sys',
  'usr',
  'var',
  'System',
  'Library',
  'Applications',
] as const;

/** Where the homes of people are. */
export const HOME_ROOTS = ['home', 'Users'] as const;

/** Names below `/` that a pattern may stand for. */
export const ROOT_NAMES: readonly string[] = [...SYSTEM_ROOTS, ...HOME_ROOTS, 'tmp', 'private'];

const SCRATCH = /^\/(?:tmp|var\/tmp|var\/folders|dev\/shm)(?:\/|$)/;

const SINK = /^\/dev\/(?:null|zero|full|u?random|tty|std(?:in|out|err)|fd\/\d+)$/;

const SYSTEM = new RegExp(`^/(?:${SYSTEM_ROOTS.join('|')})(?:/|$)`);

const PEOPLE = /^\/(?:home|Users)(?:\/[^/]+)?$/;

/** Scratch space, and devices that keep nothing. */
export function isTemporary(path: string): boolean {
  return SCRATCH.test(path) || SINK.test(path);
}

export function isSystem(path: string): boolean {
  return SYSTEM.test(path);
}

/** Someone's home directory, or the directory of all of them. */
export function isSomeonesHome(path: string): boolean {
  return PEOPLE.test(path);
}
