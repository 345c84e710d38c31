/** What a pattern matched, to be told in the finding. */

import { Text } from '../../abi';

export let detailAt: usize = 0;
export let detailLength: u32 = 0;

/** Nothing is matched yet: the program is what there is to tell. */
export function beginDetail(program: Text): void {
  detailAt = program.at;
  detailLength = program.length;
}

/** The last one counts: in a row of functions it is the most particular. */
export function noteDetail(text: Text): void {
  detailAt = text.at;
  detailLength = text.length;
}

/** What a condition has matched is not what the finding is about. */
export function restoreDetail(at: usize, length: u32): void {
  detailAt = at;
  detailLength = length;
}
