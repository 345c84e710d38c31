/** Lowers one simple command: its words, its redirections, and the text that it runs. */

import { type Assigned, asArgument, readAssignment, toAssigned } from './assignments.ts';
import { applyBuiltin } from './builtins.ts';
import { lowerCalled } from './calls.ts';
import type { Stage } from './chains.ts';
import type { Redirect } from './commands.ts';
import { scriptsOfEnvironment } from './environment.ts';
import { errandsOf } from './errands.ts';
import { printedBy } from './interpreters.ts';
import { outputOf, surelySucceeds } from './outputs.ts';
import { addRedirect, argumentsBehind, isRedirect } from './redirects.ts';
import { type Draft, type Outcome, type Place, type Run, type Site, widen } from './run.ts';
import { knownDirectory, pathOf, type Scope } from './scope.ts';
import type { Errand, Launch, Script } from './scripts.ts';
import { isReserved, toAssignments, toWords } from './simple.ts';
import type { SyntaxNode } from './syntax.ts';
import { HOLE, joinPassages, type Passage, programName, SILENCE, type Value } from './value.ts';
import { expandFields, isWordPiece, passageOf, spansOf, type WordSpan } from './words.ts';
import { type Unwrapped, unwrap } from './wrappers.ts';

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
  /** What each redirection puts on its descriptor, as far as it is known. */
  readonly contents: (Passage | null)[];
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
  return { site, draft, words: [], assigned: [], following: [], input: undefined, contents: [] };
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
  const name = takeDescriptorName(reading, node);
  const { descriptor, contents } = addRedirect(reading.site, node, reading.draft);
  reading.contents.push(contents);
  if (name !== null) nameDescriptor(reading, name);
  else if (descriptor === 0) reading.input = contents;
  readWords(reading, argumentsBehind(node, reading.site.place.source));
}

/** `{name}< file`: what the grammar takes for a word before the redirection names its descriptor. */
function takeDescriptorName({ site, words }: Reading, node: SyntaxNode): string | null {
  const { text } = site.place.source;
  if (text[node.start - 1] !== '}') return null;
  const name = /\{([A-Za-z_]\w*)\}$/.exec(
    text.slice(Math.max(0, node.start - 64), node.start),
  )?.[1];
  if (name === undefined || words.at(-1)?.text !== `{${name}}`) return null;
  words.pop();
  return name;
}

/** The shell chooses a number of ten or more. */
const CHOSEN_DESCRIPTOR = 10;

function nameDescriptor({ site, draft }: Reading, name: string): void {
  const redirect = draft.redirects.pop();
  if (redirect !== undefined) draft.redirects.push({ ...redirect, descriptor: CHOSEN_DESCRIPTOR });
  site.place.scope.set(name, [String(CHOSEN_DESCRIPTOR)]);
}

/** `node` is null for a command whose words stand in another one. */
function finish(reading: Reading, node: SyntaxNode | null, place: Place): Outcome {
  const { site, draft, words, assigned } = reading;
  const { run } = site;
  const given = reading.input === undefined ? place.input : reading.input;
  // `exec < file` lasts.
  const input = given ?? run.files.reader(null)('/dev/stdin');
  const read = run.files.reader(place.scope.cwd);
  const command = withoutReserved(unwrap(words, input, read), site, node);
  const scope = scopeOf(command, place, draft);
  draft.words = toWords(command.words, scope, run.places);
  draft.assignments = toAssignments([...assigned, ...command.assignments], scope, run.places);
  draft.elevated ||= command.elevated;
  const environment =
    command.assignments.length === 0
      ? assigned
      : [...assigned, ...command.assignments.map(toAssigned)];
  if (command.words.length === 0 || node?.type === 'declaration_command') {
    for (const { name, variable } of assigned) scope.set(name, variable);
  }
  if (isBuiltin(run, command)) {
    const isRepeated = place.reach === 'condition';
    applyBuiltin(scope, command.words, { input, environment, isRepeated });
  }
  keepDescriptors(reading, words);
  runEnvironment(reading, environment, { command, environment: [], input });
  const called = lowerCalled(site, draft, command.words);
  if (called !== null) return called;
  const errands = errandsOf(command.words, input, read);
  if (errands.length === 0) return outcomeOf(reading, command, input);
  const outcome = lowerErrands(reading, errands, { command, environment, input });
  const output = printedBy(command.words, input, read) ?? outcome.output;
  return { ...outcome, output: catchesOutput(draft) ? SILENCE : output };
}

/** Where the command runs: wrappers such as `env -C` change to another directory. */
function scopeOf({ directories }: Unwrapped, { scope }: Place, draft: Draft): Scope {
  if (directories.length === 0) return scope;
  const inner = scope.copy();
  for (const directory of directories) inner.enter(pathOf(directory));
  draft.cwd = knownDirectory(inner);
  return inner;
}

/** Lowers what the values of variables make programs run. */
function runEnvironment(
  reading: Reading,
  environment: readonly Assigned[],
  context: ErrandContext,
): void {
  if (environment.length === 0) return;
  const { run, place } = reading.site;
  const errands = scriptsOfEnvironment(environment, run.files.reader(place.scope.cwd));
  if (errands.length > 0) lowerErrands(reading, errands, context);
}

/** `exec 3<<< TEXT`: what a later command may read from the descriptor. */
function keepDescriptors({ site, draft, contents }: Reading, words: readonly Value[]): void {
  if (words.length !== 1 || programName(words[0]) !== 'exec') return;
  for (const [i, { descriptor }] of draft.redirects.entries()) {
    const passage = contents[i];
    if (passage) site.run.files.write(null, `/dev/fd/${descriptor}`, passage, false);
  }
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
  if (printed !== null) run.spendText(printed.text);
  keepOutput({ site, draft }, printed);
  if (program === 'tee') {
    for (const { text } of operands) run.files.write(scope.cwd, text, input, false);
  }
  if (MOVERS.has(program)) keepCopy(run, scope, operands);
  const unknown = { text: HOLE, start: draft.start, end: draft.end };
  return {
    output: catchesOutput(draft) ? SILENCE : (printed ?? unknown),
    succeeds: !isRedefined && surelySucceeds(program),
    stage,
  };
}

const MOVERS: ReadonlySet<string> = new Set(['cp', 'install', 'ln', 'mv']);

/** `mv FROM TO`, `cp /bin/rm NAME`: what is run under the new name. */
function keepCopy(run: Run, scope: Scope, operands: readonly Value[]): void {
  const [from, to, ...others] = operands.filter(({ text }) => !/^-./.test(text));
  if (from === undefined || to === undefined || others.length > 0) return;
  const name = to.text.endsWith('/') ? to.text + programName(from) : to.text;
  const isProgram = /(?:^|\/)s?bin\/[^/]+$/.test(from.text) || from.text.startsWith(HOLE);
  const own = run.files.reader(scope.cwd)(from.text);
  const contents = own ?? (isProgram ? { ...from, text: `${programName(from)} "$@"` } : null);
  if (contents !== null) run.files.write(scope.cwd, name, contents, false);
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
  const inner: Place = {
    ...place,
    source: { text: passage.text, start: () => passage.start, end: () => passage.end },
    scope,
    parent: draft.index,
    elevated: draft.elevated || script.elevated,
    input: passage === input ? null : input,
    shellDepth: place.shellDepth + 1,
  };
  return script.isGuess ? run.guess(inner) : run.lowerText(inner);
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
