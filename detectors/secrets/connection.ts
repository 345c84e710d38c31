/** Passwords in URLs: `scheme://user:password@host` (RFC 3986 s3.2.1). The password is the finding. */

import { isAlphanumeric, Text } from '../abi';
import {
  AT,
  BACKSLASH,
  BACKTICK,
  COLON,
  DELETE,
  DOT,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  HYPHEN,
  LESS,
  PLUS,
  QUESTION,
  SINGLE_QUOTE,
  SLASH,
  SPACE,
} from './bytes';
import { isIssuedPassword, looksGenerated } from './password';
import { NO_SPAN, Span, span, spanEnd, spanStart } from './span';
import { isListed } from './words';

export const MAX_AUTHORITY_BYTES: u32 = 512;
const MAX_SCHEME_BYTES: u32 = 32;
const SEPARATOR_BYTES: u32 = 3;

/** Either half of `postgresql+psycopg` and `mongodb+srv` counts. */
const SCHEMES: string = `
  amqp amqps clickhouse couchdb ftp ftps http https influxdb ldap ldaps mariadb memcached mongodb
  mqtt mqtts mssql mysql mysql2 nats neo4j postgis postgres postgresql redis rediss sftp smtp smtps
  socks5 sqlserver ssh`;
/** Domains of documentation and tests (RFC 2606), or this very machine. */
const OPEN_DOMAINS: string = `
  127.0.0.1 example example.com example.net example.org invalid localhost test`;
const STAND_IN_HOSTS: string = 'host hostname server';

/** Finds the password of a URL whose `://` stands at `at`. */
export function findConnectionPassword(text: Text, at: u32): Span {
  const authority = span(at + SEPARATOR_BYTES, endOfAuthority(text, at + SEPARATOR_BYTES));
  // Passwords hold a raw colon or at sign now and then: the user ends at the first colon, the
  // password at the last at sign.
  const colon = firstOf(text, authority, COLON);
  const atSign = lastOf(text, authority, AT);
  if (colon >= atSign || atSign === spanEnd(authority)) return NO_SPAN;
  const password = span(colon + 1, atSign);
  if (!isIssuedPassword(text, password, span(spanStart(authority), colon))) return NO_SPAN;
  if (!hasCredentialScheme(text, at)) return NO_SPAN;
  // There most passwords are made up for the example: only a generated one counts.
  const open = isOpenHost(text, hostFrom(text, atSign + 1));
  return !open || looksGenerated(text, password) ? password : NO_SPAN;
}

function hasCredentialScheme(text: Text, end: u32): bool {
  const first = end > MAX_SCHEME_BYTES ? end - MAX_SCHEME_BYTES : 0;
  let partEnd = end;
  let i = end;
  while (i > first) {
    const byte = text.byte(i - 1);
    if (byte === PLUS) {
      if (isListed(text, span(i, partEnd), SCHEMES)) return true;
      partEnd = i - 1;
    } else if (!isAlphanumeric(byte)) {
      break;
    }
    i--;
  }
  return isListed(text, span(i, partEnd), SCHEMES);
}

function endOfAuthority(text: Text, start: u32): u32 {
  const limit = min(start + MAX_AUTHORITY_BYTES, text.length);
  let i = start;
  while (i < limit && !endsAuthority(text.byte(i))) i++;
  return i;
}

function endsAuthority(byte: u8): bool {
  return (
    byte <= SPACE ||
    byte === SLASH ||
    byte === QUESTION ||
    byte === HASH ||
    byte === DOUBLE_QUOTE ||
    byte === SINGLE_QUOTE ||
    byte === BACKTICK ||
    byte === BACKSLASH ||
    byte === LESS ||
    byte === GREATER ||
    byte === DELETE
  );
}

/** The place of the first `byte`; the end of the range when there is none. */
function firstOf(text: Text, range: Span, byte: u8): u32 {
  let i = spanStart(range);
  while (i < spanEnd(range) && text.byte(i) !== byte) i++;
  return i;
}

/** The place of the last `byte`; the end of the range when there is none. */
function lastOf(text: Text, range: Span, byte: u8): u32 {
  for (let i = spanEnd(range); i > spanStart(range); i--) {
    if (text.byte(i - 1) === byte) return i - 1;
  }
  return spanEnd(range);
}

function hostFrom(text: Text, start: u32): Span {
  const limit = min(start + MAX_AUTHORITY_BYTES, text.length);
  let i = start;
  while (i < limit && isHostByte(text.byte(i))) i++;
  return span(start, i);
}

function isHostByte(byte: u8): bool {
  return isAlphanumeric(byte) || byte === DOT || byte === HYPHEN;
}

/** The host stands in for one, or belongs to an open domain. */
function isOpenHost(text: Text, host: Span): bool {
  if (isListed(text, host, STAND_IN_HOSTS)) return true;
  const end = spanEnd(host);
  for (let i = spanStart(host); i < end; i++) {
    const begins = i === spanStart(host) || text.byte(i - 1) === DOT;
    if (begins && isListed(text, span(i, end), OPEN_DOMAINS)) return true;
  }
  return false;
}
