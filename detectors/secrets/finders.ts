/** The finders that a format may name, by number: what is stored with a format has to be data. */

import { Text } from '../abi';
import { findAssigned } from './assignment';
import { findSecretKey } from './aws';
import { UNKNOWN } from './checks';
import { findConnectionPassword } from './connection';
import { findEncodedKey } from './encoded-key';
import { findInstallationToken } from './github';
import { findJwt } from './jwt';
import { findBasicCredentials, findCommandPassword, findNetrcPassword } from './login';
import { findAssignedPassword } from './password-assignment';
import { findPrivateKey } from './private-key';
import { findPuttyKey } from './putty-key';
import { NO_SPAN, Span } from './span';

const FIND_SECRET_KEY: u8 = 1;
const FIND_INSTALLATION: u8 = 2;
const FIND_JWT: u8 = 3;
const FIND_PRIVATE_KEY: u8 = 4;
const FIND_ENCODED_KEY: u8 = 5;
const FIND_CONNECTION: u8 = 6;
const FIND_PUTTY_KEY: u8 = 7;
const FIND_NETRC: u8 = 8;
const FIND_BASIC: u8 = 9;
const FIND_COMMAND: u8 = 10;
/** From here on, what is found gives way to whatever names the secret better. */
export const FIND_ASSIGNED: u8 = 20;
const FIND_PASSWORD: u8 = 21;

export function finderNamed(name: Text): u8 {
  if (name.is('aws-secret-key')) return FIND_SECRET_KEY;
  if (name.is('installation-token')) return FIND_INSTALLATION;
  if (name.is('jwt')) return FIND_JWT;
  if (name.is('private-key')) return FIND_PRIVATE_KEY;
  if (name.is('encoded-key')) return FIND_ENCODED_KEY;
  if (name.is('connection')) return FIND_CONNECTION;
  if (name.is('putty-key')) return FIND_PUTTY_KEY;
  if (name.is('netrc')) return FIND_NETRC;
  if (name.is('basic')) return FIND_BASIC;
  if (name.is('command')) return FIND_COMMAND;
  if (name.is('assignment')) return FIND_ASSIGNED;
  return name.is('password') ? FIND_PASSWORD : UNKNOWN;
}

/** What the finder finds is less certain than what any format says. */
export function givesWay(finder: u8): bool {
  return finder >= FIND_ASSIGNED;
}

/** Finds a secret around the literal that stands from `at` to `end`. */
export function runFinder(finder: u8, text: Text, at: u32, end: u32): Span {
  switch (finder) {
    case FIND_SECRET_KEY:
      return findSecretKey(text, at);
    case FIND_INSTALLATION:
      return findInstallationToken(text, at);
    case FIND_JWT:
      return findJwt(text, at);
    case FIND_PRIVATE_KEY:
      return findPrivateKey(text, at);
    case FIND_ENCODED_KEY:
      return findEncodedKey(text, at);
    case FIND_CONNECTION:
      return findConnectionPassword(text, at);
    case FIND_PUTTY_KEY:
      return findPuttyKey(text, at);
    case FIND_NETRC:
      return findNetrcPassword(text, at, end);
    case FIND_BASIC:
      return findBasicCredentials(text, at, end);
    case FIND_COMMAND:
      return findCommandPassword(text, at, end);
    case FIND_ASSIGNED:
      return findAssigned(text, at, end);
    case FIND_PASSWORD:
      return findAssignedPassword(text, at, end);
    default:
      return NO_SPAN;
  }
}
