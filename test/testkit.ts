/** What tests share: the host's detectors and grammar, and the reading of vector files. */

import { platform } from '#host';
import { type Detector, loadDetector as load } from '../runtime/load.ts';

export { platform } from '#host';

export async function loadDetector(name: string): Promise<Detector> {
  const entry = platform.catalogue.detectors.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new Error(`${name}: no such detector`);
  return load(entry, await platform.module(entry), { instantiate: platform.instantiate });
}

export async function loadGrammar(): Promise<{
  runtime: WebAssembly.Module;
  bash: WebAssembly.Module;
}> {
  const { runtime, bash } = platform.catalogue.grammar;
  return { runtime: await platform.module(runtime), bash: await platform.module(bash) };
}
