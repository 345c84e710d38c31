/** Patterns of the regex engine within a rule: tried when the rule is read, kept as text. */

import { arenaMark, releaseTo, Text, textAt } from '../../abi';
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
  releaseTo(mark);
  return createRegex(text);
}
