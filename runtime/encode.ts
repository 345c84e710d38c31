/** Calls and commands as bytes for the border: UTF-8, encoded once a call. */

import type { Call } from './call.ts';
import type { WireCall, WireCommand, WireWord } from './detector.ts';
import type { Command, Target, Word } from './shell/commands.ts';

const encoder = new TextEncoder();
const EMPTY = new Uint8Array(0);

/** UTF-8 of `text`; lone surrogates become U+FFFD, as offsets everywhere assume. */
export function encodeText(text: string): Uint8Array {
  return text === '' ? EMPTY : encoder.encode(text);
}

/** The call without its texts and commands, which differ from detector to detector. */
export function encodeCall(call: Call, pathTarget: Target): WireCall {
  return {
    channel: call.channel,
    tool: encodeText(call.tool),
    server: encodeText(call.server),
    texts: [],
    path: encodeText(call.path),
    pathTarget,
    cwd: encodeText(call.cwd),
    home: encodeText(call.home),
    project: encodeText(call.project),
    commands: [],
  };
}

export function encodeCommand(command: Command): WireCommand {
  return {
    words: command.words.map(encodeWord),
    assignments: command.assignments.map(({ name, value }) => ({
      name: encodeText(name),
      value: encodeWord(value),
    })),
    redirects: command.redirects.map(({ operator, descriptor, target }) => ({
      operator,
      descriptor,
      target: encodeWord(target),
    })),
    pipeline: command.pipeline,
    stage: command.stage,
    reach: command.reach,
    parent: command.parent,
    elevated: command.elevated,
    cwd: encodeText(command.cwd),
    start: command.start,
    end: command.end,
  };
}

function encodeWord(word: Word): WireWord {
  const { target, dynamic, start, end } = word;
  return { value: encodeText(word.value), target, dynamic, start, end };
}
