/** Shell patterns on one component of a path (bash(1), Pattern Matching). */

/** What is matched is short; longer patterns match nothing. */
const MAX_PATTERN_LENGTH = 255;

/** The shell would expand this text as a pattern. */
export function wildcardIndex(text: string): number {
  return text.search(/[*?[\uE002]/);
}

/** The pattern stands for everything in its directory: `*`, `.*`, `.[!.]*`. */
export function matchesEverything(pattern: string): boolean {
  const wild = pattern.replaceAll(/\[[^\]]*\]/g, '');
  return /^[*?.]*\*[*?.]*$/.test(wild);
}

/** The pattern matches the whole name; a leading dot only by a dot, as in a file name. */
export function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  return matchesText(pattern, name);
}

/** The pattern matches the whole text, in linear time: only the last star is tried again. */
export function matchesText(pattern: string, text: string): boolean {
  if (pattern.length > MAX_PATTERN_LENGTH || text.length > MAX_PATTERN_LENGTH) return false;
  let at = 0;
  let index = 0;
  let starAt = -1;
  let starIndex = 0;
  while (index < text.length) {
    const next = pattern[at] === '*' ? -1 : matchOne(pattern, at, text[index] ?? '');
    if (pattern[at] === '*') {
      starAt = at++;
      starIndex = index;
    } else if (next >= 0) {
      at = next;
      index++;
    } else if (starAt >= 0) {
      at = starAt + 1;
      index = ++starIndex;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** The index behind the pattern's element at `at` when that matches the character, else -1. */
function matchOne(pattern: string, at: number, character: string): number {
  const element = pattern[at];
  if (element === undefined) return -1;
  if (element === '?') return at + 1;
  if (element === '[') {
    const end = pattern.indexOf(']', at + 2);
    if (end > 0) return matchesClass(pattern.slice(at + 1, end), character) ? end + 1 : -1;
  }
  return element === character ? at + 1 : -1;
}

function matchesClass(members: string, character: string): boolean {
  const negated = members.startsWith('!') || members.startsWith('^');
  let found = false;
  for (let i = negated ? 1 : 0; i < members.length; i++) {
    const low = members[i] ?? '';
    const isRange = members[i + 1] === '-' && i + 2 < members.length;
    const high = isRange ? (members[i + 2] ?? '') : low;
    if (low <= character && character <= high) found = true;
    if (isRange) i += 2;
  }
  return found !== negated;
}

/** Programs that a pattern in the place of a program may be meant to hide, the worst first. */
const HIDDEN: readonly string[] = [
  ...['rm', 'dd', 'shred', 'mkfs', 'wipefs', 'chmod', 'chown', 'mv', 'cp', 'ln', 'tee', 'truncate'],
  ...['sh', 'bash', 'dash', 'zsh', 'ksh', 'busybox', 'python3', 'python', 'perl', 'ruby', 'node'],
  ...[
    'php',
    'curl',
    'wget',
    'nc',
    'ncat',
    'netcat',
    'socat',
    'telnet',
    'ssh',
    'scp',
    'cat',
    'base64',
  ],
  ...['sudo', 'su', 'env', 'eval', 'find', 'xargs', 'git', 'kill', 'killall', 'pkill', 'crontab'],
];

/** The program that a pattern may stand for, or null. */
export function programBehind(pattern: string): string | null {
  // A star alone stands for whatever lies around.
  if (!/[A-Za-z?]/.test(pattern)) return null;
  return HIDDEN.find((name) => matchesName(pattern, name)) ?? null;
}
