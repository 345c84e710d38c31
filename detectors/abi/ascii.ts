/** Classes of ASCII bytes. UTF-8 needs no decoding for them: its other bytes belong to none. */

const ZERO: u8 = 0x30;
const UPPER_A: u8 = 0x41;
const LOWER_A: u8 = 0x61;

// One unsigned comparison a range: what lies below it wraps to a large number.

export function isDigit(byte: u8): bool {
  return <u8>(byte - ZERO) < 10;
}

export function isUpper(byte: u8): bool {
  return <u8>(byte - UPPER_A) < 26;
}

export function isLower(byte: u8): bool {
  return <u8>(byte - LOWER_A) < 26;
}

export function isLetter(byte: u8): bool {
  return isLower(byte | 0x20);
}

export function isAlphanumeric(byte: u8): bool {
  return isLetter(byte) || isDigit(byte);
}

export function isHex(byte: u8): bool {
  return isDigit(byte) || <u8>((byte | 0x20) - LOWER_A) < 6;
}

/** Letters in lower case; all other bytes as they are. */
export function toLower(byte: u8): u8 {
  return isUpper(byte) ? byte | 0x20 : byte;
}
