/**
 * E-mail addresses around an `@` (RFC 5321 s4.1.2, as people use it). Left out: documentation's
 * domains, names of machines and files, `git@host:`, logins in URLs, package versions.
 */

import { isAlphanumeric, isLetter, Text } from '../abi';
import { COLON, DOT, EQUALS, HYPHEN, PERCENT, PLUS, SLASH, SPACE, UNDERSCORE } from './bytes';
import { isListed } from './list';

const MAX_LOCAL_BYTES: u32 = 64;
const MAX_DOMAIN_BYTES: u32 = 253;

/** They are nobody's. */
const ROBOTS: string = 'git hg svn noreply no-reply donotreply do-not-reply root you your-email';
/** Last labels that no address has: files, units of systemd, networks of one's own, RFC 2606. */
const NO_DOMAINS: string =
  'service socket timer target mount slice scope png jpg jpeg gif svg webp ico js ts mjs cjs tsx jsx json css html yml yaml xml py rb go rs java sh local internal lan localdomain localhost example test invalid';
/** Domains that stand for one, and those of machines. */
const STAND_INS: string =
  'example.com example.org example.net example.edu domain.com mydomain.com yourdomain.com company.com yourcompany.com email.com mail.com test.com foo.com bar.com users.noreply.github.com gserviceaccount.com amazonaws.com server.com somedomain.com host.com site.com somewhere.com abc.com xyz.com';

let foundStart: u32 = 0;

/** Where the address found last begins. */
export function emailStart(): u32 {
  return foundStart;
}

/** @returns the end of the address whose `@` stands at `at`, or 0. */
export function findEmail(text: Text, at: u32): u32 {
  const start = startOfLocal(text, at);
  if (start === at) return 0;
  const end = endOfDomain(text, at + 1);
  if (end === 0 || isStandIn(text, start, at, end) || isLogin(text, start, end)) return 0;
  foundStart = start;
  return end;
}

function startOfLocal(text: Text, at: u32): u32 {
  const first = at > MAX_LOCAL_BYTES ? at - MAX_LOCAL_BYTES : 0;
  let i = at;
  while (i > first && isLocalByte(text.byte(i - 1))) i--;
  if (i === first && i > 0 && isLocalByte(text.byte(i - 1))) return at;
  // An escape such as `\n` is no letter of the name.
  if (i > 0 && i < at && text.byte(i - 1) === 0x5c) i++;
  while (i < at && !isAlphanumeric(text.byte(i))) i++;
  return i < at && text.byte(at - 1) !== DOT ? i : at;
}

function isLocalByte(byte: u8): bool {
  return (
    isAlphanumeric(byte) ||
    byte === DOT ||
    byte === UNDERSCORE ||
    byte === HYPHEN ||
    byte === PLUS ||
    byte === PERCENT
  );
}

/** Labels of letters, digits and hyphens, the last one of letters or in Punycode; 0 for none. */
function endOfDomain(text: Text, start: u32): u32 {
  const limit = min(start + MAX_DOMAIN_BYTES, text.length);
  let i = start;
  let label = start;
  let labels = 0;
  let end: u32 = 0;
  for (; i <= limit; i++) {
    const byte: u8 = i < limit ? text.byte(i) : SPACE;
    if (isAlphanumeric(byte) || (byte === HYPHEN && i > label)) continue;
    if (i === label || text.byte(i - 1) === HYPHEN) break;
    labels++;
    end = labels > 1 && isTopLevel(text, label, i) ? i : 0;
    if (byte !== DOT) break;
    label = i + 1;
  }
  return end > 0 ? end : endOfShorter(text, start, label);
}

/** `me@site.org.` and `me@site.org.. `: the dot ends the sentence. */
function endOfShorter(text: Text, start: u32, label: u32): u32 {
  if (label < start + 2) return 0;
  const end = label - 1;
  let i = end;
  while (i > start && text.byte(i - 1) !== DOT) i--;
  const ends = label >= text.length || !isAlphanumeric(text.byte(label));
  return ends && i > start && isTopLevel(text, i, end) ? end : 0;
}

function isTopLevel(text: Text, start: u32, end: u32): bool {
  if (end - start < 2) return false;
  if (text.holdsAt(start, 'xn--')) return end - start > 4;
  for (let i = start; i < end; i++) {
    if (!isLetter(text.byte(i))) return false;
  }
  return !isListed(text, start, end, NO_DOMAINS);
}

function isStandIn(text: Text, start: u32, at: u32, end: u32): bool {
  if (isListed(text, start, at, ROBOTS)) return true;
  for (let i = at + 1; i < end; i++) {
    const begins = i === at + 1 || text.byte(i - 1) === DOT;
    if (begins && isListed(text, i, end, STAND_INS)) return true;
  }
  return false;
}

/** `scheme://name:word@host`, `name@host:path`, `name@host/path`, `name@host=..`. */
function isLogin(text: Text, start: u32, end: u32): bool {
  if (end < text.length) {
    const next = text.byte(end);
    if (next === SLASH || next === EQUALS || next === UNDERSCORE) return true;
    if (next === COLON && end + 1 < text.length) {
      const behind = text.byte(end + 1);
      if (isAlphanumeric(behind) || behind === SLASH || behind === 0x7e) return true;
    }
  }
  const first = start > MAX_LOCAL_BYTES ? start - MAX_LOCAL_BYTES : 0;
  for (let i = start; i > first && text.byte(i - 1) > SPACE; i--) {
    if (text.byte(i - 1) === SLASH) return true;
  }
  return false;
}
