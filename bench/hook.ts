/**
 * How long is a cold hook, measured in starts of Node? Runs `node -e 0` and the hook in turn, so that
 * a machine whose speed drifts does not favour one of them, and compares pair by pair.
 */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import budgets from './budgets.json' with { type: 'json' };
import { describeMachine, quantile } from './machine.ts';

const PROGRAM = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const PAIRS = Number(process.env.WAFER_BENCH_PAIRS ?? 60);
const WARM_UP = 5;

/** What a project's `wafer.toml` may look like. */
const CONFIGURATION = `# The rules of this project.
[paths]
sensitive = ["deploy/*.pem", "infra/**/secrets.yaml"]

[secrets]
env_vars = ["DEPLOY_TOKEN", "SIGNING_*"]

[[mcp.servers]]
name = "tickets"

[rules]
exclude = ["git-push-force"]
`;

const CASES = [
  { name: 'simple', command: 'git status --short', budget: budgets.hook.simpleToNode },
  {
    name: 'compound',
    command: 'cd src && grep -rn "seal" . | sort -u > ../seal.txt; npm test -- --run',
    budget: budgets.hook.compoundToNode,
  },
  {
    name: 'script',
    command: 'for f in src/*.ts; do echo "$f: $(wc -l < "$f")"; done',
    budget: budgets.hook.scriptToNode,
  },
  {
    name: 'grammar',
    command: 'echo "${NAME:-"nobody at all"}" | sort',
    budget: budgets.hook.grammarToNode,
  },
  {
    name: 'configured',
    command: 'git status --short',
    configuration: CONFIGURATION,
    budget: budgets.hook.configuredToNode,
  },
];

console.log(`cold hook against "node -e 0", ${PAIRS} pairs each`);
console.log(describeMachine());
const scratch = mkdtempSync(join(tmpdir(), 'wafer-bench-'));
try {
  for (const { name, command, budget, configuration } of CASES) {
    const project = join(scratch, name);
    mkdirSync(project);
    if (configuration !== undefined) writeFileSync(join(project, 'wafer.toml'), configuration);
    const { node, hook, ratio } = measure(command, project);
    const fits = ratio <= budget;
    console.log(
      `${name.padEnd(10)} node ${node.toFixed(1)} ms, hook ${hook.toFixed(1)} ms, ` +
        `ratio ${ratio.toFixed(2)} (budget ${budget}) ${fits ? 'ok' : 'OVER'}`,
    );
    if (!fits) process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Medians in milliseconds; the ratio is the median of the pairs' ratios. */
function measure(command: string, project: string): { node: number; hook: number; ratio: number } {
  const event = JSON.stringify({
    session_id: 'bench',
    cwd: project,
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: { command },
  });
  const nodes: number[] = [];
  const hooks: number[] = [];
  for (let i = 0; i < WARM_UP + PAIRS; i++) {
    const node = time(['-e', '0'], { input: '', project });
    const hook = time([PROGRAM, 'hook', '--agent', 'claude-code'], { input: event, project });
    if (i < WARM_UP) continue;
    nodes.push(node);
    hooks.push(hook);
  }
  const ratios = hooks.map((hook, index) => hook / (nodes[index] ?? Number.NaN));
  return { node: quantile(nodes, 0.5), hook: quantile(hooks, 0.5), ratio: quantile(ratios, 0.5) };
}

function time(
  args: readonly string[],
  { input, project }: { readonly input: string; readonly project: string },
): number {
  const env = { ...process.env, WAFER_HOME: join(scratch, 'wafer'), CLAUDE_PROJECT_DIR: project };
  const began = performance.now();
  const { status, stdout } = spawnSync(process.execPath, args, { input, env, cwd: project });
  const took = performance.now() - began;
  if (status !== 0 || stdout.length > 0) throw new Error(`expected silence, got ${stdout}`);
  return took;
}
