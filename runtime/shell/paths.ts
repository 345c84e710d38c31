/**
 * What a path means: its class, against the working directory, the home directory and the project.
 *
 * When several classes fit, the most severe counts: root, home, git, project, inside, temporary,
 * system, outside. A pattern is what it can stand for; an unknown part can only be below the known
 * directory before it.
 */

import type { Places, Target } from './commands.ts';
import { matchesEverything, matchesName, wildcardIndex } from './globs.ts';
import { isSomeonesHome, isSystem, isTemporary, ROOT_NAMES } from './landmarks.ts';
import { HOLE, UNKNOWN_HOME, withoutMarks } from './value.ts';

/** A path to classify: its text with marks, and the index of its first active wildcard, or -1. */
export interface PathText {
  readonly text: string;
  readonly glob: number;
}

const SEVERITY: readonly Target[] = [
  'root',
  'home',
  'git',
  'project',
  'inside',
  'temporary',
  'system',
  'outside',
  'unknown',
];

/** Patterns in more components than this are not looked into. */
const MAX_PATTERN_COMPONENTS = 64;

/** Places as classification needs them: normalised, the working directory in for a project. */
export function settlePlaces({ cwd, home, project }: Places): Places {
  const known = normalise(project === '' ? cwd : project);
  // A home or a project at the root would make everything a part of it.
  return {
    cwd: normalise(cwd),
    home: home === '/' ? '' : normalise(home),
    project: known === '/' ? '' : known,
  };
}

/** The class of a path that a tool names. A leading `~` is the home directory. */
export function classifyPath(path: string, given: Places): Target {
  const places = settlePlaces(given);
  const cwd = places.cwd === '' ? null : places.cwd;
  if (path === '') return 'unknown';
  return classify(operandBehind({ text: withoutMarks(path), glob: -1 }, 0, places), cwd, places);
}

/** The class of the path that a word names. `cwd` is null when it is not known. */
export function classifyWord(word: PathText, cwd: string | null, places: Places): Target {
  const { text } = word;
  const equals = text.indexOf('=');
  if (equals > 0 && /^[/~.\uE001]/.test(text.slice(equals + 1)) && isName(text.slice(0, equals))) {
    return classify(operandBehind(word, equals + 1, places), cwd, places);
  }
  if (text === '' || text.startsWith('-') || text.includes('://')) return 'unknown';
  return classify(word, cwd, places);
}

/** The class of a word that can be nothing but a path. */
export function classifyOperand(path: PathText, cwd: string | null, places: Places): Target {
  return path.text === '' ? 'unknown' : classify(path, cwd, places);
}

/** `places` are settled. */
function classify(path: PathText, cwd: string | null, places: Places): Target {
  const { text } = path;
  const hole = text.indexOf(HOLE);
  if (hole >= 0) return classifyUnknownTail(path, hole, cwd, places);
  if (/^[A-Za-z]:[\\/]/.test(text)) return classifyWindows(text);
  if (!isAbsolute(text) && cwd === null) return 'unknown';
  const prefix = isAbsolute(text) ? '' : `${cwd}/`;
  if (path.glob < 0) return classifyLiteral(normalise(prefix + text), places);
  return classifyPattern(prefix + text, prefix.length + path.glob, places);
}

/** The absolute path that `path` names from `cwd`, or null when that can't be known. */
export function resolvePath(cwd: string | null, path: string): string | null {
  if (path.includes(HOLE)) return null;
  if (isAbsolute(path)) return normalise(path);
  return cwd === null ? null : normalise(`${cwd}/${path}`);
}

/** Without `.`, `..` and doubled or trailing slashes. */
export function normalise(path: string): string {
  if (!/\/\/|\/\.|.\/$/.test(path)) return path;
  const kept: string[] = [];
  for (const component of path.split('/')) {
    if (component === '..') kept.pop();
    else if (component !== '' && component !== '.') kept.push(component);
  }
  if (kept[0] === UNKNOWN_HOME) return kept.join('/');
  // Above a home that is not known: where the homes are.
  if (path.startsWith(UNKNOWN_HOME)) return '/home';
  return `/${kept.join('/')}`;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || path.startsWith(UNKNOWN_HOME);
}

/** A literal, normalised, absolute path. */
function classifyLiteral(given: string, { home, project }: Places): Target {
  // macOS keeps these below /private.
  const path = given.replace(/^\/private(?=\/(?:tmp|var|etc)(?:\/|$))/, '');
  if (path === '/' || path === '') return 'root';
  if (path === home || holds(path, home) || isSomeonesHome(path) || isTilde(path)) {
    return 'home';
  }
  if (project !== '') {
    const git = `${project}/.git`;
    if (path === git || holds(git, path)) return 'git';
    if (path === project) return 'project';
    if (holds(project, path)) return 'inside';
    if (holds(path, project) && (isTemporary(path) || !isSystem(path))) return 'project';
  }
  if (isTemporary(path)) return 'temporary';
  return isSystem(path) && !holds(home, path) ? 'system' : 'outside';
}

