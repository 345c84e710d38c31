/**
 * Public IP addresses. Private, local and documentation ranges tell nothing of a person (RFC 6890),
 * and four small numbers are a version more often than an address.
 */

import { isAlphanumeric, isDigit, isHex, Text } from '../abi';
import {
  AT,
  COLON,
  DOT,
  EQUALS,
  HYPHEN,
  PERCENT,
  SLASH,
  SPACE,
  UNDERSCORE,
  valueIn,
} from './bytes';
import { isJustBefore, isNear } from './context';
import { numberAt } from './digits';
import { BY_DOT, Groups, groupsAt } from './groups';
import { isOneOf } from './letters';
import { isListed } from './list';
import * as words from './words';

const VERSION_BYTES: u32 = 24;
/** All four below this: a version, where nothing says that it is an address. */
const SMALL: u32 = 32;
const MAX_V6_BYTES: u32 = 39;
/** Google's, Cloudflare's, Quad9's. */
const RESOLVERS: string =
  '2001:4860:4860::8888 2001:4860:4860::8844 2606:4700:4700::1111 2606:4700:4700::1001 2620:fe::fe';

/** The first four groups at hand are a public address; `lookAround` has been called. */
export function isPublicAddress(text: Text, start: u32, groups: Groups): bool {
  if (groups.between !== BY_DOT || groups.next === BY_DOT || groups.digits > 12) return false;
  let from: u32 = 0;
  let largest: u32 = 0;
  let zeros: u32 = 0;
  let address: u32 = 0;
  for (let i: u32 = 1; i <= 4; i++) {
    const digits = groupsAt(i).digits;
    const octet = <u32>numberAt(from, digits);
    const leading = digits - from > 1 && numberAt(from, from + 1) === 0;
    if (octet > 255 || digits - from > 3 || leading) return false;
    largest = max(largest, octet);
    zeros += octet === 0 ? 1 : 0;
    address = (address << 8) | octet;
    from = digits;
  }
  if (isReserved(address) || isResolver(address)) return false;
  if (!isPlaced(text, start, groups.end) || isJustBefore(words.VERSION, VERSION_BYTES))
    return false;
  return (largest >= SMALL && zeros < 2) || isNear(words.ADDRESS);
}

/** Not `Chrome/126.0.6478.55`, `name-1.2.3.45`, `name==1.2.3.45`, nor a network (`/24`). */
function isPlaced(text: Text, start: u32, end: u32): bool {
  if (end < text.length && !mayFollow(text, end)) return false;
  if (start === 0) return true;
  const before = text.byte(start - 1);
  const further: u8 = start > 1 ? text.byte(start - 2) : SPACE;
  if (before === SLASH) return further === SLASH;
  if (before === EQUALS) return isAlphanumeric(further) || further <= SPACE;
  return !isOneOf(before, '_-.$%^~<>+');
}

function mayFollow(text: Text, end: u32): bool {
  const byte = text.byte(end);
  if (byte === UNDERSCORE || byte === PERCENT || byte === AT) return false;
  if (byte !== HYPHEN && byte !== SLASH) return true;
  if (end + 1 >= text.length) return true;
  return byte === SLASH ? !isDigit(text.byte(end + 1)) : !isAlphanumeric(text.byte(end + 1));
}

/** What RFC 6890 and RFC 5737 keep from the public, and what is not for one machine. */
function isReserved(address: u32): bool {
  const first = address >> 24;
  const two = address >> 16;
  const three = address >> 8;
  return (
    first === 0 ||
    first === 10 ||
    first === 127 ||
    first >= 224 ||
    (two >= 0x6440 && two <= 0x647f) ||
    two === 0xa9fe ||
    (two >= 0xac10 && two <= 0xac1f) ||
    two === 0xc0a8 ||
    two === 0xc612 ||
    two === 0xc613 ||
    three === 0xc00000 ||
    three === 0xc00002 ||
    three === 0xc63364 ||
    three === 0xcb0071
  );
}

/** Resolvers for everyone, and numbers that stand for an address. */
function isResolver(address: u32): bool {
  return (
    address === 0x08080808 ||
    address === 0x08080404 ||
    address === 0x01010101 ||
    address === 0x01000001 ||
    address === 0x09090909 ||
    address === 0x01020304 ||
    address === 0x04030201 ||
    address === 0x04040404
  );
}

/**
 * @returns the end of the global address of version 6 that begins at `start`, or 0. All of them begin
 * with 2 or 3 (RFC 4291 s2.4); 2001:db8::/32 and 3fff::/20 are for documentation.
 */
export function endOfV6(text: Text, start: u32): u32 {
  const first = text.byte(start) | 1;
  if (first !== 0x33 || start + 5 > text.length || text.byte(start + 4) !== COLON) return 0;
  if (start > 0 && text.byte(start - 1) === COLON && start > 1 && text.byte(start - 2) === COLON) {
    return 0;
  }
  const limit = min(start + MAX_V6_BYTES + 1, text.length);
  let end = start;
  while (end < limit && (isHex(text.byte(end)) || text.byte(end) === COLON)) end++;
  if (end - start > MAX_V6_BYTES || !isV6(text, start, end)) return 0;
  if (end < text.length && (isAlphanumeric(text.byte(end)) || text.byte(end) === DOT)) {
    if (text.byte(end) !== DOT || (end + 1 < text.length && isDigit(text.byte(end + 1)))) return 0;
  }
  return isDocumented(text, start) || isOpenResolver(text, start, end) ? 0 : end;
}

/** At most eight groups of at most four digits; one row of zeros may be left out. */
function isV6(text: Text, start: u32, end: u32): bool {
  let groups = 1;
  let length = 0;
  let gaps = 0;
  for (let i = start; i < end; i++) {
    if (text.byte(i) !== COLON) {
      if (++length > 4) return false;
      continue;
    }
    if (i + 1 < end && text.byte(i + 1) === COLON) {
      gaps++;
      i++;
    }
    groups++;
    length = 0;
  }
  if (length === 0 && text.byte(end - 2) !== COLON) return false;
  return gaps === 0 ? groups === 8 && length > 0 : gaps === 1 && groups <= 8;
}

function isOpenResolver(text: Text, start: u32, end: u32): bool {
  return isListed(text, start, end, RESOLVERS);
}

function isDocumented(text: Text, start: u32): bool {
  if (text.holdsAt(start, '3fff:') || text.holdsAt(start, '3FFF:')) return true;
  if (!text.holdsAt(start, '2001:')) return false;
  let value: u32 = 0;
  for (let i = start + 5; i < text.length && isHex(text.byte(i)); i++) {
    value = (value << 4) | valueIn(text.byte(i));
  }
  return value === 0xdb8;
}
