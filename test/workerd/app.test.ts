/** The Worker's routes, in workerd. */

import { describe, expect, it } from 'vitest';
import { createKey } from '../../runtime/key.ts';
import { MAX_CALL_BYTES } from '../../worker/app.ts';
import worker, { type Environment } from '../../worker/index.ts';

const ORIGIN = 'https://wafer.test';

function request(path: string, init?: RequestInit, env: Environment = {}) {
  return worker.fetch(new Request(`${ORIGIN}${path}`, init), env);
}

function check(body: string) {
  return request('/v1/check', { method: 'POST', body });
}

describe('POST /v1/check', () => {
  it('judges a call with the same detectors', async () => {
    const response = await check(JSON.stringify({ channel: 'shell', text: 'sudo rm -rf /' }));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      verdict: 'deny',
      risk: 100,
      findings: [{ rule: 'rm-root', start: 0, end: 13 }],
    });
  });

  it('takes a command that needs the grammar', async () => {
    const text = 'for f in *; do echo "$f"; done | sort';
    const response = await check(JSON.stringify({ channel: 'shell', text }));
    expect(await response.json()).toMatchObject({ verdict: 'allow', failures: [] });
  });

  it.each([
    ['{"channel":', 'call: expected JSON'],
    ['{"channel":"shell"}', 'text: expected a string, got nothing'],
    ['[]', 'call: expected an object, got an array'],
  ])('refuses %s', async (body, message) => {
    const response = await check(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ code: 'CALL_MALFORMED', message });
  });

  it('refuses more than its limit', async () => {
    const response = await check(' '.repeat(MAX_CALL_BYTES + 1));
    expect(response.status).toBe(413);
  });
});

describe('GET /.well-known/jwks.json', () => {
  it('is an empty set without a key', async () => {
    const response = await request('/.well-known/jwks.json');
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
    expect(await response.json()).toEqual({ keys: [] });
  });
});

describe('any other route', () => {
  it('is not there', async () => {
    expect((await request('/v1/frobnicate')).status).toBe(404);
    expect((await request('/v1/check')).status).toBe(404);
  });
});

describe('a signing key', () => {
  it('is never published with its secret', async () => {
    const { createApp } = await import('../../worker/app.ts');
    const key = createKey(new Uint8Array(32).fill(9));
    const app = createApp({
      guard: () => Promise.reject(new Error('not needed')),
      keys: () => [key.publicJwk],
    });
    const text = await (await app.request('/.well-known/jwks.json')).text();
    expect(JSON.parse(text).keys[0].x).toBe(key.publicJwk.x);
    expect(text).not.toContain(key.privateJwk.d);
  });
});
