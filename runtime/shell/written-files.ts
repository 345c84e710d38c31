/** Files that a text writes and may run afterwards: `echo TEXT > a; sh a`. */

import { normalise } from './paths.ts';
import { joinPassages, type Passage } from './value.ts';

/** What is known of a file that the text itself has written, or null. */
export type ReadFile = (path: string) => Passage | null;

export class WrittenFiles {
  readonly #contents = new Map<string, Passage>();

  /** Null stands for contents that are not known. */
  write(cwd: string | null, path: string, contents: Passage | null, appends: boolean): void {
    const key = keyOf(cwd, path);
    const before = this.#contents.get(key);
    if (contents === null) this.#contents.delete(key);
    else if (!appends) this.#contents.set(key, contents);
    else if (before !== undefined) this.#contents.set(key, joinPassages(before, contents));
  }

  /** Looks from a working directory. */
  reader(cwd: string | null): ReadFile {
    return (path) => this.#contents.get(keyOf(cwd, path)) ?? null;
  }
}

/** Without a known directory the same name is taken for the same file. */
function keyOf(cwd: string | null, path: string): string {
  return normalise(path.startsWith('/') ? path : `${cwd ?? ''}/${path}`);
}
