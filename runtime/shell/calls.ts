/** Calls of functions and aliases that the same text defines. */

import { optionValue, readArguments } from './options.ts';
import type { Draft, Outcome, Place, Run, Site } from './run.ts';
import { toScript } from './scripts.ts';
import { HOLE, programName, type Value } from './value.ts';

/** Lowers what a function or an alias does with these words; null when the program is none. */
export function lowerCalled(site: Site, draft: Draft, words: readonly Value[]): Outcome | null {
  const { run } = site;
  const name = programName(words[0]);
  if (name === 'alias') defineAliases(run, words.slice(1));
  if (name === 'hash') remember(run, words);
  const body = run.functions.get(name);
  const alias = run.aliases.get(name);
  const meant = body ?? (alias === undefined ? undefined : `${name}=${alias}`);
  // What it defines anew under its own name is something else.
  if (meant === undefined || run.called.has(meant)) return null;
  run.called.add(meant);
  const inner = { ...site.place, parent: draft.index, elevated: draft.elevated };
  const outcome =
    alias === undefined
      ? lowerFunction(run, name, inner, words)
      : lowerAlias(run, alias, inner, words);
  run.called.delete(meant);
  return outcome;
}

/** `hash -p /bin/rm NAME` */
function remember(run: Run, words: readonly Value[]): void {
  const given = readArguments(words, { values: 'p' });
  const path = optionValue(given, 'p');
  const [name] = given.operands;
  if (path !== null && name !== undefined) run.aliases.set(name.text, quote(path.text));
}

function defineAliases(run: Run, operands: readonly Value[]): void {
  for (const { text } of operands) {
    const [, name, value] = /^([\w.-]+)=(.*)$/s.exec(text) ?? [];
    if (name !== undefined && value !== undefined) run.aliases.set(name, value);
  }
}

/** Without parameters in it, a body does what it was seen to do where it is defined. */
function lowerFunction(
  run: Run,
  name: string,
  place: Place,
  words: readonly Value[],
): Outcome | null {
  const body = run.functions.get(name);
  if (body?.takesParameters !== true) return null;
  const { scope } = place;
  const before = scope.positional;
  scope.positional = words.slice(1).map(({ text }) => text);
  const outcome = run.lowerStatements(body.nodes, { ...place, source: body.source });
  scope.positional = before;
  return outcome;
}

/** The words of the alias, and those behind it as they are. */
function lowerAlias(
  run: Run,
  alias: string,
  place: Place,
  words: readonly Value[],
): Outcome | null {
  const rest = words.slice(1).map(({ text }) => quote(text));
  const start = words[0]?.start ?? 0;
  const end = words.at(-1)?.end ?? start;
  const script = toScript({ text: [alias, ...rest].join(' '), start, end });
  if (script === null) return null;
  const source = { text: script.passage.text, start: () => start, end: () => end };
  return run.lowerText({ ...place, source, shellDepth: place.shellDepth + 1 });
}

function quote(text: string): string {
  const isPlain = /^[\w./:,@%+=~*?-]+$/.test(text.replaceAll(HOLE, ''));
  return isPlain ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
