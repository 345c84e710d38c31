/** The wire shapes of detector.wit, as the transpiled glue takes and gives them. */

import type { Channel } from './call.ts';
import type { Reach, RedirectOperator, Target } from './shell/commands.ts';

export type Severity = 'low' | 'medium' | 'high' | 'critical';

export interface WireWord {
  readonly value: Uint8Array;
  readonly target: Target;
  readonly dynamic: boolean;
  readonly start: number;
  readonly end: number;
}

export interface WireCommand {
  readonly words: readonly WireWord[];
  readonly assignments: readonly { readonly name: Uint8Array; readonly value: WireWord }[];
  readonly redirects: readonly {
    readonly operator: RedirectOperator;
    readonly descriptor: number;
    readonly target: WireWord;
  }[];
  readonly pipeline: number;
  readonly stage: number;
  readonly reach: Reach;
  readonly parent: number;
  readonly elevated: boolean;
  readonly cwd: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export interface WireCall {
  readonly channel: Channel;
  readonly tool: Uint8Array;
  readonly server: Uint8Array;
  readonly texts: readonly Uint8Array[];
  readonly path: Uint8Array;
  readonly pathTarget: Target;
  readonly cwd: Uint8Array;
  readonly home: Uint8Array;
  readonly project: Uint8Array;
  readonly commands: readonly WireCommand[];
}

export interface WireRule {
  readonly name: Uint8Array;
  readonly category: Uint8Array;
  readonly severity: Severity;
  readonly risk: number;
  readonly redact: boolean;
  readonly message: Uint8Array;
  readonly instead: Uint8Array;
}

export interface WireDescription {
  readonly name: Uint8Array;
  readonly version: Uint8Array;
  readonly inputs: { readonly texts?: boolean; readonly commands?: boolean };
  readonly channels: Readonly<Partial<Record<Channel, boolean>>>;
  readonly overlap: number;
  readonly rules: readonly WireRule[];
}

export interface WireFinding {
  readonly rule: number;
  readonly text: number;
  readonly start: number;
  readonly end: number;
  readonly detail: Uint8Array;
}

export interface WireConfiguration {
  readonly sources: readonly { readonly name: Uint8Array; readonly text: Uint8Array }[];
  readonly settings: readonly {
    readonly key: Uint8Array;
    readonly values: readonly Uint8Array[];
  }[];
}

export interface WireMistake {
  readonly source: number;
  readonly line: number;
  readonly column: number;
  readonly message: Uint8Array;
}

/** What a component of the world `detector` exports. */
export interface DetectorExports {
  configure(configuration: WireConfiguration): readonly WireMistake[];
  describe(): WireDescription;
  inspect(call: WireCall): readonly WireFinding[];
}

/** The transpiled glue: one for every component of the world, given its core module. */
export type Instantiate = (
  coreModule: () => WebAssembly.Module,
  imports: Record<string, never>,
  instantiateCore?: (
    module: WebAssembly.Module,
    imports: WebAssembly.Imports,
  ) => WebAssembly.Instance,
) => DetectorExports;
