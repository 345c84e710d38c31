/** Lowers one simple command: its words, its redirections, and the text that it runs. */

import { type Assigned, asArgument, readAssignment, toAssigned } from './assignments.ts';
import { applyBuiltin } from './builtins.ts';
import { lowerCalled } from './calls.ts';
import type { Stage } from './chains.ts';
import type { Redirect } from './commands.ts';
import { errandsOf } from './errands.ts';
import { outputOf, surelySucceeds } from './outputs.ts';
import { addRedirect, argumentsBehind, isRedirect } from './redirects.ts';
import { type Draft, type Outcome, type Place, type Run, type Site, widen } from './run.ts';
import type { Errand, Launch, Script } from './scripts.ts';
import { isReserved, toAssignments, toWords } from './simple.ts';
import type { SyntaxNode } from './syntax.ts';
import { HOLE, joinPassages, type Passage, SILENCE, type Value } from './value.ts';
import { expandFields, isWordPiece, passageOf, spansOf, type WordSpan } from './words.ts';
import { programName, type Unwrapped, unwrap } from './wrappers.ts';

/** A simple command as it is read, piece by piece. */
interface Reading {
  readonly site: Site;
  readonly draft: Draft;
  readonly words: Value[];
  readonly assigned: Assigned[];
  /** What the grammar hangs onto a command although it stands behind it. */
  readonly following: SyntaxNode[];
  /** Null when it is not known, undefined as long as nothing redirects it. */
  input: Passage | null | undefined;
}

/** In these the program and the operators are keywords of the grammar. */
const KEYWORDED: ReadonlySet<string> = new Set([
  'declaration_command',
  'test_command',
  'unset_command',
]);

/** Lowers a command, an assignment, a declaration, an `unset` or a test. */
export function lowerInvocation(run: Run, { node, redirects }: Stage, place: Place): Outcome {
  const reading = openReading(run, place);
  readNodes(reading, node);
  for (const redirect of redirects) readRedirect(reading, redirect);
  const outcome = finish(reading, node, place);
  if (reading.following.length === 0) return outcome;
  const next = run.lowerStatements(reading.following, place);
  return {
    output: joinPassages(outcome.output, next.output),
    succeeds: next.succeeds,
    stage: Math.max(outcome.stage, next.stage),
  };
}

/**
 * The redirections of a compound statement get a command of their own, without words.
 *
 * @returns the place of the statement, with what the redirections put on its input
 */
export function holdRedirects(run: Run, redirects: readonly SyntaxNode[], place: Place): Place {
  if (redirects.length === 0) return place;
  const reading = openReading(run, place);
  for (const redirect of redirects) readRedirect(reading, redirect);
  return reading.input === undefined ? place : { ...place, input: reading.input };
}

function openReading(run: Run, place: Place): Reading {
  const draft = run.open(place);
  const site = { run, place, parent: draft.index };
  return { site, draft, words: [], assigned: [], following: [], input: undefined };
}

function readNodes(reading: Reading, node: SyntaxNode): void {
  const { site, draft } = reading;
  const { text } = site.place.source;
  // A redirection without a command comes with a node that holds nothing.
  if (node.children.length > 0) widen(draft, passageOf(site.place.source, node));
  const children = node.type === 'variable_assignment' ? [node] : node.children;
  let pieces: SyntaxNode[] = [];
  for (const [i, child] of children.entries()) {
    if (isWordPiece(child)) {
      pieces.push(child);
      continue;
    }
    readWords(reading, spansOf(pieces, text));
    pieces = [];
    if (isSeparator(child, site)) {
      reading.following.push({ ...node, type: 'ERROR', children: children.slice(i + 1) });
      return;
    }
    readOther(reading, child, node);
  }
  readWords(reading, spansOf(pieces, text));
}

/** `;` in the middle of a command is where the grammar lost its way. */
function isSeparator({ type, start, end }: SyntaxNode, { place }: Site): boolean {
  return type === 'ERROR' && /^[;&|\n]/.test(place.source.text.slice(start, end));
}

