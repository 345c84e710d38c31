/** Payment cards: the ranges of the issuers, their lengths, and the Luhn check (ISO/IEC 7812-1). */

import { passesLuhn } from './checks';
import { numberAt } from './digits';

/** The digits at hand, so many of them, are the number of a card. */
export function isCard(digits: u32): bool {
  return isIssued(digits) && passesLuhn(0, digits);
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
  return (four >= 3528 && four <= 3589) || two === 62 || isDebit(four) || isDiners(two, four);
}

/** Dankort and Maestro. */
function isDebit(four: u32): bool {
  if (four === 5018 || four === 5019 || four === 5020 || four === 5038 || four === 5893)
    return true;
  return four === 6304 || four === 6759 || (four >= 6761 && four <= 6763);
}

function isDiners(two: u32, four: u32): bool {
  return two === 36 || two === 38 || two === 39 || (four >= 3000 && four <= 3059) || four === 3095;
}

/** The form of the airlines' cards; half of what computers count has it, too. */
export function isAirlineCard(digits: u32): bool {
  return digits === 15 && numberAt(0, 1) === 1 && passesLuhn(0, 15);
}
