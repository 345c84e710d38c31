/** Commands that git runs: in its settings, its options, and the remotes that it is given. */

import { matchesIn, valuesOf } from './embedded-values.ts';
import type { Passage, Value } from './value.ts';

/** Settings whose value git hands to a shell. */
const RUNNING =
  /^(?:core\.(?:sshcommand|pager|editor|fsmonitor|gitproxy|askpass)|sequence\.editor|pager\..+|diff\.(?:external|.+\.(?:command|textconv))|(?:diff|merge)tool\..+\.cmd|merge\..+\.driver|filter\..+\.(?:clean|smudge|process)|gpg\.(?:.+\.)?program|interactive\.difffilter|remote\..+\.(?:uploadpack|receivepack)|uploadpack\.packobjectshook|(?:browser|man|guitool)\..+\.cmd|tar\..+\.command|trailer\..+\.(?:command|cmd)|sendemail\..*cmd)$/i;
/** Settings whose value is a command behind an exclamation mark. */
const MARKED = /^(?:alias\..+|credential\.(?:.+\.)?helper|submodule\..+\.update)$/i;

/** Options of subcommands that take a command. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  rebase: ['-x', '--exec'],
  difftool: ['-x', '--extcmd'],
  grep: ['-O', '--open-files-in-pager'],
  fetch: ['--upload-pack'],
  pull: ['--upload-pack'],
  clone: ['-u', '--upload-pack'],
  'ls-remote': ['--upload-pack', '--exec'],
  archive: ['--exec'],
  push: ['--receive-pack', '--exec'],
  'fetch-pack': ['--upload-pack', '--exec'],
  'send-pack': ['--receive-pack', '--exec'],
  'filter-branch': [
    ...['--setup', '--env-filter', '--tree-filter', '--index-filter', '--parent-filter'],
    ...['--msg-filter', '--commit-filter', '--tag-name-filter'],
  ],
};

const GLOBAL_VALUES = /^(?:-[cC]|--(?:git-dir|work-tree|namespace|exec-path|super-prefix))$/;

export function gitCommands(words: readonly Value[]): readonly Passage[] {
  const at = subcommandAt(words);
  const rest = words.slice(at);
  const verb = rest[0]?.text ?? '';
  const settings = valuesOf(words.slice(0, at), ['-c', '--config-env']);
  const cloned = verb === 'clone' ? valuesOf(rest, ['-c', '--config']) : [];
  return [
    ...[...settings, ...cloned].flatMap((word) => commandOfSetting(word, word.text)),
    ...(verb === 'config' ? commandOfConfig(rest) : []),
    ...valuesOf(rest, OPTIONS[verb] ?? []),
    ...commandBehind(rest),
    ...matchesIn(rest, /^ext::(.+)/s).map(remoteHelper),
  ];
}

/** A remote that is a command: a blank within a word has a percent sign before it. */
function remoteHelper(found: Passage): Passage {
  const words = found.text.split(/(?<!%) /).map((word) => word.replaceAll('% ', ' '));
  return { ...found, text: words.map(quote).join(' ') };
}

function subcommandAt(words: readonly Value[]): number {
  let at = 1;
  for (let text = words[at]?.text; text?.startsWith('-') === true; text = words[++at]?.text) {
    if (GLOBAL_VALUES.test(text)) at++;
  }
  return at;
}

/** `key=value` */
function commandOfSetting(word: Value, text: string): readonly Passage[] {
  const equals = text.indexOf('=');
  const key = text.slice(0, equals);
  const value = text.slice(equals + 1);
  if (RUNNING.test(key)) return [{ ...word, text: value }];
  return MARKED.test(key) && value.startsWith('!') ? [{ ...word, text: value.slice(1) }] : [];
}

/** `config [set] KEY VALUE` */
function commandOfConfig(rest: readonly Value[]): readonly Passage[] {
  const at = rest.findIndex(({ text }) => /^[a-z]+\..+/i.test(text));
  const [key, value] = rest.slice(at);
  if (at < 0 || key === undefined || value === undefined) return [];
  return commandOfSetting(value, `${key.text}=${value.text}`);
}

/** `bisect run CMD ARGS`, `submodule foreach TEXT` */
function commandBehind(rest: readonly Value[]): readonly Passage[] {
  const verb = rest[0]?.text;
  const mark = verb === 'bisect' ? 'run' : verb === 'submodule' ? 'foreach' : null;
  const at = rest.findIndex(({ text }) => text === mark);
  const inner = rest.slice(at + 1);
  const first = inner.findIndex(({ text }) => !/^--(?:recursive|quiet)$|^-q$/.test(text));
  const words = inner.slice(Math.max(0, first));
  const [only] = words;
  if (mark === null || at < 0 || only === undefined) return [];
  // Several words are a command of their own, whose words keep their bounds.
  if (words.length === 1) return [only];
  return [{ ...only, text: words.map(({ text }) => quote(text)).join(' ') }];
}

function quote(text: string): string {
  return /^[\w./:,@%+=~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
