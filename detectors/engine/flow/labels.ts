/**
 * What clings to a piece of data: bits that are united wherever data is joined. The low half is what
 * rules may ask for; the high half is only for the way there.
 */

/** What a download prints or writes. */
export const LABEL_NETWORK: u32 = 1;
/** What whoever connects to this machine says. */
export const LABEL_LISTENER: u32 = 2;
/** What a decoder made of something that nobody has read. */
export const LABEL_DECODED: u32 = 4;
/** A secret: a file that holds one, what prints one, a variable that holds one. */
export const LABEL_SECRET: u32 = 8;

/** Not to be seen in the text of the call. */
export const OPAQUE: u32 = 16;
/** Names of files that hold secrets. */
export const SECRET_NAMES: u32 = 32;
/** Text of letters and digits, made of anything: what names that are asked for may smuggle. */
export const ENCODED: u32 = 64;

/** What a rule may ask for. */
export const ANSWERS: u32 = LABEL_NETWORK | LABEL_LISTENER | LABEL_DECODED | LABEL_SECRET;
