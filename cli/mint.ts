/** Presses the seal of a session: reads its log, signs with this machine's key, writes the file. */

import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { NO_CONFIGURATION } from '../runtime/configuration.ts';
import { policyDigest, recordedName } from '../runtime/draft.ts';
import { encodeHex } from '../runtime/encoding.ts';
import type { Failure } from '../runtime/errors.ts';
import { failureOf } from '../runtime/judge.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import { pressSeal, sealDigest } from '../runtime/seal.ts';
import type { GitHead } from '../runtime/statement.ts';
import type { NamedDigest } from '../runtime/summary.ts';
import { loadConfiguration } from './configuration.ts';
import { home } from './folders.ts';
import { signingKey } from './keys.ts';
import { catalogue } from './platform.ts';
import { randomBytes } from './random.ts';
import { logPath } from './session-log.ts';
import { VERSION } from './version.ts';

const GIT_MILLISECONDS = 2_000;
const SEAL_SUFFIX = '.seal.json';

export interface MintRequest {
  readonly session: string;
  readonly agent: string;
  readonly at: Date;
  /** Folders: the session's logs, the machine's keys, the project that gets the seal. */
  readonly logs: string;
  readonly config: string;
  readonly project: string;
}

/** The seal's path, or why there is none. */
export type Minted =
  | { readonly path: string; readonly failure: null }
  | { readonly path: null; readonly failure: Failure };

/** Never throws: what keeps a seal from being pressed is an answer too. */
export async function mintSeal(request: MintRequest): Promise<Minted> {
  try {
    return { path: await press(request), failure: null };
  } catch (error) {
    return { path: null, failure: failureOf(error, 'SEAL_UNWRITABLE') };
  }
}

async function press(request: MintRequest): Promise<string> {
  const log = logPath(request.logs, request.session);
  const folder = join(request.project, '.wafer');
  const file = join(folder, `session-${basename(log, '.jsonl')}${SEAL_SUFFIX}`);
  const { detectors, grammar } = catalogue;
  const text = await pressSeal({
    log: readFileSync(log),
    session: recordedName(request.session),
    agent: request.agent,
    git: gitHead(request.project),
    previousSeal: previousSeal(folder, file),
    detectors: detectors.map(({ name, version, sha256, component }) => ({
      name,
      version,
      sha256,
      component: component.sha256,
    })),
    grammars: [{ name: 'tree-sitter-bash', sha256: grammar.bash.sha256 }],
    policies: await policiesOf(request),
    version: VERSION,
    key: signingKey(request.config),
    at: request.at.toISOString(),
  });
  mkdirSync(folder, { recursive: true });
  replaceFile(file, text);
  return file;
}

/** The ones that this machine still knows by name. */
async function policiesOf({ config, project }: MintRequest): Promise<NamedDigest[]> {
  const folders = { config, project, home: home(process.env) };
  const { configuration } = await loadConfiguration(folders);
  const posture = DEFAULT_POSTURE;
  const plain = policyDigest({ posture, configuration: NO_CONFIGURATION });
  const configured = policyDigest({ posture, configuration });
  return [
    { name: posture.name, sha256: plain },
    { name: `${posture.name}, configured`, sha256: configured },
  ];
}

/** A reader sees the old seal or the new one, never half of it. */
function replaceFile(file: string, text: string): void {
  const draft = `${file}.${encodeHex(randomBytes(6))}`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    unlinkSync(draft);
    throw error;
  }
}

/** Null outside of a git repository, without a commit, or without git. */
function gitHead(project: string): GitHead | null {
  try {
    const output = execFileSync('git', ['rev-parse', 'HEAD', 'HEAD^{tree}'], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: GIT_MILLISECONDS,
      encoding: 'utf8',
    });
    const [commit, tree] = output.trim().split('\n');
    return commit === undefined || tree === undefined ? null : { commit, tree };
  } catch {
    return null;
  }
}

/** The digest of the youngest other seal of this project. Whatever else lies there is passed over. */
function previousSeal(folder: string, own: string): string | null {
  const paths = namesIn(folder)
    .filter((name) => name.endsWith(SEAL_SUFFIX) && name !== basename(own))
    .map((name) => join(folder, name))
    .map((path) => ({ path, changed: statSync(path).mtimeMs }))
    .sort((a, b) => b.changed - a.changed);
  for (const { path } of paths) {
    const digest = sealDigestOrNull(path);
    if (digest !== null) return digest;
  }
  return null;
}

/** An agent can write junk there; it must not keep a seal from being pressed. */
function sealDigestOrNull(path: string): string | null {
  try {
    return sealDigest(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
