/** What a shell call does, command by command: lowering through the syntax tree. */

import { toFailure } from '../errors.ts';
import type { Lowering, Places } from './commands.ts';
import type { ShellParser } from './grammar.ts';
import { byteOffsets } from './offsets.ts';
import { settlePlaces } from './paths.ts';
import { type Place, Run } from './run.ts';
import { Scope } from './scope.ts';
import { lowerStatements } from './statements.ts';
import { withoutMarks } from './value.ts';
import { foreignText } from './windows.ts';

/** The commands of a text. A limit ends the way; what was found until then stays. */
export function lowerTree(text: string, given: Places, parser: ShellParser): Lowering {
  const places = settlePlaces(given);
  const run = new Run(places, parser, lowerStatements);
  const offset = byteOffsets(text);
  const known = withoutMarks(text);
  const place: Place = {
    source: { text: known, start: offset, end: offset },
    scope: new Scope(places),
    reach: 'top',
    parent: -1,
    elevated: false,
    pipeline: -1,
    stage: 0,
    input: null,
    shellDepth: 0,
  };
  const foreign = foreignText(known);
  try {
    if (foreign?.isSure === true) run.guess(place);
    else run.lowerText(place);
    if (foreign !== null) {
      const source = { text: foreign.text, start: () => 0, end: () => offset(text.length) };
      run.lowerText({ ...place, source, scope: new Scope(places) });
    }
  } catch (error) {
    run.fail(toFailure(error));
  }
  return { commands: run.finish(), failures: run.failures };
}