/** `~` or `~user` whose directory is not known. */
function isTilde(path: string): boolean {
  return path.startsWith(UNKNOWN_HOME) && !path.includes('/');
}

function holds(directory: string, path: string): boolean {
  return directory !== '' && path.startsWith(`${directory}/`);
}

/** A path with an active wildcard at `glob`. */
function classifyPattern(path: string, glob: number, places: Places): Target {
  const slash = path.lastIndexOf('/', glob);
  const base = normalise(path.slice(0, slash) || '/');
  const end = path.indexOf('/', glob);
  const pattern = path.slice(slash + 1, end < 0 ? undefined : end);
  const rest = end < 0 ? '' : normalise(path.slice(end));
  const behind = rest === '/' ? [] : rest.split('/').slice(1);
  if (behind.length > MAX_PATTERN_COMPONENTS) return 'unknown';
  if (end >= 0 && path.slice(end).includes('/..')) return 'unknown';
  if (matchesEverything(pattern) && behind.every(matchesEverything)) {
    return classifyContents(base, places);
  }
  return classifyMatches({ base, pattern, behind }, places);
}

/** Everything directly below a directory: the directory, when that is one of ours to guard. */
function classifyContents(base: string, places: Places): Target {
  const target = classifyLiteral(base, places);
  const isGuarded = target === 'root' || target === 'home' || target === 'git';
  return isGuarded || target === 'project' ? target : classifyLiteral(below(base, 'x'), places);
}

interface Pattern {
  readonly base: string;
  readonly pattern: string;
  readonly behind: readonly string[];
}

/** The most severe of the known paths that a pattern may stand for. */
function classifyMatches({ base, pattern, behind }: Pattern, places: Places): Target {
  const names = namesBelow(base, places).filter((name) => matchesName(pattern, name));
  const targets = names.map((name) => classifyBehind(below(base, name), behind, places));
  if (base !== '/') {
    targets.push(classifyBehind(below(base, 'x'), behind, places));
  } else if (behind.length === 0) {
    // `/us*` means one thing. What may be several is as good as the root.
    const [first] = targets;
    return first !== undefined && targets.every((target) => target === first) ? first : 'root';
  }
  return SEVERITY.find((target) => targets.includes(target)) ?? 'outside';
}

function classifyBehind(path: string, behind: readonly string[], places: Places): Target {
  const tail = behind.join('/');
  const whole = tail === '' ? path : below(path, tail);
  const glob = wildcardIndex(tail);
  if (glob < 0) return classifyLiteral(whole, places);
  return classifyPattern(whole, whole.length - tail.length + glob, places);
}

/** Names in a directory that matter: landmarks, and the way to the home and the project. */
function namesBelow(base: string, { home, project }: Places): string[] {
  const start = base === '/' ? '/' : `${base}/`;
  const names = base === '/' ? [...ROOT_NAMES] : [];
  for (const path of [home, project, project === '' ? '' : `${project}/.git`]) {
    const name = path.startsWith(start) ? path.slice(start.length).split('/')[0] : undefined;
    if (name !== undefined && name !== '' && !names.includes(name)) names.push(name);
  }
  return names;
}

function below(directory: string, name: string): string {
  return directory === '/' ? `/${name}` : `${directory}/${name}`;
}

/** A path whose text is known only up to `hole`. */
function classifyUnknownTail(
  path: PathText,
  hole: number,
  cwd: string | null,
  places: Places,
): Target {
  const known = path.text.slice(0, hole);
  if (known === '' || path.text.slice(hole).includes('..')) return 'unknown';
  const glob = path.glob < hole ? path.glob : -1;
  // Below `/` a part of a name is a pattern: `/et$X`.
  if (/^\/[^/]+$/.test(known)) {
    return classify({ text: `${known}*`, glob: glob < 0 ? hole : glob }, cwd, places);
  }
  const longer = classify({ text: `${known}x`, glob }, cwd, places);
  if (known.endsWith('/')) return longer;
  const exact = classify({ text: known, glob }, cwd, places);
  return SEVERITY.indexOf(exact) < SEVERITY.indexOf(longer) ? exact : longer;
}

function classifyWindows(path: string): Target {
  const below = path.slice(3).replaceAll('\\', '/');
  if (/^[./*]*$/.test(below)) return 'root';
  return /^windows(?:\/|$)/i.test(below) ? 'system' : 'outside';
}

/** Before `=`: an option or an operand such as dd's `of`. */
function isName(text: string): boolean {
  return /^[\w-][\w.-]*$/.test(text);
}

/** What stands from `at` on, where the shell has left a tilde to the program. */
function operandBehind({ text, glob }: PathText, at: number, { home }: Places): PathText {
  const operand = text.slice(at);
  const tilde = /^~(?=\/|$)/.test(operand) ? home || UNKNOWN_HOME : '';
  const removed = tilde === '' ? at : at + 1 - tilde.length;
  return {
    text: tilde + text.slice(tilde === '' ? at : at + 1),
    glob: glob < at ? -1 : glob - removed,
  };
}
