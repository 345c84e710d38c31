/**
 * The `expect` lines of rule files (docs/rules.md): which verdict the guard gives to which call. The
 * engine checks their form; whoever tests the file reads them here.
 */

import type { VerdictName } from './posture.ts';

/** A channel, as rule files name it. */
export type Place = 'shell' | 'write' | 'read' | 'mcp' | 'fetch' | 'prompt' | 'post-tool';

export interface Expectation {
  readonly rule: string;
  readonly verdict: VerdictName;
  readonly place: Place;
  readonly text: string;
  /** What is written to the file `text`; empty unless said. */
  readonly content: string;
  /** From 1. */
  readonly line: number;
}

const RULE = /^(?:block|suspicious)[ \t]+(["'`])(.*)\1[ \t\r]*$/;
const EXPECT =
  /^[ \t]+expect[ \t]+(allow|ask|deny)[ \t]+(?:(shell|write|read|mcp|fetch|prompt|post-tool)[ \t]+)?(["'`])(.*)\3[ \t\r]*$/;
const ON = /^[ \t]+on[ \t]+([a-z-]+)/;

/** Lines that are no well-formed expectation are skipped: the engine names them. */
export function readExpectations(source: string, fileName = ''): Expectation[] {
  const expectations: Expectation[] = [];
  let rule = '';
  let place = placeOfFile(fileName);
  for (const [index, text] of source.split('\n').entries()) {
    const name = RULE.exec(text)?.[2];
    if (name !== undefined) {
      rule = name;
      place = placeOfFile(fileName);
    }
    place = (ON.exec(text)?.[1] as Place | undefined) ?? place;
    const found = EXPECT.exec(text);
    if (found === null || rule === '') continue;
    const [, verdict, named, quote = '', call = ''] = found;
    const where = (named as Place | undefined) ?? place;
    // A file and what is written to it are two quoted texts.
    const [path = '', content = ''] = call.split(`${quote} ${quote}`);
    const isWrite = where === 'write';
    expectations.push({
      ...{ rule, verdict: verdict as VerdictName, place: where, line: index + 1 },
      ...{ text: isWrite ? path : call, content: isWrite ? content : '' },
    });
  }
  return expectations;
}

function placeOfFile(fileName: string): Place {
  const name = fileName.split('/').at(-1) ?? '';
  if (name.startsWith('edit')) return 'write';
  if (name.startsWith('mcp')) return 'mcp';
  return name.startsWith('post') ? 'post-tool' : 'shell';
}

/** The call of an expectation, as `parseCall` takes it: a path, a URL, or a text. */
export function callOf({ place, text, content }: Expectation): object {
  switch (place) {
    case 'write':
      return { channel: 'write', tool: 'Write', path: text, text: content };
    case 'read':
      return { channel: 'read', tool: 'Read', path: text };
    case 'mcp':
      return { channel: 'mcp', tool: 'tool', server: 'server', args: { value: text } };
    case 'fetch':
      return { channel: 'fetch', tool: 'fetch', args: { url: text } };
    case 'post-tool':
      return { channel: 'output', tool: 'tool', text };
    case 'prompt':
      return { channel: 'prompt', text };
    default:
      return { channel: 'shell', text };
  }
}
