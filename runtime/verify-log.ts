/** The checks that need the log: whether it is the one that was sealed, and says what the seal says. */

import { canonicalise } from './canonical.ts';
import { isObject, type JsonValue } from './json.ts';
import type { TornLine } from './log.ts';
import { counted, failed, type Outcome, ok } from './outcome.ts';
import { quote } from './shape.ts';
import type { SealPredicate } from './statement.ts';
import type { SummarisedLog } from './summary.ts';

/** Each record follows the one before it: same session, next number, right hash. */
export function checkChain({ problems, summary }: SummarisedLog): Outcome {
  const [first, ...others] = problems;
  if (first === undefined) {
    return ok(`${counted(summary.tree.size, 'record')}, each naming the one before`);
  }
  const more = others.length === 0 ? '' : ` (and ${counted(others.length, 'further problem')})`;
  return failed(`line ${first.line}: ${first.message}${more}`);
}

/** The sealed tree stands over the log's records. The log may have grown: that is completeness. */
export function checkTree({ summary }: SummarisedLog, { tree }: SealPredicate): Outcome {
  const { size, root } = summary.tree;
  if (size < tree.size) {
    return failed(`expected ${counted(tree.size, 'record')}, got ${size}: the log was cut short`);
  }
  if (root !== tree.root) return failed(`expected root ${tree.root}, got ${root}`);
  return ok(`${counted(size, 'record')} under root ${root}`);
}

/** Everything that the seal counts and names, computed again. */
export function checkCounts({ summary }: SummarisedLog, predicate: SealPredicate): Outcome {
  for (const key of ['counts', 'categories', 'startedAt', 'endedAt'] as const) {
    if (!isSame(predicate[key], summary[key])) return differs(key, summary[key], predicate[key]);
  }
  // A log without records names neither.
  for (const key of ['session', 'agent'] as const) {
    const got = summary[key] ?? predicate[key];
    if (got !== predicate[key]) return differs(key, got, predicate[key]);
  }
  const { governed, allowed, asked, denied } = summary.counts;
  return ok(`${governed} governed: ${allowed} allowed, ${asked} asked, ${denied} denied`);
}

/** What the seal says decided is what the records say decided, by digest. */
export function checkDetectors({ summary }: SummarisedLog, predicate: SealPredicate): Outcome {
  const sealed = {
    detectors: predicate.detectors.map(({ name, sha256 }) => ({ name, sha256 })),
    grammars: predicate.grammars.map(({ sha256 }) => sha256),
    policies: predicate.policies.map(({ sha256 }) => sha256),
  };
  for (const key of ['detectors', 'grammars', 'policies'] as const) {
    if (!isSame(sealed[key], summary[key])) return differs(key, summary[key], sealed[key]);
  }
  return ok(`${counted(sealed.detectors.length, 'detector')}, as the records name them`);
}

/** Nothing stands in the log that the seal does not speak of. */
export function checkCompleteness(log: SummarisedLog, predicate: SealPredicate): Outcome {
  const { further, torn, clockSteps } = log;
  if (further > 0) {
    const got = `${counted(further, 'record')}: the session went on, or somebody added to it`;
    return failed(`expected no record after the seal, got ${got}`);
  }
  const unsealed = torn.find((line) => !isAmong(line, predicate.torn));
  if (unsealed !== undefined) return failed(`expected ${describe(unsealed)} in the seal, got none`);
  const missing = predicate.torn.find((line) => !isAmong(line, torn));
  if (missing !== undefined) return failed(`expected ${describe(missing)} in the log, got none`);
  if (clockSteps !== predicate.clockSteps) {
    return differs('clockSteps', clockSteps, predicate.clockSteps);
  }
  const notes = [
    torn.length === 0 ? '' : `, ${counted(torn.length, 'torn line')} as sealed`,
    clockSteps === 0 ? '' : `, ${counted(clockSteps, 'step')} back of the clock as sealed`,
  ];
  return ok(`no record outside the seal${notes.join('')}`);
}

function describe({ line, bytes, sha256 }: TornLine): string {
  return `torn line ${line} of ${counted(bytes, 'byte')} with SHA-256 ${sha256}`;
}

function isAmong(line: TornLine, others: readonly TornLine[]): boolean {
  return others.some((other) => isSame(line, other));
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return canonicalise(a) === canonicalise(b);
}

/** Names the first member that differs, rather than two long objects. */
function differs(key: string, ofLog: JsonValue, ofSeal: JsonValue): Outcome {
  if (isObject(ofLog) && isObject(ofSeal)) {
    for (const member of [...Object.keys(ofLog), ...Object.keys(ofSeal)]) {
      const [a = null, b = null] = [ofLog[member], ofSeal[member]];
      if (!isSame(a, b)) return differs(`${key}.${member}`, a, b);
    }
  }
  return failed(`${key}: expected ${quote(ofLog)} from the log, got ${quote(ofSeal)} in the seal`);
}
