/**
 * The literal values in a call of a scripting language: strings, lists of them, what joins them. No
 * parser of any language: what is more than that is unknown.
 */

import { decodeBase64, decodeHex } from './decoders.ts';
import { MAX_VALUE_LENGTH } from './limits.ts';
import { decodeEscapes } from './quotes.ts';
import { HOLE, UNKNOWN_HOME, withoutMarks } from './value.ts';

/** Beyond this a call's arguments are not read. */
const MAX_STEPS = 256;
const MAX_DEPTH = 8;

export interface Argument {
  /** One text, or the items of a list. Unknown parts are holes. */
  readonly texts: readonly string[];
  readonly isList: boolean;
}

/** What names stand for, and which signs a double-quoted string expands. */
export interface Dialect {
  readonly constants: ReadonlyMap<string, string>;
  /** What begins an expansion within double quotes. */
  readonly expands?: RegExp;
  /** Whatever stands side by side is joined, as in awk. */
  readonly joinsBlank?: boolean;
}

const UNKNOWN: Argument = { texts: [HOLE], isList: false };

const ESCAPED_DOLLAR = '\uE003';

/** What joins two texts. A slash does for paths of Python, adjacent strings do by themselves. */
const JOINS = /\s*(?:\+|\.\.?(?=\s*["'$])|\/(?=\s*["']))\s*|[ \t]+(?=[rbuf]?["'])/y;
const BLANK_JOINS = /[ \t]*(?=[\w$"])/y;

/** Calls that give back their argument, more or less. */
const PASSING =
  /^(?:expanduser|expandvars|abspath|realpath|normpath|Path|PurePath|String|str|quote|resolve|escapeshellarg|expand_path|array)$/;
const JOINING = /^join(?:path)?$/;
const HOMES = /(?:\bhome|\bhomedir|\bgetuserdir)$/i;
const HOME_VARIABLE =
  /(?:\[['"]|\.|\.get\(['"]|\(['"]|\{['"]?|\[?['"])(?:HOME|USERPROFILE)\b['"]?[\])}]?/y;

/** The arguments from `at`, behind an opening parenthesis or before the first one without any. */
export function readArgumentsOfCall(code: string, at: number, dialect: Dialect): Argument[] {
  return new LiteralReader(code, at, dialect).list(')');
}

function replaceText(text: string, from: string, to: string): string {
  if (from === '' || from === HOLE || to === HOLE) return HOLE;
  const pieces = text.split(from);
  const isLong = text.length + pieces.length * to.length > MAX_VALUE_LENGTH;
  return isLong ? HOLE : pieces.join(to);
}

/** Calls that decode their argument; null for others. */
function decodeCall(name: string, texts: readonly string[]): string | null {
  const [first = '', second = ''] = texts;
  if (/(?:^|\.)(?:chr|fromCharCode)$/.test(name)) {
    const isCodes = texts.every((text) => /^\d{1,6}$/.test(text));
    return isCodes ? withoutMarks(String.fromCharCode(...texts.map(Number))) : HOLE;
  }
  const isBase64 =
    /(?:b64decode|decode_base64|base64_decode|decode64|atob)$/.test(name) ||
    (/(?:Buffer\.from|codecs\.decode)$/.test(name) && second === 'base64');
  if (isBase64) return withoutMarks(decodeBase64(first) ?? HOLE);
  if (/^pack$/.test(name) && first === 'H*') return decodeHex(second) ?? HOLE;
  const isHex =
    /(?:fromhex|unhexlify|hex2bin)$/.test(name) ||
    (/(?:Buffer\.from|codecs\.decode)$/.test(name) && second === 'hex');
  return isHex ? withoutMarks(decodeHex(first) ?? HOLE) : null;
}

class LiteralReader {
  readonly #code: string;
  readonly #dialect: Dialect;
  #at: number;
  #steps = 0;
  #depth = 0;

  constructor(code: string, at: number, dialect: Dialect) {
    this.#code = code;
    this.#at = at;
    this.#dialect = dialect;
  }

  /** Values between commas, up to the closing sign or the end of the statement. */
  list(close: string): Argument[] {
    const found: Argument[] = [];
    while (this.#steps++ < MAX_STEPS && this.#at < this.#code.length) {
      if (this.#take(/[\s,]*/y) === null || this.#take(/[)\]};]/y) !== null) break;
      // `shell=True`, `recursive: true`, `:force => true` are no operands.
      const key = this.#take(/:?\w+\s*(?:=>|[=:](?![=:]))\s*/y);
      if (key !== null) {
        const value = this.#expression();
        // `new Deno.Command("sh", { args: [..] })`
        if (/^args\b/.test(key)) found.push(value);
        continue;
      }
      const before = this.#at;
      found.push(this.#expression());
      if (this.#at === before) this.#skip(close);
    }
    return found;
  }

  /** Operands, joined by `+`, a dot, or nothing. */
  #expression(): Argument {
    let whole = this.#operand();
    while (this.#steps++ < MAX_STEPS) {
      const operator = this.#take(this.#dialect.joinsBlank === true ? BLANK_JOINS : JOINS);
      if (operator === null) return whole;
      const next = this.#operand();
      const slash = operator.includes('/') ? '/' : '';
      whole =
        whole.isList || next.isList
          ? { texts: [...whole.texts, ...next.texts], isList: true }
          : { texts: [(whole.texts[0] ?? '') + slash + (next.texts[0] ?? '')], isList: false };
    }
    return UNKNOWN;
  }

  #operand(): Argument {
    const text = this.#string();
    if (text !== null) return { texts: [this.#changed(text)], isList: false };
    if (this.#take(/\[/y) !== null) return { texts: this.#inner(']'), isList: true };
    if (this.#take(/\{/y) !== null) {
      const texts = this.#inner('}');
      return { texts: texts.filter((text) => text !== HOLE), isList: true };
    }
    const name = this.#take(/(?:new\s+)?[$@%&]?\w+(?:(?:\.|::|->)\w+)*/y);
    return name === null ? UNKNOWN : { texts: [this.#changed(this.#named(name))], isList: false };
  }

  /** `"mr"[::-1]`, `.replace("a", "b")`, `.decode()`: what stands behind a text and changes it. */
  #changed(given: string): string {
    let text = given;
    while (this.#steps++ < MAX_STEPS) {
      if (
        this.#take(
          /\[::-1\]|\.reverse(?:\(\))?|\.split\(["']{2}\)\.reverse\(\)\.join\(["']{2}\)/y,
        ) !== null
      ) {
        text = [...text].reverse().join('');
      } else if (this.#take(/\.(?=(?:b64decode|unhexlify)\()/y) !== null) {
        const name = this.#take(/\w+/y) ?? '';
        this.#take(/\(/y);
        text = decodeCall(name, this.#inner(')')) ?? HOLE;
      } else if (this.#take(/\.replace(?:All)?\(/y) !== null) {
        const [from = HOLE, to = HOLE] = this.#inner(')');
        text = replaceText(text, from, to);
      } else if (
        this.#take(/\.(?:decode|toString|strip|trim|encode|lower|downcase)\([^()]{0,40}\)/y) ===
        null
      ) {
        return text;
      }
    }
    return HOLE;
  }

  #inner(close: string): string[] {
    if (this.#depth >= MAX_DEPTH) return [HOLE];
    this.#depth++;
    const texts = this.list(close).flatMap((argument) => argument.texts);
    this.#depth--;
    return texts;
  }

  /** A variable, or a call whose result may be known. */
  #named(name: string): string {
    const last = /\w+$/.exec(name)?.[0] ?? name;
    if (/environ|env|ENV|getenv/.test(name) && this.#take(HOME_VARIABLE) !== null) {
      return UNKNOWN_HOME;
    }
    if (name.endsWith('env.HOME')) return UNKNOWN_HOME;
    if (this.#take(/\(/y) === null) {
      return this.#dialect.constants.get(name) ?? (/^\d+$/.test(name) ? name : HOLE);
    }
    const texts = this.#inner(')');
    const decoded = decodeCall(name, texts);
    if (decoded !== null) return decoded;
    if (HOMES.test(name)) return UNKNOWN_HOME;
    if (JOINING.test(last)) return texts.join('/');
    const [only] = texts;
    if (!PASSING.test(last) || only === undefined) return HOLE;
    return only.replace(/^~(?=\/|$)/, UNKNOWN_HOME);
  }

  #string(): string | null {
    const prefix = this.#take(/[rRbBuUfF]{0,2}(?=["'`])/y);
    if (prefix === null) return null;
    const quoted = this.#take(
      /("""|''')[\s\S]*?\1|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`/y,
    );
    if (quoted === null) return null;
    const width = /^(?:"""|''')/.test(quoted) ? 3 : 1;
    const inner = quoted.slice(width, -width);
    if (/r/i.test(prefix)) return this.#expanded(inner, quoted[0] ?? '', prefix);
    // An escaped dollar begins no expansion.
    const decoded = decodeEscapes(inner.replaceAll('\\$', ESCAPED_DOLLAR));
    return this.#expanded(decoded, quoted[0] ?? '', prefix).replaceAll(ESCAPED_DOLLAR, () => '$');
  }

  #expanded(text: string, quote: string, prefix: string): string {
    const fill = (_: string, name: string): string => this.#dialect.constants.get(name) ?? HOLE;
    if (/f/i.test(prefix)) return text.replaceAll(/\{([^{}]*)\}/g, fill);
    if (quote === '`') return text.replaceAll(/\$\{([^{}]*)\}/g, fill);
    const { expands } = this.#dialect;
    return quote === '"' && expands !== undefined ? text.replaceAll(expands, fill) : text;
  }

  /** To the next value. */
  #skip(close: string): void {
    const end = this.#code.slice(this.#at, this.#at + MAX_STEPS).search(/[,;\n)\]}]/);
    this.#at += end < 0 ? MAX_STEPS : Math.max(end, this.#code[this.#at] === close ? 0 : 1);
  }

  /** What a sticky pattern finds here. */
  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#code)?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    return found;
  }
}
