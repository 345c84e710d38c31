/** The shell model: its vectors, and what must hold for every text. */

import { describe, expect, it } from 'vitest';
import type { Command, Lowering, Places } from '../runtime/shell/commands.ts';
import { condense } from '../runtime/shell/condense.ts';
import { loadShellParser } from '../runtime/shell/grammar.ts';
import { PROGRAMS, VERBS } from '../runtime/shell/ordinary.ts';
import { classifyPath } from '../runtime/shell/paths.ts';
import { lowerPlain } from '../runtime/shell/plain.ts';
import { lowerTree } from '../runtime/shell/tree.ts';
import { runVectors } from './run-vectors.ts';
import { loadGrammar } from './testkit.ts';
import paths from './vectors/paths.json' with { type: 'json' };
import shell from './vectors/shell.json' with { type: 'json' };

interface Expected {
  readonly words: readonly string[];
  readonly targets?: readonly string[];
  readonly dynamic?: readonly number[];
  readonly assignments?: Readonly<Record<string, string | undefined>>;
  readonly redirects?: readonly (readonly (string | number)[])[];
  readonly pipeline?: readonly number[];
  readonly reach?: string;
  readonly parent?: number;
  readonly elevated?: boolean;
  readonly range?: readonly number[];
}

interface ShellVector {
  readonly name: string;
  readonly why: string;
  readonly text: string;
  readonly places?: Places;
  readonly expect: { readonly commands: readonly Expected[]; readonly failures: readonly string[] };
}

interface PathVector {
  readonly name: string;
  readonly why: string;
  readonly word: string;
  readonly places?: Places;
  readonly expect: { readonly target: string };
}

const PLACES = { cwd: '/workspace/project', home: '/home/test', project: '/workspace/project' };
const PLAIN_TEXTS = 4000;
const NOISE_TEXTS = 4000;

/** Words that the plain way may take, and some that it must leave to the grammar. */
const WORDS = [
  ...['git', 'rm', 'cd', 'ls', 'sudo', 'env', 'xargs', 'timeout', 'sh', 'eval', 'su', 'nice'],
  ...['if', 'in', 'time', 'do', 'export', 'unset', 'coproc', 'function', '!', '.', './run.sh'],
  ...['-c', '-rf', '-n', '-5', '--', '-', '-u', '--user=root', '--chdir', '-S', '-I', '2', '0x1f'],
  ...['a', 'a=b', 'X=1', 'of=/dev/sda', '~', '~/x', '~root', '/', '/*', '*.ts', 'a?b', '..', '+x'],
  ...["'a b'", '"a b"', "''", '"it\'s"', "'*'", '"~"', "a'b'c", '"x"y', '~"a"', "'rm -rf /'"],
  ...['@', '%', ',', ':', '^', 'a:b', 'a@b', '100%', '=', '==', '_', '-a', '-nt', '/bin/rm', 'é'],
];

/** Every program that the plain way takes, with its subcommand where it needs one. */
const ORDINARY = [
  ...PROGRAMS,
  ...[...VERBS].flatMap(([program, verbs]) => [...verbs].map((verb) => `${program} ${verb}`)),
];

/** What breaks texts: every sign of the grammar, alone and in pairs. */
const NOISE = [
  ...'abrm/-.~*?=#!%^,:@{}[]()<>|&;$`"\'\\ \t\n'.split(''),
  ...['rm', '-rf', ' / ', 'if ', '; then ', '; fi', 'do ', 'done', 'case ', ' in ', 'esac', '()'],
  ...['$(', '${', '$((', '))', '<(', '>&', '&&', '||', ';;', '<<', '<<-A\n', '<<<', '\nA\n', '2>'],
  ...['X=', '$X', '${x:-', "$'", '$"', '{a,b}', '{1..3}', 'sh -c ', 'eval ', 'sudo ', '\\\n', '😀'],
];

const parser = await loadShellParser(await loadGrammar());

function lower(text: string, places: Places = PLACES): Lowering {
  return lowerTree(text, places, parser);
}

/** The keys that an expectation names, of what was lowered. */
function project(command: Command | undefined, keys: readonly string[]): object {
  if (command === undefined) return {};
  const { words, assignments, redirects, pipeline, stage, reach, parent, elevated } = command;
  const all = {
    words: words.map(({ value }) => value),
    targets: words.map(({ target }) => target),
    dynamic: words.flatMap(({ dynamic }, i) => (dynamic ? [i] : [])),
    assignments: Object.fromEntries(assignments.map(({ name, value }) => [name, value.value])),
    redirects: redirects.map((r) => [r.operator, r.descriptor, r.target.value]),
    pipeline: [pipeline, stage],
    range: [command.start, command.end],
    ...{ reach, parent, elevated },
  };
  return Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key)));
}

