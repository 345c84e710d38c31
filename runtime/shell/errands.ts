/** What a command runs besides itself: text for a shell, or the words of another command. */

import { launchesOf } from './carriers.ts';
import { scriptsWithin } from './embedded.ts';
import { launchesOfFd, launchesOfFind } from './find.ts';
import { errandsOfProgram } from './interpreters.ts';
import { type Errand, scriptOf } from './scripts.ts';
import { type Passage, programName, type Value } from './value.ts';
import { scriptsOfWindows } from './windows.ts';
import type { ReadFile } from './written-files.ts';

const FINDERS: ReadonlyMap<string, (words: readonly Value[]) => readonly Errand[]> = new Map([
  ['fd', launchesOfFd],
  ['fdfind', launchesOfFd],
  ['find', launchesOfFind],
  ['gfind', launchesOfFind],
]);

/** The errands of an unwrapped command. `input` is what is known to stand on its input. */
export function errandsOf(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): readonly Errand[] {
  const script = scriptOf(words, input, read);
  if (script !== null) return [script];
  const launchesOfFinder = FINDERS.get(programName(words[0]));
  if (launchesOfFinder !== undefined) return launchesOfFinder(words);
  // A carrier such as ssh may have a command of its own besides: `-o ProxyCommand=..`.
  const launches = launchesOf(words, input, read);
  const within = scriptsWithin(words, input, read);
  if (launches.length + within.length > 0) return [...launches, ...within];
  const foreign = scriptsOfWindows(words, input, read);
  if (foreign.length > 0) return foreign;
  const errands = errandsOfProgram(words, input, read);
  return errands.length > 0 ? errands : errandsOfFile(words, read);
}

/** `./a`, which the text has written: its first line names the interpreter. */
function errandsOfFile(words: readonly Value[], read: ReadFile): readonly Errand[] {
  const [program] = words;
  const file = program?.text.includes('/') === true ? read(program.text) : null;
  if (program === undefined || file === null) return [];
  const [, path = 'sh', argument = ''] = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(file.text) ?? [];
  const interpreter = path.endsWith('/env') ? argument : path;
  // Without a directory: a file that names itself must not go round and round.
  const name = interpreter.slice(interpreter.lastIndexOf('/') + 1);
  return errandsOf([{ ...program, text: name }, ...words], null, read);
}
