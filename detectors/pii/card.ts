/** Payment cards: the ranges of the issuers, their lengths, and the Luhn check (ISO/IEC 7812-1). */

import { passesLuhn } from './checks';
import { isUniform, numberAt } from './digits';

/** The digits at hand, so many of them, are the number of a card. */
export function isCard(digits: u32): bool {
  return isIssued(digits) && !isUniform(1, digits) && passesLuhn(0, digits);
}

function isIssued(digits: u32): bool {
  const two = <u32>numberAt(0, 2);
  const four = <u32>numberAt(0, 4);
  if (digits === 15) return two === 34 || two === 37;
  if (digits === 14) return isDiners(two, four);
  if (digits === 13) return two >= 40 && two <= 49;
  if (digits !== 16) return false;
  if (two >= 40 && two <= 49) return true;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return true;
  if (four === 6011 || two === 65 || (four >= 6440 && four <= 6499)) return true;
  return (four >= 3528 && four <= 3589) || two === 62 || isDiners(two, four);
}

function isDiners(two: u32, four: u32): bool {
  return two === 36 || two === 38 || two === 39 || (four >= 3000 && four <= 3059) || four === 3095;
}
