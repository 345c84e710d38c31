/** The sketch gives the grammar's commands on every text that it takes. */

import { describe, expect, it } from 'vitest';
import type { Command } from '../runtime/shell/commands.ts';
import { loadShellParser } from '../runtime/shell/grammar.ts';
import { lowerSketch } from '../runtime/shell/sketch.ts';
import { lowerTree } from '../runtime/shell/tree.ts';
import { loadGrammar } from './testkit.ts';
import decisions from './vectors/decisions.json' with { type: 'json' };

const PLACES = { cwd: '/workspace/project', home: '/home/test', project: '/workspace/project' };
const GENERATED = 8_000;
const MAX_PIECES = 9;
const MAX_DEPTH = 2;

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
  ...['>|', '<<<', '&>>', '<f', '|&', '&&\n', ' # c\n', ' \\\n', '!', '(', '{', '}', '; }', '; fi'],
  ...[
    'if a; then',
    'else',
    'for x in a b; do',
    'while a; do',
    '; done',
    'case $X in',
    'a|b)',
    ';;',
  ],
  ...[
    'esac',
    'f() {',
    'local',
    'unset x',
    'x=(a b)',
    'x+=1',
    '<(',
    '<<E',
    "<<'E'",
    '\nb $(c)\nE\n',
  ],
  ...['${X:-y}', '${X%/*}', '${#X}', '`b`', "$'a\\n'", '$?', '"$@"', '{a,b}', 'a{1..3}', 'a[0]'],
  ...[
    '((x++))',
    'a$',
    '`b`/`c`',
    '"`b`$X`c`"',
    'é',
    '–',
    '[[ $X =~ ^a ]]',
    '[[ a =~ (b|c)$ ]]',
    'a[0]=1',
    '${X//[a-b]/;}',
    '"${X%%|*}"',
    'a[$X]=$X',
    'a[k]=1',
    '${X[-1]}',
    '"${X:=a}"',
  ],
];

const WORDS = [
  ...['a', '-rf', '2', '"q $X"', "'s q'", '"a b"', '$X', '${X:-y}', '"${X:-y z}"', '${X%/*}', '$?'],
  ...['~/a', '*', '/', '../b', '{a,b}', 'a{1..3}', 'a\\ b', '$(b)', '"$(b c)"', '`b`', '$((1+2))'],
  ...[
    "'rm -rf /'",
    "$'a\\n'",
    '"$@"',
    'a[0]',
    'a#b',
    '%',
    '{}',
    '\\;',
    '"\n"',
    'done',
    'x=1',
    '<(b)',
  ],
];
const REDIRECTS = [
  '> f',
  '>> f',
  '2>&1',
  '< f',
  '&> f',
  '2> /dev/null',
  '>| f',
  '<<< "q $X"',
  '3< f',
];
const PROGRAMS = ['a', 'git', 'rm', 'echo', 'cd', 'sh -c', 'eval', 'sudo', '$X', '"$X"', '/bin/a'];

const parser = await loadShellParser(await loadGrammar());

/** Numbers from a seed: the same texts in every host and every run (Numerical Recipes' constants). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Random = ReturnType<typeof createRandom>;

function pick(random: Random, choices: readonly string[]): string {
  return choices[random(choices.length)] ?? '';
}

/** Noise: pieces in a row. */
function generatePieces(random: Random): string {
  return Array.from({ length: 1 + random(MAX_PIECES) }, () => {
    const piece = pick(random, PIECES);
    return random(3) === 0 ? piece : `${piece} `;
  }).join('');
}

/** Statements joined as the syntax has it. */
function generateList(random: Random, depth: number): string {
  const count = 1 + Math.max(0, random(6) - 3);
  const statements = Array.from({ length: count }, () => generateStatement(random, depth));
  const operators = [' | ', ' && ', ' || ', '; ', '\n', ' & ', ' &&\n', ' # c\n'];
  return statements.reduce((list, next) => list + pick(random, operators) + next);
}

function generateStatement(random: Random, depth: number): string {
  if (depth === 0 || random(2) === 0) return generateCommand(random);
  const list = (): string => generateList(random, depth - 1);
  const word = (): string => pick(random, WORDS);
  const forms = [
    () => `if ${list()}; then ${list()}; else ${list()}; fi`,
    () => `for x in ${word()} ${word()}; do ${list()}; done`,
    () => `while ${list()}\ndo\n${list()}\ndone`,
    () => `case ${word()} in a|${word()}) ${list()};; *) ${list()}; esac`,
    () => `case ${word()} in a) ${list()};& b) ${list()};;& esac`,
    () => `select x in ${word()}; do ${list()}; done`,
    () => `a[0]=${word()}; b "${'${a[0]}'}"`,
    () => `(${list()}) ${pick(random, REDIRECTS)}`,
    () => `{ ${list()}; }`,
    () => `f() { ${list()}; }`,
    () => `x=$(${list()})`,
    () => `cat <(${list()})`,
    () => `echo "\`${generateCommand(random)}\`" "$(${list()})"`,
    () => `export A=${word()}`,
    () => `x=(${word()} ${word()})`,
    () => `[ -f ${pick(random, ['a', '$X', '"$X"'])} ]`,
    () =>
      `cat ${pick(random, ['<<E', "<<'E'", '<<-E'])} ${pick(random, ['', '> f', '2>&1'])}\nb $(c) $X\nE\n`,
  ];
  return forms[random(forms.length)]?.() ?? '';
}

