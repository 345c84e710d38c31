/** Forms of letters and digits: `A` stands for a letter, `9` for a digit, anything else for itself. */

import { isDigit, isLetter, isUpper, Text } from '../abi';
import { NINE, UPPER_A } from './bytes';

/** The text has this form at `start`; its letters are in upper case. */
export function hasForm(text: Text, start: u32, form: string): bool {
  return matches(text, start, form, true);
}

/** The same in any case. */
export function hasFormInAnyCase(text: Text, start: u32, form: string): bool {
  return matches(text, start, form, false);
}

function matches(text: Text, start: u32, form: string, upper: bool): bool {
  const length = <u32>form.length;
  if (start + length > text.length) return false;
  for (let i: u32 = 0; i < length; i++) {
    const unit = <u8>form.charCodeAt(i);
    const byte = text.byte(start + i);
    if (unit === NINE) {
      if (!isDigit(byte)) return false;
    } else if (unit === UPPER_A) {
      if (upper ? !isUpper(byte) : !isLetter(byte)) return false;
    } else if (byte !== unit) {
      return false;
    }
  }
  return true;
}

/** The byte is one of the literal's units. */
export function isOneOf(byte: u8, units: string): bool {
  for (let i = 0; i < units.length; i++) {
    if (byte === <u8>units.charCodeAt(i)) return true;
  }
  return false;
}

/** The unit of the literal at this place, as a byte. */
export function unitAt(units: string, index: u32): u8 {
  return <u8>units.charCodeAt(index);
}
