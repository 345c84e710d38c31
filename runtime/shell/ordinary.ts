/**
 * Commands that run nothing besides themselves, whatever their arguments are. A list of what is known
 * to be harmless in this respect and not of what is not: a command that is missing here costs time,
 * one that is here wrongly would hide what it runs. The tables of programs that do run others stay
 * out of a cold start (a test holds the two apart).
 */

/** Whatever their arguments are. */
export const PROGRAMS: ReadonlySet<string> = new Set(
  (
    'base64 basename cat cd chmod chown cksum cmp comm cp curl cut date df diff dirname du echo ' +
    'egrep false fgrep file free gh grep head hexdump hostname id jq kill killall ln locale ls lsof ' +
    'md5sum mkdir mkfifo mv nl nproc od pgrep pip pip3 pkill printenv printf ps pwd readlink realpath ' +
    'rg rm rmdir seq sha1sum sha256sum shred sleep sort split tac tail tee terraform test tr ' +
    'tree true truncate type uname uniq unlink unzip uptime wc wget which whoami xxd yq'
  ).split(' '),
);

/** Programs of which some subcommands run others: these do not. */
export const VERBS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    docker: 'images info inspect logs ps pull version',
    git:
      'add blame branch checkout clean commit diff fetch log ls-files merge mv pull push remote reset ' +
      'restore rev-parse rm show stash status switch tag',
    kubectl: 'describe get logs top version',
    npm: 'audit ci i install ls outdated run start t test uninstall update version view',
    pnpm: 'add audit i install ls outdated remove run start test update',
    yarn: 'add audit install list outdated remove run start test upgrade',
  }).map(([program, verbs]) => [program, new Set(verbs.split(' '))]),
);

/** Options of these subcommands that name a program, and remotes that are one. */
const RUNS_OTHER = /^(?:--(?:upload-pack|receive-pack|exec|call|script-shell|config)\b|-c|-x|.*::)/;

/** `words` are those of the command, the program first. */
export function isOrdinary(program: string, words: readonly string[]): boolean {
  if (PROGRAMS.has(program)) return true;
  const verbs = VERBS.get(program);
  if (verbs === undefined) return false;
  return verbs.has(words[1] ?? '') && !words.some((word, i) => i > 1 && RUNS_OTHER.test(word));
}
