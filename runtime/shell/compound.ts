/** Compound commands: groups, branches, loops, functions (bash(1), Compound Commands). */

import type { Stage } from './chains.ts';
import { holdRedirects } from './invocation.ts';
import { isRedirect } from './redirects.ts';
import type { Outcome, Place, Run } from './run.ts';
import { chooseAlternatives, type Scope, type Variable } from './scope.ts';
import type { SyntaxNode } from './syntax.ts';
import { HOLE, SILENCE, type Value, WILD } from './value.ts';
import { expandEffects, expandFields, spansOf } from './words.ts';

type LowerCompound = (run: Run, node: SyntaxNode, place: Place) => Outcome;

const COMPOUNDS: ReadonlyMap<string, LowerCompound> = new Map<string, LowerCompound>([
  ['case_statement', lowerCase],
  ['c_style_for_statement', lowerLoop],
  ['compound_statement', lowerGroup],
  ['for_statement', lowerFor],
  ['function_definition', lowerFunction],
  ['if_statement', lowerIf],
  ['subshell', lowerSubshell],
  ['while_statement', lowerLoop],
]);

export function isCompound({ type }: SyntaxNode): boolean {
  return type === 'negated_command' || COMPOUNDS.has(type);
}

/** Lowers a compound command; null when the node is none. */
export function lowerCompound(run: Run, { node, redirects }: Stage, place: Place): Outcome | null {
  if (node.type === 'negated_command') return lowerNegated(run, node, redirects, place);
  const lower = COMPOUNDS.get(node.type);
  return lower === undefined ? null : lower(run, node, holdRedirects(run, redirects, place));
}

function lowerGroup(run: Run, node: SyntaxNode, place: Place): Outcome {
  if (node.children[0]?.type !== '((') return run.lowerStatements(node.children, place);
  forgetAssigned(node, place);
  expandEffects({ run, place, parent: place.parent }, node.children);
  return { output: SILENCE, succeeds: false, stage: place.stage };
}

function lowerSubshell(run: Run, node: SyntaxNode, place: Place): Outcome {
  const scope = place.scope.copy();
  return run.lowerStatements(node.children, { ...place, scope, reach: 'subshell' });
}

/** `! cmd > file`: the redirection is the command's own. */
function lowerNegated(
  run: Run,
  node: SyntaxNode,
  redirects: readonly SyntaxNode[],
  place: Place,
): Outcome {
  const statements = node.children.filter(({ type }) => type !== '!');
  const children = [...statements, ...redirects];
  const statement = { ...node, type: 'redirected_statement', children };
  const inner = redirects.length === 0 ? statements : [statement];
  return { ...run.lowerStatements(inner, place), succeeds: false };
}

function lowerFunction(run: Run, node: SyntaxNode, place: Place): Outcome {
  const { source } = place;
  const name = node.children.find(({ type }) => type === 'word');
  const nodes = node.children.filter((child) => !isRedirect(child) && child.type !== 'word');
  if (name !== undefined) {
    const takesParameters = /\$/.test(source.text.slice(name.end, node.end));
    const called = source.text.slice(name.start, name.end);
    run.functions.set(called, { nodes, source, takesParameters });
  }
  const scope = place.scope.copy();
  scope.positional = null;
  const body: Place = {
    ...place,
    scope,
    reach: 'function-body',
    pipeline: -1,
    stage: 0,
    input: null,
  };
  const inner = holdRedirects(run, node.children.filter(isRedirect), body);
  run.lowerStatements(nodes, inner);
  return { output: SILENCE, succeeds: true, stage: place.stage };
}

function lowerIf(run: Run, node: SyntaxNode, place: Place): Outcome {
  const outcomes: Outcome[] = [];
  const ends: Scope[] = [];
  let { scope } = place;
  const lowerBranch = ({ children }: SyntaxNode): void => {
    const then = children.findIndex(({ type }) => type === 'then');
    const condition = { ...place, scope, reach: 'condition' as const };
    if (then >= 0) outcomes.push(silent(run.lowerStatements(children.slice(0, then), condition)));
    const branch = then < 0 ? scope : scope.copy();
    const body = children.slice(then + 1).filter(({ type }) => !isClause(type));
    outcomes.push(run.lowerStatements(body, { ...place, scope: branch }));
    ends.push(branch);
  };
  lowerBranch(node);
  for (const clause of node.children.filter(({ type }) => isClause(type))) {
    scope = scope.copy();
    lowerBranch(clause);
  }
  // Without an `else` it may be that no branch runs.
  if (ends.at(-1) !== scope) ends.push(scope);
  mergeInto(place.scope, ends);
  return uncertain(outcomes, place);
}

