/** The pieces of a word, and the words that the shell makes of them (bash(1), EXPANSION). */

import { wildcardIndex } from './globs.ts';
import { limitReached, MAX_VALUE_LENGTH, MAX_WORDS } from './limits.ts';
import type { Scope } from './scope.ts';
import { HOLE, type Passage, UNKNOWN_HOME, type Value, WILD } from './value.ts';

export interface Part {
  /**
   * `bare` text takes part in brace, tilde and pathname expansion; `split` text, which came out of
   * an unquoted expansion, in word splitting and pathname expansion; `quoted` text in nothing.
   */
  readonly kind: 'bare' | 'split' | 'quoted';
  readonly text: string;
  readonly assumed: boolean;
  /** It came out of `$name`: a letter that braces put behind it would belong to the name. */
  readonly isOpen?: boolean;
  /** What follows in words of its own: the other elements of `"${array[@]}"`. */
  readonly others?: readonly string[];
}

export function quotedPart(text: string): Part {
  return { kind: 'quoted', text, assumed: false };
}

export function barePart(text: string): Part {
  return { kind: 'bare', text, assumed: false };
}

/** A leading `~` becomes a directory. */
export function expandTilde(parts: readonly Part[], scope: Scope): readonly Part[] {
  const [first, ...rest] = parts;
  if (first?.kind !== 'bare' || !first.text.startsWith('~')) return parts;
  const prefix = /^~[^/]*/.exec(first.text)?.[0] ?? '~';
  // A quoted or expanded piece within the prefix keeps the tilde as it is.
  if (prefix.length === first.text.length && rest.length > 0) return parts;
  const directory = directoryOf(prefix, scope);
  return [quotedPart(directory), barePart(first.text.slice(prefix.length)), ...rest];
}

function directoryOf(prefix: string, scope: Scope): string {
  if (prefix === '~') return scope.get('HOME')?.[0] ?? HOLE;
  if (prefix === '~+') return scope.get('PWD')?.[0] ?? HOLE;
  if (prefix === '~-') return scope.get('OLDPWD')?.[0] ?? HOLE;
  return `${UNKNOWN_HOME}${prefix.slice(1)}`;
}

/** The words that the parts make: none when nothing but empty expansions is there. */
export function toFields(parts: readonly Part[], place: Passage, scope: Scope): Value[] {
  const fields = new Fields(place);
  for (const part of parts) {
    if (part.kind === 'split') fields.split(part, separatorsOf(scope));
    else fields.append(part);
    for (const other of part.others ?? []) {
      fields.close();
      fields.append({ ...part, text: other });
    }
  }
  fields.close();
  return fields.values;
}

/** One word, whatever it holds: the value of an assignment, the target of a redirection. */
export function toSingle(parts: readonly Part[], place: Passage): Value {
  const fields = new Fields(place);
  fields.append(quotedPart(''));
  for (const part of parts) {
    fields.append(part);
    for (const other of part.others ?? []) fields.append({ ...part, text: ` ${other}` });
  }
  fields.close();
  return fields.values[0] ?? { ...place, text: '', glob: -1, assumed: false };
}

function separatorsOf(scope: Scope): string {
  const separators = scope.get('IFS')?.[0] ?? '';
  return separators.includes(HOLE) ? ' \t\n' : separators;
}

/** The words as they grow. */
class Fields {
  readonly values: Value[] = [];
  readonly #place: Passage;
  #text: string | null = null;
  #glob = -1;
  #assumed = false;

  constructor(place: Passage) {
    this.#place = place;
  }

  append({ kind, text, assumed }: Part): void {
    const before = this.#text ?? '';
    if (this.#glob < 0) {
      const glob = kind === 'quoted' ? text.indexOf(WILD) : wildcardIndex(text);
      if (glob >= 0) this.#glob = before.length + glob;
    }
    this.#text = before + text.replaceAll(WILD, '*');
    if (this.#text.length > MAX_VALUE_LENGTH) {
      throw limitReached(MAX_VALUE_LENGTH, 'characters in one word');
    }
    this.#assumed ||= assumed;
  }

  split(part: Part, separators: string): void {
    let start = 0;
    for (let i = 0; i <= part.text.length; i++) {
      if (i < part.text.length && !separators.includes(part.text[i] ?? '')) continue;
      if (i > start) this.append({ ...part, text: part.text.slice(start, i) });
      if (i < part.text.length) this.close();
      start = i + 1;
    }
  }

  close(): void {
    if (this.#text === null) return;
    if (this.values.length >= MAX_WORDS) throw limitReached(MAX_WORDS, 'words');
    const { start, end } = this.#place;
    this.values.push({ text: this.#text, glob: this.#glob, assumed: this.#assumed, start, end });
    this.#text = null;
    this.#glob = -1;
    this.#assumed = false;
  }
}
