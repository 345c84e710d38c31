/** Check digits that several schemes share, over the digits at hand. */

import { digitAt, digitCount, numberAt, weighted } from './digits';

/** ISO/IEC 7812-1: the digits from `start` to `end` sum up to a multiple of ten. */
export function passesLuhn(start: u32, end: u32): bool {
  let sum: u32 = 0;
  let twice = false;
  for (let i = end; i > start; i--) {
    const digit = digitAt(i - 1);
    const doubled = digit > 4 ? 2 * digit - 9 : 2 * digit;
    sum += twice ? doubled : digit;
    twice = !twice;
  }
  return sum % 10 === 0;
}

/** The dihedral group of order ten: five turns, five mirrorings. */
const PERMUTATION: usize = memory.data<u8>([1, 5, 7, 6, 2, 8, 3, 0, 9, 4]);

/** Verhoeff's scheme over all digits. */
export function passesVerhoeff(): bool {
  let check: u32 = 0;
  const count = digitCount();
  for (let i: u32 = 0; i < count; i++) {
    let digit = digitAt(count - 1 - i);
    for (let turn: u32 = 0; turn < (i & 7); turn++) digit = load<u8>(PERMUTATION + digit);
    check = multiply(check, digit);
  }
  return check === 0;
}

function multiply(a: u32, b: u32): u32 {
  const mirrored = a >= 5;
  const left = mirrored ? a - 5 : a;
  if (b < 5) return mirrored ? 5 + ((left + 5 - b) % 5) : (left + b) % 5;
  return mirrored ? (left + 5 - (b - 5)) % 5 : 5 + ((left + b - 5) % 5);
}

/** ISO/IEC 7064, MOD 11,10, over the digits from `start` to `end`. */
export function passesMod11And10(start: u32, end: u32): bool {
  let product: u32 = 10;
  for (let i = start; i + 1 < end; i++) {
    let sum = (digitAt(i) + product) % 10;
    if (sum === 0) sum = 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === digitAt(end - 1);
}

/** The weighted sum of all digits leaves nothing over. */
export function isMultiple(weights: string, divisor: u32): bool {
  return weighted(weights) % divisor === 0;
}

/** A year of two digits, a month and a day, each at its place, are a date. */
export function isDay(month: u32, day: u32): bool {
  if (month < 1 || month > 12 || day < 1) return false;
  if (month === 2) return day <= 29;
  const short = month === 4 || month === 6 || month === 9 || month === 11;
  return day <= (short ? <u32>30 : <u32>31);
}

/** `MMDD` stands at `start`. */
export function isMonthAndDay(start: u32): bool {
  return isDay(<u32>numberAt(start, start + 2), <u32>numberAt(start + 2, start + 4));
}
