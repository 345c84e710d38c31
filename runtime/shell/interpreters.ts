/**
 * Programs of scripting languages in a command (`python -c`, a here-document into `node`): the
 * commands that their calls run, and the files that they remove, as far as those are literal.
 */

import { type CallRule, LANGUAGES, type Language } from './languages.ts';
import { limitReached } from './limits.ts';
import { type Argument, type Dialect, readArgumentsOfCall } from './literals.ts';
import { hasOption, optionValue, readArguments } from './options.ts';
import { type Errand, toScript } from './scripts.ts';
import { HOLE, type Passage, type Value } from './value.ts';
import { programName } from './wrappers.ts';
import type { ReadFile } from './written-files.ts';

/** As much of a program as is looked at, in UTF-16 units. */
const MAX_CODE_LENGTH = 16_384;
/** Calls that are looked into, quotes that run included. */
const MAX_CALLS = 128;

/** What begins a call: a name, and a parenthesis, a string or a list behind it. */
const CALL = /(?<![\w$])([A-Za-z_]\w{0,40})[!?]?[ \t]{0,4}(\(|(?=["'`[$]))/g;

const CONSTANT =
  /(?<![\w.])([$@]?[A-Za-z_]\w{0,40})[ \t]*:?=[ \t]*(["'])((?:(?!\2)[^\\\n]){0,1024})\2[ \t]*(?=[;\n\r]|$)/g;

/** What the program in a command's arguments or on its input does. */
export function errandsOfProgram(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): Errand[] {
  const language = LANGUAGES.get(programName(words[0]).replace(/[\d.]+$/, ''));
  if (language === undefined) return [];
  const code = codeOf(language, words, input) ?? scriptFile(language, words, read);
  return code === null
    ? []
    : errandsIn({ ...code, text: code.text.slice(0, MAX_CODE_LENGTH) }, language);
}

function codeOf(
  language: Language,
  words: readonly Value[],
  input: Passage | null,
): Passage | null {
  const given = readArguments(words, language);
  const code = optionValue(given, ...language.codes);
  if (code !== null) return code;
  const [first, second] = given.operands;
  if (language.verb !== undefined && first?.text === language.verb) return second ?? null;
  if (language.takesOperand === true) return hasOption(given, 'f', 'file') ? null : (first ?? null);
  return first === undefined || first.text === '-' ? input : null;
}

/** The file that the first operand names, where the text has written it. */
function scriptFile(language: Language, words: readonly Value[], read: ReadFile): Passage | null {
  const [first] = readArguments(words, language).operands;
  return first === undefined ? null : read(first.text);
}

function errandsIn(code: Passage, language: Language): Errand[] {
  const { text } = code;
  const constants = new Map([...text.matchAll(CONSTANT)].map((m) => [m[1] ?? '', m[3] ?? '']));
  const { expands, joinsBlank } = language;
  const dialect = { constants, ...(expands && { expands }), ...(joinsBlank && { joinsBlank }) };
  const errands: Errand[] = [];
  let calls = 0;
  for (const match of text.matchAll(CALL)) {
    const call = { name: match[1] ?? '', at: match.index, end: match.index + match[0].length };
    const rule = ruleOf(call, code, language);
    if (rule === undefined) continue;
    if (++calls > MAX_CALLS) throw limitReached(MAX_CALLS, 'calls in one program');
    errands.push(...errandsOfCall(call, code, { rule, dialect }));
  }
  for (const pattern of language.quotes ?? []) {
    for (const match of text.matchAll(pattern)) {
      errands.push(
        ...scriptOfText(
          match.slice(1).find((group) => group !== undefined),
          code,
        ),
      );
      if (++calls > MAX_CALLS) throw limitReached(MAX_CALLS, 'calls in one program');
    }
  }
  return errands;
}

interface Call {
  readonly name: string;
  readonly at: number;
  readonly end: number;
}

interface Reading {
  readonly rule: CallRule;
  readonly dialect: Dialect;
}

function ruleOf({ name, at }: Call, { text }: Passage, language: Language): CallRule | undefined {
  const before = text.slice(Math.max(0, at - 64), at);
  return language.calls.find(
    ({ names, behind }) => names.test(name) && (behind === undefined || behind.test(before)),
  );
}

function errandsOfCall(
  { at, end }: Call,
  code: Passage,
  { rule, dialect }: Reading,
): readonly Errand[] {
  const before = code.text.slice(Math.max(0, at - 64), at);
  const read = readArgumentsOfCall(code.text, end, dialect);
  if (rule.removes === undefined) return commandOf(read.slice(rule.skips ?? 0), code);
  const receiver = /Path\(\s*["']([^"']*)["']\s*\)\.$/.exec(before)?.[1];
  const paths = receiver === undefined ? read.flatMap(({ texts }) => texts) : [receiver];
  const isRecursive =
    rule.removes === 'tree' ||
    (rule.removes === 'either' &&
      /^[^;\n]{0,512}recursive\b/.test(code.text.slice(end, end + 600)));
  return paths.length === 0 ? [] : [removal(paths, isRecursive, code)];
}

/** One text is for a shell; a text and more, or a list, is a command's words. */
function commandOf(read: readonly Argument[], code: Passage): readonly Errand[] {
  const [first, ...others] = read;
  if (first === undefined) return [];
  const words = read.flatMap(({ texts }) => texts);
  const isText = !first.isList && (/\s/.test(first.texts[0] ?? '') || others.length === 0);
  if (isText) return scriptOfText(first.texts[0], code);
  const isNothing = words[0] === undefined || words[0] === HOLE;
  return isNothing ? [] : [{ words: words.map((text) => toValue(text, code)), isElsewhere: false }];
}

function scriptOfText(text: string | undefined, { start, end }: Passage): readonly Errand[] {
  const script = text === undefined ? null : toScript({ text, start, end });
  return script === null ? [] : [script];
}

/** The same as `rm` would do. */
function removal(paths: readonly string[], isRecursive: boolean, code: Passage): Errand {
  const words = isRecursive ? ['rm', '-rf', ...paths] : ['rm', ...paths];
  return { words: words.map((text) => toValue(text, code)), isElsewhere: false };
}

function toValue(text: string, { start, end }: Passage): Value {
  return { text, start, end, glob: -1, assumed: false };
}
