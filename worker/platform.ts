/** The Worker's port: modules that were imported, and so pinned, when the Worker was built. */

import { instantiate } from '../dist/detectors/glue.js';
import catalogue from '../dist/detectors/index.json' with { type: 'json' };
import { modules } from '../dist/detectors/modules.js';
import { WaferError } from '../runtime/errors.ts';
import type { Platform } from '../runtime/platform.ts';

export const platform: Platform = {
  catalogue,
  instantiate,
  module: async ({ file }) => {
    const module = modules[file];
    if (module === undefined) {
      throw new WaferError('DETECTOR_MISSING', `${file}: expected among the imported modules`);
    }
    return module;
  },
};
