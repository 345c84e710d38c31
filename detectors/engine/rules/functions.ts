/** The functions of expressions: their names, and what each takes. */

import { Text } from '../../abi';

export const FN_NONE: u8 = 0;
export const FN_COMMAND: u8 = 1;
export const FN_INTERPRETER: u8 = 2;
export const FN_PIPELINE_TO: u8 = 3;
export const FN_PIPELINE_FROM: u8 = 4;
export const FN_FLAGS: u8 = 5;
export const FN_ARGUMENT: u8 = 6;
export const FN_OPTION: u8 = 7;
export const FN_ARGS_MATCHING: u8 = 8;
export const FN_OPERANDS: u8 = 9;
export const FN_TEXT_MATCHING: u8 = 10;
export const FN_TARGETS: u8 = 11;
export const FN_FIRST_TARGETS: u8 = 12;
export const FN_LAST_TARGET: u8 = 13;
export const FN_NAMES_PATH: u8 = 14;
export const FN_READS_FILE: u8 = 15;
export const FN_WRITES_FILE: u8 = 16;
export const FN_REDIRECTS: u8 = 17;
export const FN_SETS_ENV: u8 = 18;
export const FN_ELEVATED: u8 = 19;
export const FN_RUNS: u8 = 20;
export const FN_SENDS: u8 = 21;
export const FN_FORKS_ITSELF: u8 = 22;
export const FN_PATH: u8 = 23;
export const FN_CONTENT: u8 = 24;
export const FN_TOOL: u8 = 25;
export const FN_SERVER: u8 = 26;

/** What stands between a function's parentheses. */
export const TAKES_NOTHING: u8 = 0;
export const TAKES_VALUES: u8 = 1;
/** Values, or nothing. */
export const TAKES_ANY_VALUES: u8 = 2;
export const TAKES_REGEX: u8 = 3;
export const TAKES_CLASSES: u8 = 4;
export const TAKES_SOURCES: u8 = 5;
export const TAKES_RANGE: u8 = 6;

/** Their names, for whoever has mistyped one. */
export const FUNCTION_NAMES: string =
  'command without_command interpreter pipeline_to pipeline_from with_flags without_flags with_argument without_argument with_option without_option with_args_matching without_args_matching with_text_matching without_text_matching operands targets first_targets last_target names_path reads_file writes_file redirects sets_env elevated runs sends forks_itself path content tool server';

/** The function of this name, `without_` stripped; `FN_NONE` when there is none. */
export function functionNamed(name: Text): u8 {
  return name.startsWith('with') ? argumentFunction(name) : otherFunction(name);
}

/** `with_..` and `without_..` */
function argumentFunction(name: Text): u8 {
  if (name.is('without_command')) return FN_COMMAND;
  if (name.is('with_flags') || name.is('without_flags')) return FN_FLAGS;
  if (name.is('with_argument') || name.is('without_argument')) return FN_ARGUMENT;
  if (name.is('with_option') || name.is('without_option')) return FN_OPTION;
  if (name.is('with_args_matching') || name.is('without_args_matching')) return FN_ARGS_MATCHING;
  if (name.is('with_text_matching') || name.is('without_text_matching')) return FN_TEXT_MATCHING;
  return FN_NONE;
}

function otherFunction(name: Text): u8 {
  if (name.is('command')) return FN_COMMAND;
  if (name.is('interpreter')) return FN_INTERPRETER;
  if (name.is('pipeline_to')) return FN_PIPELINE_TO;
  if (name.is('pipeline_from')) return FN_PIPELINE_FROM;
  if (name.is('operands')) return FN_OPERANDS;
  if (name.is('targets')) return FN_TARGETS;
  if (name.is('first_targets')) return FN_FIRST_TARGETS;
  if (name.is('last_target')) return FN_LAST_TARGET;
  if (name.is('names_path')) return FN_NAMES_PATH;
  if (name.is('reads_file')) return FN_READS_FILE;
  if (name.is('writes_file')) return FN_WRITES_FILE;
  if (name.is('redirects')) return FN_REDIRECTS;
  if (name.is('sets_env')) return FN_SETS_ENV;
  if (name.is('elevated')) return FN_ELEVATED;
  if (name.is('runs')) return FN_RUNS;
  if (name.is('sends')) return FN_SENDS;
  if (name.is('forks_itself')) return FN_FORKS_ITSELF;
  if (name.is('path')) return FN_PATH;
  if (name.is('content')) return FN_CONTENT;
  if (name.is('tool')) return FN_TOOL;
  return name.is('server') ? FN_SERVER : FN_NONE;
}

export function takes(kind: u8): u8 {
  if (kind === FN_ELEVATED || kind === FN_FORKS_ITSELF) return TAKES_NOTHING;
  if (kind === FN_INTERPRETER) return TAKES_ANY_VALUES;
  if (kind === FN_ARGS_MATCHING || kind === FN_TEXT_MATCHING || kind === FN_CONTENT)
    return TAKES_REGEX;
  if (kind === FN_TARGETS || kind === FN_FIRST_TARGETS || kind === FN_LAST_TARGET)
    return TAKES_CLASSES;
  if (kind === FN_RUNS || kind === FN_SENDS) return TAKES_SOURCES;
  return kind === FN_OPERANDS ? TAKES_RANGE : TAKES_VALUES;
}

/** An expression of a condition that begins so is looked for in the whole call. */
export function looksAnywhere(kind: u8): bool {
  return (
    kind === FN_COMMAND ||
    kind === FN_PIPELINE_TO ||
    kind === FN_READS_FILE ||
    kind === FN_WRITES_FILE ||
    kind === FN_SETS_ENV
  );
}
