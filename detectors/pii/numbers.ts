/**
 * Numbers of one group of digits. Next to nothing shows in them, so all but payment cards and the
 * longest checksums need a word that says what they are.
 */

import { isAirlineCard, isCard } from './card';
import { passesVerhoeff } from './checks';
import { isJustBefore, isNear } from './context';
import { digitAt, isUniform } from './digits';
import {
  isAbn,
  isAhv,
  isBsn,
  isCnpj,
  isCpf,
  isGermanTaxId,
  isItin,
  isKoreanForm,
  isKtp,
  isMedicare,
  isNhs,
  isNir,
  isPartitaIva,
  isPersonnummer,
  isPesel,
  isRouting,
  isSin,
  isSouthAfricanId,
  isSsn,
  isTfn,
  isThaiId,
  isTurkishId,
} from './national';
import {
  AU_ABN,
  AU_MEDICARE,
  AU_TFN,
  BANK_ACCOUNT,
  BR_CNPJ,
  BR_CPF,
  CA_SIN,
  CH_AHV,
  DE_TAX_ID,
  EU_VAT,
  FR_NIR,
  ID_KTP,
  IN_AADHAAR,
  KR_RRN,
  NL_BSN,
  NO_RULE,
  PAYMENT_CARD,
  PL_PESEL,
  SE_PERSONNUMMER,
  TH_ID,
  TR_ID,
  UK_NHS,
  US_ITIN,
  US_ROUTING,
  US_SSN,
  ZA_ID,
} from './rules';
import * as words from './words';

/** What is just before a number of a thing. */
const THING_BYTES: u32 = 24;
/** `ID: `, `id is `. */
const ID_BYTES: u32 = 8;

/** The rule of a number with so many digits, which are at hand; `lookAround` has been called. */
export function ruleOfNumber(digits: u32): u32 {
  const rule = ruleOfNational(digits);
  if (rule !== NO_RULE) return rule;
  if (isBareCard(digits)) return PAYMENT_CARD;
  return isBankAccount(digits) ? BANK_ACCOUNT : NO_RULE;
}

function ruleOfNational(digits: u32): u32 {
  if (digits === 9) return ruleOfNine();
  if (digits === 10) return ruleOfTen();
  if (digits === 11) return ruleOfEleven();
  if (digits === 12) return ruleOfTwelve();
  if (digits === 13) return ruleOfThirteen();
  if (digits === 14) return isCnpj() && isNear(words.CNPJ) ? BR_CNPJ : NO_RULE;
  if (digits === 15) return isNir() ? FR_NIR : NO_RULE;
  return digits === 16 && isKtp() && isNear(words.KTP) ? ID_KTP : NO_RULE;
}

/** Clouds number their accounts with twelve digits. */
function isBankAccount(digits: u32): bool {
  if (digits < 8 || digits > 17 || digits === 12 || isUniform(0, digits)) return false;
  return isJustBefore(words.BANK_ACCOUNT, THING_BYTES);
}

/** One number in forty of 16 digits passes by chance. */
function isBareCard(digits: u32): bool {
  if (isAirlineCard(digits)) return isNear(words.CARD);
  if (!isCard(digits)) return false;
  // Visa has not given out 13 digits for long, and many other things have them.
  return isNear(words.CARD) || (digits > 13 && !isJustBefore(words.THINGS, THING_BYTES));
}

function ruleOfNine(): u32 {
  if (isUniform(0, 9)) return NO_RULE;
  if (isSsn() && isNear(words.SSN)) return US_SSN;
  if (isItin() && isNear(words.ITIN)) return US_ITIN;
  if (isRouting() && isNear(words.ROUTING)) return US_ROUTING;
  if (isSin() && isNear(words.SIN)) return CA_SIN;
  if (isTfn() && isNear(words.TFN)) return AU_TFN;
  return isBsn() && isNear(words.BSN) ? NL_BSN : NO_RULE;
}

function ruleOfTen(): u32 {
  if (isNhs() && isNear(words.NHS)) return UK_NHS;
  if (isMedicare() && isNear(words.MEDICARE)) return AU_MEDICARE;
  return isPersonnummer() && isNear(words.SWEDISH) ? SE_PERSONNUMMER : NO_RULE;
}

function ruleOfEleven(): u32 {
  if (isPesel() && isNear(words.PESEL)) return PL_PESEL;
  if (isTurkishId() && isNear(words.TURKISH)) return TR_ID;
  if (isCpf() && isNear(words.CPF)) return BR_CPF;
  if (isAbn() && isNear(words.ABN)) return AU_ABN;
  if (isPartitaIva() && isNear(words.VAT)) return EU_VAT;
  return isGermanTaxId() && isNear(words.GERMAN_TAX) ? DE_TAX_ID : NO_RULE;
}

function ruleOfTwelve(): u32 {
  if (isPersonnummer() && isNear(words.SWEDISH)) return SE_PERSONNUMMER;
  if (digitAt(0) < 2 || !passesVerhoeff()) return NO_RULE;
  return isNear(words.AADHAAR) ? IN_AADHAAR : NO_RULE;
}

function ruleOfThirteen(): u32 {
  if (isThaiId() && isNear(words.THAI)) return TH_ID;
  if (isKoreanForm() && isNear(words.KOREAN)) return KR_RRN;
  if (isSouthAfricanId() && (isNear(words.SOUTH_AFRICAN) || isJustBefore('id', ID_BYTES))) {
    return ZA_ID;
  }
  return isAhv() && isNear(words.AHV) ? CH_AHV : NO_RULE;
}
