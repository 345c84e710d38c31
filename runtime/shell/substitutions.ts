/** Command and process substitution: what they run, and what they yield. */

import type { Reach } from './commands.ts';
import { unquoteBackquotes } from './quotes.ts';
import type { Outcome, Place, Site } from './run.ts';
import type { SyntaxNode } from './syntax.ts';
import { HOLE } from './value.ts';

/** What `$(..)` or `` `..` `` yields. */
export function substitute(site: Site, node: SyntaxNode): string {
  const { text } = site.place.source;
  const written = text.slice(node.start, node.end);
  const place = placeWithin(site, 'substitution');
  // Backquotes within backquotes are escaped, and the grammar takes them for text.
  if (written.startsWith('`') && written.includes('\\')) {
    const source = spreadOver(site, node, unquoteBackquotes(written.slice(1, -1)));
    return yieldOf(site.run.lowerText({ ...place, source, shellDepth: place.shellDepth + 1 }));
  }
  return yieldOf(site.run.lowerStatements(node.children, place));
}

/** What a stretch of the source yields that the grammar did not take for a substitution. */
export function substituteText(
  site: Site,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  const { source } = site.place;
  const part = {
    text: source.text.slice(start, end),
    start: (index: number) => source.start(start + index),
    end: (index: number) => source.end(start + index),
  };
  const place = placeWithin(site, 'substitution');
  const shellDepth = place.shellDepth + 1;
  return yieldOf(site.run.lowerText({ ...place, source: part, shellDepth }));
}

/** `<(..)` and `>(..)`. @returns a word that names what it yields */
export function lowerProcess(site: Site, node: SyntaxNode): string {
  const { run, place } = site;
  const inner = placeWithin(site, 'process-substitution');
  const { output } = run.lowerStatements(node.children, inner);
  const isInput = place.source.text[node.start] === '<';
  return isInput && output.text.replaceAll(HOLE, '') !== '' ? run.files.hold(output) : HOLE;
}

function placeWithin({ place, parent }: Site, reach: Reach): Place {
  return {
    ...place,
    scope: place.scope.copy(),
    reach,
    parent,
    pipeline: -1,
    stage: 0,
    input: null,
  };
}

function spreadOver({ place }: Site, node: SyntaxNode, text: string): Place['source'] {
  const { source } = place;
  return { text, start: () => source.start(node.start), end: () => source.end(node.end) };
}

function yieldOf({ output }: Outcome): string {
  return output.text.replace(/\n+$/, '');
}