function readOther(reading: Reading, child: SyntaxNode, node: SyntaxNode): void {
  const { site, words, assigned } = reading;
  if (isRedirect(child)) readRedirect(reading, child);
  else if (child.type === 'variable_assignment' && isNamed(child, site)) {
    const assignment = readAssignment(site, child);
    assigned.push(assignment);
    if (node.type === 'declaration_command') words.push(asArgument(assignment, site, child));
    // Before a program an assignment is not for this shell.
    if (node.type !== 'command') site.place.scope.set(assignment.name, assignment.variable);
  } else if (child.type === 'variable_assignment') {
    readWords(reading, [{ start: child.start, end: child.end, nodes: child.children }]);
  } else if (child.type === 'ERROR') readNodes(reading, child);
  else if (child.children.length > 0) reading.following.push(child);
  else if (KEYWORDED.has(node.type) && child.type !== 'comment') {
    // A keyword such as `export`, or an operator of a test.
    readWords(reading, [{ start: child.start, end: child.end, nodes: [] }]);
  }
}

/** `3X=1` is a word; the grammar takes it for an assignment. */
function isNamed({ start }: SyntaxNode, { place }: Site): boolean {
  return !/\d/.test(place.source.text[start] ?? '');
}

function readWords({ site, draft, words }: Reading, spans: readonly WordSpan[]): void {
  for (const span of spans) {
    words.push(...expandFields(site, span));
    widen(draft, passageOf(site.place.source, span));
  }
}

function readRedirect(reading: Reading, node: SyntaxNode): void {
  if (isWordPiece(node)) {
    readWords(reading, spansOf([node], reading.site.place.source.text));
    return;
  }
  const input = addRedirect(reading.site, node, reading.draft);
  if (input !== undefined) reading.input = input;
  readWords(reading, argumentsBehind(node, reading.site.place.source));
}

/** `node` is null for a command whose words stand in another one. */
function finish(reading: Reading, node: SyntaxNode | null, place: Place): Outcome {
  const { site, draft, words, assigned } = reading;
  const { run } = site;
  const { scope } = place;
  const input = reading.input === undefined ? place.input : reading.input;
  const command = withoutReserved(unwrap(words, input), site, node);
  draft.words = toWords(command.words, scope, run.places);
  draft.assignments = toAssignments([...assigned, ...command.assignments], scope, run.places);
  draft.elevated ||= command.elevated;
  if (isBuiltin(run, command)) applyBuiltin(scope, command.words);
  if (command.words.length === 0 || node?.type === 'declaration_command') {
    for (const { name, variable } of assigned) scope.set(name, variable);
  }
  const environment = [...assigned, ...command.assignments.map(toAssigned)];
  const called = lowerCalled(site, draft, command.words);
  if (called !== null) return called;
  const errands = errandsOf(command.words, input, run.files.reader(scope.cwd));
  if (errands.length === 0) return outcomeOf(reading, command, input);
  const outcome = lowerErrands(reading, errands, { command, environment, input });
  return catchesOutput(draft) ? { ...outcome, output: SILENCE } : outcome;
}

/** The grammar takes `{` for a program behind a wrapper such as `time`. */
function withoutReserved(
  command: Unwrapped,
  { run, place }: Site,
  node: SyntaxNode | null,
): Unwrapped {
  const [first, ...rest] = command.words;
  if (node === null || node.type === 'test_command') return command;
  if (first === undefined || !isReserved(first.text)) return command;
  run.failUnparsed(place.source, node.start);
  return { ...command, words: rest };
}

function isBuiltin(run: Run, { words, isTransparent }: Unwrapped): boolean {
  return isTransparent && !run.functions.has(programName(words[0]));
}

