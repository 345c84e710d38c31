/** Statements in sequence: lists, pipelines, and what the grammar could not place. */

import { type Link, linksOf, type Stage } from './chains.ts';
import { isCompound, lowerCompound } from './compound.ts';
import { lowerInvocation } from './invocation.ts';
import { isRedirect } from './redirects.ts';
import type { Outcome, Place, Run } from './run.ts';
import type { Scope } from './scope.ts';
import { isReserved } from './simple.ts';
import type { SyntaxNode } from './syntax.ts';
import { HOLE, joinPassages, type Passage, SILENCE } from './value.ts';
import { isWordPiece } from './words.ts';

const STATEMENTS: ReadonlySet<string> = new Set([
  'c_style_for_statement',
  'case_statement',
  'command',
  'compound_statement',
  'declaration_command',
  'for_statement',
  'function_definition',
  'if_statement',
  'list',
  'negated_command',
  'pipeline',
  'redirected_statement',
  'subshell',
  'test_command',
  'unset_command',
  'variable_assignment',
  'variable_assignments',
  'while_statement',
]);

/** Nodes that hold statements, and nothing else that counts. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'case_item',
  'do_group',
  'elif_clause',
  'else_clause',
]);

/** Lowers the statements among the nodes, one after the other. */
export function lowerStatements(run: Run, nodes: readonly SyntaxNode[], place: Place): Outcome {
  let outcome: Outcome = { output: SILENCE, succeeds: true, stage: place.stage };
  for (const [i, node] of nodes.entries()) {
    const isBackground = nodes[i + 1]?.type === '&';
    const own = isBackground ? { ...place, scope: place.scope.copy() } : place;
    const next = lowerNode(run, node, own);
    if (next !== null) outcome = follow(outcome, next);
  }
  return outcome;
}

function lowerNode(run: Run, node: SyntaxNode, place: Place): Outcome | null {
  if (STATEMENTS.has(node.type)) return lowerLinks(run, linksOf(node), place);
  if (CONTAINERS.has(node.type)) return run.lowerStatements(node.children, place);
  if (node.type === 'ERROR') return run.lowerStatements(commandsIn(node, place), place);
  return isRedirect(node) ? lowerFileSubstitution(run, node, place) : null;
}

/** `$(< file)` yields what is in the file. */
function lowerFileSubstitution(run: Run, node: SyntaxNode, place: Place): Outcome {
  const statement = { ...node, type: 'redirected_statement', children: [node] };
  const at = run.commands.length;
  const outcome = lowerLinks(run, linksOf(statement), place);
  const target = run.commands[at]?.redirects.at(-1)?.target;
  const contents = target === undefined ? null : run.files.reader(place.scope.cwd)(target.value);
  return { ...outcome, output: contents ?? { ...SILENCE, text: HOLE } };
}

function follow(before: Outcome, next: Outcome): Outcome {
  return {
    output: joinPassages(before.output, next.output),
    succeeds: next.succeeds,
    stage: Math.max(before.stage, next.stage),
  };
}

/** An and-or list. What may have been skipped leaves only what both ways agree on. */
function lowerLinks(run: Run, links: readonly Link[], place: Place): Outcome {
  let outcome: Outcome = { output: SILENCE, succeeds: true, stage: place.stage };
  let { scope } = place;
  const exits = [];
  for (const { operator, stages } of links) {
    // Behind `||` it surely does not run. Its commands count, what it changes does not.
    const isDead = operator === '||' && outcome.succeeds;
    if (isDead) {
      const { stage } = lowerPipeline(run, stages, { ...place, scope: scope.copy() });
      outcome = { ...outcome, stage: Math.max(outcome.stage, stage) };
      continue;
    }
    if (operator !== '' && !outcome.succeeds) {
      exits.push(scope);
      scope = scope.copy();
      if (operator === '||') for (const exit of exits) scope.merge(exit);
    }
    outcome = follow(outcome, lowerPipeline(run, stages, { ...place, scope }));
  }
  if (exits.length === 0) return outcome;
  const merged = scope.copy();
  for (const exit of exits) merged.merge(exit);
  place.scope.become(merged);
  return { ...outcome, succeeds: false };
}

function lowerPipeline(run: Run, stages: readonly Stage[], place: Place): Outcome {
  const [first] = stages;
  const last = stages.at(-1);
  const others = first && last ? othersBetween(first, last, place) : [];
  const outcome = lowerStages(run, stages, place);
  // What the variables may be besides: read, and kept as what may have happened.
  for (const scope of others) {
    lowerStages(run, stages, { ...place, scope });
    place.scope.merge(scope);
  }
  return outcome;
}

/** A compound statement's own statements are read once for each; it itself is not. */
function othersBetween(first: Stage, last: Stage, { scope, source }: Place): readonly Scope[] {
  if (isCompound(first.node) || isCompound(last.node)) return [];
  const end = Math.max(last.node.end, ...last.redirects.map((redirect) => redirect.end));
  return scope.alternatives(source.text.slice(first.node.start, end));
}

function lowerStages(run: Run, stages: readonly Stage[], place: Place): Outcome {
  const [only] = stages;
  if (only !== undefined && stages.length === 1) return lowerStage(run, only, place);
  const pipeline = place.pipeline < 0 ? run.nextPipeline() : place.pipeline;
  let input: Passage | null = place.input;
  let output = SILENCE;
  let succeeds = false;
  let last = place.stage - 1;
  for (const stage of stages) {
    const scope = place.scope.copy();
    const own = { ...place, scope, pipeline, stage: last + 1, input };
    const outcome = lowerStage(run, stage, own);
    ({ output, succeeds } = outcome);
    last = outcome.stage;
    input = output;
  }
  return { output, succeeds, stage: last };
}

function lowerStage(run: Run, stage: Stage, place: Place): Outcome {
  return lowerCompound(run, stage, place) ?? lowerInvocation(run, stage, place);
}

/** Statements in what the grammar could not place, and words that stand there as commands. */
function commandsIn(node: SyntaxNode, { source }: Place): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let pieces: SyntaxNode[] = [];
  const flush = (): void => {
    const [first] = pieces;
    const last = pieces.at(-1);
    if (first !== undefined && last !== undefined) {
      found.push({ type: 'command', start: first.start, end: last.end, children: pieces });
    }
    pieces = [];
  };
  for (const child of node.children) {
    const text = source.text.slice(child.start, child.end);
    if (isPiece(child)) pieces.push(child);
    // A word where the grammar expects an operator is a token with that text for its name.
    else if (/^\w+$/.test(text) && !isReserved(text)) pieces.push({ ...child, type: 'word' });
    else {
      flush();
      found.push(child);
    }
  }
  flush();
  return found;
}

function isPiece(node: SyntaxNode): boolean {
  return isWordPiece(node) || isRedirect(node) || node.type === 'variable_assignment';
}
