/** Where Wafer keeps what: configuration and keys, state and logs, and which project it is in. */

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Keys and configuration: `$WAFER_HOME`, else the XDG configuration folder. */
export function configFolder(env: Environment): string {
  return env.WAFER_HOME ?? join(env.XDG_CONFIG_HOME ?? join(home(env), '.config'), 'wafer');
}

/** Session logs: below `$WAFER_HOME`, else in the XDG state folder. */
export function logFolder(env: Environment): string {
  const state = env.XDG_STATE_HOME ?? join(home(env), '.local', 'state');
  return join(env.WAFER_HOME ?? join(state, 'wafer'), 'logs');
}

export function home(env: Environment): string {
  return env.HOME ?? homedir();
}

/** The nearest folder upwards from `cwd` that is a git work tree, else `cwd` itself. */
export function projectOf(cwd: string): string {
  const start = resolve(cwd);
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return start;
  }
}
