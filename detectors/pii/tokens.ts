/** Numbers that are letters and digits in one word, told apart by length and form. */

import { isHex, Text } from '../abi';
import { UPPER_A } from './bytes';
import { isNear } from './context';
import { isCurp } from './curp';
import { readDigits } from './digits';
import { isFiscalCode } from './fiscal-code';
import { isDea, isHetu, isNif, isNino, isNric, isUen } from './lettered';
import { hasForm, hasFormInAnyCase, isOneOf } from './letters';
import { isGermanPension } from './national';
import {
  DE_SOCIAL_SECURITY,
  ES_NIF,
  FI_HETU,
  IN_PAN,
  IT_FISCAL_CODE,
  MX_CURP,
  NO_RULE,
  SG_NRIC,
  SG_UEN,
  UK_NINO,
  US_DEA,
} from './rules';
import * as words from './words';

/** The rule of the word from `start` to `end`; `lookAround` has been called. */
export function ruleOfToken(text: Text, start: u32, end: u32): u32 {
  const length = end - start;
  if (length === 8 || length === 9) return ruleOfNine(text, start, end);
  if (length === 10) return ruleOfTen(text, start);
  if (length === 11) return isHetu(text, start) ? FI_HETU : NO_RULE;
  if (length === 12) return isPension(text, start) ? DE_SOCIAL_SECURITY : NO_RULE;
  if (length === 16) return isFiscalCode(text, start) ? IT_FISCAL_CODE : NO_RULE;
  return length === 18 && isCurp(text, start) ? MX_CURP : NO_RULE;
}

function ruleOfNine(text: Text, start: u32, end: u32): u32 {
  if (isNif(text, start, end)) return ES_NIF;
  if (end - start !== 9) return NO_RULE;
  if (isNric(text, start)) return SG_NRIC;
  if (hasFormInAnyCase(text, start, 'AA999999A') && isNino(text, start, start + 8)) {
    // In lower case it may as well be hexadecimal.
    return hasForm(text, start, 'AA') || !isHexadecimal(text, start) || isNear(words.NINO)
      ? UK_NINO
      : NO_RULE;
  }
  if (isDea(text, start) && isNear(words.DEA)) return US_DEA;
  return isUen(text, start, 9) ? SG_UEN : NO_RULE;
}

function ruleOfTen(text: Text, start: u32): u32 {
  if (hasFormInAnyCase(text, start, 'AAAAA9999A')) return ruleOfPan(text, start);
  return isUen(text, start, 10) ? SG_UEN : NO_RULE;
}

/** The fourth letter is the kind of taxpayer. */
function ruleOfPan(text: Text, start: u32): u32 {
  const known = isOneOf(text.byte(start + 3) & 0xdf, 'ABCFGHJLPT');
  if (!known || text.holdsAt(start + 5, '0000')) return NO_RULE;
  return hasForm(text, start, 'AAAAA9999A') || isNear(words.PAN) ? IN_PAN : NO_RULE;
}

/** Both letters could be digits of base 16. */
function isHexadecimal(text: Text, start: u32): bool {
  return isHex(text.byte(start)) && isHex(text.byte(start + 1));
}

function isPension(text: Text, start: u32): bool {
  if (!hasForm(text, start, '99999999A999')) return false;
  readDigits(text, start, start + 12);
  return isGermanPension(text.byte(start + 8) - UPPER_A + 1);
}
