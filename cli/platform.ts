/** The Node host's port: pinned files on disk, checked before they are compiled. */

import { readFileSync } from 'node:fs';
import { instantiate } from '../dist/detectors/glue.js';
import index from '../dist/detectors/index.json' with { type: 'json' };
import { encodeHex } from '../runtime/encoding.ts';
import { WaferError } from '../runtime/errors.ts';
import { type Catalogue, compileChecked } from '../runtime/load.ts';
import type { Platform } from '../runtime/platform.ts';
import { sha256OfQuarters } from './sha256.ts';

export const catalogue: Catalogue = index;

/** The built detectors as seen from the bundled program in `dist/cli/`. */
export const BUILT_DETECTORS = new URL('../detectors/', import.meta.url);

/** How long the process lives: for one call, or for many. */
export type Lifetime = 'one-call' | 'many-calls';

/** @param directory the built detectors' folder, with a slash behind it. */
export function createPlatform(directory: URL, lifetime: Lifetime): Platform {
  return {
    catalogue,
    instantiate,
    // Synchronous on purpose: a hook runs one call, and a round trip to the thread pool costs more
    // than reading a small file.
    module: async (pinned) => {
      if (pinned === catalogue.grammar.bash && lifetime === 'one-call') keepBaseline();
      const bytes = readPinned(new URL(pinned.file, directory));
      const quartersSha256 = encodeHex(sha256OfQuarters(bytes));
      return compileChecked(bytes, pinned, { quartersSha256 });
    },
  };
}

/**
 * Parsing one command makes the grammar's lexer hot, V8 begins to optimise it in the background, and
 * the process can't end before that is done: 0.4 s after the answer. A budget that one call does not
 * use up prevents it. (V8 takes this flag at run time; the ones that switch tiers off it does not.)
 */
function keepBaseline(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--wasm-tiering-budget=1000000000');
}

function readPinned(url: URL): Uint8Array<ArrayBuffer> {
  try {
    return readFileSync(url);
  } catch (cause) {
    const name = url.pathname.split('/').at(-1);
    throw new WaferError(
      'DETECTOR_MISSING',
      `${name}: expected a built detector; install wafer-guard again, or run npm run build`,
      { cause },
    );
  }
}
