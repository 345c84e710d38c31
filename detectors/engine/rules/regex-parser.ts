/** Patterns of the regex engine within a rule: tried when the rule is read, kept as text. */

import { allocate, arenaMark, releaseTo, Text, textAt } from '../../abi';
import { collectLiterals, literalAt, literalCount, literalLength } from '../regex/literal-set';
import { errorColumn, messageAt, messageLength } from '../regex/pattern-error';
import { compileRegex } from '../regex/regex';
import { createRegex, LazyRegex } from './model';
import { failInRegex } from './reader';

/** What its states may take, in bytes: a rule's pattern meets short texts. */
export const RULE_CACHE_BYTES: u32 = 8192;

/** Null after a mistake, which has been told. */
export function parseRegex(text: Text): LazyRegex | null {
  const mark = arenaMark();
  const compiled = compileRegex(text.at, text.length, RULE_CACHE_BYTES);
  if (compiled === null) {
    failInRegex(text.at, textAt(messageAt, messageLength), errorColumn);
    return null;
  }
  const minimum = compiled.minimum;
  collectLiterals(compiled.tree);
  releaseTo(mark);
  return createRegex(text, joinLiterals(), minimum);
}

/** One behind the other, a NUL between them: no pattern that people write asks for one. */
function joinLiterals(): Text {
  let size: u32 = 0;
  for (let i: u32 = 0; i < literalCount; i++) size += literalLength(i) + 1;
  const joined = textAt(allocate(size, 1), 0);
  for (let i: u32 = 0; i < literalCount; i++) {
    if (i > 0) store<u8>(joined.at + joined.length++, 0);
    memory.copy(joined.at + joined.length, literalAt(i), literalLength(i));
    joined.length += literalLength(i);
  }
  return joined;
}