function generateCommand(random: Random): string {
  const words = Array.from({ length: random(4) }, () =>
    random(6) === 0 ? pick(random, REDIRECTS) : pick(random, WORDS),
  );
  return [pick(random, PROGRAMS), ...words].join(' ');
}

function generate(count: number): string[] {
  const random = createRandom(7);
  return Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? generatePieces(random) : generateList(random, MAX_DEPTH),
  );
}

function texts(): string[] {
  const known = decisions.vectors.flatMap(({ call }) =>
    call.channel === 'shell' ? [call.text ?? ''] : [],
  );
  return [...known, ...generate(GENERATED)];
}

/** Classes of texts that the grammar misreads: how each shows, and what the shell has for it. */
const MISREAD: readonly (readonly [string, RegExp, string, readonly string[]])[] = [
  ['takes the descriptor 0 for a word', /(?<!\d)0[<>]/, 'cat 0< a', ['cat']],
  ['passes over an escaped blank that is a word', /\\[ \t]/, 'tr \\  x', ['tr   x']],
  ['loses blanks between a quote and an expansion', /"[ \t]/, 'X=a; echo " $X"', ['', 'echo  a']],
  ['takes a letter for a part of a numbered parameter', /\$[\d@*#?$!-]\w/, 'a $1x', ['a x']],
  ['splits a tilde from its path in a test', /\[\[? /, '[ ! -d ~/a ]', ['[ ! -d /home/test/a ]']],
  [
    'takes a builtin and what touches it for two words',
    /(export|local)[^\s;&|]/,
    'export"a"',
    ['exporta'],
  ],
  ['takes a line end before a backslash for text', /\n\s*\\/, 'a\n\\rm b', ['a', 'rm b']],
  ['takes `!` before a declaration for a command', /! \w/, '! local A+=1', ['local A=1']],
  ['parts an escape from the value before it', /=\S*\\;/, 'X=$Y\\; a', ['a']],
  ['parts an escape from an expansion before it', /[`})"]\\;/, 'a <<< "$X"\\; b', ['a b']],
  ['parts backquotes from a value before them', /[=<>]\s*\S+`/, 'X=a`b`/`c` d', ['d', 'b', 'c']],
  ['parts a process substitution from an assignment', /=\S*<\(/, 'X=a<(b) c', ['c', 'b']],
  ['loses the word behind a closed descriptor', /[<>]&-/, 'a 2>&- b', ['a b']],
  ['takes a pattern of bash for a subshell', /[@!+?*]\(/, 'ls !(a) b', ['ls * b']],
  ['joins a line to redirections alone', /(?:^|\n)\s*\d*&?[<>].*[<>]/, '> f < c\nb', ['', 'b']],
  ['takes text behind a name for an assignment', /\*\w+=/, 'a; *x=1 b', []],
];

describe('the sketch', () => {
  it('gives what the grammar gives, on every text that both can read', () => {
    const compared = texts().flatMap((text) => {
      const sketched = lowerSketch(text, PLACES);
      if (sketched === null || MISREAD.some(([, pattern]) => pattern.test(text))) return [];
      const grown = lowerTree(text, PLACES, parser);
      return grown.failures.length > 0 ? [] : [{ text, sketched, grown }];
    });
    const different = compared.filter(
      ({ sketched, grown }) => JSON.stringify(sketched) !== JSON.stringify(grown),
    );
    expect(different).toEqual([]);
    expect(compared.length).toBeGreaterThan(GENERATED / 5);
  });

  it.each(MISREAD)('is right where the grammar %s', (_, pattern, text, commands) => {
    expect(text).toMatch(pattern);
    expect(written(text)).toEqual(commands);
    expect(written(text)).not.toEqual(lowerTree(text, PLACES, parser).commands.map(words));
  });

  it('is right where the grammar joins a line to a pipeline before it', () => {
    expect(written('ls | sort | head -n 3\nmake > out.txt')).toEqual([
      'ls',
      'sort',
      'head -n 3',
      'make',
    ]);
  });

  it('is right where the grammar finds no statement', () => {
    expect(written('{ while a; do b; done } | c')).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['words', 'git commit -m "a b" \'c d\' e\\ f', 1],
    ['pipes and lists', 'cd src && grep -rn x . |& sort -u ||\n true; ls &', 5],
    ['lines', 'cd src\nls # all\n\npwd\n', 3],
    ['a line that goes on', 'cd \\\n  src', 1],
    ['redirections', 'make > out.txt 2>&1 < in.txt -j2 >| a &> b <<< c', 1],
    ['variables', 'X=a; echo "$X" -rf ${HOME} $Y ${X:-y} "${X%/*}" $? "$@"', 2],
    ['substitutions', 'echo "$(git log $(date) | head)" $(pwd) `date` <(ls) $((1 + 2))', 7],
    ['a subshell and a group', '(cd a; ls) > f; { a; b; }', 5],
    ['branches', 'if [ -f a ]; then b; elif [[ $X == a* ]]; then c; else d; fi', 5],
    ['loops', 'for f in a b; do echo "$f"; done; while a; do b; done; for ((;;)); do c; done', 5],
    ['a choice', 'case "$X" in a|b) c ;; *) d ;; esac', 2],
    ['functions', 'f() { ls; }; function g { ls; }; f', 3],
    ['assignments', 'export A=1 B; X=(a b); Y=1 Z=2', 3],
    ['here-documents', "cat > f <<'END' && a <<-B | b\n$(c)\nEND\n\t$(d)\n\tB\ne", 5],
    ['a message', 'git commit -m "$(cat <<\'END\'\na (b)\nEND\n)"', 2],
    ['negation', '! a | b', 2],
    ['arithmetic', '((x = 1)); for ((i = 0; i < 3; i++)); do a; done', 1],
    ['backquotes side by side', 'a `b`/`c` "`d` `e`"', 5],
    ['a measured command', 'time a | b', 2],
    ['dollars that are text', 'a | grep b$ | grep "c$"', 3],
    ['other alphabets', 'a – é 名前', 1],
    ['a regular expression', '[[ $X =~ ^a ]]', 1],
    ['a regular expression with alternatives', '[[ $X =~ ^(a|b)+$ ]] && c', 2],
    ['elements of arrays', 'a[0]=1; a[$i]=2; a[key]+=3', 3],
    ['a menu', 'select x in a b; do c; done', 1],
    ['branches that fall through', 'case $X in a) b ;& c) d ;;& *) e ;; esac', 3],
    ['a backslash at the end', 'a b \\', 1],
    ['patterns of bash', 'rm !(a|b) @(c).d', 1],
  ])('takes %s', (_, text, count) => {
    const lowering = lowerSketch(text, PLACES);
    expect(lowering?.failures).toEqual([]);
    expect(lowering?.commands.length).toBe(count);
  });

  it.each([
    ['an open quote', 'echo "a'],
    ['an open substitution', 'echo $(date'],
    ['a stray parenthesis', 'echo a)'],
    ['a stray keyword', 'a; done'],
    ['a keyword that is a word', 'if [ a ] then b; fi'],
    ['a keyword behind a redirection', '{ (a) > b }'],
    ['a body without an end', 'for f in a; do b'],
    ['a body without a statement', 'if a; then fi'],
    ['a keyword behind time', 'time { a; }'],
    ['a regular expression that expands', '[[ a =~ ^($X|b)$ ]]'],
    ['a here-document without an end', 'cat <<END\na\n'],
    ['a here-document whose line goes on', 'cat <<END "\n"\na\nEND'],
    ['a here-document that leaves its substitution', 'a $(cat <<END)\na\nEND'],
    ['a delimiter in pieces', "cat <<'E'OF\na\nEOF"],
    ['an operator without a command', 'ls &&'],
    ['a negation within a pipeline', 'a | ! b'],
    ['two digits of a descriptor in a word', 'echo a12>b'],
    ['an element whose key is computed', 'a[i+1]=1'],
    ['substitutions that nest too deep', `${'$(echo '.repeat(13)}${')'.repeat(13)}`],
  ])('leaves %s to the grammar', (_, text) => {
    expect(lowerSketch(text, PLACES)).toBeNull();
  });

  it('reads a long script whole', () => {
    const lines = Array.from({ length: 300 }, (_, i) => `make target-${i} > logs/target-${i}.txt`);
    const lowering = lowerSketch(lines.join('\n'), PLACES);
    expect(lowering?.failures).toEqual([]);
    expect(lowering?.commands.length).toBe(300);
  });

  it.each([
    ...[
      ';',
      '(',
      '$(',
      'a|',
      '<',
      "'",
      '"',
      '`',
      '${',
      '{ ',
      'a;',
      'a\n',
      'a&&',
      'a||b&&',
      '{a,b}',
    ],
    ...[
      '"$a"',
      '$a',
      '$((',
      '[[ ',
      'if a;then ',
      'case a in a) ',
      'f(){ ',
      'a<<E;',
      'x=1;',
      'a >b ',
    ],
  ])('takes or leaves 64 KB of %j', (piece) => {
    const lowering = lowerSketch(piece.repeat(65_536 / piece.length), PLACES);
    expect(lowering?.failures.every(({ code }) => code === 'LIMIT_REACHED') ?? true).toBe(true);
  });
});

function written(text: string): string[] {
  return lowerSketch(text, PLACES)?.commands.map(words) ?? [];
}

function words({ words }: Command): string {
  return words.map(({ value }) => value).join(' ');
}
