/** Routes, limits, and the table from errors to status codes. Testable through `app.request()`. */

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Places, parseCall } from '../runtime/call.ts';
import { type ErrorCode, WaferError } from '../runtime/errors.ts';
import type { Guard } from '../runtime/guard.ts';
import { type PublicJwk, toJwks } from '../runtime/key.ts';

/** A call larger than this is refused before it is read. */
export const MAX_CALL_BYTES = 4 << 20;

/** The caller's machine is not ours: what a call does not say stays unknown. */
const UNKNOWN: Places = { cwd: '', home: '', project: '' };

const STATUS = {
  CALL_MALFORMED: 400,
  EVENT_MALFORMED: 400,
  SEAL_MALFORMED: 400,
  SEAL_INVALID: 422,
  LOG_CORRUPT: 422,
  LIMIT_REACHED: 413,
  SHELL_UNPARSED: 422,
  DETECTOR_TRAP: 500,
  DETECTOR_DIGEST: 500,
  DETECTOR_CONTRACT: 500,
  DETECTOR_MISSING: 500,
  CONFIG_INVALID: 500,
  CONFIG_IGNORED: 500,
  LOG_UNWRITABLE: 500,
  SEAL_UNWRITABLE: 500,
  KEY_INVALID: 500,
  INTERNAL: 500,
} as const satisfies Record<ErrorCode, ContentfulStatusCode>;

export interface Dependencies {
  readonly guard: () => Promise<Guard>;
  /** The public keys that this service signs with. @throws WaferError `KEY_INVALID` */
  readonly keys: () => readonly PublicJwk[];
}

export function createApp({ guard, keys }: Dependencies): Hono {
  const app = new Hono();
  app.post('/v1/check', bodyLimit({ maxSize: MAX_CALL_BYTES }), async (context) => {
    const call = parseCall(parseBody(await context.req.text()), UNKNOWN);
    return context.json(await (await guard()).judge(call));
  });
  // RFC 7517 section 5; the media type is section 8.5's.
  app.get('/.well-known/jwks.json', (context) =>
    context.body(JSON.stringify(toJwks(keys())), 200, {
      'content-type': 'application/jwk-set+json',
    }),
  );
  app.notFound((context) => context.json({ code: 'NOT_FOUND', message: 'no such route' }, 404));
  app.onError((error, context) => {
    // Hono's own answers, the body limit's 413 among them.
    if (error instanceof HTTPException) return error.getResponse();
    if (!(error instanceof WaferError)) throw error;
    return context.json({ code: error.code, message: error.message }, STATUS[error.code]);
  });
  return app;
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WaferError('CALL_MALFORMED', 'call: expected JSON', { cause });
  }
}
