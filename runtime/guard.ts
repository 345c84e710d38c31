/** The way of a call: lower, scan, decide. What every host runs. */

import type { Call } from './call.ts';
import { decide, type Verdict } from './decide.ts';
import { type Failure, toFailure } from './errors.ts';
import { type Detector, loadDetector } from './load.ts';
import type { Platform } from './platform.ts';
import type { Posture } from './posture.ts';
import { scanCall } from './scan.ts';
import type { Command } from './shell/commands.ts';
import { classifyPath } from './shell/paths.ts';
import { lowerPlain } from './shell/plain.ts';

export interface Guard {
  readonly detectors: readonly Detector[];
  /** Judges one call; what goes wrong on the way is part of the verdict. */
  judge(call: Call): Promise<Verdict>;
}

interface Lowering {
  readonly commands: readonly Command[];
  readonly failures: readonly Failure[];
}

type LowerTree = (call: Call) => Lowering;

const NOTHING: Lowering = { commands: [], failures: [] };

/**
 * Loads every detector of the platform's catalogue.
 *
 * @throws WaferError `DETECTOR_DIGEST`, `DETECTOR_CONTRACT`, `DETECTOR_MISSING`
 */
export async function createGuard(platform: Platform, posture: Posture): Promise<Guard> {
  const detectors = await Promise.all(
    platform.catalogue.detectors.map(async (entry) =>
      loadDetector(entry, await platform.module(entry), platform.instantiate),
    ),
  );
  let grammar: Promise<LowerTree> | undefined;
  const lower = (call: Call): Lowering | Promise<Lowering> => {
    if (call.channel !== 'shell') return NOTHING;
    const plain = lowerPlain(call.texts[0]?.text ?? '', call);
    if (plain !== null) return plain;
    grammar ??= loadGrammar(platform);
    return grammar.then((lowerTree) => lowerTree(call));
  };
  return {
    detectors,
    async judge(call) {
      let lowering = NOTHING;
      try {
        lowering = await lower(call);
      } catch (error) {
        lowering = { commands: [], failures: [toFailure(error)] };
      }
      const pathTarget = call.path === '' ? 'unknown' : classifyPath(call.path, call);
      const scan = scanCall(call, { commands: lowering.commands, pathTarget }, detectors);
      const failures = [...lowering.failures, ...scan.failures];
      return decide({ findings: scan.findings, failures }, call.channel, posture);
    },
  };
}

/** The grammar is 1.5 MB of Wasm, so it comes only when a command needs it. */
async function loadGrammar(platform: Platform): Promise<LowerTree> {
  const [{ loadShellParser, lowerTree }, runtime, bash] = await Promise.all([
    import('./shell/tree.ts'),
    platform.module(platform.catalogue.grammar.runtime),
    platform.module(platform.catalogue.grammar.bash),
  ]);
  const parser = await loadShellParser({ runtime, bash });
  return (call) => lowerTree(call.texts[0]?.text ?? '', call, parser);
}
