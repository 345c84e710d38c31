/**
 * Programs of scripting languages in a command (`python -c`, a here-document into `node`): the
 * commands that their calls run, and the files that they touch, as far as those are literal.
 */

import { valuesOf } from './embedded-values.ts';
import { type CallRule, LANGUAGES, type Language } from './languages.ts';
import { limitReached } from './limits.ts';
import { type Argument, type Dialect, readArgumentsOfCall } from './literals.ts';
import { namesOf, settleNames } from './names.ts';
import { hasOption, optionValue, readArguments } from './options.ts';
import { type Errand, toScript } from './scripts.ts';
import { HOLE, type Passage, programName, type Value } from './value.ts';
import type { ReadFile } from './written-files.ts';

/** As much of a program as is looked at, in UTF-16 units. */
const MAX_CODE_LENGTH = 16_384;
/** Calls that are looked into, quotes that run included. */
const MAX_CALLS = 128;
/** Programs that run text as a program. */
const MAX_CODE_DEPTH = 3;

/** What begins a call: a name, and a parenthesis, a string or a list behind it. */
const CALL = /(?<![\w$])([A-Za-z_]\w{0,40})[!?]?[ \t]{0,4}(\(|(?=["'`[$]))/g;

const CONSTANT =
  /(?<![\w.])([$@]?[A-Za-z_]\w{0,40})[ \t]*:?=[ \t]*(["'])((?:(?!\2)[^\\\n]){0,1024})\2[ \t]*(?=[;\n\r]|$)/g;

const PRINT =
  /(?<![\w.$])(?:print|puts|say|echo|write|(?:console\.log|process\.stdout\.write|sys\.stdout\.write|io\.write))[ \t]{0,4}(\(|(?=["'`$\w]))/g;

/** What the program in a command's arguments or on its input does. */
export function errandsOfProgram(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): readonly Errand[] {
  const found = programOf(words, input, read);
  return found === null ? [] : new ProgramReader(found.language).errands(found.code);
}

/** What it prints, as far as that is literal; null when nothing of it is. */
export function printedBy(
  words: readonly Value[],
  input: Passage | null,
  read: ReadFile,
): Passage | null {
  const found = programOf(words, input, read);
  if (found === null || !/print|puts|say|echo|write|log/.test(found.code.text)) return null;
  const { code, language } = found;
  const dialect = dialectOf(code.text, language);
  const calls = [...code.text.matchAll(PRINT)].slice(0, MAX_CALLS);
  const lines = calls.map(({ index, 0: whole }) => {
    const [first] = readArgumentsOfCall(code.text, index + whole.length, dialect);
    return first?.texts.join(' ') ?? HOLE;
  });
  const text = lines.join('\n');
  return text.replaceAll(HOLE, '').trim() === '' ? null : { ...code, text: `${text}\n` };
}

interface Program {
  readonly code: Passage;
  readonly language: Language;
}

function programOf(words: readonly Value[], input: Passage | null, read: ReadFile): Program | null {
  const name = programName(words[0]).replace(/\.exe$/, '');
  const language =
    LANGUAGES.get(name) ??
    (/\d$/.test(name) ? LANGUAGES.get(name.replace(/[\d.]+$/, '')) : undefined);
  if (language === undefined) return null;
  const code = codeOf(language, words, input) ?? scriptFile(language, words, read);
  return code && { language, code: { ...code, text: code.text.slice(0, MAX_CODE_LENGTH) } };
}

function codeOf(
  language: Language,
  words: readonly Value[],
  input: Passage | null,
): Passage | null {
  const given = readArguments(words, language);
  const [flagged] = valuesOf(words, language.flags ?? []);
  // `node -pe CODE`: the letters of a cluster, each of which could take it.
  const clustered = words.find((_, i) => /^-[lpen]{2,3}$/.test(words[i - 1]?.text ?? ''));
  const code = flagged ?? clustered ?? optionValue(given, ...language.codes);
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

function dialectOf(text: string, { expands, joinsBlank }: Language): Dialect {
  const constants = new Map([...text.matchAll(CONSTANT)].map((m) => [m[1] ?? '', m[3] ?? '']));
  return { constants, ...(expands && { expands }), ...(joinsBlank && { joinsBlank }) };
}

interface Call {
  readonly name: string;
  readonly before: string;
  readonly end: number;
}

/** Reads one program, and those that it runs as text. */
class ProgramReader {
  readonly #language: Language;
  #calls = 0;
  #depth = 0;

  constructor(language: Language) {
    this.#language = language;
  }

  errands(given: Passage): readonly Errand[] {
    const code = { ...given, text: settleNames(given.text) };
    const { text } = code;
    const dialect = dialectOf(text, this.#language);
    const names = namesOf(text);
    const errands: Errand[] = [];
    for (const match of text.matchAll(CALL)) {
      const before = text.slice(Math.max(0, match.index - 64), match.index);
      const meant = names.settle(match[1] ?? '', before);
      const rule = this.#ruleOf(meant);
      if (rule === undefined) continue;
      this.#count();
      const call = { ...meant, end: match.index + match[0].length };
      errands.push(...this.#errandsOfCall(call, code, { rule, dialect }));
    }
    for (const pattern of this.#language.quotes ?? []) {
      for (const match of text.matchAll(pattern)) {
        this.#count();
        const quoted = match.slice(1).find((group) => group !== undefined);
        errands.push(...scriptOfText(quoted, code));
      }
    }
    return errands;
  }

  #count(): void {
    if (++this.#calls > MAX_CALLS) throw limitReached(MAX_CALLS, 'calls in one program');
  }

  #ruleOf({ name, before }: Omit<Call, 'end'>): CallRule | undefined {
    return this.#language.calls.find(
      ({ names, behind }) => names.test(name) && (behind === undefined || behind.test(before)),
    );
  }

  #errandsOfCall(call: Call, code: Passage, reading: Reading): readonly Errand[] {
    const { rule, dialect } = reading;
    const read = readArgumentsOfCall(code.text, call.end, dialect);
    if (rule.runsCode === true) return this.#errandsOfCode(read[0]?.texts[0], code);
    if (rule.removes !== undefined) return removal(call, code, { ...reading, read });
    if (rule.opens === true) return fileCall(opened(call, read), pathsOf(call, read), code);
    if (rule.does !== undefined) return fileCall(rule.does, pathsOf(call, read), code);
    return commandOf(read.slice(rule.skips ?? 0), code);
  }

  #errandsOfCode(text: string | undefined, code: Passage): readonly Errand[] {
    if (text === undefined || this.#depth >= MAX_CODE_DEPTH) return [];
    this.#depth++;
    const errands = this.errands({ ...code, text });
    this.#depth--;
    return errands;
  }
}

interface Reading {
  readonly rule: CallRule;
  readonly dialect: Dialect;
}

/** One text is for a shell; a text and more, or a list, is a command's words. */
function commandOf(read: readonly Argument[], code: Passage): readonly Errand[] {
  const [first, ...others] = read;
  if (first === undefined) return [];
  const words = read.flatMap(({ texts }) => texts);
  const isText = !first.isList && (/\s/.test(first.texts[0] ?? '') || others.length === 0);
  if (isText) return scriptOfText(first.texts[0], code);
  const isNothing = words[0] === undefined || words[0] === HOLE;
  return isNothing ? [] : [launch(words, code)];
}

function scriptOfText(text: string | undefined, { start, end }: Passage): readonly Errand[] {
  // With an unknown part in it, it may not be the text at all.
  const isGuess = text?.includes(HOLE) === true;
  const script = text === undefined ? null : toScript({ text, start, end }, { isGuess });
  return script === null ? [] : [script];
}

/** The same as `rm` would do. */
function removal(
  call: Call,
  code: Passage,
  { rule, read }: Reading & { readonly read: readonly Argument[] },
): readonly Errand[] {
  const paths = pathsOf(call, read);
  const isRecursive =
    rule.removes === 'tree' ||
    (rule.removes === 'either' &&
      /^[^;\n]{0,512}recursive\b/.test(code.text.slice(call.end, call.end + 600)));
  if (paths.length === 0) return [];
  return [launch(isRecursive ? ['rm', '-rf', ...paths] : ['rm', ...paths], code)];
}

/** `Path("a").unlink()` or the arguments. */
function pathsOf({ before }: Call, read: readonly Argument[]): readonly string[] {
  const receiver = /Path\(\s*["']([^"']*)["']\s*\)\.$/.exec(before)?.[1];
  return receiver === undefined ? read.flatMap(({ texts }) => texts) : [receiver];
}

/** `open(path, "w")` */
function opened(_: Call, read: readonly Argument[]): 'cat' | 'tee' {
  return /^[rbt]*[wax+]/.test(read[1]?.texts[0] ?? '') ? 'tee' : 'cat';
}

/** The same as a program would do with the paths, where the first is known at all. */
function fileCall(
  program: 'cat' | 'chmod' | 'cp' | 'mv' | 'tee',
  paths: readonly string[],
  code: Passage,
): readonly Errand[] {
  const [first = HOLE, second = HOLE] = paths;
  if (first === HOLE || first === '') return [];
  if (program === 'cat' || program === 'tee') return [launch([program, first], code)];
  if (program !== 'chmod') return [launch([program, first, second], code)];
  return [launch([program, second.replace(/^0o?/, ''), first], code)];
}

function launch(words: readonly string[], { start, end }: Passage): Errand {
  return {
    words: words.map((text): Value => ({ text, start, end, glob: -1, assumed: false })),
    isElsewhere: false,
  };
}
