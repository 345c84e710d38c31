/** Commands within the commands of editors, debuggers and database clients. */

import { matchesIn, valuesOf } from './embedded-values.ts';
import type { Passage, Value } from './value.ts';

const EDITOR_RUN = /^\+?:?\s*(?:sil(?:ent)?!?[ \t]+)?(?:%|r(?:ead)?[ \t]*|w(?:rite)?[ \t]*)?!(.+)/s;
const EDITOR_CALL = /\b(?:system(?:list)?|termopen|jobstart|execute)\s*\(\s*["'](.+?)["']\s*[,)]/s;
const EDITOR_TERMINAL = /^\+?:?ter(?:m(?:inal)?)?[ \t]+(.+)/s;

/** `vim -c ':!cmd'`, `vim '+!cmd'`, `ex <<< '!cmd'` */
export function editorCommands(words: readonly Value[], input: Passage | null): readonly Passage[] {
  const given = words.filter(
    ({ text }, i) => text.startsWith('+') || /^-(?:[a-z]*c|-cmd)$/.test(words[i - 1]?.text ?? ''),
  );
  const commands = [...given, ...linesOf(input)];
  return [EDITOR_RUN, EDITOR_CALL, EDITOR_TERMINAL].flatMap((pattern) =>
    matchesIn(commands, pattern),
  );
}

/** `gdb -ex '!cmd'`, `lldb -o 'platform shell cmd'` */
export function debuggerCommands(
  words: readonly Value[],
  input: Passage | null,
): readonly Passage[] {
  const given = valuesOf(words, ['-ex', '--ex', '-iex', '-eval-command', '-o', '--one-line']);
  const pattern = /^\s*(?:!|(?:platform )?shell\s+|make\s+)(.+)/s;
  return matchesIn([...given, ...linesOf(input)], pattern);
}

/** `psql -c '\! cmd'`, `.shell cmd` of sqlite3, `COPY .. FROM PROGRAM 'cmd'` */
export function clientCommands(words: readonly Value[], input: Passage | null): readonly Passage[] {
  const given = [...words.slice(1), ...linesOf(input)];
  return [
    ...matchesIn(given, /^\s*(?:\\!|\.(?:shell|system)\b|system\s)\s*(.+)/s),
    ...matchesIn(given, /\bPROGRAM\s+(?:E?'|\$\$)(.+?)(?:'|\$\$)/is),
  ];
}

/** Each line of the input as a word. */
function linesOf(input: Passage | null): readonly Value[] {
  if (input === null) return [];
  return input.text.split('\n').map((text) => ({ ...input, text, glob: -1, assumed: false }));
}
