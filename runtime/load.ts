/** Bytes -> checked digest -> module -> detector. Nothing is compiled before its digest is right. */

import type { DetectorExports, Instantiate, Severity, WireCall, WireFinding } from './detector.ts';
import { WaferError } from './errors.ts';

/** One pinned file of the build. Digests are SHA-256 in lower-case hex. */
export interface PinnedFile {
  readonly file: string;
  readonly sha256: string;
}

/** One detector as the build lists it; `sha256` is the core module's digest. */
export interface DetectorEntry extends PinnedFile {
  readonly name: string;
  readonly version: string;
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
  readonly rules: readonly Rule[];
  readonly inputs: { readonly texts: boolean; readonly commands: boolean };
  /** Bytes by which the chunks of a long text must overlap. */
  readonly overlap: number;
  /** @throws WaferError `DETECTOR_TRAP`; the detector stays usable. */
  inspect(call: WireCall): readonly WireFinding[];
}

/**
 * Compiles bytes whose digest is the pinned one.
 *
 * @param sha256 the host's own SHA-256, hex.
 * @throws WaferError `DETECTOR_DIGEST`
 */
export function compileChecked(
  bytes: Uint8Array<ArrayBuffer>,
  pinned: PinnedFile,
  sha256: string,
): WebAssembly.Module {
  // Digest before compile: a compiler is attack surface too.
  if (sha256 !== pinned.sha256) {
    throw new WaferError(
      'DETECTOR_DIGEST',
      `${pinned.file}: expected SHA-256 ${pinned.sha256}, got ${sha256}`,
    );
  }
  return new WebAssembly.Module(bytes);
}

/**
 * Brings a compiled detector to life.
 *
 * @throws WaferError `DETECTOR_CONTRACT` when the module imports anything or names itself otherwise.
 */
export function loadDetector(
  entry: DetectorEntry,
  module: WebAssembly.Module,
  instantiate: Instantiate,
): Detector {
  const imports = WebAssembly.Module.imports(module);
  if (imports.length > 0) {
    const names = imports.map(({ module: from, name }) => `${from}.${name}`).join(', ');
    throw new WaferError('DETECTOR_CONTRACT', `${entry.name}: expected no imports, got ${names}`);
  }
  let exports = instantiate(() => module, {});
  const description = describe(exports, entry);
  return {
    entry,
    ...description,
    inspect(call) {
      try {
        return exports.inspect(call);
      } catch (cause) {
        // After a trap the instance's memory is in an unknown state, so it is never used again.
        exports = instantiate(() => module, {});
        throw new WaferError('DETECTOR_TRAP', `${entry.name}: trapped in inspect()`, { cause });
      }
    },
  };
}

type Description = Pick<Detector, 'rules' | 'inputs' | 'overlap'>;

function describe(exports: DetectorExports, entry: DetectorEntry): Description {
  const decoder = new TextDecoder();
  const text = (bytes: Uint8Array) => decoder.decode(bytes);
  const { name, version, inputs, overlap, rules } = exports.describe();
  if (text(name) !== entry.name || text(version) !== entry.version) {
    throw new WaferError(
      'DETECTOR_CONTRACT',
      `${entry.name}: expected ${entry.name} ${entry.version}, got ${text(name)} ${text(version)}`,
    );
  }
  return {
    inputs: { texts: inputs.texts === true, commands: inputs.commands === true },
    overlap,
    rules: rules.map((rule) => ({
      name: text(rule.name),
      category: text(rule.category),
      severity: rule.severity,
      risk: rule.risk,
      redact: rule.redact,
      message: text(rule.message),
      instead: text(rule.instead),
    })),
  };
}
