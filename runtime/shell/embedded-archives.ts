/** Commands within the arguments of programs that pack and copy files. */

import { matchesIn, valuesOf } from './embedded-values.ts';
import type { Passage, Value } from './value.ts';

/** `tar --checkpoint-action=exec=cmd`, `--to-command cmd`, `-I cmd` */
export function archiveCommands(words: readonly Value[]): readonly Passage[] {
  const programs = valuesOf(words, [
    ...['-I', '--use-compress-program', '--to-command', '--rsh-command', '--rmt-command'],
    ...['-F', '--info-script', '--new-volume-script'],
  ]);
  const actions = valuesOf(words, ['--checkpoint-action']);
  return [...programs, ...matchesIn(actions, /^exec=(.+)/s)];
}

/** `rsync -e cmd`, also at the end of a cluster: `-ave cmd`. */
export function copyCommands(words: readonly Value[]): readonly Passage[] {
  const clustered = words.filter((_, i) => /^-[a-zA-Z]+e$/.test(words[i - 1]?.text ?? ''));
  return [...valuesOf(words, ['-e', '--rsh', '--rsync-path']), ...clustered];
}

/** `zip -T -TT cmd` */
export function packCommands(words: readonly Value[]): readonly Passage[] {
  return valuesOf(words, ['-TT', '--unzip-command']);
}
