/** What a shell knows at one point of a text: its variables and its working directory. */

import type { Places } from './commands.ts';
import { resolvePath } from './paths.ts';
import { HOLE, UNKNOWN_HOME } from './value.ts';

/** A scalar has one element, an array any number. Unknown parts are holes. */
export type Variable = readonly string[];

export const UNKNOWN_VARIABLE: Variable = [HOLE];

export class Scope {
  /** Null when it is not known. */
  cwd: string | null;
  /** On another machine or in a container, where our places mean nothing. */
  isElsewhere = false;
  /** `$1` and following, or null when they are not known. */
  positional: readonly string[] | null = null;
  readonly #home: string;
  #variables: Map<string, Variable> | null = null;
  #directories: readonly (string | null)[] = [];
  #previous: string | null = null;

  constructor(places: Places) {
    this.cwd = places.cwd === '' ? null : places.cwd;
    this.#home = places.home || UNKNOWN_HOME;
  }

  /** What a subshell begins with. */
  copy(): Scope {
    const copy = new Scope({ cwd: '', home: this.#home, project: '' });
    copy.become(this);
    return copy;
  }

  /** The variable, or undefined when neither the text nor the places say what it is. */
  get(name: string): Variable | undefined {
    return this.#variables?.get(name) ?? this.#inherited(name);
  }

  set(name: string, variable: Variable): void {
    this.#variables ??= new Map();
    this.#variables.set(name, variable);
  }

  /** Something unknown was assigned. */
  forget(name: string): void {
    this.set(name, UNKNOWN_VARIABLE);
  }

  /** `cd`. Null is a directory that can't be known. */
  enter(path: string | null): void {
    const target = path === null ? null : resolvePath(this.cwd, path);
    this.#previous = this.cwd;
    this.cwd = target;
  }

  /** A shell on another machine begins here: nothing relative is known any more. */
  leave(): void {
    this.isElsewhere = true;
    this.cwd = null;
  }

  /** `cd -`. */
  enterPrevious(): void {
    const target = this.#previous;
    this.#previous = this.cwd;
    this.cwd = target;
  }

  pushDirectory(path: string | null): void {
    this.#directories = [...this.#directories, this.cwd];
    this.enter(path);
  }

  popDirectory(): void {
    this.cwd = this.#directories.at(-1) ?? null;
    this.#directories = this.#directories.slice(0, -1);
  }

  /** Takes over another scope's knowledge. */
  become(other: Scope): void {
    this.cwd = other.cwd;
    this.isElsewhere = other.isElsewhere;
    this.positional = other.positional;
    this.#variables = other.#variables === null ? null : new Map(other.#variables);
    this.#directories = other.#directories;
    this.#previous = other.#previous;
  }

  /**
   * After a branch that may have run or not. What only one way knows counts, as if that way was
   * taken: an attacker chooses the branch. Where the ways contradict each other, a variable is
   * unknown, and the working directory stays this scope's.
   */
  merge(other: Scope): void {
    this.cwd ??= other.cwd;
    this.#previous ??= other.#previous;
    if (this.#directories.length === 0) this.#directories = other.#directories;
    for (const [name, variable] of other.#variables ?? []) {
      const own = this.get(name);
      if (own === undefined || isUnknown(own)) this.set(name, variable);
      else if (!isUnknown(variable) && !isSame(own, variable)) this.forget(name);
    }
  }

  #inherited(name: string): Variable | undefined {
    switch (name) {
      case 'HOME':
        return [this.#home];
      case 'PWD':
        return [this.cwd ?? HOLE];
      case 'OLDPWD':
        return [this.#previous ?? HOLE];
      case 'IFS':
        return [' \t\n'];
      default:
        return undefined;
    }
  }
}

function isUnknown(variable: Variable): boolean {
  return isSame(variable, UNKNOWN_VARIABLE);
}

function isSame(a: Variable, b: Variable): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
