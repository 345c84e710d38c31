/** workerd as the host under test: the Worker's own port, and the engine, which it does not carry. */

import { modules } from '../../dist/detectors/engine-module.js';
import type { Platform } from '../../runtime/platform.ts';
import { platform as worker } from '../../worker/platform.ts';

export const platform: Platform = {
  ...worker,
  module: async (pinned) => modules[pinned.file] ?? worker.module(pinned),
};
