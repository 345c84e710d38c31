/** What a command runs besides itself: text for a shell, or the words of another command. */

import { launchesOf } from './carriers.ts';
import { scriptsWithin } from './embedded.ts';
import { launchesOfFind } from './find.ts';
import { errandsOfProgram } from './interpreters.ts';
import { type Errand, scriptOf } from './scripts.ts';
import type { Passage, Value } from './value.ts';
import { programName } from './wrappers.ts';
import type { ReadFile } from './written-files.ts';

/** The errands of an unwrapped command. `input` is what is known to stand on its input. */
export function errandsOf(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): readonly Errand[] {
  const script = scriptOf(words, input, read);
  if (script !== null) return [script];
  if (programName(words[0]) === 'find') return launchesOfFind(words);
  const launches = launchesOf(words, input);
  if (launches.length > 0) return launches;
  const within = scriptsWithin(words, input);
  if (within.length > 0) return within;
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
