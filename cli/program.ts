/** Calls one command and sets the exit status; nothing else exits the process. */

import type { Command } from './command.ts';
import * as hook from './hook.ts';
import { writeOutput } from './standard-streams.ts';

const USAGE_STATUS = 2;
const FAILURE_STATUS = 1;

const HELP = `wafer: judges what AI coding agents do, and seals what they did

  wafer init             put Wafer on the hooks of the agent in this project
  wafer check 'COMMAND'  judge one shell command, for a person
  wafer scan             judge rows of JSON Lines
  wafer rules            list, show, read and test rules
  wafer trust            let a project's configuration loosen
  wafer verify FILE...   check seals
  wafer hook             judge one event of an agent (the agent runs this)

wafer COMMAND --help says more. Exit status 2 means: not understood.
`;

const [name = '--help', ...args] = process.argv.slice(2);
process.exit(await run(name, args));

async function run(command: string, words: readonly string[]): Promise<number> {
  if (command === '--help' || command === '-h' || command === 'help') {
    writeOutput(1, HELP);
    return 0;
  }
  if (command === '--version') {
    const { VERSION } = await import('./commands.ts');
    writeOutput(1, `${VERSION}\n`);
    return 0;
  }
  const found = await commandOrNull(command);
  if (found === null) return complain(`no command "${command}"`, 'wafer --help lists them');
  const { help, run: runCommand } = found;
  try {
    if (words.includes('--help') || words.includes('-h')) {
      writeOutput(1, help);
      return 0;
    }
    return await runCommand(words);
  } catch (error) {
    if (isUsage(error)) return complain(error.message, `wafer ${command} --help`);
    const message = error instanceof Error ? error.message : String(error);
    writeOutput(2, `wafer: error: ${message}\n`);
    return FAILURE_STATUS;
  }
}

/** The hook is here already: it runs on every call, and another file costs time to load. */
async function commandOrNull(name: string): Promise<Command | null> {
  if (name === 'hook') return hook;
  const { COMMANDS } = await import('./commands.ts');
  return COMMANDS.get(name) ?? null;
}

function complain(message: string, hint: string): number {
  writeOutput(2, `wafer: error: ${message}\nwafer: hint: ${hint}\n`);
  return USAGE_STATUS;
}

/** Ours, or node:util's parseArgs about an option that it does not know. */
function isUsage(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return error.name === 'UsageError' || code.startsWith('ERR_PARSE_ARGS');
}
