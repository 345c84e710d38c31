/**
 * Where rules and lists stand in the text of a rule file (docs/rules.md), for those who show or test
 * them. Whether they are well formed the engine says, which reads the same lines alone.
 */

export interface RuleText {
  readonly name: string;
  readonly tier: 'block' | 'suspicious';
  /** The lines of the rule, without the comments and blank lines behind it. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

const RULE = /^(block|suspicious)[ \t\r]*(["'`])([^\n]*?)\2[ \t\r]*$/;
const LIST = /^list(?![\w-])[ \t\r]*([\w-]*)/;
const REFERENCE = /@([\w-]+)/g;
/** What does not stand at the beginning of its line belongs to the statement above. */
const CONTINUED = /^(?:[ \t\r]|#|$)/;

export function readRuleTexts(source: string): RuleText[] {
  const lines = linesOf(source);
  return lines.flatMap((line, index) => {
    const found = RULE.exec(line);
    if (found === null) return [];
    const [, tier, , name = ''] = found;
    const body = lines.slice(index, endOfStatement(lines, index));
    while (isAside(body.at(-1))) body.pop();
    const text = body.join('\n');
    return [{ name, tier: tier as RuleText['tier'], text, line: index + 1 }];
  });
}

/** The lists that a file defines or speaks of, each once. */
export function readListNames(source: string): string[] {
  const names = new Set<string>();
  for (const line of linesOf(source)) {
    const defined = LIST.exec(line)?.[1];
    if (defined !== undefined) names.add(defined);
    for (const [, name = ''] of line.matchAll(REFERENCE)) names.add(name);
  }
  return [...names];
}

/**
 * The text without the lists that fail `isKept`; what is left stays on its line.
 *
 * @returns the names of those that were taken out, too.
 */
export function withoutLists(
  source: string,
  isKept: (name: string) => boolean,
): { readonly text: string; readonly removed: readonly string[] } {
  const lines = linesOf(source);
  const removed: string[] = [];
  for (const [index, line] of lines.entries()) {
    const name = LIST.exec(line)?.[1];
    if (name === undefined || isKept(name)) continue;
    removed.push(name);
    lines.fill('', index, endOfStatement(lines, index));
  }
  return { text: lines.join('\n'), removed };
}

/** As the engine has them: a line feed ends a line, and a byte order mark is none of the text. */
function linesOf(source: string): string[] {
  return source.replace(/^\ufeff/, '').split('\n');
}

function endOfStatement(lines: readonly string[], start: number): number {
  const next = lines.findIndex((line, index) => index > start && !CONTINUED.test(line));
  return next < 0 ? lines.length : next;
}

function isAside(line: string | undefined): boolean {
  return line !== undefined && /^[ \t\r]*(?:#[^\n]*)?$/.test(line);
}
