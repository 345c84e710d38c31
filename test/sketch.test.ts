/** The sketch gives the grammar's commands on every text that it takes. */

import { describe, expect, it } from 'vitest';
import { loadShellParser } from '../runtime/shell/grammar.ts';
import { lowerSketch } from '../runtime/shell/sketch.ts';
import { lowerTree } from '../runtime/shell/tree.ts';
import { loadGrammar } from './testkit.ts';
import decisions from './vectors/decisions.json' with { type: 'json' };

const PLACES = { cwd: '/workspace/project', home: '/home/test', project: '/workspace/project' };
const GENERATED = 20_000;
const MAX_PIECES = 9;

/** What commands are made of, whole and broken. */
const PIECES = [
  ...['git', 'rm', 'cd', 'sudo', 'sh', '-c', 'env', 'eval', 'echo', 'exit', 'true', 'read', 'set'],
  ...['if', 'time', 'export', 'X=rm', 'x=1', 'FOO=bar', 'a=b', '-rf', '--', '2', '12', '=', '%'],
  ...[
    '~',
    '~/a',
    '*',
    '/',
    '../b',
    '.',
    '..',
    ',',
    '+',
    ':',
    '@',
    '^',
    '{}',
    '\\;',
    'a\\ b',
    '\\rm',
  ],
  ...['"q $X"', "'s q'", '$X', '"$HOME"', '${X}', '"${Y}z"', '"a"b', 'a"b"', '$X/', '"$X"/a'],
  ...['"q\\""', "'rm -rf /'", '$(', '$(', ')', ')', '"$(a b)"', '$((1+2))', '"', '$', '`', '\\'],
  ...['>', '>>', '<', '2>', '2>&1', '>&2', '&>', '1>f', '|', '&&', '||', ';', '&', '\n', ' ', ' '],
];

const parser = await loadShellParser(await loadGrammar());

/** Numbers from a seed: the same texts in every host and every run (Numerical Recipes' constants). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function generate(count: number): string[] {
  const random = createRandom(7);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + random(MAX_PIECES) }, () => {
      const piece = PIECES[random(PIECES.length)] ?? '';
      return random(3) === 0 ? piece : `${piece} `;
    }).join(''),
  );
}

function texts(): string[] {
  const known = decisions.vectors.flatMap(({ call }) =>
    call.channel === 'shell' ? [call.text ?? ''] : [],
  );
  return [...known, ...generate(GENERATED)];
}

describe('the sketch', () => {
  it('gives what the grammar gives, on every text that it takes', () => {
    const taken = texts().filter((text) => {
      const sketched = lowerSketch(text, PLACES);
      if (sketched === null) return false;
      expect({ text, ...sketched }).toEqual({ text, ...lowerTree(text, PLACES, parser) });
      return true;
    });
    expect(taken.length).toBeGreaterThan(GENERATED / 20);
  });

  it.each([
    ['words', 'git commit -m "a b" \'c d\' e\\ f'],
    ['pipes and lists', 'cd src && grep -rn x . | sort -u || true; ls &'],
    ['lines', 'cd src\nls\n\npwd\n'],
    ['redirections', 'make > out.txt 2>&1 < in.txt'],
    ['variables', 'X=a; echo "$X" -rf ${HOME} $Y'],
    ['substitutions', 'echo "$(git log $(date) | head)" $(pwd)'],
  ])('takes %s', (_, text) => {
    expect(lowerSketch(text, PLACES)).not.toBeNull();
  });

  it.each([
    ['an open quote', 'echo "a'],
    ['an open substitution', 'echo $(date'],
    ['a stray parenthesis', 'echo a)'],
    ['arithmetic', 'echo $((1 + 2))'],
    ['a subshell', '(cd a; ls)'],
    ['a loop', 'for f in a b; do echo "$f"; done'],
    ['a here-document', 'cat <<END\na\nEND'],
    ['a comment', 'ls # all'],
    ['a function', 'f() { ls; }; f'],
    ['backquotes', 'echo `date`'],
    ['an operator without a command', 'ls &&'],
    ['a redirection between words', 'echo > a b'],
    ['two digits of a descriptor', 'echo a 12>b'],
    ['the descriptor 0', 'cat 0< a'],
    ['a blank that is a word', 'tr \\  x'],
    ['substitutions that nest too deep', `${'$(echo '.repeat(9)}${')'.repeat(9)}`],
  ])('leaves %s to the grammar', (_, text) => {
    expect(lowerSketch(text, PLACES)).toBeNull();
  });

  // The grammar joins the last two lines to one command: known, and the sketch is right.
  it('ends a command at the line end behind a pipeline', () => {
    const text = 'ls | sort | head -n 3\nmake > out.txt';
    const commands = lowerSketch(text, PLACES)?.commands ?? [];
    expect(commands.map(({ words }) => words.map(({ value }) => value).join(' '))).toEqual([
      'ls',
      'sort',
      'head -n 3',
      'make',
    ]);
  });
});
