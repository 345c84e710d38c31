/** Postal addresses of the United States: a house number, a street, a state, a ZIP code, on one line. */

import { isAlphanumeric, isDigit, isLetter, Text } from '../abi';
import { COMMA, NEWLINE, SPACE } from './bytes';
import { isJustBefore, lookAround } from './context';
import { isListed } from './list';

const MAX_BYTES: u32 = 96;
const STATES: string =
  'al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy pr';
const STREETS: string =
  'street st st. avenue ave ave. road rd rd. drive dr dr. lane ln boulevard blvd blvd. court ct terrace place pl way circle parkway pkwy highway hwy square';

/** @returns where the address begins whose ZIP code stands at `zip`; `zip` when there is none. */
export function findAddress(text: Text, zip: u32): u32 {
  if (zip < 12 || text.byte(zip - 1) !== SPACE) return zip;
  const before = text.byte(zip - 4);
  if (before !== SPACE && before !== COMMA) return zip;
  if (!isListed(text, zip - 3, zip - 1, STATES)) return zip;
  const first = zip > MAX_BYTES ? zip - MAX_BYTES : 0;
  let start = zip;
  for (let i = zip - 4; i > first && text.byte(i - 1) !== NEWLINE; i--) {
    if (isHouse(text, i - 1)) start = i - 1;
  }
  if (start === zip) return zip;
  lookAround(text, zip - 4, zip - 4);
  return isJustBefore(STREETS, zip - 4 - start) && !isFoundation(text, start) ? start : zip;
}

/** Where the licences of half of all free software send their readers. */
function isFoundation(text: Text, at: u32): bool {
  return (
    text.holdsAt(at, '51 Franklin') ||
    text.holdsAt(at, '59 Temple') ||
    text.holdsAt(at, '675 Mass') ||
    text.holdsAt(at, '31 Milk')
  );
}

/** A number begins here, and a word comes behind it. */
function isHouse(text: Text, at: u32): bool {
  if (!isDigit(text.byte(at)) || (at > 0 && isAlphanumeric(text.byte(at - 1)))) return false;
  let i = at;
  while (isDigit(text.byte(i))) i++;
  return i - at <= 6 && text.byte(i) === SPACE && isLetter(text.byte(i + 1));
}
