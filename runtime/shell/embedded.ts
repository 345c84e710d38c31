/** Programs with a shell command inside of an argument of their own syntax. */

import { archiveCommands, copyCommands, packCommands } from './embedded-archives.ts';
import { clientCommands, debuggerCommands, editorCommands } from './embedded-dialogs.ts';
import { gitCommands } from './embedded-git.ts';
import { matchesIn, valuesOf } from './embedded-values.ts';
import { hasOption, readArguments } from './options.ts';
import { type Script, toScript } from './scripts.ts';
import { type Passage, programName, type Value } from './value.ts';
import type { ReadFile } from './written-files.ts';

/** The texts in the arguments that a shell will run. `words` begin with the program. */
type Finder = (
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
) => readonly Passage[];

const FINDERS: ReadonlyMap<string, Finder> = new Map<string, Finder>([
  ['at', jobs],
  ['batch', jobs],
  ['bind', (words) => matchesIn(valuesOf(words, ['-x']), /^[^:]*:(.+)/s)],
  ['bsdtar', archiveCommands],
  ['compgen', (words) => valuesOf(words, ['-C'])],
  ['complete', (words) => valuesOf(words, ['-C'])],
  ['ed', editorCommands],
  ['ex', editorCommands],
  ['ftp', debuggerCommands],
  ['gdb', debuggerCommands],
  ['git', gitCommands],
  ['gmake', recipes],
  ['gsed', sedCommands],
  ['gtar', archiveCommands],
  ['gvim', editorCommands],
  ['less', (words) => matchesIn(words, /^\+!(.+)/s)],
  ['lftp', debuggerCommands],
  ['lldb', debuggerCommands],
  ['make', recipes],
  ['man', (words) => valuesOf(words, ['-P', '--pager'])],
  ['mapfile', (words) => valuesOf(words, ['-C'])],
  ['mariadb', clientCommands],
  ['mysql', clientCommands],
  ['nc', connectionCommands],
  ['ncat', connectionCommands],
  ['nvim', editorCommands],
  ['psql', clientCommands],
  ['readarray', (words) => valuesOf(words, ['-C'])],
  ['rsync', copyCommands],
  ['scp', secureShellCommands],
  ['sed', sedCommands],
  ['sftp', secureShellCommands],
  ['socat', socketCommands],
  ['sqlite3', clientCommands],
  ['ssh', secureShellCommands],
  ['tar', archiveCommands],
  ['trap', trapped],
  ['vi', editorCommands],
  ['view', editorCommands],
  ['vim', editorCommands],
  ['zip', packCommands],
]);

const NOTHING: readonly Script[] = [];

export function scriptsWithin(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): readonly Script[] {
  const find = FINDERS.get(programName(words[0]));
  if (find === undefined) return NOTHING;
  const passages = find(words, input, read);
  return passages.flatMap((passage) => toScript(passage) ?? []);
}

/** GNU sed's command `e`, and the flag `e` of a substitution by text that is known. */
function sedCommands(words: readonly Value[]): readonly Passage[] {
  const operands = words.slice(1).filter(({ text }) => !text.startsWith('-'));
  return [
    ...matchesIn(operands, /^(?:\d+|\$|\/[^/]*\/)?[ \t]*e[ \t]+(\S.*)/),
    ...operands.flatMap((word) => {
      const text = replacementRun(word.text);
      return text === null ? [] : [{ ...word, text }];
    }),
  ];
}

/** `s/a/TEXT/e`: the replacement, where its flags run it. */
function replacementRun(text: string): string | null {
  const delimiter = /^(?:\d+|\$)?[ \t]*s([^\w\s\\])/.exec(text)?.[1];
  if (delimiter === undefined) return null;
  const parts = [''];
  for (let i = text.indexOf(delimiter); i < text.length; i++) {
    const sign = text[i] ?? '';
    if (sign === delimiter) parts.push('');
    else if (sign === '\\' && text[i + 1] === delimiter)
      parts.push((parts.pop() ?? '') + text[++i]);
    else parts.push((parts.pop() ?? '') + sign);
  }
  const [, , replacement = '', flags = ''] = parts;
  return /^[gIimp0-9]*e/.test(flags) ? replacement : null;
}

/** `ssh -o ProxyCommand=cmd` */
function secureShellCommands(words: readonly Value[]): readonly Passage[] {
  return matchesIn(
    valuesOf(words, ['-o']),
    /^\s*(?:ProxyCommand|LocalCommand|KnownHostsCommand|RemoteCommand)(?:\s*=\s*|\s+)(.+)/is,
  );
}

/** `nc -c cmd`, `ncat --sh-exec cmd`, `nc -e prog` */
function connectionCommands(words: readonly Value[]): readonly Passage[] {
  return valuesOf(words, ['-c', '-e', '--sh-exec', '--exec']);
}

/** `socat - EXEC:cmd,pty` */
function socketCommands(words: readonly Value[]): readonly Passage[] {
  return matchesIn(words, /^(?:EXEC|SYSTEM|SHELL):(.+?)(?:,[\w-]+(?:=[^,]*)?)*$/is).map(
    (passage) => ({ ...passage, text: passage.text.replace(/^(["'])(.*)\1$/s, '$2') }),
  );
}

/** What `at` reads runs later, and may be known. */
function jobs(words: readonly Value[], input: Passage | null, read: ReadFile): readonly Passage[] {
  const [file] = valuesOf(words, ['-f']);
  const script = file === undefined ? input : read(file.text);
  return script === null ? [] : [script];
}

/** Runs when the shell ends, at the latest; a lone dash takes a trap back. */
function trapped(words: readonly Value[]): readonly Passage[] {
  const [first, second] = readArguments(words, { values: '' }).operands;
  return first === undefined || second === undefined || first.text === '-' ? [] : [first];
}

const MAKEFILES = ['GNUmakefile', 'makefile', 'Makefile'];

/** The lines of the recipes in what make reads, without make's own signs. */
function recipes(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): readonly Passage[] {
  const given = readArguments(words, {
    values: 'CfIoW',
    longValues: ['directory', 'file', 'makefile', 'eval'],
    permutes: true,
  });
  if (hasOption(given, 'n', 'dry-run')) return [];
  const [file] = valuesOf(words, ['-f', '--file', '--makefile']);
  const rules = makefileOf(file, input, read);
  return [...shellCalls(words), ...(rules === null ? [] : [recipeLines(rules)])];
}

function makefileOf(
  file: Value | undefined,
  input: Passage | null,
  read: ReadFile,
): Passage | null {
  if (file?.text === '-' || file?.text === '/dev/stdin') return input;
  if (file !== undefined) return read(file.text);
  return MAKEFILES.map(read).find((contents) => contents !== null) ?? null;
}

function recipeLines(rules: Passage): Passage {
  const lines = rules.text.split('\n').filter((line) => /^\t|^[^#=]*:[^=]*;/.test(line));
  const text = lines.map((line) => line.replace(/^\t[-@+]*|^[^;]*;/, '')).join('\n');
  return { ...rules, text: text.replaceAll('$$', () => '$') };
}

/** `--eval='$(shell cmd)'`, `X='$(shell cmd)'` */
function shellCalls(words: readonly Value[]): readonly Passage[] {
  return matchesIn(words, /\$[({]shell\s+(.*)[)}]/s);
}
