/** The Node host's port: pinned files on disk, checked before they are compiled. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { instantiate } from '../dist/detectors/glue.js';
import index from '../dist/detectors/index.json' with { type: 'json' };
import { WaferError } from '../runtime/errors.ts';
import { type Catalogue, compileChecked } from '../runtime/load.ts';
import type { Platform } from '../runtime/platform.ts';

export const catalogue: Catalogue = index;

/** The built detectors as seen from the bundled program in `dist/cli/`. */
export const BUILT_DETECTORS = new URL('../detectors/', import.meta.url);

/** @param directory the built detectors' folder, with a slash behind it. */
export function createPlatform(directory: URL): Platform {
  return {
    catalogue,
    instantiate,
    // Synchronous on purpose: a hook runs one call, and a round trip to the thread pool costs more
    // than reading a small file.
    module: async (pinned) => {
      const bytes = readPinned(new URL(pinned.file, directory));
      return compileChecked(bytes, pinned, createHash('sha256').update(bytes).digest('hex'));
    },
  };
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
