/** What a command runs besides itself: text for a shell, or the words of another command. */

import { launchesOf } from './carriers.ts';
import { launchesOfFind } from './find.ts';
import { errandsOfProgram } from './interpreters.ts';
import { type Script, scriptOf } from './scripts.ts';
import type { Passage, Value } from './value.ts';
import { programName } from './wrappers.ts';

/** The words of a command that another one runs. */
export interface Launch {
  readonly words: readonly Value[];
  /** On another machine or in a container, where our places mean nothing. */
  readonly isElsewhere: boolean;
}

export type Errand = Script | Launch;

/** The errands of an unwrapped command. `input` is what is known to stand on its input. */
export function errandsOf(words: readonly Value[], input: Passage | null): readonly Errand[] {
  const script = scriptOf(words, input);
  if (script !== null) return [script];
  if (programName(words[0]) === 'find') return launchesOfFind(words);
  const launches = launchesOf(words, input);
  return launches.length > 0 ? launches : errandsOfProgram(words, input);
}
