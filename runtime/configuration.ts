/** What the people who use the guard have added to it: rules and lists. Hosts read the files. */

import type { WireConfiguration, WireMistake } from './detector.ts';
import { encodeText } from './encode.ts';
import type { Failure } from './errors.ts';

/** The lists that a configuration may set. Rules use the first four as `@name`. */
export const SETTING_KEYS = [
  'allowed_executables',
  'mcp_allowed_servers',
  'sensitive_paths',
  'secret_env_vars',
  'disabled_rules',
] as const;
export type SettingKey = (typeof SETTING_KEYS)[number];

/** One file of rules, in the language of docs/rules.md. */
export interface RuleSource {
  /** As a person knows the file; its last part may say which channel its rules look at. */
  readonly name: string;
  readonly text: string;
}

export interface Setting {
  readonly key: SettingKey;
  readonly values: readonly string[];
}

export interface Configuration {
  /** Of two rules with one name the first is kept, so the most trusted files come first. */
  readonly sources: readonly RuleSource[];
  readonly settings: readonly Setting[];
}

export const NO_CONFIGURATION: Configuration = { sources: [], settings: [] };

/** A configuration as a host has read it. */
export interface Configured {
  readonly configuration: Configuration;
  /** What of its files can't be used: part of every verdict. */
  readonly problems: readonly Failure[];
}

export const UNCONFIGURED: Configured = { configuration: NO_CONFIGURATION, problems: [] };

/** Something in a rule file that can't be used; the rule that holds it is left out. */
export interface Mistake {
  readonly file: string;
  /** From 1; columns count characters. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export function isConfigured({ sources, settings }: Configuration): boolean {
  return sources.length > 0 || settings.length > 0;
}

export function encodeConfiguration({ sources, settings }: Configuration): WireConfiguration {
  return {
    sources: sources.map(({ name, text }) => ({ name: encodeText(name), text: encodeText(text) })),
    settings: settings.map(({ key, values }) => ({
      key: encodeText(key),
      values: values.map(encodeText),
    })),
  };
}

export function decodeMistake(
  { source, line, column, message }: WireMistake,
  { sources }: Configuration,
): Mistake {
  const file = sources[source]?.name ?? '';
  return { file, line, column, message: visible(new TextDecoder().decode(message)) };
}

/**
 * Control and format characters replaced: messages quote files that anybody may have written, and a
 * notice ends on somebody's terminal.
 */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

/** All mistakes as one failure, by the first of them; none without any. */
export function failuresOf([first, ...others]: readonly Mistake[]): Failure[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  const message = `${describeMistake(first)} (left out${more})`;
  return [{ code: 'CONFIG_IGNORED', message }];
}

/** `FILE:LINE:COLUMN: MESSAGE`, which editors and terminals know how to open. */
export function describeMistake({ file, line, column, message }: Mistake): string {
  return `${visible(file)}:${line}:${column}: ${message}`;
}
