/** The browser as the host under test. */

import { createPlatform } from '../../worker/page/platform.ts';

export const platform = createPlatform(new URL('/dist/detectors/', location.origin));
