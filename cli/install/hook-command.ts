/** The shell command that an agent runs for each event, and how it is known again later. */

import type { AgentName } from '../../runtime/agents/agent.ts';

/** The program that was started: absolute paths, so that a hook needs neither PATH nor npx. */
export interface Installation {
  readonly node: string;
  /** The program's main.js. */
  readonly script: string;
}

/**
 * Runs this installation's hook, in the words of a POSIX shell (`sh -c`).
 *
 * @throws Error when the program goes by a name under which a later run would not know its entry.
 */
export function hookCommand({ node, script }: Installation, agent: AgentName): string {
  const words = [node, script, 'hook', '--agent', agent];
  if (isHookCommand(words, agent)) return words.map(quoteWord).join(' ');
  throw new Error(`${script}: expected to be started as .../cli/main.js`);
}

/** Whether a command runs Wafer's hook for this agent, from wherever it was installed. */
export function isHookCommand(words: readonly string[], agent: AgentName): boolean {
  const at = words.findIndex((word, index) => {
    return word === 'hook' && words[index + 1] === '--agent' && words[index + 2] === agent;
  });
  return words.slice(0, Math.max(at, 0)).some(isProgram);
}

const QUOTED_PART = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gsu;
const WORD = /(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+/gsu;

/** A simple command's words with the quotes off (POSIX.1-2024, Shell Command Language, 2.2). */
export function splitWords(command: string): string[] {
  return (command.match(WORD) ?? []).map((word) => {
    return word.replaceAll(QUOTED_PART, (_, single, double, escaped, plain) => {
      return single ?? double?.replaceAll(/\\([$`"\\])/g, '$1') ?? escaped ?? plain;
    });
  });
}

function quoteWord(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** `wafer` as a command, or this program's main file in any folder; `.ts` in a checkout. */
function isProgram(word: string): boolean {
  return /(?:^|[\\/])wafer(?:\.cmd)?$|[\\/]cli[\\/]main\.[jt]s$/.test(word);
}
