/** Presses the seal of a session: reads its log, signs with this machine's key, writes the file. */

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
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
import { policyDigest } from '../runtime/draft.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import { pressSeal, sealDigest } from '../runtime/seal.ts';
import type { GitHead } from '../runtime/statement.ts';
import { signingKey } from './keys.ts';
import { catalogue } from './platform.ts';
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

/**
 * @returns the path of the seal.
 * @throws WaferError `LOG_CORRUPT`, `KEY_INVALID`, `SEAL_INVALID`
 */
export async function mintSeal(request: MintRequest): Promise<string> {
  const log = logPath(request.logs, request.session);
  const folder = join(request.project, '.wafer');
  const file = join(folder, `session-${basename(log, '.jsonl')}${SEAL_SUFFIX}`);
  const { detectors, grammar } = catalogue;
  const text = await pressSeal({
    log: readFileSync(log),
    session: request.session,
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
    policies: [{ name: DEFAULT_POSTURE.name, sha256: policyDigest(DEFAULT_POSTURE) }],
    version: VERSION,
    key: signingKey(request.config),
    at: request.at.toISOString(),
  });
  mkdirSync(folder, { recursive: true });
  replaceFile(file, text);
  return file;
}

/** A reader sees the old seal or the new one, never half of it. */
function replaceFile(file: string, text: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
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

/** The digest of the youngest other seal of this project. */
function previousSeal(folder: string, own: string): string | null {
  const seals = namesIn(folder)
    .filter((name) => name.endsWith(SEAL_SUFFIX) && name !== basename(own))
    .map((name) => join(folder, name))
    .map((path) => ({ path, age: statSync(path).mtimeMs }))
    .sort((a, b) => b.age - a.age);
  const [youngest] = seals;
  return youngest === undefined ? null : sealDigest(readFileSync(youngest.path, 'utf8'));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
