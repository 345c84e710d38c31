/**
 * Every word about a verdict that a person sees. One line says the verdict, the lines below say why,
 * what to do instead, and where it was found. Colour only on a terminal, and never alone: the word
 * is there too. Text of a call is shown with its control characters made visible.
 */

import { styleText } from 'node:util';
import type { Verdict } from '../runtime/decide.ts';
import type { VerdictName } from '../runtime/posture.ts';

const COLOURS = { allow: 'green', ask: 'yellow', deny: 'red' } as const satisfies Record<
  VerdictName,
  Parameters<typeof styleText>[0]
>;

/** Colour on a terminal only; NO_COLOR (no-color.org) and FORCE_COLOR overrule. */
export function wantsColour(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

export function paint(verdict: VerdictName, text: string, colour: boolean): string {
  return colour ? styleText(COLOURS[verdict], text, { validateStream: false }) : text;
}

/** What is shown of a verdict beside the verdict itself. */
export interface Shown {
  /** The judged text, of which findings show their part. */
  readonly text: string;
  /** Takes sensitive values out of anything shown. */
  readonly clean: (text: string) => string;
  readonly colour: boolean;
}

export function describeVerdict(verdict: Verdict, { text, clean, colour }: Shown): string {
  const { verdict: name, risk, findings, failures } = verdict;
  const bytes = new TextEncoder().encode(text);
  const lines = [`${paint(name, name, colour)}  risk ${risk}`];
  for (const { rule, severity, message, instead, start, end } of findings) {
    lines.push(`  ${rule} (${severity}): ${printable(clean(message))}`);
    if (instead !== '') lines.push(`    instead: ${instead}`);
    lines.push(`    at ${start}-${end}: ${excerpt(clean(decode(bytes.subarray(start, end))))}`);
  }
  for (const { code, message } of failures) {
    lines.push(`  ${code}: ${printable(clean(message))}`);
  }
  return `${lines.join('\n')}\n`;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const EXCERPT_LENGTH = 80;

function excerpt(text: string): string {
  const shown = printable(text);
  return shown.length <= EXCERPT_LENGTH ? shown : `${shown.slice(0, EXCERPT_LENGTH - 3)}...`;
}

/** Control and format characters as escapes: a command must not steer the terminal that shows it. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
