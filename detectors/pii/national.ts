/** National numbers made of digits alone: what each scheme checks, over the digits at hand. */

import { isDay, isMonthAndDay, isMultiple, passesLuhn, passesMod11And10 } from './checks';
import { digitAt, digitCount, isUniform, numberAt, weighted } from './digits';

/** Areas, groups and serials that were never given out, and the number of an advertisement. */
export function isSsn(): bool {
  const area = numberAt(0, 3);
  if (area === 0 || area === 666 || area >= 900) return false;
  if (numberAt(3, 5) === 0 || numberAt(5, 9) === 0) return false;
  const number = numberAt(0, 9);
  return number !== 78051120 && number !== 219099999 && !isUniform(0, 9);
}

/** What people write for a social security number that is none. */
export function isShownSsn(): bool {
  return numberAt(0, 9) === 123456789;
}

/** 9, and a group of 50 to 65, 70 to 88, 90 to 92 or 94 to 99. */
export function isItin(): bool {
  const group = numberAt(3, 5);
  if (digitAt(0) !== 9 || numberAt(5, 9) === 0) return false;
  if (group < 50 || group === 89 || group === 93) return false;
  return group <= 65 || group >= 70;
}

/** The Federal Reserve's districts, and the checksum of the American Bankers Association. */
export function isRouting(): bool {
  const district = <u32>numberAt(0, 2);
  const issued =
    (district >= 1 && district <= 12) ||
    (district >= 21 && district <= 32) ||
    (district >= 61 && district <= 72) ||
    district === 80;
  return issued && !isUniform(2, 9) && isMultiple('371371371', 10);
}

/** 0 and 8 begin no social insurance number. */
export function isSin(): bool {
  const first = digitAt(0);
  return first !== 0 && first !== 8 && !isUniform(0, 9) && passesLuhn(0, 9);
}

export function isTfn(): bool {
  return !isUniform(0, 9) && isMultiple('14375869A', 11);
}

export function isBsn(): bool {
  if (isUniform(0, 9)) return false;
  return (weighted('98765432') + 11 - digitAt(8)) % 11 === 0;
}

export function isNhs(): bool {
  if (isUniform(0, 10)) return false;
  const check = 11 - (weighted('A98765432') % 11);
  return check === 11 ? digitAt(9) === 0 : check === digitAt(9);
}

