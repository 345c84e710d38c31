/** What a shell knows at one point of a text: its variables and its working directory. */

import type { Places } from './commands.ts';
import { MAX_ALTERNATIVES } from './limits.ts';
import { resolvePath } from './paths.ts';
import { HOLE, isKnown, UNKNOWN_HOME, type Value } from './value.ts';

/** A scalar has one element, an array any number. Unknown parts are holes. */
export type Variable = readonly string[];

const NO_SCOPES: readonly Scope[] = [];

/** Variables that may be several things at one place. */
const MAX_UNSETTLED = 16;

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
  /** Names of variables that stand for others. */
  #references: Map<string, string> | null = null;
  /** What else the variables may be. */
  #others: Map<string, readonly Variable[]> | null = null;
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
    const meant = this.#references?.get(name) ?? name;
    return this.#variables?.get(meant) ?? this.#inherited(meant);
  }

  /** `declare -n NAME=TARGET` */
  refer(name: string, target: string): void {
    this.#references ??= new Map();
    this.#references.set(name, target);
  }

  set(name: string, variable: Variable): void {
    this.#variables ??= new Map();
    this.#variables.set(name, variable);
    this.#others?.delete(name);
  }

  /** The variable is one of these; it is unknown when there are too many of them. */
  offer(name: string, variables: readonly Variable[]): void {
    const distinct = variables.filter(
      (variable, i) => variables.findIndex((other) => isSame(other, variable)) === i,
    );
    const [first, ...others] = distinct;
    if (first === undefined || distinct.length > MAX_ALTERNATIVES) {
      this.forget(name);
      return;
    }
    this.set(name, first);
    if (others.length === 0) return;
    this.#others ??= new Map();
    if (this.#others.size < MAX_UNSETTLED) this.#others.set(name, others);
    else this.forget(name);
  }

  /** Scopes in which the variables are what else they may be, of those that a text names. */
  alternatives(text: string): readonly Scope[] {
    if (this.#others === null || this.#others.size === 0) return NO_SCOPES;
    const named = [...this.#others].filter(([name]) => namesVariable(text, name));
    let readings: readonly (readonly (readonly [string, Variable])[])[] = [[]];
    for (const [name, others] of named) {
      const ways = [this.get(name) ?? UNKNOWN_VARIABLE, ...others];
      readings = ways
        .flatMap((way) => readings.map((reading) => [...reading, [name, way] as const]))
        .slice(0, MAX_ALTERNATIVES);
    }
    return readings.slice(1).map((reading) => {
      const copy = this.copy();
      for (const [name, variable] of reading) copy.set(name, variable);
      return copy;
    });
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
    this.#references = other.#references === null ? null : new Map(other.#references);
    this.#others = other.#others === null ? null : new Map(other.#others);
    this.#directories = other.#directories;
    this.#previous = other.#previous;
  }

  /**
   * After a branch that may have run or not. What only one way knows counts, as if that way was
   * taken: an attacker chooses the branch. Where the ways contradict each other, a variable may be
   * either, and the working directory is the one that holds the other, or stays this scope's.
   */
  merge(other: Scope): void {
    this.cwd ??= other.cwd;
    if (other.cwd !== null && isBelow(this.cwd, other.cwd)) this.cwd = other.cwd;
    this.#previous ??= other.#previous;
    if (this.#directories.length === 0) this.#directories = other.#directories;
    for (const [name, variable] of other.#variables ?? []) {
      const own = this.get(name);
      if (own === undefined || isUnknown(own)) this.set(name, variable);
      else if (!isUnknown(variable)) {
        const more = [...(this.#others?.get(name) ?? []), ...(other.#others?.get(name) ?? [])];
        this.offer(name, [own, variable, ...more]);
      }
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

function namesVariable(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at > 0; at = text.indexOf(name, at + 1)) {
    const isWhole = !/\w/.test(text[at + name.length] ?? '');
    if (isWhole && /[${!#]/.test(text[at - 1] ?? '')) return true;
  }
  return false;
}

/** A directory in another one. */
function isBelow(path: string | null, directory: string): boolean {
  return path !== null && path !== directory && path.startsWith(directory.replace(/\/?$/, '/'));
}

function isUnknown(variable: Variable): boolean {
  return isSame(variable, UNKNOWN_VARIABLE);
}

function isSame(a: Variable, b: Variable): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

/**
 * Of the texts that a variable may be, as many as are read: the paths that may hit most count, those
 * that are not below the working directory.
 */
export function chooseAlternatives(texts: readonly string[]): readonly string[] {
  const distinct = [...new Set(texts)];
  if (distinct.length <= MAX_ALTERNATIVES) return distinct;
  const far = distinct.filter((text) => /(?:^|\s)[/~.*\uE000-\uE002]/.test(text));
  return [...new Set([...far, ...distinct])].slice(0, MAX_ALTERNATIVES);
}

/** The directory in which a command runs; empty when it is not known. */
export function knownDirectory({ cwd }: Scope): string {
  return cwd?.startsWith('/') === true ? cwd : '';
}

/** The directory that an operand names; null when a wildcard or an unknown part decides. */
export function pathOf(operand: Value | undefined): string | null {
  if (operand === undefined || operand.glob >= 0 || operand.assumed) return null;
  return isKnown(operand.text) ? operand.text : null;
}
