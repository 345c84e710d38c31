/** The Worker as it is deployed: bundled by wrangler, run by Miniflare, asked over HTTP. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../runtime/key.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const WRANGLER = fileURLToPath(
  new URL('../../node_modules/wrangler/bin/wrangler.js', import.meta.url),
);
const key = createKey(new Uint8Array(32).fill(3));

let folder: string;
let worker: Miniflare;
let origin: URL;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wafer-worker-'));
  execFileSync(process.execPath, [WRANGLER, 'deploy', '--dry-run', '--outdir', folder], {
    cwd: ROOT,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    stdio: 'ignore',
  });
  const entry = { type: 'ESModule' as const, path: join(folder, 'index.js') };
  const wasm = readdirSync(folder)
    .filter((name) => name.endsWith('.wasm'))
    .map((name) => ({ type: 'CompiledWasm' as const, path: join(folder, name) }));
  worker = new Miniflare({
    modulesRoot: folder,
    // All files by name: Miniflare's own search trips over imports that only Node takes.
    modules: [entry, ...wasm],
    compatibilityDate: '2026-07-01',
    compatibilityFlags: ['no_nodejs_compat'],
    bindings: { WAFER_SIGNING_KEY: JSON.stringify(key.privateJwk) },
    host: '127.0.0.1',
  });
  origin = await worker.ready;
}, 60_000);

afterAll(async () => {
  await worker?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe('the deployed Worker', () => {
  it.each([
    ['words alone', 'rm -rf /'],
    ['joined commands', 'ls | sort; rm -rf /'],
    ['a command for the grammar', 'for f in a b; do rm -rf /; done'],
  ])('judges %s', async (_, text) => {
    const body = JSON.stringify({ channel: 'shell', text });
    const response = await fetch(new URL('/v1/check', origin), { method: 'POST', body });
    expect(await response.json()).toMatchObject({
      verdict: 'deny',
      findings: [{ rule: 'rm-root' }],
    });
  });

  it('publishes its public key alone', async () => {
    const response = await fetch(new URL('/.well-known/jwks.json', origin));
    const text = await response.text();
    expect(JSON.parse(text).keys).toMatchObject([{ x: key.publicJwk.x, kid: key.keyId }]);
    expect(text).not.toContain(key.privateJwk.d);
  });
});
