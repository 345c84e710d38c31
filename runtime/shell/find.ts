/** find(1): where it starts, what it runs for what it finds, and what it prints. */

import { limitReached, MAX_WORDS } from './limits.ts';
import { HOLE, type Value } from './value.ts';

interface FoundLaunch {
  readonly words: readonly Value[];
  readonly isElsewhere: false;
}

const ACTIONS: ReadonlySet<string> = new Set(['-exec', '-execdir', '-ok', '-okdir']);

/** Actions with which it prints no names, or other things beside them. */
const SILENT: ReadonlySet<string> = new Set([
  ...ACTIONS,
  '-delete',
  '-fls',
  '-fprint',
  '-fprint0',
  '-fprintf',
  '-ls',
  '-printf',
]);

/** Tests that leave only some of the files. */
const NARROWING =
  /^-(?:i?name|i?path|i?regex|i?wholename|[acm](?:time|min)|newer.*|empty|size|perm|user|group|inum)$/;

/** The commands that `-exec` and its kind run, with what is found in the place of `{}`. */
export function launchesOfFind(words: readonly Value[]): readonly FoundLaunch[] {
  const found = foundBy(words.slice(1));
  const launches: FoundLaunch[] = [];
  let wordCount = 0;
  for (let at = 1; at < words.length; at++) {
    if (!ACTIONS.has(words[at]?.text ?? '')) continue;
    const end = endOfAction(words, at + 1);
    const action = withRecursion(words.slice(at + 1, end), words);
    const command = action.flatMap((word) => fill(word, found));
    wordCount += command.length;
    if (wordCount > MAX_WORDS) throw limitReached(MAX_WORDS, 'words');
    if (command.length > 0) launches.push({ words: command, isElsewhere: false });
    at = end;
  }
  return launches;
}

/** `-type f -exec rm {} +` goes down the whole tree, as `rm -r` of its root would. */
function withRecursion(action: readonly Value[], words: readonly Value[]): readonly Value[] {
  const [program, ...rest] = action;
  if (program === undefined || !/^(?:.*\/)?(?:rm|unlink)$/.test(program.text)) return action;
  const isRecursive = rest.some(({ text }) => /^-(?:[a-zA-Z]*[rR]|-recursive$)/.test(text));
  const isAll = !isRecursive && !words.some(({ text }, i) => isNarrowing(text, words[i + 1]?.text));
  return isAll ? [program, { ...program, text: '-r', glob: -1 }, ...rest] : action;
}

const FD_ACTIONS: ReadonlySet<string> = new Set(['-x', '-X', '--exec', '--exec-batch']);

/** The commands that fd runs, with what it finds in the place of `{}` or at the end. */
export function launchesOfFd(words: readonly Value[]): readonly FoundLaunch[] {
  const at = words.findIndex(({ text }, i) => i > 0 && FD_ACTIONS.has(text));
  const [program] = words;
  if (at < 0 || program === undefined) return [];
  const behind = words.slice(at + 1);
  const end = behind.findIndex(({ text }) => text === ';');
  const action = end < 0 ? behind : behind.slice(0, end);
  const [pattern, ...starts] = words.slice(1, at).filter(({ text }) => !text.startsWith('-'));
  const here = { ...program, text: '.', glob: -1 };
  const isAll = pattern === undefined || /^[.^$*]*$/.test(pattern.text);
  const found = (starts.length === 0 ? [here] : starts).map((start) =>
    isAll ? { ...start, assumed: true } : below(start),
  );
  const takesMark = action.some(({ text }) => text.includes('{}'));
  const command = takesMark ? action.flatMap((word) => fill(word, found)) : [...action, ...found];
  return action.length === 0 ? [] : [{ words: command, isElsewhere: false }];
}

/** The names that it prints, one a line, or null when it prints something else. */
export function namesFoundBy(operands: readonly Value[]): string | null {
  if (operands.some(({ text }) => SILENT.has(text))) return null;
  return foundBy(operands)
    .map(({ text }) => `${text}\n`)
    .join('');
}

/** `;`, or `+` behind `{}`. */
function endOfAction(words: readonly Value[], from: number): number {
  const isEnd = (text: string, i: number): boolean =>
    text === ';' || (text === '+' && words[i - 1]?.text === '{}');
  const end = words.findIndex(({ text }, i) => i >= from && isEnd(text, i));
  return end < 0 ? words.length : end;
}

function fill(word: Value, found: readonly Value[]): readonly Value[] {
  const { start, end } = word;
  if (word.text === '{}') return found.map((value) => ({ ...value, start, end }));
  if (!word.text.includes('{}')) return [word];
  const all = found.map(({ text }) => text).join(' ');
  return [{ ...word, text: word.text.replaceAll('{}', () => all), assumed: true }];
}

/**
 * One value for each starting point. It is itself the first thing that is found; with a test that
 * may leave it out, something below it is. A search of the whole root stands for the root: what it
 * hits can be anywhere.
 */
function foundBy(operands: readonly Value[]): readonly Value[] {
  const isNarrow = operands.some(({ text }, i) => isNarrowing(text, operands[i + 1]?.text));
  return startsOf(operands).map((start) =>
    isNarrow && start.text !== '/' ? below(start) : { ...start, assumed: true },
  );
}

function below(start: Value): Value {
  return { ...start, text: `${start.text.replace(/\/$/, '')}/${HOLE}` };
}

function isNarrowing(text: string, next: string | undefined): boolean {
  // Links, sockets and their kind are some of the files; files and folders are all of them.
  return NARROWING.test(text) || (text === '-type' && !/[fd]/.test(next ?? ''));
}

function startsOf(operands: readonly Value[]): readonly Value[] {
  let at = 0;
  for (let text = operands[at]?.text; text !== undefined; text = operands[++at]?.text) {
    if (text === '-D') at++;
    else if (!/^-(?:[HLP]|O\d)$/.test(text)) break;
  }
  const rest = operands.slice(at);
  const end = rest.findIndex(({ text }) => /^(?:-.|[()!,]$)/.test(text));
  const starts = end < 0 ? rest : rest.slice(0, end);
  const [first] = operands;
  if (starts.length > 0 || first === undefined) return starts;
  return [{ ...first, text: '.', glob: -1, assumed: false }];
}
