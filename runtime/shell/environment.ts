/** Variables whose value some program runs, or a shell expands. */

import { scanOverlooked } from './overlooked.ts';
import { type Script, toScript } from './scripts.ts';
import type { NamedValue } from './wrappers.ts';
import type { ReadFile } from './written-files.ts';

const RUNNING =
  /^(?:(?:GIT_(?:SSH_COMMAND|SSH|EDITOR|SEQUENCE_EDITOR|PAGER|EXTERNAL_DIFF|ASKPASS|PROXY_COMMAND)|SSH_ASKPASS|SUDO_ASKPASS|(?:MAN|SYSTEMD_|PSQL_|AWS_|GH_|BAT_)?PAGER|EDITOR|VISUAL|FCEDIT|SUDO_EDITOR|PSQL_EDITOR|BROWSER|PROMPT_COMMAND|RSYNC_RSH|CVS_RSH|LESSOPEN|LESSCLOSE|GIT_CONFIG_VALUE_\d+))$/;
/** A shell expands these, or runs the file that they name. */
const EXPANDED = /^(?:PS[0124]|R?PROMPT|BASH_ENV|ENV)$/;

const NOTHING: readonly Script[] = [];

/** What the values of the assignments make a program or a shell run. */
export function scriptsOfEnvironment(
  assignments: readonly NamedValue[],
  read: ReadFile,
): readonly Script[] {
  if (assignments.length === 0) return NOTHING;
  return assignments.flatMap(({ name, value }) => {
    if (RUNNING.test(name)) return commandOf(name, value);
    if (!EXPANDED.test(name)) return [];
    const file = name.endsWith('ENV') ? toScript(read(value.text)) : null;
    return [...(file === null ? [] : [file]), ...expansionsOf(value)];
  });
}

function commandOf(name: string, value: NamedValue['value']): readonly Script[] {
  const isGit = name.startsWith('GIT_CONFIG');
  // Only an alias runs: other settings are plain values.
  if (isGit && !value.text.startsWith('!')) return [];
  const text = value.text.replace(/^(?:!|\|{1,2}-?\s*)/, '');
  const script = toScript({ ...value, text });
  return script === null ? [] : [script];
}

/** `$(cmd)` in a prompt */
function expansionsOf(value: NamedValue['value']): readonly Script[] {
  const { text } = value;
  if (!/[$`]/.test(text)) return [];
  return scanOverlooked(text, 0, text.length).flatMap(({ kind, start, end }) =>
    kind === 'command' ? (toScript({ ...value, text: text.slice(start, end) }) ?? []) : [],
  );
}
