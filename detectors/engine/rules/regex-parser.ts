/** Patterns of the regex engine within a rule: tried when the rule is read, kept as text. */

import { arenaMark, releaseTo, Text, textAt } from '../../abi';
import { errorColumn, messageAt, messageLength } from '../regex/pattern-error';
import { compileRegex } from '../regex/regex';
import { createRegex, LazyRegex } from './model';
import { failInRegex } from './reader';
import { intern } from './strings';

/** What its states may take, in bytes: a rule's pattern meets short texts. */
export const RULE_CACHE_BYTES: u32 = 8192;

const literalBytes: usize = memory.data(32, 4);

/** Null after a mistake, which has been told. */
export function parseRegex(text: Text): LazyRegex | null {
  const mark = arenaMark();
  const compiled = compileRegex(text.at, text.length, RULE_CACHE_BYTES);
  if (compiled === null) {
    failInRegex(text.at, textAt(messageAt, messageLength), errorColumn);
    return null;
  }
  // What is interned has to outlive the mark.
  const found = compiled.literal;
  const length = found.length;
  memory.copy(literalBytes, found.bytesAt, length);
  const minimum = compiled.minimum;
  releaseTo(mark);
  let literal: Text | null = null;
  if (length > 0) literal = intern(textAt(literalBytes, length));
  return createRegex(text, literal, minimum);
}
