/** The way of a call: lower, scan, decide. What every host runs. */

import type { Call } from './call.ts';
import { type Configuration, type Mistake, NO_CONFIGURATION } from './configuration.ts';
import { decide, type Verdict } from './decide.ts';
import { toFailure } from './errors.ts';
import { type Detector, loadDetector } from './load.ts';
import type { Platform } from './platform.ts';
import type { Posture } from './posture.ts';
import { scanCall } from './scan.ts';
import type { Lowering } from './shell/commands.ts';
import type { ShellParser } from './shell/grammar.ts';
import { classifyPath } from './shell/paths.ts';
import { lowerPlain } from './shell/plain.ts';

export interface Guard {
  readonly detectors: readonly Detector[];
  /** What of the configuration could not be used. */
  readonly mistakes: readonly Mistake[];
  /** Judges one call; what goes wrong on the way is part of the verdict. */
  judge(call: Call): Promise<Verdict>;
}

const NOTHING: Lowering = { commands: [], failures: [] };

/**
 * Loads every detector of the platform's catalogue.
 *
 * @throws WaferError `DETECTOR_DIGEST`, `DETECTOR_CONTRACT`, `DETECTOR_MISSING`, `CONFIG_INVALID`
 */
export async function createGuard(
  platform: Platform,
  posture: Posture,
  configuration: Configuration = NO_CONFIGURATION,
): Promise<Guard> {
  const { catalogue, instantiate } = platform;
  const options = { instantiate, configuration };
  const detectors = await Promise.all(
    catalogue.detectors.map(async (entry) =>
      loadDetector(entry, await platform.module(entry), options),
    ),
  );
  const lower = createLowering(platform);
  return {
    detectors,
    mistakes: detectors.flatMap(({ mistakes }) => mistakes),
    async judge(call) {
      let lowering = NOTHING;
      try {
        if (call.channel === 'shell') lowering = await lower(call);
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

/**
 * Three ways to read a command, each tried when the one before declines: words alone, joined
 * commands, and the grammar, which is 1.5 MB of Wasm. They give the same commands; what differs is
 * how long a cold start takes.
 */
function createLowering(platform: Platform): (call: Call) => Promise<Lowering> | Lowering {
  const sketch = once(() => import('./shell/sketch.ts'));
  const parser = once(() => loadGrammar(platform));
  return (call) => {
    const text = call.texts[0]?.text ?? '';
    return lowerPlain(text, call) ?? lowerJoined(text, call);
  };

  async function lowerJoined(text: string, call: Call): Promise<Lowering> {
    const { lowerSketch, lowerTree } = await sketch();
    return lowerSketch(text, call) ?? lowerTree(text, call, await parser());
  }
}

async function loadGrammar(platform: Platform): Promise<ShellParser> {
  const [{ loadShellParser }, runtime, bash] = await Promise.all([
    import('./shell/grammar.ts'),
    platform.module(platform.catalogue.grammar.runtime),
    platform.module(platform.catalogue.grammar.bash),
  ]);
  return loadShellParser({ runtime, bash });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
