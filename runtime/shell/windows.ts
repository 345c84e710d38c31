/** Command lines of Windows: what PowerShell and cmd are given, and texts that are meant for them. */

import { decodeBase64Bytes } from './decoders.ts';
import { quoteWord, translatePowerShell } from './powershell.ts';
import { joinWords, type Script, toScript } from './scripts.ts';
import { type Passage, programName, type Value } from './value.ts';
import type { ReadFile } from './written-files.ts';

/** Options of PowerShell that take the next word. */
const VALUED =
  /^[-/](?:ex|ep|exec|executionpolicy|w|win|windowstyle|v|version|i|inputformat|of|outputformat|wd|workingdirectory|cu|configurationname|psconsolefile|settingsfile)$/i;
const COMMAND = /^[-/](?:c|co|com|comm|comma|comman|command|cwa|commandwithargs)$/i;
const ENCODED = /^[-/](?:e|ec|en|enc|enco|encod|encode|encoded|encodedc\w*)$/i;
/** As much of a text for cmd as is read, in UTF-16 units: its own limit. */
const MAX_CMD_LENGTH = 8_191;
/** Words of cmd behind which a command begins. */
const LEADING = /^(?:do|else|call|start|@echo)$/i;
const FILE = /^[-/](?:f|fi|fil|file)$/i;

const NOTHING: readonly Script[] = [];

/** The text that a command hands to PowerShell or cmd, in a shell's syntax. */
export function scriptsOfWindows(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): readonly Script[] {
  const program = programName(words[0]);
  if (!/^(?:cmd|p)/i.test(program)) return NOTHING;
  const name = program.toLowerCase().replace(/\.exe$/, '');
  if (/^(?:powershell|pwsh)(?:-preview|_ise)?$/.test(name)) {
    const text = powerShellText(words, input, read);
    return asScript(text, translatePowerShell);
  }
  if (name !== 'cmd') return NOTHING;
  const at = words.findIndex(({ text }) => /^\/\/?[ckr]$/i.test(text));
  return asScript(at < 0 ? input : joinWords(words.slice(at + 1)), translateCmd);
}

function asScript(passage: Passage | null, translate: (text: string) => string): readonly Script[] {
  const script = passage && toScript({ ...passage, text: translate(passage.text) });
  return script === null ? [] : [script];
}

function powerShellText(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): Passage | null {
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const { text } = word;
    const next = words[at + 1];
    if (VALUED.test(text)) at++;
    else if (ENCODED.test(text)) return next === undefined ? null : decodeCommand(next);
    else if (FILE.test(text)) return read(next?.text ?? '');
    else if (COMMAND.test(text)) return next?.text === '-' ? input : joinWords(words.slice(at + 1));
    else if (text === '-') return input;
    else if (!text.startsWith('-')) return read(text) ?? joinWords(words.slice(at));
  }
  return input;
}

/** Base64 of UTF-16, the lower byte first. */
function decodeCommand(word: Value): Passage | null {
  const bytes = decodeBase64Bytes(word.text);
  if (bytes === null) return null;
  const text = new TextDecoder('utf-16le').decode(bytes);
  return { ...word, text };
}

/** cmd's words and operators; a caret escapes. */
function translateCmd(text: string): string {
  const pieces = text
    .slice(0, MAX_CMD_LENGTH)
    .replace(/^\s*"(.*)"\s*$/s, '$1')
    .replaceAll(/\^(.)/g, '$1')
    .match(/"[^"\n]*"?|&&|\|\||[&|\n()]|[^\s"&|()]+/g);
  const lines: string[][] = [[]];
  for (const piece of pieces ?? []) {
    const words = lines.at(-1) ?? [];
    if (piece === '|') words.push('|');
    else if (/^(?:&&|\|\||[&\n()])$/.test(piece) || LEADING.test(piece)) lines.push([]);
    else words.push(quoteWord(piece.replaceAll('"', '').replace(/^@/, '')));
  }
  return lines
    .filter(([first]) => first !== undefined && first !== '|')
    .map((words) => (words.at(-1) === '|' ? words.slice(0, -1) : words).join(' '))
    .join('\n');
}

/** Most texts have none of these, and the patterns below take a cold start long to compile. */
const HINT =
  /[A-Za-z]-[A-Z]|-(?:it|ch|co|ob|ex|we|re)[a-z]|[iI][eEwWrRcC][xXrRmM]\b|\\|::|\$\w+ ?=|\(/;

const CMDLET =
  /^\s{0,64}(?:&\s?)?(?:\$\w{1,64}\s{0,8}=\s{0,8})?[([]{0,4}(?:(?:Add|Clear|Compress|Copy|Disable|Dismount|Enable|Expand|Export|ForEach|Format|Get|Import|Initialize|Install|Invoke|Move|New|Out|Read|Register|Remove|Rename|Reset|Restart|Restore|Save|Select|Send|Set|Start|Stop|Suspend|Test|Uninstall|Unregister|Update|Write)-[A-Z][A-Za-z]{2,40}|(?:remove|get|set|copy|move|new|clear)-(?:item|childitem|content|itemproperty|object)|invoke-(?:expression|webrequest|restmethod|command)|(?:iex|iwr|irm|icm|IEX|IWR|IRM)(?=[\s(])|\$\w{1,64}\s{1,8}=\s|(?:if|foreach|while|switch)\s?\([^)\n]{1,200}\)\s{0,8}\{|\[[A-Za-z][\w.]{1,60}\]::)/;
/** Syntax of a shell that PowerShell has not, or has with another meaning. */
const SHELL_SYNTAX = /<<|[<>]\(|\$'|`|\beval\b|\\\n|\$\{/;
const CMD =
  /^\s{0,64}@?(?:del|erase|rd|rmdir|format|copy|xcopy|robocopy|move|ren|attrib|icacls|takeown|cipher|reg|type)(?:\.exe)?\s[^\n]*(?:\s\/[a-z]\b|[A-Za-z]:\\|%\w+%)/i;

export interface Foreign {
  /** The text in a shell's syntax. */
  readonly text: string;
  /** No shell of ours would take it: how such a shell fails with it says nothing. */
  readonly isSure: boolean;
}

/** A text that is written for a shell of Windows; null when it is not. */
export function foreignText(text: string): Foreign | null {
  if (!HINT.test(text)) return null;
  const isCmdlet = CMDLET.test(text);
  if (!isCmdlet && !(text.includes('\\') && CMD.test(text))) return null;
  const translated = isCmdlet ? translatePowerShell(text) : translateCmd(text);
  // Word by word the same, so that one reading is enough.
  if (translated === text.trim()) return null;
  return { text: translated, isSure: isCmdlet && !SHELL_SYNTAX.test(text) };
}
