/**
 * Values that a name calls a credential: `api_key = ".."`, `SECRET=..`, `"token": ".."`. No provider
 * vouches for their form, so they are judged by how they look (`token-likeness.ts`): the less the
 * assignment says, the more the value has to.
 */

import { Text } from '../abi';
import { AssignedValue, OPERATOR_COMMA, OPERATOR_SIGN, readAssigned } from './assigned-value';
import {
  endOfCredentialName,
  isBareKey,
  isOpenKind,
  isWithinWord,
  namesStandIn,
  standsAlone,
} from './credential-name';
import { NO_SPAN, Span, span } from './span';
import { isTokenLike, isUnmistakable } from './token-likeness';

const MIN_BYTES: u32 = 10;
/** A `key` is anything; a long random one is not. */
const MIN_KEY_BYTES: u32 = 11;

/** Finds the value assigned to the name whose word stands from `at` to `end`. */
export function findAssigned(text: Text, at: u32, end: u32): Span {
  const nameEnd = endOfCredentialName(text, end);
  if (nameEnd === 0) return NO_SPAN;
  const bareKey = isBareKey(text, at, end);
  if (bareKey && (isWithinWord(text, at) || standsAlone(text, at))) return NO_SPAN;
  const value = readAssigned(text, nameEnd);
  const least = bareKey ? MIN_KEY_BYTES : MIN_BYTES;
  if (value.length < least) return NO_SPAN;
  // A JSON Web Token has parts to look into (jwt.ts).
  if (text.holdsAt(value.start, 'eyJ')) return NO_SPAN;
  if (isOpenKind(text, at) || namesStandIn(text, at)) return NO_SPAN;
  return holdsCredential(text, value) ? span(value.start, value.end) : NO_SPAN;
}

function holdsCredential(text: Text, value: AssignedValue): bool {
  const range = span(value.start, value.end);
  if (value.operator === OPERATOR_SIGN) return isTokenLike(text, range);
  if (value.operator === OPERATOR_COMMA) return value.quoted && isTokenLike(text, range);
  return isUnmistakable(text, range);
}
