/** The page's port: pinned files over fetch, checked before they are compiled. */

import { instantiate } from '../../dist/detectors/glue.js';
import catalogue from '../../dist/detectors/index.json' with { type: 'json' };
import { encodeHex } from '../../runtime/encoding.ts';
import { WaferError } from '../../runtime/errors.ts';
import { compileChecked } from '../../runtime/load.ts';
import type { Platform } from '../../runtime/platform.ts';

/** @param directory where the built detectors are served, with a slash behind it. */
export function createPlatform(directory: URL): Platform {
  return {
    catalogue,
    instantiate,
    module: async (pinned) => {
      const response = await fetch(new URL(pinned.file, directory));
      if (!response.ok) {
        throw new WaferError('DETECTOR_MISSING', `${pinned.file}: got status ${response.status}`);
      }
      const bytes = new Uint8Array(await response.arrayBuffer());
      const digest = await crypto.subtle.digest('SHA-256', bytes);
      return compileChecked(bytes, pinned, { sha256: encodeHex(new Uint8Array(digest)) });
    },
  };
}
