/** One row of functions, asked of one command. */

import { Call, Command, Text } from '../../abi';
import { labelsRun, labelsSent } from '../flow/flow';
import {
  hasArgument,
  hasFlags,
  hasLastTarget,
  hasOperands,
  hasOption,
  hasTarget,
} from './arguments';
import { forksItself } from './forks';
import {
  FN_ARGS_MATCHING,
  FN_ARGUMENT,
  FN_COMMAND,
  FN_ELEVATED,
  FN_FIRST_TARGETS,
  FN_FLAGS,
  FN_FORKS_ITSELF,
  FN_INTERPRETER,
  FN_LAST_TARGET,
  FN_NAMES_PATH,
  FN_OPERANDS,
  FN_OPTION,
  FN_PIPELINE_FROM,
  FN_PIPELINE_TO,
  FN_READS_FILE,
  FN_REDIRECTS,
  FN_RUNS,
  FN_SENDS,
  FN_SETS_ENV,
  FN_TARGETS,
  FN_TEXT_MATCHING,
  FN_WRITES_FILE,
} from './functions';
import { matchesAny } from './globs';
import { isInterpreterNamed, withoutVersion } from './interpreters';
import { LazyRegex, Term } from './model';
import { namesPath, readsFile, redirectFits, writesFile } from './paths';
import { restoreArguments, runsOneOf } from './program';
import { matchesRegex } from './regexes';
import { hasStage, setsVariable } from './surroundings';
import { isGiven, joinArguments } from './texts';

/** All functions of the row hold for the command with this index. */
export function holdsFor(call: Call, index: u32, program: Text, row: Term | null): bool {
  restoreArguments(1);
  for (let term: Term | null = row; term !== null; term = term!.next) {
    if (isTrue(call, index, program, term) === term.negated) return false;
  }
  return true;
}

function isTrue(call: Call, index: u32, program: Text, term: Term): bool {
  const command = call.command(index);
  switch (term.kind) {
    case FN_COMMAND:
      return command.wordCount > 0 && runsOneOf(command, program, term.values);
    case FN_INTERPRETER:
      return isInterpreter(program, term);
    case FN_PIPELINE_TO:
      return hasStage(call, index, term.values, true);
    case FN_PIPELINE_FROM:
      return hasStage(call, index, term.values, false);
    case FN_SETS_ENV:
      return setsVariable(command, term.values);
    case FN_ELEVATED:
      return command.elevated;
    case FN_RUNS:
      return (labelsRun(index) & term.bits) !== 0;
    case FN_SENDS:
      return (labelsSent(index) & term.bits) !== 0;
    case FN_FORKS_ITSELF:
      return forksItself(call, index);
    case FN_TEXT_MATCHING:
      return isGiven(call, index, term.regex);
    default:
      return isTrueOfArguments(command, program, term);
  }
}

function isTrueOfArguments(command: Command, program: Text, term: Term): bool {
  switch (term.kind) {
    case FN_FLAGS:
      return hasFlags(command, term.values, term.negated);
    case FN_ARGUMENT:
      return hasArgument(command, term.values);
    case FN_OPTION:
      return hasOption(command, term.values);
    case FN_ARGS_MATCHING:
      return argumentsMatch(command, term.regex);
    case FN_OPERANDS:
      return hasOperands(command, term);
    case FN_TARGETS:
      return hasTarget(command, term.bits, 0);
    case FN_FIRST_TARGETS:
      return hasTarget(command, term.bits, 1);
    case FN_LAST_TARGET:
      return hasLastTarget(command, term.bits);
    case FN_NAMES_PATH:
      return namesPath(command, term.values);
    case FN_READS_FILE:
      return readsFile(command, program, term.values);
    case FN_WRITES_FILE:
      return writesFile(command, program, term.values);
    case FN_REDIRECTS:
      return redirectFits(command, term.values);
    default:
      // What is about other channels never holds for a command.
      return false;
  }
}

function isInterpreter(program: Text, term: Term): bool {
  if (!isInterpreterNamed(program)) return false;
  const values = term.values;
  if (values === null) return true;
  // `python` stands for `python3.12` as well.
  return matchesAny(values, program, true) || matchesAny(values, withoutVersion(program), true);
}

function argumentsMatch(command: Command, regex: LazyRegex): bool {
  return matchesRegex(regex, joinArguments(command));
}
