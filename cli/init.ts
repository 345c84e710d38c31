/** `wafer init`: puts Wafer on the hooks of an agent in a project, and says what is left to do. */

import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AGENTS, type AgentName } from '../runtime/agents/agent.ts';
import { UsageError } from './command.ts';
import { projectOf } from './folders.ts';
import { hookCommand, type Installation } from './install/hook-command.ts';
import { HOOK_FILES, type HookFile } from './install/hook-files.ts';
import { type ChangeKind, type Merged, mergeHooks } from './install/hook-merge.ts';
import { firstNonJson, parseDocument, SettingsError, valueAt } from './install/jsonc.ts';
import { diffLines } from './install/line-diff.ts';
import {
  backupOf,
  readSettings,
  replaceSettings,
  type SettingsFile,
} from './install/settings-file.ts';
import { writeOutput } from './standard-streams.ts';

export const help = `wafer init [--agent claude-code] [--project DIR] [--dry-run]

Puts Wafer on the hooks of an agent, in the project's own settings. Comments, order and everything
that is not Wafer's stay as they are; a second run changes nothing.

  --agent NAME   the agent (default: claude-code)
  --project DIR  the project (default: the git work tree around this folder)
  --dry-run      show the change as a diff, and write nothing

Exit status: 0 done, 1 could not, 2 not understood.
`;

export interface InitOptions {
  readonly agent: AgentName;
  /** The project's folder. */
  readonly project: string;
  readonly dryRun: boolean;
}

/** What a person is told: what was done, and what they should know before they rely on it. */
export interface InitReport {
  readonly output: string;
  readonly warnings: readonly string[];
}

export async function run(args: readonly string[]): Promise<number> {
  const report = init(parseOptions(args), currentInstallation());
  writeOutput(1, report.output);
  for (const warning of report.warnings) writeOutput(2, `wafer: warning: ${warning}\n`);
  return 0;
}

/** @throws SettingsError when the settings can't be changed; they are then as they were. */
export function init(options: InitOptions, installation: Installation): InitReport {
  const { agent, project, dryRun } = options;
  const file = HOOK_FILES[agent];
  assertFolder(project);
  const path = join(project, file.path);
  const settings = readSettings(path);
  const merged = mergeHooks(settings.text, path, {
    file,
    command: hookCommand(installation, agent),
  });
  const warnings = warningsAbout(merged.text, path, { file, installation });
  if (merged.changes.length === 0) {
    return { output: `${file.product} already has Wafer on its hooks: ${path}\n`, warnings };
  }
  if (dryRun) {
    const diff = diffLines(settings.text, merged.text);
    return { output: `--- ${path}\n+++ ${path}\n${diff}`, warnings };
  }
  replaceSettings(settings, merged.text);
  return { output: describe(settings, merged, file), warnings };
}

function parseOptions(args: readonly string[]): InitOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      agent: { type: 'string', default: 'claude-code' },
      project: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const agent = AGENTS.find((name) => name === values.agent);
  if (agent === undefined) {
    throw new UsageError(`--agent: expected ${AGENTS.join(' or ')}, got "${values.agent}"`);
  }
  const project = values.project === undefined ? projectOf('.') : resolve(values.project);
  return { agent, project, dryRun: values['dry-run'] };
}

/** The program that runs now; links resolved, because npm's may point elsewhere tomorrow. */
function currentInstallation(): Installation {
  return { node: process.execPath, script: realpathSync(process.argv[1] ?? '') };
}

function assertFolder(project: string): void {
  if (statSync(project, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new SettingsError(`${project}: expected a folder, got none`);
}

const CHANGE_WORDS = {
  added: 'added   ',
  updated: 'updated ',
  removed: 'removed ',
} as const satisfies Record<ChangeKind, string>;

function describe(settings: SettingsFile, { changes }: Merged, { product }: HookFile): string {
  const backup = backupOf(settings);
  const lines = [
    `${product}: Wafer is on its hooks now, in ${settings.path}`,
    ...Object.entries(CHANGE_WORDS).flatMap(([kind, word]) => {
      const events = new Set(changes.filter((one) => one.kind === kind).map(({ event }) => event));
      return events.size === 0 ? [] : [`  ${word} ${[...events].join(', ')}`];
    }),
    ...(existsSync(backup) ? [`  backup   ${backup}`] : []),
    '',
    'Left to do:',
    `  1. Restart a running ${product} session; when it asks whether to trust this folder, say yes.`,
    "  2. See a verdict: wafer check 'rm -rf /' must say deny.",
    '  3. The entries name files of this machine: on another one, run wafer init again.',
  ];
  return `${lines.join('\n')}\n`;
}

/** What would keep the hooks from running although they stand in the file. */
function warningsAbout(
  text: string,
  path: string,
  { file, installation }: { readonly file: HookFile; readonly installation: Installation },
): string[] {
  const { product, offSwitch } = file;
  const warnings: string[] = [];
  const oddity = file.readsComments ? null : firstNonJson(text);
  if (oddity !== null) {
    warnings.push(
      `${path}: line ${oddity.line}, column ${oddity.column}: a comment or a trailing comma; ` +
        `${product} ignores the whole file, hooks and permissions, until it is taken out`,
    );
  }
  if (valueAt(parseDocument(text, path).root, offSwitch)?.value === true) {
    warnings.push(`${path}: "${offSwitch}" is true: ${product} runs no hook until it is taken out`);
  }
  if (/[\\/]_npx[\\/]/.test(installation.script)) {
    warnings.push(
      `${installation.script}: npx may delete this copy; install wafer-guard, and init again`,
    );
  }
  return warnings;
}