/** The first digit is lowered by one before weighing. */
export function isAbn(): bool {
  if (digitAt(0) === 0 || isUniform(0, 11)) return false;
  const weights = memory.data<u32>([10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
  let sum: u32 = 0;
  for (let i: u32 = 0; i < 11; i++) sum += load<u32>(weights + (i << 2)) * digitAt(i);
  return (sum - 10) % 89 === 0;
}

export function isMedicare(): bool {
  const first = digitAt(0);
  return first >= 2 && first <= 6 && digitAt(9) !== 0 && weighted('13791379') % 10 === digitAt(8);
}

export function isPesel(): bool {
  const month = <u32>(numberAt(2, 4) % 20);
  if (!isDay(month, <u32>numberAt(4, 6))) return false;
  return isMultiple('13791379131', 10);
}

export function isGermanTaxId(): bool {
  return digitAt(0) !== 0 && !isUniform(0, 10) && passesMod11And10(0, 11);
}

export function isTurkishId(): bool {
  if (digitAt(0) === 0) return false;
  let odd: u32 = 0;
  let even: u32 = 0;
  for (let i: u32 = 0; i < 9; i++) {
    if (i % 2 === 0) odd += digitAt(i);
    else even += digitAt(i);
  }
  const tenth = (odd * 7 + 90 - even) % 10;
  return digitAt(9) === tenth && (odd + even + tenth) % 10 === digitAt(10);
}

export function isCpf(): bool {
  if (isUniform(0, 11)) return false;
  return remainderOf('A98765432') === digitAt(9) && remainderOf('BA98765432') === digitAt(10);
}

export function isCnpj(): bool {
  if (isUniform(0, 14)) return false;
  return (
    remainderOf('543298765432') === digitAt(12) && remainderOf('6543298765432') === digitAt(13)
  );
}

function remainderOf(weights: string): u32 {
  const rest = weighted(weights) % 11;
  return rest < 2 ? 0 : 11 - rest;
}

/** A birthday, the century and sex, and the checksum that numbers had until October 2020. */
export function isKoreanNumber(): bool {
  if (!isKoreanForm()) return false;
  const rest = weighted('234567892345') % 11;
  const check = digitAt(12);
  // Foreigners' numbers count on from two.
  return digitAt(6) < 5 ? check === (11 - rest) % 10 : check === (13 - rest) % 10;
}

/** The same without the checksum. */
export function isKoreanForm(): bool {
  const kind = digitAt(6);
  return kind >= 1 && kind <= 8 && isMonthAndDay(2);
}

export function isThaiId(): bool {
  const kind = digitAt(0);
  if (kind < 1 || kind > 8 || isUniform(0, 12)) return false;
  return (11 - (weighted('DCBA98765432') % 11)) % 10 === digitAt(12);
}

export function isSouthAfricanId(): bool {
  return isMonthAndDay(2) && digitAt(10) <= 2 && passesLuhn(0, 13);
}

/** Six digits of a place, and a birthday, to which women add 40. */
export function isKtp(): bool {
  const province = numberAt(0, 2);
  if (province < 11 || province > 94 || numberAt(2, 4) === 0 || numberAt(12, 16) === 0)
    return false;
  const day = <u32>numberAt(6, 8);
  return isDay(<u32>numberAt(8, 10), day > 40 ? day - 40 : day);
}

/** Ten digits, or twelve with the century; coordination numbers add 60 to the day. */
export function isPersonnummer(): bool {
  const start = digitCount() - 10;
  if (start === 2) {
    const century = numberAt(0, 2);
    if (century < 18 || century > 20) return false;
  }
  const day = <u32>numberAt(start + 4, start + 6);
  if (!isDay(<u32>numberAt(start + 2, start + 4), day > 60 ? day - 60 : day)) return false;
  return passesLuhn(start, start + 10);
}

/** Sex, year, month, department, commune, order; months above 12 stand for unknown ones. */
export function isNir(): bool {
  const sex = digitAt(0);
  const month = numberAt(3, 5);
  if ((sex !== 1 && sex !== 2) || month === 0 || (month > 12 && month < 20)) return false;
  if (numberAt(5, 7) === 0 || numberAt(10, 13) === 0) return false;
  return numberAt(13, 15) === 97 - (numberAt(0, 13) % 97);
}

/** Who was born since 2000 has a 2 before the nine digits. */
export function isBelgianNumber(): bool {
  const month = <u32>(numberAt(2, 4) % 20);
  if (month > 12 || numberAt(4, 6) > 31) return false;
  const check = numberAt(9, 11);
  const body = numberAt(0, 9);
  return check === 97 - (body % 97) || check === 97 - ((2000000000 + body) % 97);
}

/** An EAN-13 of Switzerland's own prefix. */
export function isAhv(): bool {
  return numberAt(0, 3) === 756 && isMultiple('1313131313131', 10);
}

/** The eleven digits of an Italian VAT number. */
export function isPartitaIva(): bool {
  return numberAt(0, 7) !== 0 && !isUniform(0, 11) && passesLuhn(0, 11);
}

/** An area, a birthday and the person's digits; `letter` is the first one of the name, A = 1. */
export function isGermanPension(letter: u32): bool {
  if (!isDay(<u32>numberAt(4, 6), <u32>numberAt(2, 4))) return false;
  let sum: u32 = 0;
  sum += crossSum(digitAt(0) * 2) + digitAt(1) + crossSum(digitAt(2) * 2);
  sum += crossSum(digitAt(3) * 5) + crossSum(digitAt(4) * 7) + digitAt(5);
  sum += crossSum(digitAt(6) * 2) + digitAt(7) + crossSum((letter / 10) * 2) + (letter % 10);
  sum += crossSum(digitAt(8) * 2) + digitAt(9);
  return sum % 10 === digitAt(10);
}

function crossSum(value: u32): u32 {
  return value / 10 + (value % 10);
}
