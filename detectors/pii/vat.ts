/** VAT numbers of the European Union behind their country's letters, each with its own check. */

import { isUpper, Text } from '../abi';
import { toUpper } from './bytes';
import { isMultiple, passesLuhn, passesMod11And10 } from './checks';
import { isNear } from './context';
import { digitAt, digitCount, numberAt, readDigits, weighted } from './digits';
import { isPartitaIva } from './national';
import * as words from './words';

const MIN_BYTES: u32 = 10;
const MAX_BYTES: u32 = 14;

/** The word from `start` to `end` is such a number; `lookAround` has been called. */
export function isVat(text: Text, start: u32, end: u32): bool {
  const length = end - start;
  if (length < MIN_BYTES || length > MAX_BYTES) return false;
  const first = text.byte(start);
  const second = text.byte(start + 1);
  if (!isUpper(first) || !isUpper(second)) return false;
  readDigits(text, start, end);
  const letters = length - digitCount();
  const country = ((<u32>first) << 8) | second;
  // Two digits of check let one in a hundred through, one digit lets one in ten.
  if (isStrong(country, letters)) return true;
  return isWeak(text, start, country, letters) && isNear(words.VAT);
}

/** Belgium and France. */
function isStrong(country: u32, letters: u32): bool {
  const digits = digitCount();
  if (letters !== 2) return false;
  if (country === 0x4245) {
    return digits === 10 && digitAt(0) <= 1 && numberAt(8, 10) === 97 - (numberAt(0, 8) % 97);
  }
  if (country !== 0x4652 || digits !== 11) return false;
  return numberAt(0, 2) === (12 + 3 * (numberAt(2, 11) % 97)) % 97;
}

function isWeak(text: Text, start: u32, country: u32, letters: u32): bool {
  if (country === 0x4154) return letters === 3 && text.byte(start + 2) === 0x55 && isAustrian();
  if (country === 0x4e4c) return letters === 3 && isDutch(text, start);
  if (letters !== 2) return false;
  const digits = digitCount();
  if (digits === 8) return isOfEight(country);
  if (digits === 9) return isOfNine(country);
  if (digits === 11) return country === 0x4954 && isPartitaIva();
  if (digits === 10) return country === 0x504c && weighted('657234567') % 11 === digitAt(9);
  return digits === 12 && country === 0x5345 && passesLuhn(0, 10);
}

function isAustrian(): bool {
  if (digitCount() !== 8) return false;
  let sum: u32 = 4;
  for (let i: u32 = 0; i < 7; i++) {
    const doubled = digitAt(i) * 2;
    sum += i % 2 === 0 ? digitAt(i) : doubled / 10 + (doubled % 10);
  }
  return (10 - (sum % 10)) % 10 === digitAt(7);
}

function isDutch(text: Text, start: u32): bool {
  if (digitCount() !== 11 || toUpper(text.byte(start + 11)) !== 0x42) return false;
  // NL is 23 21, B is 11; since 2020 the whole is one more than a multiple of 97.
  const body = numberAt(0, 9) * 10000 + 1100 + numberAt(9, 11);
  if ((2321 * <u64>10000000000000 + body) % 97 === 1) return true;
  return weighted('98765432') % 11 === digitAt(8);
}

/** Denmark, Finland, Hungary, Luxembourg, Slovenia. */
function isOfEight(country: u32): bool {
  if (country === 0x444b) return isMultiple('27654321', 11);
  if (country === 0x4649) return (11 - (weighted('79A5842') % 11)) % 11 === digitAt(7);
  if (country === 0x4855) return isMultiple('97319731', 10);
  if (country === 0x4c55) return numberAt(0, 6) % 89 === numberAt(6, 8);
  return country === 0x5349 && (11 - (weighted('8765432') % 11)) % 10 === digitAt(7);
}

/** Germany, Estonia, Greece, Portugal. */
function isOfNine(country: u32): bool {
  if (country === 0x4445) return digitAt(0) !== 0 && passesMod11And10(0, 9);
  if (country === 0x4545) return isMultiple('371371371', 10);
  if (country === 0x454c) return isGreek();
  if (country !== 0x5054) return false;
  const check = 11 - (weighted('98765432') % 11);
  return (check > 9 ? 0 : check) === digitAt(8);
}

/** Weights are powers of two. */
function isGreek(): bool {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < 8; i++) sum = (sum + digitAt(i)) * 2;
  return (sum % 11) % 10 === digitAt(8);
}
