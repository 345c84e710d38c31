/** The configuration, and the mistakes in it, as the canonical ABI lays `detector.wit` out. */

import { allocate } from './arena';
import { ListRecord } from './list';
import { Text } from './text';

/** More are not told: whoever mends a file reads them from the top. */
export const MAX_MISTAKES: u32 = 100;

/** `record source`. */
@unmanaged
export class Source {
  private nameAt: usize;
  private nameLength: u32;
  private textAt: usize;
  private textLength: u32;

  get name(): Text {
    return changetype<Text>(this);
  }

  get text(): Text {
    return changetype<Text>(changetype<usize>(this) + offsetof<Source>('textAt'));
  }
}

/** `record setting`. */
@unmanaged
export class Setting {
  private keyAt: usize;
  private keyLength: u32;
  private valuesAt: usize;
  valueCount: u32;

  get key(): Text {
    return changetype<Text>(this);
  }

  value(index: u32): Text {
    return changetype<Text>(this.valuesAt + index * offsetof<Text>());
  }
}

export function sourceAt(sources: usize, index: u32): Source {
  return changetype<Source>(sources + index * offsetof<Source>());
}

export function settingAt(settings: usize, index: u32): Setting {
  return changetype<Setting>(settings + index * offsetof<Setting>());
}

/** `record mistake`. */
@unmanaged
class MistakeRecord {
  source: u32;
  line: u32;
  column: u32;
  messageAt: usize;
  messageLength: u32;
}

let mistakesAt: usize = 0;
let mistakeCount: u32 = 0;

/** Begins the mistakes of one configuration. */
export function beginMistakes(): void {
  mistakeCount = 0;
  mistakesAt = allocate(MAX_MISTAKES * offsetof<MistakeRecord>(), 4);
}

/** Lines and columns count from 1. The message's bytes are not copied. */
export function addMistake(source: u32, line: u32, column: u32, message: Text): void {
  if (mistakeCount >= MAX_MISTAKES) return;
  const at = mistakesAt + mistakeCount * offsetof<MistakeRecord>();
  const mistake = changetype<MistakeRecord>(at);
  mistakeCount++;
  mistake.source = source;
  mistake.line = line;
  mistake.column = column;
  mistake.messageAt = message.at;
  mistake.messageLength = message.length;
}

/** @returns what the export `configure` returns. */
export function endMistakes(): usize {
  const list = changetype<ListRecord>(allocate(offsetof<ListRecord>(), 4));
  list.at = mistakesAt;
  list.length = mistakeCount;
  return changetype<usize>(list);
}

/** What a detector without a configuration returns. */
export function noMistakes(): usize {
  beginMistakes();
  return endMistakes();
}
