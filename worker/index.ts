/** The Worker: platform, secrets and app wired together, no logic. */

import type { Hono } from 'hono';
import { WaferError } from '../runtime/errors.ts';
import { createGuard, type Guard } from '../runtime/guard.ts';
import { type Key, parseKey } from '../runtime/key.ts';
import { DEFAULT_POSTURE } from '../runtime/posture.ts';
import { createApp } from './app.ts';
import { platform } from './platform.ts';

export interface Environment {
  /** The service's private JWK (RFC 8037) as JSON: a secret. Without it nothing is published. */
  readonly WAFER_SIGNING_KEY?: string;
}

/** Made with the first request and kept: nothing in it remembers a call. */
let app: Hono | undefined;

export default {
  fetch(request: Request, env: Environment): Response | Promise<Response> {
    app ??= assemble(env);
    return app.fetch(request);
  },
};

function assemble(env: Environment): Hono {
  let guard: Promise<Guard> | undefined;
  return createApp({
    guard: () => {
      guard ??= createGuard(platform, DEFAULT_POSTURE);
      return guard;
    },
    keys: () => (env.WAFER_SIGNING_KEY ? [readKey(env.WAFER_SIGNING_KEY).publicJwk] : []),
  });
}

function readKey(text: string): Key {
  try {
    return parseKey(JSON.parse(text));
  } catch (cause) {
    throw new WaferError('KEY_INVALID', 'WAFER_SIGNING_KEY: expected a private JWK', { cause });
  }
}
