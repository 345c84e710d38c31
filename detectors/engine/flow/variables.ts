/** Variables whose value the text does not show: what may be in them. */

import { Text } from '../../abi';
import { isEverySecretVariable, isSecretVariable } from './knowledge';
import { LABEL_SECRET, OPAQUE, SECRET_NAMES } from './labels';
import { labelsOfLoop } from './loops';
import { hashOf } from './paths';
import { isExhausted } from './raw';
import { findName, takeName, VARIABLE } from './table';
import { sliceOf } from './text';

const DOLLAR: u8 = 0x24;
const OPEN_BRACE: u8 = 0x7b;

/** Variables of the environment that count as secrets: none, what no request needs, all. */
export type Environment = u32;
export const NO_ENVIRONMENT: Environment = 0;
export const VITAL_ENVIRONMENT: Environment = 1;
export const WHOLE_ENVIRONMENT: Environment = 2;

/** What any variable of the text has ever held. */
let ofAnyVariable: u32 = 0;

export function beginVariables(): void {
  ofAnyVariable = 0;
}

/** Whether some variable may hold names of secret files. */
export function hasSecretNames(): bool {
  return (ofAnyVariable & SECRET_NAMES) !== 0;
}

/** Gives a variable these labels, in addition to its own or instead of them. */
export function setVariable(name: Text, labels: u32, adds: bool): void {
  const key = hashOf(name, 0, name.length, VARIABLE);
  const entry = takeName(key);
  entry.labels = adds ? entry.labels | labels : labels;
  ofAnyVariable |= labels;
}

/**
 * What the variables hold that a text refers to.
 *
 * @param environment which variables of the environment count as secrets
 */
export function labelsOfVariables(raw: Text, environment: Environment): u32 {
  let labels = isExhausted ? ofAnyVariable : 0;
  for (let i: u32 = 0; i + 1 < raw.length; i++) {
    if (raw.byte(i) !== DOLLAR) continue;
    const start = raw.byte(i + 1) === OPEN_BRACE ? i + 2 : i + 1;
    let end = start;
    while (end < raw.length && isNamePart(raw.byte(end), end > start)) end++;
    if (end > start) labels |= labelsOfVariable(sliceOf(raw, start, end), environment);
  }
  return labels;
}

function labelsOfVariable(name: Text, environment: Environment): u32 {
  const entry = findName(hashOf(name, 0, name.length, VARIABLE));
  if (entry !== null) return entry.labels;
  return isSecretOf(environment, name) ? LABEL_SECRET | OPAQUE : labelsOfLoop(name);
}

function isSecretOf(environment: Environment, name: Text): bool {
  if (environment === NO_ENVIRONMENT) return false;
  return environment === VITAL_ENVIRONMENT ? isSecretVariable(name) : isEverySecretVariable(name);
}

function isNamePart(byte: u8, allowsDigits: bool): bool {
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  const isDigit = byte >= 0x30 && byte <= 0x39;
  return isLetter || byte === 0x5f || (allowsDigits && isDigit);
}
