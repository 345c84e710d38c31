/** Numbers that are written in groups, by the lengths of the groups. */

import { Text } from '../abi';
import { isCard } from './card';
import { passesVerhoeff } from './checks';
import { isJustBefore, isNear } from './context';
import { digitAt } from './digits';
import {
  BY_COLON,
  BY_DOT,
  BY_HYPHEN,
  BY_SLASH,
  BY_SPACE,
  Groups,
  MIXED,
  NO_SEPARATOR,
} from './groups';
import {
  isAbn,
  isAhv,
  isBelgianNumber,
  isCnpj,
  isCpf,
  isGermanTaxId,
  isItin,
  isKoreanForm,
  isKoreanNumber,
  isMedicare,
  isNhs,
  isNir,
  isPersonnummer,
  isRouting,
  isShownSsn,
  isSin,
  isSsn,
  isTfn,
  isThaiId,
} from './national';
import { followsNumber, isInProse } from './place';
import {
  AU_ABN,
  AU_MEDICARE,
  AU_TFN,
  BE_NATIONAL_NUMBER,
  BR_CNPJ,
  BR_CPF,
  CA_SIN,
  CH_AHV,
  DE_TAX_ID,
  FR_NIR,
  IN_AADHAAR,
  KR_RRN,
  NO_RULE,
  PAYMENT_CARD,
  SE_PERSONNUMMER,
  TH_ID,
  UK_NHS,
  US_ITIN,
  US_ROUTING,
  US_SSN,
} from './rules';
import * as words from './words';

const THING_BYTES: u32 = 24;
/** `..-`, `../-`, `..-.`: four bits a separator. */
const CPF_SEPARATORS: u32 = 0x332;
const CNPJ_SEPARATORS: u32 = 0x3342;
const BELGIAN_SEPARATORS: u32 = 0x3323;

/** The rule of the groups, whose digits are at hand; `lookAround` has been called. */
export function ruleOfGroups(text: Text, start: u32, groups: Groups): u32 {
  const between = groups.between;
  if (between === NO_SEPARATOR) return NO_RULE;
  if (between === MIXED) return ruleOfMixed(groups);
  const lengths = groups.lengths;
  if (between === BY_SPACE || between === BY_HYPHEN) {
    const card = lengths === 0x4444 || lengths === 0x465 || lengths === 0x464;
    if (card && isCard(groups.digits)) return PAYMENT_CARD;
  }
  if (lengths === 0x444) return ruleOfAadhaar(between);
  if (between === BY_SPACE && followsNumber(text, start)) return NO_RULE;
  if (lengths === 0x324) return ruleOfSsn(text, start, groups);
  if (between === BY_DOT) return lengths === 0x3442 && isAhv() ? CH_AHV : NO_RULE;
  if (between === BY_SLASH || between === BY_COLON) return NO_RULE;
  return ruleOfNational(groups);
}

function ruleOfSsn(text: Text, start: u32, groups: Groups): u32 {
  const between = groups.between;
  if (between === BY_SLASH || between === BY_COLON) return NO_RULE;
  if (isItin()) return between === BY_HYPHEN || isNear(words.ITIN) ? US_ITIN : NO_RULE;
  if (!isSsn()) return NO_RULE;
  if (isNear(words.SSN)) return US_SSN;
  // Three columns of a table look the same.
  if (between === BY_SPACE && !isInProse(text, start, groups.end)) return NO_RULE;
  return isShownSsn() || isJustBefore(words.THINGS, THING_BYTES) ? NO_RULE : US_SSN;
}

function ruleOfAadhaar(between: u32): u32 {
  if (between === BY_DOT || between === BY_SLASH) return NO_RULE;
  return digitAt(0) >= 2 && passesVerhoeff() ? IN_AADHAAR : NO_RULE;
}

/** Spaces or hyphens. */
function ruleOfNational(groups: Groups): u32 {
  const lengths = groups.lengths;
  if (lengths === 0x333) return ruleOfThrees();
  if (lengths === 0x334) return isNhs() && isNear(words.NHS) ? UK_NHS : NO_RULE;
  if (lengths === 0x441) return isRouting() && isNear(words.ROUTING) ? US_ROUTING : NO_RULE;
  if (lengths === 0x451) return isMedicare() ? AU_MEDICARE : NO_RULE;
  if (lengths === 0x67) return ruleOfKorean(groups.between);
  if (lengths === 0x64 || lengths === 0x84) {
    return isPersonnummer() && isNear(words.SWEDISH) ? SE_PERSONNUMMER : NO_RULE;
  }
  if (lengths === 0x2333) return ruleOfElevens();
  if (lengths === 0x14521) return isThaiId() ? TH_ID : NO_RULE;
  return (lengths === 0x1222332 || lengths === 0xd2) && isNir() ? FR_NIR : NO_RULE;
}

function ruleOfThrees(): u32 {
  if (isSin() && isNear(words.SIN)) return CA_SIN;
  return isTfn() && isNear(words.TFN) ? AU_TFN : NO_RULE;
}

function ruleOfKorean(between: u32): u32 {
  if (between !== BY_HYPHEN || !isKoreanForm()) return NO_RULE;
  return isKoreanNumber() || isNear(words.KOREAN) ? KR_RRN : NO_RULE;
}

function ruleOfElevens(): u32 {
  if (isGermanTaxId() && isNear(words.GERMAN_TAX)) return DE_TAX_ID;
  return isAbn() ? AU_ABN : NO_RULE;
}

function ruleOfMixed(groups: Groups): u32 {
  const lengths = groups.lengths;
  const separators = groups.separators;
  if (lengths === 0x3332 && separators === CPF_SEPARATORS && isCpf()) return BR_CPF;
  if (lengths === 0x23342 && separators === CNPJ_SEPARATORS && isCnpj()) return BR_CNPJ;
  if (lengths === 0x22232 && separators === BELGIAN_SEPARATORS && isBelgianNumber()) {
    return BE_NATIONAL_NUMBER;
  }
  return NO_RULE;
}
