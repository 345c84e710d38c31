/** The port: all that differs between Node, workerd and the page. Each host implements it once. */

import type { Instantiate } from './detector.ts';
import type { Catalogue, PinnedFile } from './load.ts';

export interface Platform {
  readonly catalogue: Catalogue;
  readonly instantiate: Instantiate;
  /**
   * A pinned file as a module. Modules, not bytes: workerd cannot compile. Hosts that can read bytes
   * go through `compileChecked`; workerd's modules are pinned when the Worker is built.
   */
  module(pinned: PinnedFile): Promise<WebAssembly.Module>;
}
