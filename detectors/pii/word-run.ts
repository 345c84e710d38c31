/** What begins with a run of letters and digits. */

import { isAlphanumeric, isDigit, isLower, Text } from '../abi';
import { HYPHEN, SPACE } from './bytes';
import { lookAround } from './context';
import { isWallet } from './crypto';
import { readDigits } from './digits';
import { reportFound } from './found';
import { endOfIban } from './iban';
import { endOfV6 } from './ip';
import { endOfLicense, ruleOfLabelled } from './labelled';
import { HETU_BYTES, isHetu, isHyphenatedNif, isNino } from './lettered';
import { hasForm } from './letters';
import { ruleOfNumber } from './numbers';
import { beginsAlone, endsAlone, isLetterBehind } from './place';
import {
  CRYPTO_ADDRESS,
  DRIVER_LICENSE,
  ES_NIF,
  EU_VAT,
  FI_HETU,
  IBAN,
  IP_ADDRESS,
  NO_RULE,
  SE_PERSONNUMMER,
  UK_NINO,
} from './rules';
import { ruleOfToken } from './tokens';
import { isVat } from './vat';

const MIN_BYTES: u32 = 6;
const MAX_BYTES: u32 = 62;
/** The first group of an account number, or of an address. */
const GROUP_BYTES: u32 = 4;

/** @returns where to go on. */
export function inspectWord(text: Text, start: u32, end: u32, index: u32): u32 {
  const length = end - start;
  if ((length < MIN_BYTES && length !== GROUP_BYTES) || length > MAX_BYTES) return end;
  if (!beginsAlone(text, start)) return end;
  const long = longEnd(text, start, end);
  if (long !== 0) {
    const rule = isDigit(text.byte(start)) ? IP_ADDRESS : IBAN;
    reportFound(rule, text, index, start, long);
    return long;
  }
  const license = endOfLicense(text, start, end);
  if (license !== 0) {
    reportFound(DRIVER_LICENSE, text, index, start, license);
    return license;
  }
  if (length < MIN_BYTES) return end;
  const lettered = inspectLettered(text, start, end, index);
  if (lettered !== 0) return lettered;
  if (!endsAlone(text, end)) return end;
  lookAround(text, start, end);
  const rule = ruleOf(text, start, end);
  if (rule !== NO_RULE) reportFound(rule, text, index, start, end);
  else inspectGlued(text, start, end, index);
  return end;
}

/** A letter stands apart: `X1234567-L`, `AB 123456C`. */
function inspectLettered(text: Text, start: u32, end: u32, index: u32): u32 {
  if (isLetterBehind(text, end, HYPHEN) && isHyphenatedNif(text, start, end)) {
    reportFound(ES_NIF, text, index, start, end + 2);
    return end + 2;
  }
  if (end - start !== 7 || start < 3 || !hasForm(text, start, '999999A')) return 0;
  if (text.byte(start - 1) !== SPACE || !hasForm(text, start - 3, 'AA')) return 0;
  if (start > 3 && isAlphanumeric(text.byte(start - 4))) return 0;
  if (!isNino(text, start - 3, end - 1) || !endsAlone(text, end)) return 0;
  reportFound(UK_NINO, text, index, start - 3, end);
  return end;
}

/** The end of what may go on behind the word, or 0. */
function longEnd(text: Text, start: u32, end: u32): u32 {
  if (isDigit(text.byte(start))) return endOfV6(text, start);
  if (end - start !== GROUP_BYTES && end - start < 15) return 0;
  const iban = endOfIban(text, start);
  return iban !== 0 && endsAlone(text, iban) ? iban : 0;
}

function ruleOf(text: Text, start: u32, end: u32): u32 {
  const rule = ruleOfToken(text, start, end);
  if (rule !== NO_RULE) return rule;
  if (isVat(text, start, end)) return EU_VAT;
  if (isWallet(text, start, end)) return CRYPTO_ADDRESS;
  return ruleOfLabelled(text, start, end);
}

/** `code is030594W903B`: a word in lower case and a number without the space between them. */
function inspectGlued(text: Text, start: u32, end: u32, index: u32): void {
  let first = start;
  while (first < end && isLower(text.byte(first))) first++;
  if (first === start || first === end || !isDigit(text.byte(first))) return;
  const length = end - first;
  if (length === HETU_BYTES && isHetu(text, first)) {
    reportFound(FI_HETU, text, index, first, end);
    return;
  }
  if (length !== 10 && length !== 12) return;
  for (let i = first; i < end; i++) {
    if (!isDigit(text.byte(i))) return;
  }
  lookAround(text, first, end);
  readDigits(text, first, end);
  if (ruleOfNumber(length) === SE_PERSONNUMMER)
    reportFound(SE_PERSONNUMMER, text, index, first, end);
}
