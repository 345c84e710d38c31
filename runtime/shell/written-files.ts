/** Files that a text writes and may run afterwards: `echo TEXT > a; sh a`. */

import { normalise } from './paths.ts';
import { HOLE, heldName, joinPassages, MAX_HELD, type Passage, SILENCE } from './value.ts';

/** What is known of a file that the text itself has written, or null. */
export type ReadFile = (path: string) => Passage | null;

export class WrittenFiles {
  readonly #contents = new Map<string, Passage>();
  #held = 0;

  /** Null stands for contents that are not known. */
  write(cwd: string | null, path: string, contents: Passage | null, appends: boolean): void {
    const key = keyOf(cwd, path);
    const before = this.#contents.get(key);
    if (contents === null) this.#contents.delete(key);
    else if (!appends) this.#contents.set(key, contents);
    else this.#contents.set(key, joinPassages(before ?? SILENCE, contents));
  }

  /** Keeps what a process substitution yields. @returns a word that names it */
  hold(contents: Passage): string {
    if (this.#held >= MAX_HELD) return HOLE;
    const name = heldName(this.#held++);
    this.#contents.set(name, contents);
    return name;
  }

  /** Looks from a working directory. */
  reader(cwd: string | null): ReadFile {
    return (path) => this.#contents.get(keyOf(cwd, path)) ?? null;
  }
}

/** Without a known directory the same name is taken for the same file. */
function keyOf(cwd: string | null, path: string): string {
  if (path.startsWith(HOLE)) return path;
  if (path === '/dev/stdin') return descriptorName(0);
  const descriptor = /^\/(?:dev|proc\/(?:self|\$\$|\d+))\/fd\/(\d+)$/.exec(path)?.[1];
  if (descriptor !== undefined) return descriptorName(descriptor);
  return normalise(path.startsWith('/') ? path : `${cwd ?? ''}/${path}`);
}

/** Where the content of a descriptor is kept. */
function descriptorName(descriptor: number | string): string {
  return `${HOLE}fd/${descriptor}`;
}
