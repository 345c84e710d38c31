/** Bytes -> checked digest -> module -> detector. Nothing is compiled before its digest is right. */

import {
  type Configuration,
  decodeMistake,
  encodeConfiguration,
  isConfigured,
  type Mistake,
  NO_CONFIGURATION,
} from './configuration.ts';
import type {
  DetectorExports,
  Instantiate,
  Severity,
  WireCall,
  WireFinding,
  WireRule,
} from './detector.ts';
import { WaferError } from './errors.ts';

/** One pinned file of the build. Digests are SHA-256 in lower-case hex. */
export interface PinnedFile {
  readonly file: string;
  readonly sha256: string;
  /**
   * Of the digests of the file's four quarters, each of floor(bytes / 256) blocks of 64 bytes, and of
   * the bytes behind them. As binding as `sha256`, and quicker to check where a start is cold.
   */
  readonly quartersSha256: string;
}

/** One detector as the build lists it; `sha256` is the core module's digest. */
export interface DetectorEntry extends PinnedFile {
  readonly name: string;
  readonly version: string;
  /** What it looks at, as it describes itself. */
  readonly inputs: { readonly texts: boolean; readonly commands: boolean };
  /** What it is asked about. */
  readonly channels: readonly string[];
  /** Bytes by which the chunks of a long text must overlap. */
  readonly overlap: number;
  /** It takes rules and lists of whoever uses the guard. */
  readonly configurable: boolean;
  readonly component: PinnedFile;
}

/** The build's generated index: everything that takes part in a decision, by digest. */
export interface Catalogue {
  readonly contract: string;
  readonly detectors: readonly DetectorEntry[];
  readonly grammar: { readonly runtime: PinnedFile; readonly bash: PinnedFile };
}

/** Limit of detector.wit on the findings of one `inspect`. */
export const MAX_FINDINGS = 1024;

export interface Rule {
  readonly name: string;
  readonly category: string;
  readonly severity: Severity;
  readonly risk: number;
  readonly redact: boolean;
  readonly message: string;
  readonly instead: string;
}

/** A loaded detector. */
export interface Detector {
  readonly entry: DetectorEntry;
  /** What of its configuration it could not use. */
  readonly mistakes: readonly Mistake[];
  /** @throws WaferError `DETECTOR_TRAP`; the detector stays usable. */
  inspect(call: WireCall): readonly WireFinding[];
  /** What its findings point to. Asked for when there is one: most calls have none. */
  rules(): readonly Rule[];
}

/** A digest of a file by the host's own SHA-256: one of the two that are pinned, in hex. */
export type FoundDigest = { readonly sha256: string } | { readonly quartersSha256: string };

/**
 * Compiles bytes whose digest is the pinned one.
 *
 * @throws WaferError `DETECTOR_DIGEST`
 */
export function compileChecked(
  bytes: Uint8Array<ArrayBuffer>,
  pinned: PinnedFile,
  found: FoundDigest,
): WebAssembly.Module {
  const [expected, got] =
    'sha256' in found
      ? [pinned.sha256, found.sha256]
      : [pinned.quartersSha256, found.quartersSha256];
  // Digest before compile: a compiler is attack surface too.
  if (got !== expected) {
    throw new WaferError(
      'DETECTOR_DIGEST',
      `${pinned.file}: expected SHA-256 ${expected}, got ${got}`,
    );
  }
  return new WebAssembly.Module(bytes);
}

export interface LoadOptions {
  readonly instantiate: Instantiate;
  readonly configuration?: Configuration;
}

/**
 * Brings a compiled detector to life.
 *
 * @throws WaferError `DETECTOR_CONTRACT` when the module imports anything; `CONFIG_INVALID` when it
 * traps over the settings alone.
 */
export function loadDetector(
  entry: DetectorEntry,
  module: WebAssembly.Module,
  { instantiate, configuration = NO_CONFIGURATION }: LoadOptions,
): Detector {
  const imports = WebAssembly.Module.imports(module);
  if (imports.length > 0) {
    const names = imports.map(({ module: from, name }) => `${from}.${name}`).join(', ');
    throw new WaferError('DETECTOR_CONTRACT', `${entry.name}: expected no imports, got ${names}`);
  }
  const start = () => instantiate(() => module, {});
  let instance = configure(start, entry.configurable ? configuration : NO_CONFIGURATION);
  const { mistakes } = instance;
  let rules: readonly Rule[] | undefined;
  const guarded = <T>(name: string, run: () => T): T => {
    try {
      return run();
    } catch (cause) {
      // After a trap the instance's memory is in an unknown state, so it is never used again.
      instance = configure(start, instance.configuration);
      throw new WaferError('DETECTOR_TRAP', `${entry.name}: trapped in ${name}()`, { cause });
    }
  };
  return {
    entry,
    mistakes,
    inspect: (call) => guarded('inspect', () => instance.exports.inspect(call)),
    rules() {
      rules ??= guarded('describe', () => instance.exports.describe()).rules.map(decodeRule);
      return rules;
    },
  };
}

interface Instance {
  readonly exports: DetectorExports;
  /** What of the configuration it has taken. */
  readonly configuration: Configuration;
  readonly mistakes: readonly Mistake[];
}

/**
 * An instance with its configuration, which it takes once, before any call. A file that is too much
 * for it is left out, from the last one back, so that what a project brings can't take away what the
 * person has.
 */
function configure(start: () => DetectorExports, configuration: Configuration): Instance {
  const tooMuch: Mistake[] = [];
  let taken = configuration;
  for (;;) {
    const exports = start();
    if (!isConfigured(taken)) return { exports, configuration: taken, mistakes: tooMuch };
    try {
      const mistakes = exports
        .configure(encodeConfiguration(taken))
        .map((mistake) => decodeMistake(mistake, taken));
      return { exports, configuration: taken, mistakes: [...mistakes, ...tooMuch] };
    } catch (cause) {
      const last = taken.sources.at(-1);
      if (last === undefined) {
        throw new WaferError('CONFIG_INVALID', 'configuration: expected shorter lists', { cause });
      }
      const message = 'expected fewer or smaller rules, got more than there is room for';
      tooMuch.push({ file: last.name, line: 1, column: 1, message });
      taken = { ...taken, sources: taken.sources.slice(0, -1) };
    }
  }
}

function decodeRule(rule: WireRule): Rule {
  const decoder = new TextDecoder();
  return {
    name: decoder.decode(rule.name),
    category: decoder.decode(rule.category),
    severity: rule.severity,
    risk: rule.risk,
    redact: rule.redact,
    message: decoder.decode(rule.message),
    instead: decoder.decode(rule.instead),
  };
}
