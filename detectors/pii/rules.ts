/** The rules of the detector; a rule's index is its place in the list. */

import {
  ALL_BUT_SHELL,
  addRule,
  beginRules,
  endRules,
  explainRule,
  INPUT_TEXTS,
  redactRule,
  SEVERITY_LOW,
  SEVERITY_MEDIUM,
} from '../abi';

export const EMAIL: u32 = 0;
export const PHONE: u32 = 1;
export const IP_ADDRESS: u32 = 2;
export const PAYMENT_CARD: u32 = 3;
export const IBAN: u32 = 4;
export const CRYPTO_ADDRESS: u32 = 5;
export const PASSPORT: u32 = 6;
export const BIRTH_DATE: u32 = 7;
export const MEDICAL_RECORD: u32 = 8;
export const POSTAL_ADDRESS: u32 = 9;
export const US_SSN: u32 = 10;
export const US_ITIN: u32 = 11;
export const US_ROUTING: u32 = 12;
export const CA_SIN: u32 = 13;
export const MX_CURP: u32 = 14;
export const BR_CPF: u32 = 15;
export const BR_CNPJ: u32 = 16;
export const UK_NHS: u32 = 17;
export const UK_NINO: u32 = 18;
export const EU_VAT: u32 = 19;
export const ES_NIF: u32 = 20;
export const IT_FISCAL_CODE: u32 = 21;
export const PL_PESEL: u32 = 22;
export const FR_NIR: u32 = 23;
export const DE_TAX_ID: u32 = 24;
export const DE_SOCIAL_SECURITY: u32 = 25;
export const FI_HETU: u32 = 26;
export const SE_PERSONNUMMER: u32 = 27;
export const NL_BSN: u32 = 28;
export const BE_NATIONAL_NUMBER: u32 = 29;
export const CH_AHV: u32 = 30;
export const TR_ID: u32 = 31;
export const ZA_ID: u32 = 32;
export const IN_AADHAAR: u32 = 33;
export const IN_PAN: u32 = 34;
export const SG_NRIC: u32 = 35;
export const SG_UEN: u32 = 36;
export const ID_KTP: u32 = 37;
export const TH_ID: u32 = 38;
export const KR_RRN: u32 = 39;
export const AU_TFN: u32 = 40;
export const AU_ABN: u32 = 41;
export const AU_MEDICARE: u32 = 42;
export const BANK_ACCOUNT: u32 = 43;
export const DRIVER_LICENSE: u32 = 44;
export const US_DEA: u32 = 45;
const RULE_COUNT: u32 = 46;

/** No recognizer claims the value. */
export const NO_RULE: u32 = u32.MAX_VALUE;

/** The longest value with its context on both sides. */
const OVERLAP_BYTES: u32 = 512;

/** Far from a question, so that many kinds in one call do not add up to one either. */
const LOW_RISK: u8 = 5;
const MEDIUM_RISK: u8 = 15;

const INSTEAD: string = 'leave it out, or use made-up data';

/** Builds the description. @returns what the export `describe` returns. */
export function describeRules(): usize {
  beginRules(RULE_COUNT);
  describeContacts();
  describeAmericas();
  describeEurope();
  describeOthers();
  return endRules('pii', '0.1.0', INPUT_TEXTS, ALL_BUT_SHELL, OVERLAP_BYTES);
}

function describeContacts(): void {
  addLow('pii-email', 'carries an e-mail address');
  addLow('pii-phone', 'carries a phone number');
  addLow('pii-ip-address', 'carries a public IP address');
  addMedium('pii-payment-card', 'carries the number of a payment card');
  addMedium('pii-iban', 'carries the number of a bank account (IBAN)');
  addLow('pii-crypto-address', 'carries the address of a wallet');
  addMedium('pii-passport', 'carries the number of a passport');
  addMedium('pii-birth-date', 'carries a date of birth');
  addMedium('pii-medical-record', 'carries the number of a medical record');
  addLow('pii-postal-address', 'carries a postal address');
}

function describeAmericas(): void {
  addMedium('pii-us-ssn', 'carries a US social security number');
  addMedium('pii-us-itin', 'carries a US taxpayer number (ITIN)');
  addLow('pii-us-routing', 'carries the routing number of a US bank');
  addMedium('pii-ca-sin', 'carries a Canadian social insurance number');
  addMedium('pii-mx-curp', 'carries a Mexican population registry code (CURP)');
  addMedium('pii-br-cpf', 'carries a Brazilian taxpayer number (CPF)');
  addLow('pii-br-cnpj', 'carries a Brazilian company number (CNPJ)');
}

function describeEurope(): void {
  addMedium('pii-uk-nhs', 'carries a number of the National Health Service');
  addMedium('pii-uk-nino', 'carries a British national insurance number');
  addLow('pii-eu-vat', 'carries a European VAT number');
  addMedium('pii-es-nif', 'carries a Spanish identity number (NIF, NIE)');
  addMedium('pii-it-fiscal-code', 'carries an Italian fiscal code');
  addMedium('pii-pl-pesel', 'carries a Polish identity number (PESEL)');
  addMedium('pii-fr-nir', 'carries a French social security number (NIR)');
  addMedium('pii-de-tax-id', 'carries a German tax number');
  addMedium('pii-de-social-security', 'carries a German pension insurance number');
  addMedium('pii-fi-hetu', 'carries a Finnish identity code');
  addMedium('pii-se-personnummer', 'carries a Swedish identity number');
  addMedium('pii-nl-bsn', 'carries a Dutch citizen service number (BSN)');
  addMedium('pii-be-national-number', 'carries a Belgian national number');
  addMedium('pii-ch-ahv', 'carries a Swiss social security number (AHV)');
}

function describeOthers(): void {
  addMedium('pii-tr-id', 'carries a Turkish identity number');
  addMedium('pii-za-id', 'carries a South African identity number');
  addMedium('pii-in-aadhaar', 'carries an Aadhaar number');
  addMedium('pii-in-pan', 'carries an Indian taxpayer number (PAN)');
  addMedium('pii-sg-nric', 'carries a Singaporean identity number (NRIC, FIN)');
  addLow('pii-sg-uen', 'carries a Singaporean entity number (UEN)');
  addMedium('pii-id-ktp', 'carries an Indonesian identity number (NIK)');
  addMedium('pii-th-id', 'carries a Thai identity number');
  addMedium('pii-kr-rrn', 'carries a Korean registration number');
  addMedium('pii-au-tfn', 'carries an Australian tax file number');
  addLow('pii-au-abn', 'carries an Australian business number');
  addMedium('pii-au-medicare', 'carries an Australian Medicare number');
  addMedium('pii-bank-account', 'carries the number of a bank account');
  addMedium('pii-driver-license', 'carries the number of a driving licence');
  addLow('pii-us-dea', 'carries the number of a US prescriber (DEA)');
}

function addLow(name: string, message: string): void {
  addPersonal(name, message, SEVERITY_LOW, LOW_RISK);
}

function addMedium(name: string, message: string): void {
  addPersonal(name, message, SEVERITY_MEDIUM, MEDIUM_RISK);
}

function addPersonal(name: string, message: string, severity: u8, risk: u8): void {
  addRule(name, 'personal-data', severity, risk);
  explainRule(message, INSTEAD);
  // An agent that reads a file without its addresses writes it back without them.
  if (severity !== SEVERITY_LOW) redactRule();
}
