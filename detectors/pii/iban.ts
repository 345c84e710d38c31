/** International bank account numbers (ISO 13616): a country's own length, and mod 97. */

import { isAlphanumeric, isDigit, isLetter, Text } from '../abi';
import { HYPHEN, SPACE, toUpper, valueIn } from './bytes';

/** Country, length. */
const LENGTHS: string =
  'AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30';
const ENTRY_UNITS: i32 = 4;

/** @returns the end of the number that begins at `start`, in one piece or in groups, or 0. */
export function endOfIban(text: Text, start: u32): u32 {
  if (start + 15 > text.length || !isLetter(text.byte(start)) || !isLetter(text.byte(start + 1))) {
    return 0;
  }
  if (!isDigit(text.byte(start + 2)) || !isDigit(text.byte(start + 3))) return 0;
  const length = lengthOf(toUpper(text.byte(start)), toUpper(text.byte(start + 1)));
  if (length === 0) return 0;
  const end = endOfDigits(text, start, length);
  if (end === 0 || (end < text.length && isAlphanumeric(text.byte(end)))) return 0;
  return passesMod97(text, start, end) ? end : 0;
}

function lengthOf(first: u8, second: u8): u32 {
  for (let i = 0; i < LENGTHS.length; i += ENTRY_UNITS) {
    if (<u8>LENGTHS.charCodeAt(i) !== first || <u8>LENGTHS.charCodeAt(i + 1) !== second) continue;
    return (LENGTHS.charCodeAt(i + 2) - 0x30) * 10 + LENGTHS.charCodeAt(i + 3) - 0x30;
  }
  return 0;
}

/** So many letters and digits, with at most one separator between two, and always the same. */
function endOfDigits(text: Text, start: u32, length: u32): u32 {
  let separator: u8 = 0;
  let count: u32 = 0;
  let i = start;
  for (; i < text.length && count < length; i++) {
    const byte = text.byte(i);
    if (isAlphanumeric(byte)) {
      count++;
      continue;
    }
    if (byte !== SPACE && byte !== HYPHEN) return 0;
    if ((separator !== 0 && byte !== separator) || !isAlphanumeric(text.byte(i - 1))) return 0;
    separator = byte;
  }
  return count === length ? i : 0;
}

/** The first four go to the end; letters are numbers from ten on. */
function passesMod97(text: Text, start: u32, end: u32): bool {
  const rest = remainder(text, start, start + 4, remainder(text, start + 4, end, 0));
  return rest === 1;
}

function remainder(text: Text, start: u32, end: u32, before: u32): u32 {
  let rest = before;
  for (let i = start; i < end; i++) {
    const byte = text.byte(i);
    if (!isAlphanumeric(byte)) continue;
    const value = valueIn(byte);
    rest = (rest * (value < 10 ? <u32>10 : <u32>100) + value) % 97;
  }
  return rest;
}