/** What a command leaves behind that runs no text of the call. */
function outcomeOf({ site, draft }: Reading, command: Unwrapped, input: Passage | null): Outcome {
  const { run, place } = site;
  const { stage, scope } = place;
  if (command.words.length === 0) return { output: SILENCE, succeeds: true, stage };
  const program = programName(command.words[0]);
  const isRedefined = run.functions.has(program);
  const operands = command.words.slice(1);
  const read = run.files.reader(scope.cwd);
  const printing = { program, arguments: operands, input, scope, read };
  const printed = isRedefined ? null : outputOf(printing);
  keepOutput({ site, draft }, printed);
  if (program === 'tee') {
    for (const { text } of operands) run.files.write(scope.cwd, text, input, false);
  }
  const unknown = { text: HOLE, start: draft.start, end: draft.end };
  return {
    output: catchesOutput(draft) ? SILENCE : (printed ?? unknown),
    succeeds: !isRedefined && surelySucceeds(program),
    stage,
  };
}

interface ErrandContext {
  readonly command: Unwrapped;
  readonly environment: readonly Assigned[];
  readonly input: Passage | null;
}

/** Lowers what a command runs, as a group in its place. */
function lowerErrands(
  { site, draft }: Reading,
  errands: readonly Errand[],
  context: ErrandContext,
): Outcome {
  const outcomes = errands.map((errand) =>
    'words' in errand
      ? lowerLaunch(site, draft, errand, context)
      : lowerScript(site, draft, errand, context),
  );
  const [only] = outcomes;
  if (only !== undefined && outcomes.length === 1) return only;
  return {
    output: { text: HOLE, start: draft.start, end: draft.end },
    succeeds: false,
    stage: Math.max(site.place.stage, ...outcomes.map(({ stage }) => stage)),
  };
}

/** Lowers a command whose words stand among those of another. */
function lowerLaunch(
  { run, place }: Site,
  draft: Draft,
  { words, isElsewhere }: Launch,
  { input }: ErrandContext,
): Outcome {
  const scope = place.scope.copy();
  if (isElsewhere) scope.leave();
  const inner = { ...place, scope, parent: draft.index, elevated: draft.elevated, input };
  run.spend(words);
  const reading = openReading(run, inner);
  for (const word of words) widen(reading.draft, word);
  reading.words.push(...words);
  return run.nest(() => finish(reading, null, inner));
}

/** Lowers the text that a command runs. */
function lowerScript(
  { run, place }: Site,
  draft: Draft,
  script: Script,
  { command, environment, input }: ErrandContext,
): Outcome {
  const { passage, positional } = script;
  const isSameShell = script.isTransparent && command.isTransparent;
  const scope = isSameShell ? place.scope : place.scope.copy();
  if (!isSameShell) {
    for (const { name, variable } of environment) scope.set(name, variable);
    scope.positional = positional?.slice(1) ?? [];
    scope.set('0', [positional?.[0] ?? HOLE]);
    if (script.isElsewhere) scope.leave();
  }
  return run.lowerText({
    ...place,
    source: { text: passage.text, start: () => passage.start, end: () => passage.end },
    scope,
    parent: draft.index,
    elevated: draft.elevated || script.elevated,
    input: passage === input ? null : input,
    shellDepth: place.shellDepth + 1,
  });
}

/** What the command writes may be run later on. */
function keepOutput(
  { site, draft }: Pick<Reading, 'site' | 'draft'>,
  output: Passage | null,
): void {
  const { run, place } = site;
  for (const { operator, descriptor, target } of draft.redirects) {
    const isOutput = descriptor === 1 || descriptor === 255;
    const isWritten = operator === 'write' || operator === 'append';
    if (!isOutput || !isWritten || target.dynamic) continue;
    run.files.write(place.scope.cwd, target.value, output, operator === 'append');
  }
}

function catchesOutput({ redirects }: Draft): boolean {
  return redirects.some(
    ({ operator, descriptor }: Redirect) =>
      (descriptor === 1 || descriptor === 255) && operator !== 'read',
  );
}