function isClause(type: string): boolean {
  return type === 'elif_clause' || type === 'else_clause';
}

function lowerFor(run: Run, node: SyntaxNode, place: Place): Outcome {
  const variable = node.children.find(({ type }) => type === 'variable_name');
  const list = node.children.findIndex(({ type }) => type === 'in');
  const site = { run, place, parent: place.parent };
  const spans = list < 0 ? [] : spansOf(node.children.slice(list + 1), place.source.text);
  const values = spans.flatMap((span) => expandFields(site, span));
  forgetAssigned(node, place);
  const scope = place.scope.copy();
  if (variable !== undefined) {
    const name = place.source.text.slice(variable.start, variable.end);
    scope.offer(name, list < 0 ? [] : itemsOf(values));
  }
  const body = node.children.filter(({ type }) => type === 'do_group');
  const outcome = run.lowerStatements(body, { ...place, scope });
  mergeInto(place.scope, [place.scope, scope]);
  return uncertain([outcome], place);
}

/** What a loop's variable may be. */
function itemsOf(values: readonly Value[]): readonly Variable[] {
  const items = values.map(({ text, glob }) => (glob < 0 ? text : keepWild(text, glob)));
  return chooseAlternatives(items).map((text) => [text]);
}

function keepWild(text: string, glob: number): string {
  return text.slice(0, glob) + text.slice(glob).replaceAll(/[*?]|\[[^\]]*\]/g, WILD);
}

/** `while`, `until`, and `for ((;;))`: all that stands before the body is the condition. */
function lowerLoop(run: Run, node: SyntaxNode, place: Place): Outcome {
  forgetAssigned(node, place);
  const isBody = ({ type }: SyntaxNode): boolean =>
    type === 'do_group' || (type === 'compound_statement' && node.type === 'c_style_for_statement');
  const before = node.children.filter((child) => !isBody(child));
  const outcomes: Outcome[] = [];
  if (node.type === 'while_statement') {
    outcomes.push(silent(run.lowerStatements(before, { ...place, reach: 'condition' })));
  } else {
    expandEffects({ run, place, parent: place.parent }, before);
  }
  const scope = place.scope.copy();
  outcomes.push(run.lowerStatements(node.children.filter(isBody), { ...place, scope }));
  mergeInto(place.scope, [place.scope, scope]);
  return uncertain(outcomes, place);
}

function lowerCase(run: Run, node: SyntaxNode, place: Place): Outcome {
  const site = { run, place, parent: place.parent };
  const items = node.children.filter(({ type }) => type === 'case_item');
  expandEffects(
    site,
    node.children.filter(({ type }) => type !== 'case_item'),
  );
  const ends: Scope[] = [place.scope.copy()];
  const outcomes: Outcome[] = [];
  for (const { children } of items) {
    const scope = place.scope.copy();
    const patterns = children.findIndex(({ type }) => type === ')') + 1;
    expandEffects(site, children.slice(0, patterns));
    outcomes.push(run.lowerStatements(children.slice(patterns), { ...place, scope }));
    ends.push(scope);
  }
  mergeInto(place.scope, ends);
  return uncertain(outcomes, place);
}

/** What the ways leave behind, together. */
function mergeInto(target: Scope, [first, ...others]: readonly Scope[]): void {
  if (first === undefined) return;
  const merged = first.copy();
  for (const other of others) merged.merge(other);
  target.become(merged);
}

/** In a loop a variable may hold what a later round assigns; in arithmetic, whatever comes out. */
function forgetAssigned(node: SyntaxNode, { scope, source }: Place): void {
  const pending: SyntaxNode[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    pending.push(...next.children);
    const isTarget = next.type === 'variable_assignment' || next.type === 'for_statement';
    const isArithmetic = node.type === 'compound_statement' && next.type === 'variable_name';
    const name = isTarget ? next.children.find(isVariable) : isArithmetic ? next : undefined;
    if (name !== undefined) scope.forget(source.text.slice(name.start, name.end));
  }
}

function isVariable({ type }: SyntaxNode): boolean {
  return type === 'variable_name';
}

function silent(outcome: Outcome): Outcome {
  return { ...outcome, output: SILENCE };
}

/** What may have run or not. */
function uncertain(outcomes: readonly Outcome[], place: Place): Outcome {
  const isSilent = outcomes.every(({ output }) => output.text === '');
  return {
    output: isSilent ? SILENCE : { ...SILENCE, text: HOLE },
    succeeds: false,
    stage: Math.max(place.stage, ...outcomes.map(({ stage }) => stage)),
  };
}
