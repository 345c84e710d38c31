/** What people write beside their numbers. The form of the lists is told in context.ts. */

export const SSN: string = 'ssn ssns social+security soc+sec tax+id taxpayer tin';
export const ITIN: string = 'itin itins individual+taxpayer tax+id taxpayer tin';
export const ROUTING: string = 'routing aba rtn transit+number';
export const SIN: string = 'sin nas social+insurance assurance+sociale';
export const TFN: string = 'tfn tfns tax+file';
export const ABN: string = 'abn business+number';
export const MEDICARE: string = 'medicare';
export const NHS: string = 'nhs national+health';
export const NINO: string = 'nino national+insurance ni+number ni+no';
export const BSN: string = 'bsn burgerservice sofinummer';
export const PESEL: string = 'pesel';
export const GERMAN_TAX: string = 'steuer idnr tin tax+id tax+number';
export const TURKISH: string =
  'tckn kimlik turkish türk tc t.c. vatandaşlık nüfus national+id identity+number';
export const THAI: string =
  'tnin thai thailand บัตรประชาชน ประจำตัว national+id citizen+id identification+number';
export const SOUTH_AFRICAN: string =
  'rsa south+africa permanent+resident sa+id za+id id+number identity+number identity+document national+id id+no id+nommer identiteit smart+id home+affairs citizen';
export const KOREAN: string =
  'rrn frn arc resident+registration alien+registration foreigner korea korean 주민 외국인 등록번호';
export const SWEDISH: string =
  'personnummer pnr swedish svensk samordning personal+identity personal+number';
export const AADHAAR: string = 'aadhaar aadhar adhaar uidai uid आधार';
export const PAN: string = 'pan permanent+account income+tax';
export const KTP: string = 'ktp ektp nik indonesia kependudukan';
export const CPF: string = 'cpf cadastro';
export const CNPJ: string = 'cnpj';
export const AHV: string = 'ahv avs navs oasi sozialversicherung';
export const UEN: string = 'uen entity+number';
export const VAT: string =
  'vat ust ustid ust-idnr umsatzsteuer uid tva btw iva mwst moms alv dph nip nif partita p.iva piva tax';
export const NIF: string = 'nif dni nie';
export const CARD: string =
  'card cards visa mastercard amex american+express discover credit debit cvv cvc tarjeta carte karte kart kreditkarte';
export const WALLET: string = 'wallet ethereum erc20 metamask';
export const PASSPORT: string =
  'passport pasaporte passeport passaporto reisepass paszport passnummer passinumero pasaport 여권 旅券 护照 паспорт';
export const BIRTH: string =
  'dob d.o.b birth birthday birthdate born geburtsdatum geboren née naissance nacimiento nascita nascimento urodzenia doğum syntymä födelse geboorte';
/** Said of figures of history as well, so that a written month needs more than `born`. */
export const BIRTH_DATE: string =
  'dob d.o.b birth+date date+of+birth birthdate birthday geburtsdatum';
export const PHONE: string =
  'phone phones telephone tel mobile mobil cell cellphone fax whatsapp sms gsm cep viber gcash iletişim İletişim telefon telefono teléfono telefone handy rufnummer móvil celular hotline msisdn telefonnummer 電話 전화 โทร';
/** Verbs of code, too: a bare number needs more. */
export const REACH: string = 'call contact dial reach text+me ring';
/** So little that only a number that looks like one of a phone is taken. */
export const NUMBER: string = 'number numbers no nr número numero nummer numéro numara numarası';
export const VERSION: string =
  'version versions ver release firmware build driver chrome safari edg firefox kernel upgrade upgraded downgrade package nuget oid tag';
export const ADDRESS: string =
  'ip ips ipv4 ipv6 host hosts hostname addr address server client remote ping peer gateway nameserver resolver ssh from login visitor connected connection inet';
/** Numbers of things. */
export const THINGS: string =
  'order orders invoice tracking version build timestamp ticket sku serial isbn ean upc gtin request trace hash commit epoch offset revision part model issue article barcode imei job run seq sequence session bug';
export const BANK_ACCOUNT: string =
  'bank+account account+number account+no acct+number acct+no checking+account savings+account';
export const LICENSE: string =
  "driver's+licen driver+licen drivers+licen driving+licen führerschein rijbewijs licence+number license+number";
export const DEA: string = 'dea prescriber';
export const INSURED: string =
  'patient+id insurance+id member+id policy+number subscriber+id insured+id';
export const MONTHS: string =
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec';
export const RECORD: string =
  'mrn medical+record patient+id patient+number chart+number health+record';
