/** Node as the host under test. */

import { createPlatform } from '../../cli/platform.ts';

export const platform = createPlatform(
  new URL('../../dist/detectors/', import.meta.url),
  'many-calls',
);