/** Numbers from a seed: the same texts in every host and every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function generate(pieces: readonly string[], count: number, glue: readonly string[]): string[] {
  const random = createRandom(count);
  return Array.from({ length: count }, () =>
    Array.from(
      { length: 1 + random(12) },
      () => (pieces[random(pieces.length)] ?? '') + (glue[random(glue.length)] ?? ''),
    ).join(''),
  );
}

function rangesOf({ commands }: Lowering): readonly { start: number; end: number }[] {
  return commands.flatMap((command) => [
    command,
    ...command.words,
    ...command.redirects.map(({ target }) => target),
    ...command.assignments.map(({ value }) => value),
  ]);
}

function nested(before: string, after: string, depth: number): string {
  return `${before.repeat(depth)}a${after.repeat(depth)}`;
}

runVectors<ShellVector>(
  'shell',
  shell as { about: string; count: number; vectors: ShellVector[] },
  { vector: ['text', 'places'], expect: ['commands', 'failures'] },
  ({ text, places, expect: { commands, failures } }) => {
    const lowering = lower(text, places);
    const found = lowering.commands.map((command, i) =>
      project(command, Object.keys(commands[i] ?? { words: [] })),
    );
    expect(found).toEqual(commands);
    expect(lowering.failures.map(({ code }) => code)).toEqual(failures);
  },
);

runVectors<PathVector>(
  'paths',
  paths,
  { vector: ['word', 'places'], expect: ['target'] },
  ({ word, places, expect: { target } }) => {
    const { commands } = lower(`rm ${word}`, places);
    expect(commands[0]?.words[1]?.target).toBe(target);
  },
);

describe('paths that tools name', () => {
  it('are classified without a shell', () => {
    expect(classifyPath('/etc/passwd', PLACES)).toBe('system');
    expect(classifyPath('~', PLACES)).toBe('home');
    expect(classifyPath('src/a.ts', PLACES)).toBe('inside');
    expect(classifyPath('*', PLACES)).toBe('inside');
    expect(classifyPath('', PLACES)).toBe('unknown');
  });
});

describe('the plain way', () => {
  it('takes everyday commands', () => {
    for (const text of ['git status --short', 'npm test', "grep -rn 'a b' src/*.ts", '/bin/ls ~']) {
      expect(lowerPlain(text, PLACES)?.commands.length).toBe(1);
    }
  });

  it('leaves to the grammar what it takes to tell', () => {
    for (const text of ['a|b', 'a;b', '$x', 'X=1 a', 'export X', "sh -c 'a'", 'if a', 'a > b']) {
      expect(lowerPlain(text, PLACES)).toBe(null);
    }
  });

  it('gives what the tree gives', () => {
    const vectors = [...shell.vectors.map(({ text }) => text), ...paths.vectors.map((p) => p.word)];
    const generated = generate(WORDS, PLAIN_TEXTS, [' ', ' ', '  ', '\t', '']);
    // Half of them begin with a program that the plain way takes.
    const begun = generated.map((text, i) =>
      i % 2 === 0 ? `${ORDINARY[i % ORDINARY.length]} ${text}` : text,
    );
    let taken = 0;
    for (const text of [...vectors, ...begun]) {
      const plain = lowerPlain(text, PLACES);
      if (plain === null) continue;
      taken++;
      expect({ text, ...plain }).toEqual({ text, ...lower(text) });
    }
    expect(taken).toBeGreaterThan(PLAIN_TEXTS / 5);
  });

  it('takes no program that runs another one', () => {
    const hints = [
      '-c id',
      '-e id',
      '-x id',
      '-I id',
      '--exec=id',
      '--command id',
      '-- id',
      'exec id',
      'id id',
    ];
    const texts = ORDINARY.flatMap((program) => hints.map((hint) => `${program} ${hint}`));
    for (const text of texts) {
      const plain = lowerPlain(text, PLACES);
      if (plain !== null) expect({ text, ...plain }).toEqual({ text, ...lower(text) });
    }
  });
});

describe('a long text', () => {
  it('is read without its quoted parts, and lowered all the same', () => {
    const condensing = {
      maxLength: parser.maxLength,
      parse(text: string) {
        const condensed = condense(text);
        return condensed.restore(parser.parse(condensed.text));
      },
    };
    const long = 'a long (quoted) text; with | all & signs';
    const texts = shell.vectors.map(({ text }) => `echo '${long}' "${long} $X ${long}"; ${text}`);
    const bodies = texts.map((text) => `cat <<'END'\n${long}\nEND\n${text}`);
    for (const text of [...texts, ...bodies]) {
      const condensed = lowerTree(text, PLACES, condensing);
      expect({ text, ...condensed }).toEqual({ text, ...lower(text) });
    }
  });
});

describe('every text', () => {
  it('is lowered without a throw, ranges inside of it, holders before what they hold', () => {
    const encoder = new TextEncoder();
    for (const text of generate(NOISE, NOISE_TEXTS, ['', '', ' '])) {
      const lowering = lower(text);
      const length = encoder.encode(text).length;
      const isOutside = rangesOf(lowering).some(
        ({ start, end }) => !(start >= 0 && start <= end && end <= length),
      );
      const isHeldTooEarly = lowering.commands.some(({ parent }, i) => parent >= i || parent < -1);
      expect({ text, isOutside, isHeldTooEarly }).toEqual({
        text,
        isOutside: false,
        isHeldTooEarly: false,
      });
    }
  });

  it('survives lone surrogates and NUL', () => {
    const { commands } = lower('rm \ud800 "\udc00" a\0; ls');
    expect(commands.map(({ words }) => words.length)).toEqual([4, 1]);
  });
});

describe('limits', () => {
  const codes = (text: string): string[] => lower(text).failures.map(({ code }) => code);

  it('stand before the parser', () => {
    const lowering = lower(`rm -rf /; ${'a '.repeat(40_000)}`);
    expect(lowering.commands).toEqual([]);
    expect(lowering.failures).toEqual([
      { code: 'LIMIT_REACHED', message: 'shell: expected at most 65536 bytes, got 80010' },
    ]);
  });

  it('keep what was lowered until then', () => {
    const lowering = lower(`rm -rf /; ${'a;'.repeat(20_000)}`);
    expect(lowering.commands[0]?.words.map(({ value }) => value)).toEqual(['rm', '-rf', '/']);
    expect(lowering.failures[0]?.code).toBe('LIMIT_REACHED');
  });

  it('say nothing against long data', () => {
    const body = `${'let x = "$(rm -rf /)"; // }{)(\n'.repeat(1500)}`;
    expect(codes(`cat > a.js <<'END'\n${body}END\necho '${'()|;'.repeat(1000)}'`)).toEqual([]);
    const lines = 'let x = (1 | 2); // }{)(\n'.repeat(900);
    const text = `cat <<END > f\n${lines}\\$(a) $(b)\nEND\nrm -rf / "${lines}"`;
    const { commands } = lower(text);
    expect(commands.at(-1)?.words[0]?.value).toBe('rm');
    expect(commands.at(-1)?.end).toBe(text.length);
  });

  it.each([200, 1000, 10_000])('hold against %i levels of nesting', (depth) => {
    const texts = [
      nested('$(', ')', depth),
      nested('"$(a ', ')"', depth),
      nested('( ', ' )', depth),
      nested('((', '))', depth),
      nested('{ ', '; }', depth),
      nested('if ', '; then b; fi', depth),
      nested('${x:-', '}', depth),
      nested('<(', ')', depth),
      '$('.repeat(depth),
      'a && '.repeat(depth),
      'a | '.repeat(depth),
    ];
    for (const text of texts) expect(codes(text).length).toBeLessThan(4);
    expect(codes(nested('$(', ')', depth))).toContain('LIMIT_REACHED');
  });

  it('hold against values that grow', () => {
    expect(codes(`X=aaaaaaaa; ${'X=$X$X$X$X; '.repeat(40)}`)).toEqual(['LIMIT_REACHED']);
    const doubled = 'A=("${A[@]}" "${A[@]}"); '.repeat(16);
    expect(codes(`A=(a b c); ${doubled}rm "\${A[@]}"`)).toContain('LIMIT_REACHED');
    const long = `X='${'a;'.repeat(900)}'; ${'sh -c "$X"; '.repeat(90)}`;
    expect(codes(long)).toContain('LIMIT_REACHED');
  });
});
