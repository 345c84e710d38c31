/** The way of a call: lower, scan, decide. What every host runs. */

import type { Call, Channel } from './call.ts';
import { type Configuration, type Mistake, NO_CONFIGURATION } from './configuration.ts';
import { decide, type Verdict } from './decide.ts';
import { toFailure } from './errors.ts';
import { type Detector, type DetectorEntry, type LoadOptions, loadDetector } from './load.ts';
import type { Platform } from './platform.ts';
import type { Posture } from './posture.ts';
import { scanCall } from './scan.ts';
import type { Lowering } from './shell/commands.ts';
import type { ShellParser } from './shell/grammar.ts';
import { classifyPath } from './shell/paths.ts';
import { lowerPlain } from './shell/plain.ts';

export interface Guard {
  /** What of the configuration could not be used. */
  readonly mistakes: readonly Mistake[];
  /** Every detector, whatever it is about. */
  detectors(): Promise<readonly Detector[]>;
  /** Judges one call; what goes wrong on the way is part of the verdict. */
  judge(call: Call): Promise<Verdict>;
}

const NOTHING: Lowering = { commands: [], failures: [] };

/**
 * Judges by the detectors of the platform's catalogue, each loaded when it is first needed.
 *
 * @throws WaferError `DETECTOR_DIGEST`, `DETECTOR_CONTRACT`, `DETECTOR_MISSING`, `CONFIG_INVALID`
 */
export async function createGuard(
  platform: Platform,
  posture: Posture,
  configuration: Configuration = NO_CONFIGURATION,
): Promise<Guard> {
  const options = { instantiate: platform.instantiate, configuration };
  const load = loadOnce(platform, options);
  const { detectors } = platform.catalogue;
  // A mistake in the configuration is told before the first call.
  const configured = await Promise.all(detectors.filter((one) => one.configurable).map(load));
  const lower = createLowering(platform);
  return {
    mistakes: configured.flatMap(({ mistakes }) => mistakes),
    detectors: () => Promise.all(detectors.map(load)),
    async judge(call) {
      let asked: readonly Detector[] = [];
      const judgeLowered = (lowering: Lowering) => judgeWith(asked, call, lowering);
      try {
        asked = await detectorsFor(call.channel);
        if (call.channel !== 'shell') return judgeLowered(NOTHING);
        const lowering = await lower(call);
        const isRead = lowering.failures.every(({ code }) => code !== 'SHELL_UNPARSED');
        const mended = isRead ? null : await lower.mended(call);
        if (mended !== null) {
          // A line that no shell runs passes when even what it may have meant does.
          const verdict = judgeLowered(mended);
          if (verdict.verdict === 'allow') return verdict;
        }
        return judgeLowered(lowering);
      } catch (error) {
        return judgeLowered({ commands: [], failures: [toFailure(error)] });
      }
    },
  };

  function detectorsFor(channel: Channel): Promise<readonly Detector[]> {
    return Promise.all(detectors.filter((one) => one.channels.includes(channel)).map(load));
  }

  function judgeWith(
    asked: readonly Detector[],
    call: Call,
    { commands, failures }: Lowering,
  ): Verdict {
    const pathTarget = call.path === '' ? 'unknown' : classifyPath(call.path, call);
    const scan = scanCall(call, { commands, pathTarget }, asked);
    const all = { findings: scan.findings, failures: [...failures, ...scan.failures] };
    return decide(all, call.channel, posture);
  }
}

/** A detector is loaded when the first call comes that it is about. */
function loadOnce(
  platform: Platform,
  options: LoadOptions,
): (entry: DetectorEntry) => Promise<Detector> {
  const loaded = new Map<DetectorEntry, Promise<Detector>>();
  return (entry) => {
    const known = loaded.get(entry);
    if (known !== undefined) return known;
    const loading = platform.module(entry).then((module) => loadDetector(entry, module, options));
    loaded.set(entry, loading);
    return loading;
  };
}

interface LowerCall {
  (call: Call): Promise<Lowering> | Lowering;
  /** The commands of a line that can't be read, once it is mended; null when it can't be. */
  mended(call: Call): Promise<Lowering | null>;
}

/**
 * Three ways to read a command, each tried when the one before declines: words alone, joined
 * commands, and the grammar, which is 1.5 MB of Wasm. They give the same commands; what differs is
 * how long a cold start takes.
 */
function createLowering(platform: Platform): LowerCall {
  const sketch = once(() => import('./shell/sketch.ts'));
  const parser = once(() => loadGrammar(platform));
  const lower = (call: Call) => {
    const text = call.texts[0]?.text ?? '';
    return lowerPlain(text, call) ?? lowerJoined(text, call);
  };
  return Object.assign(lower, { mended: lowerMended });

  async function lowerMended(call: Call): Promise<Lowering | null> {
    const { mendLine } = await sketch();
    const text = mendLine(call.texts[0]?.text ?? '');
    if (text === null) return null;
    const lowering = await lowerJoined(text, call);
    return lowering.failures.length === 0 ? lowering : null;
  }

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
