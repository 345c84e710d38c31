/** What a log says as a whole: every fact of a seal that anybody can compute again from the log. */

import { encodeHex } from './encoding.ts';
import type { LogProblem, TornLine } from './log.ts';
import { walkLog } from './log.ts';
import { createTree, TREE_ALGORITHM } from './merkle.ts';
import type { DecisionRecord } from './record.ts';

export type Counts = {
  /** Decisions on a call; `allowed`, `asked` and `denied` add up to it. */
  readonly governed: number;
  readonly allowed: number;
  readonly asked: number;
  readonly denied: number;
  /** Decisions with at least one redaction, override, failure: over all records. */
  readonly redacted: number;
  readonly overridden: number;
  readonly failed: number;
};

export type TreeHead = {
  readonly algorithm: typeof TREE_ALGORITHM;
  readonly size: number;
  readonly root: string;
};

export type NamedDigest = {
  readonly name: string;
  readonly sha256: string;
};

export type LogSummary = {
  readonly session: string | null;
  readonly agent: string | null;
  /** The earliest and the latest time of a record; null without one. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly tree: TreeHead;
  readonly counts: Counts;
  /** How many findings each category had. */
  readonly categories: { readonly [category: string]: number };
  /** Everything that decided, sorted: by name, then by digest. */
  readonly detectors: readonly NamedDigest[];
  readonly grammars: readonly string[];
  readonly policies: readonly string[];
};

export interface SummarisedLog {
  readonly summary: LogSummary;
  /** Records after the summarised ones. */
  readonly further: number;
  readonly torn: readonly TornLine[];
  readonly clockSteps: number;
  readonly problems: readonly LogProblem[];
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

interface Summarising {
  session: string | null;
  agent: string | null;
  startedAt: string | null;
  endedAt: string | null;
  readonly counts: Mutable<Counts>;
  readonly categories: Map<string, number>;
  readonly detectors: Map<string, NamedDigest>;
  readonly grammars: Set<string>;
  readonly policies: Set<string>;
}

const COUNT_OF_VERDICT = {
  allow: 'allowed',
  ask: 'asked',
  deny: 'denied',
} as const satisfies Record<DecisionRecord['verdict'], keyof Counts>;

/** The first `maxRecords` records; further ones are read and counted. */
export function summariseLog(
  log: Uint8Array,
  { maxRecords }: { readonly maxRecords: number } = { maxRecords: Number.MAX_SAFE_INTEGER },
): SummarisedLog {
  const summarising = begin();
  const tree = createTree();
  let further = 0;
  const { torn, clockSteps, problems } = walkLog(log, ({ record, leafHash }) => {
    if (tree.size() === maxRecords) {
      further += 1;
      return;
    }
    tree.append(leafHash);
    add(record, summarising);
  });
  const head = {
    algorithm: TREE_ALGORITHM,
    size: tree.size(),
    root: encodeHex(tree.root()),
  } as const;
  const summary = finish(summarising, head);
  return { summary, further, torn, clockSteps: clockSteps.length, problems };
}

function begin(): Summarising {
  return {
    session: null,
    agent: null,
    startedAt: null,
    endedAt: null,
    counts: {
      governed: 0,
      allowed: 0,
      asked: 0,
      denied: 0,
      redacted: 0,
      overridden: 0,
      failed: 0,
    },
    categories: new Map(),
    detectors: new Map(),
    grammars: new Set(),
    policies: new Set(),
  };
}

function add(record: DecisionRecord, summarising: Summarising): void {
  const { counts, categories, detectors, grammars, policies } = summarising;
  summarising.session ??= record.session;
  summarising.agent ??= record.agent;
  if (summarising.startedAt === null || record.at < summarising.startedAt) {
    summarising.startedAt = record.at;
  }
  if (summarising.endedAt === null || record.at > summarising.endedAt) {
    summarising.endedAt = record.at;
  }
  count(record, counts);
  for (const { category } of record.findings) {
    categories.set(category, (categories.get(category) ?? 0) + 1);
  }
  for (const [name, sha256] of Object.entries(record.detectors)) {
    detectors.set(`${sha256} ${name}`, { name, sha256 });
  }
  if (record.grammar !== '') grammars.add(record.grammar);
  if (record.policy !== '') policies.add(record.policy);
}

function count(record: DecisionRecord, counts: Mutable<Counts>): void {
  if (record.channel !== '') {
    counts.governed += 1;
    counts[COUNT_OF_VERDICT[record.verdict]] += 1;
  }
  if (record.redactions > 0) counts.redacted += 1;
  if (record.overrides.length > 0) counts.overridden += 1;
  if (record.failures.length > 0) counts.failed += 1;
}

function finish(summarising: Summarising, tree: TreeHead): LogSummary {
  const { categories, detectors, grammars, policies, ...rest } = summarising;
  return {
    ...rest,
    tree,
    categories: Object.fromEntries(categories),
    detectors: [...detectors.values()].sort(byNameThenDigest),
    grammars: [...grammars].sort(),
    policies: [...policies].sort(),
  };
}

function byNameThenDigest(a: NamedDigest, b: NamedDigest): number {
  if (a.name === b.name) return a.sha256 < b.sha256 ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
