/** Ways to run a command as a part of something else: each gives a text that runs the given one. */

export interface Wrapping {
  readonly name: string;
  /** Only a command that is a list of words: this one goes before it, or takes its words apart. */
  readonly takesPlain?: boolean;
  /** Which texts it can hold. */
  readonly takes?: keyof typeof APPLIES;
  wrap(text: string): string;
}

export const APPLIES = {
  all: /^/,
  line: /^[^\n]*$/,
  /** No sign that means something between double quotes or in another language's text. */
  ascii: /^[\x20-\x7e\n]*$/,
  /** Words whose signs mean themselves wherever they stand. */
  words: /^[\w./:@%+= -]+$/,
  /** Nothing that backquotes would take apart. */
  unescaped: /^[^`\\]*$/,
} as const;

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function escapeDouble(text: string): string {
  return `"${text.replaceAll(/[\\"$`]/g, '\\$&')}"`;
}

/** A string of Python, JavaScript and their kind. */
function literal(text: string): string {
  return JSON.stringify(text);
}

function bytesOf(text: string, format: (byte: number) => string): string {
  return Array.from(new TextEncoder().encode(text), format).join('');
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
const octal = (byte: number): string => `\\${byte.toString(8).padStart(3, '0')}`;

function base64(text: string): string {
  return btoa(bytesOf(text, (byte) => String.fromCharCode(byte)));
}

function utf16Base64(text: string): string {
  return btoa(Array.from(text, (sign) => `${sign}\0`).join(''));
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}

function body(text: string): string {
  return `<<'END_OF_TEXT'\n${text}\nEND_OF_TEXT`;
}

/** Programs that run the words behind them. */
const PREFIXES = [
  ...['sudo', 'sudo -u root', 'sudo -E --', 'doas', 'env', 'env A=1', 'env -i PATH=/bin', 'nohup'],
  ...['timeout 5', 'timeout -s KILL 5s', 'time', 'time -p', 'nice -n 5', 'ionice -c3', 'command'],
  ...['exec', 'exec -a x', 'builtin command', 'stdbuf -oL', 'setsid -w', 'chrt -f 1', 'busybox'],
  ...[
    'coproc',
    'fakeroot',
    'flock /tmp/l',
    'gosu root',
    'numactl -N 0',
    'pkexec',
    'strace -f -o x',
  ],
  ...['taskset -c 0', 'unbuffer', 'unshare -r', 'nsenter -t 1 -m', 'setpriv --reuid=1', 'firejail'],
  ...['bwrap --bind / / --dev /dev', 'systemd-run --user --scope', 'runuser -u x --', 'perf stat'],
  ...['caffeinate -i', 'setarch x86_64', 'valgrind --tool=none', 'cgexec -g cpu:x', 'chpst -u x'],
  ...['dbus-run-session --', 'eatmydata', 'rlwrap', 'proxychains -q', 'xvfb-run -a', 'noglob'],
  ...[
    'A=1',
    'A=1 B=2 sudo',
    '>/dev/null',
    '2>&1',
    '!',
    'echo a; ',
    'true && ',
    'false || ',
    'ls & ',
  ],
  ...['xargs', 'echo | xargs', 'entr', 'screen -dm', 'mise exec --', 'aws-vault exec x --'],
  ...['poetry run', 'uv run', 'bundle exec', 'direnv exec .', 'op run --', 'conda run -n x'],
];

/** Programs whose operand is text for a shell. */
const SHELLS = [
  ...['sh -c', 'bash -c', 'bash -lc', 'bash --norc -c', 'dash -c', 'zsh -c', 'ksh -c', 'mksh -c'],
  ...['busybox sh -c', 'bash -o pipefail -c', 'sudo sh -c', 'sudo -u x bash -c', 'su -c'],
  ...[
    'su - root -c',
    'runuser -l x -c',
    'script -qc',
    'flock /tmp/l -c',
    'eval',
    'eval --',
    'watch',
  ],
  ...[
    'builtin eval',
    'env -i sh -c',
    'nohup bash -c',
    'xargs sh -c',
    'find . -exec sh -c',
    'fish -c',
  ],
  ...['tmux new-session -d', 'entr -s', 'hyperfine', 'npx -c', 'npm exec -c', 'nodemon --exec'],
  ...['parallel :::', 'git submodule foreach', 'git rebase HEAD~2 --exec', 'git bisect run sh -c'],
  ...['tar cf a b --to-command', 'tar -cf a b -I', 'rsync a b -e', 'man ls -P', 'sg x -c'],
  ...['nix-shell --run', 'concurrently', 'watchexec', 'complete x -C'],
];

/** Variables whose value is run. */
const VARIABLES = [
  ...['GIT_SSH_COMMAND', 'GIT_EDITOR', 'GIT_SEQUENCE_EDITOR', 'GIT_PAGER', 'PAGER', 'MANPAGER'],
  ...['EDITOR', 'VISUAL', 'PROMPT_COMMAND', 'GIT_EXTERNAL_DIFF', 'GIT_ASKPASS', 'RSYNC_RSH'],
];

const AROUND: readonly Wrapping[] = [
  { name: 'a subshell', wrap: (text) => `( ${text}\n)` },
  { name: 'a group', wrap: (text) => `{ ${text}\n}` },
  { name: 'a branch', wrap: (text) => `if true; then ${text}\nfi` },
  { name: 'a condition', wrap: (text) => `if ${text}\nthen ls; fi` },
  { name: 'an else', wrap: (text) => `if false; then ls; else ${text}\nfi` },
  { name: 'a loop', wrap: (text) => `for i in 1 2; do ${text}\ndone` },
  { name: 'a while', wrap: (text) => `while :; do ${text}\ndone` },
  { name: 'an until', wrap: (text) => `until ${text}\ndo :; done` },
  { name: 'a case', wrap: (text) => `case x in *) ${text}\n;; esac` },
  { name: 'a function', wrap: (text) => `f() { ${text}\n}; f` },
  { name: 'a function of another name', wrap: (text) => `function ls { ${text}\n}\nls` },
  { name: 'lines around', wrap: (text) => `cd .\n${text}\nls -l` },
  { name: 'a comment before', wrap: (text) => `# it's \\\n${text}` },
  { name: 'the background', wrap: (text) => `{ ${text}\n} & wait` },
  { name: 'a substitution', wrap: (text) => `echo "$(\n${text}\n)"` },
  { name: 'an assigned substitution', wrap: (text) => `X=$(\n${text}\n)` },
  { name: 'an exported substitution', wrap: (text) => `export X="$(\n${text}\n)"` },
  { name: 'a tested substitution', wrap: (text) => `[ -n "$(\n${text}\n)" ] && ls` },
  { name: 'a default', wrap: (text) => `echo "\${X:-$(\n${text}\n)}"` },
  { name: 'arithmetic', wrap: (text) => `echo $((1 + $(\n${text}\n)))` },
  { name: 'backquotes', takes: 'unescaped', wrap: (text) => `echo \`${text}\`` },
  { name: 'a process substitution', wrap: (text) => `cat <(\n${text}\n)` },
  { name: 'an output process', wrap: (text) => `ls > >(\n${text}\n)` },
  { name: 'a here-document that expands', wrap: (text) => `cat <<E\n$(\n${text}\n)\nE` },
  { name: 'a coprocess', wrap: (text) => `coproc { ${text}\n}` },
];

const TEXTS: readonly Wrapping[] = [
  ...SHELLS.map((shell) => ({ name: shell, wrap: (text: string) => `${shell} ${quote(text)}` })),
  { name: 'text in double quotes', wrap: (text) => `bash -c ${escapeDouble(text)}` },
  { name: 'text by codes', wrap: (text) => `eval $'${bytesOf(text, (b) => `\\x${hex(b)}`)}'` },
  { name: 'text by octal codes', wrap: (text) => `sh -c $'${bytesOf(text, octal)}'` },
  { name: 'a trap', wrap: (text) => `trap ${quote(text)} EXIT` },
  { name: 'an alias', wrap: (text) => `alias x=${quote(text)}\nx` },
  { name: 'a here-string', wrap: (text) => `bash <<< ${quote(text)}` },
  { name: 'a here-document', wrap: (text) => `sh ${body(text)}` },
  { name: 'a here-document with rights', wrap: (text) => `sudo bash -s ${body(text)}` },
  { name: 'an indented here-document', wrap: (text) => `bash <<-'E'\n\t${text}\n\tE` },
  { name: 'echo', takes: 'unescaped', wrap: (text) => `echo ${quote(text)} | sh` },
  { name: 'printf', wrap: (text) => `printf '%s\\n' ${quote(text)} | bash` },
  { name: 'printf of codes', wrap: (text) => `printf '${bytesOf(text, octal)}' | sh` },
  {
    name: 'echo of codes',
    wrap: (text) => `echo -e '${bytesOf(text, (b) => `\\x${hex(b)}`)}' | sh`,
  },
  { name: 'cat', wrap: (text) => `cat ${body(text).replace('\n', ' | bash\n')}` },
  { name: 'a long pipe', wrap: (text) => `printf %s ${quote(text)} | tee x | cat | sudo sh` },
  { name: 'base64', wrap: (text) => `echo ${base64(text)} | base64 -d | sh` },
  {
    name: 'base64 in a string',
    wrap: (text) => `bash -c "$(base64 --decode <<< ${base64(text)})"`,
  },
  {
    name: 'base64 of openssl',
    wrap: (text) => `eval "$(echo ${base64(text)} | openssl base64 -d)"`,
  },
  { name: 'hex', wrap: (text) => `echo ${bytesOf(text, hex)} | xxd -r -p | bash` },
  {
    name: 'backwards',
    takes: 'line',
    wrap: (text) => `printf %s ${quote(reverse(text))} | rev | sh`,
  },
  {
    name: 'shifted letters',
    takes: 'ascii',
    wrap: (text) =>
      `printf %s ${quote(text.replaceAll(/[a-z]/g, (c) => String.fromCharCode(97 + ((c.charCodeAt(0) - 84) % 26))))} | tr 'a-z' 'n-za-m' | sh`,
  },
  { name: 'packed', wrap: (text) => `printf %s ${quote(text)} | gzip | gunzip | sh` },
  { name: 'a variable', wrap: (text) => `X=${quote(text)}; eval "$X"` },
  { name: 'a variable of a shell', wrap: (text) => `export X=${quote(text)}; sh -c "$X"` },
  { name: 'a printed variable', wrap: (text) => `printf -v X %s ${quote(text)}; eval "$X"` },
  {
    name: 'a read variable',
    takes: 'line',
    wrap: (text) => `read -r X <<< ${quote(text)}; eval "$X"`,
  },
  { name: 'an element', wrap: (text) => `A=(ls ${quote(text)}); eval "\${A[1]}"` },
  {
    name: 'read lines',
    takes: 'line',
    wrap: (text) => `mapfile -t A <<< ${quote(text)}; eval "\${A[0]}"`,
  },
  { name: 'a parameter', wrap: (text) => `bash -c 'eval "$1"' x ${quote(text)}` },
  { name: 'a function parameter', wrap: (text) => `f() { eval "$1"; }; f ${quote(text)}` },
  { name: 'a set parameter', wrap: (text) => `set -- ${quote(text)}; eval "$1"` },
  { name: 'one of two', wrap: (text) => `X=ls; [ -f a ] && X=${quote(text)}; eval "$X"` },
  { name: 'one of a list', wrap: (text) => `for X in ls ${quote(text)} pwd; do eval "$X"; done` },
  {
    name: 'lines of a loop',
    takes: 'line',
    wrap: (text) => `while read -r X; do eval "$X"; done <<< ${quote(text)}`,
  },
  { name: 'a sourced process', wrap: (text) => `. <(printf %s ${quote(text)})` },
  { name: 'a process for a shell', wrap: (text) => `bash <(cat ${body(text)}\n)` },
  { name: 'the standard input', wrap: (text) => `source /dev/stdin ${body(text)}` },
  { name: 'a descriptor', wrap: (text) => `exec 3${body(text)}\nbash /dev/fd/3` },
  { name: 'an input that lasts', wrap: (text) => `exec < <(printf %s ${quote(text)}); sh` },
  { name: 'a file', wrap: (text) => `cat > a.sh ${body(text)}\nsh a.sh` },
  {
    name: 'a program of its own',
    wrap: (text) => `cat > a ${body(`#!/bin/sh\n${text}`)}\nchmod +x a && ./a`,
  },
  { name: 'a sourced file', wrap: (text) => `printf '%s\\n' ${quote(text)} > /tmp/a; . /tmp/a` },
  { name: 'a moved file', wrap: (text) => `tee a ${body(text)}\nmv a b; bash b` },
  { name: 'a file on the input', wrap: (text) => `cat > a ${body(text)}\nbash < a` },
  { name: 'a decoded file', wrap: (text) => `echo ${base64(text)} | base64 -d > a; sh a` },
  { name: 'at', wrap: (text) => `at now ${body(text)}` },
  {
    name: 'a recipe',
    takes: 'line',
    wrap: (text) => `make -f - <<'E'\nall:\n\t${text.replaceAll('$', '$$$$')}\nE`,
  },
  { name: 'an alias of git', wrap: (text) => `git -c alias.x=${quote(`!${text}`)} x` },
  { name: 'a setting of git', wrap: (text) => `git -c core.pager=${quote(text)} log` },
  {
    name: 'a proxy command',
    takes: 'line',
    wrap: (text) => `ssh -o ${quote(`ProxyCommand=${text}`)} h`,
  },
  {
    name: 'a checkpoint',
    wrap: (text) => `tar cf a b --checkpoint=1 --checkpoint-action=${quote(`exec=${text}`)}`,
  },
  { name: 'an editor', takes: 'line', wrap: (text) => `vim -c ${quote(`:!${text}`)} -c q` },
  { name: 'a debugger', takes: 'line', wrap: (text) => `gdb -batch -ex ${quote(`shell ${text}`)}` },
  {
    name: 'xargs',
    takes: 'line',
    wrap: (text) => `printf '%s\\n' ${quote(text)} | xargs -I{} sh -c {}`,
  },
  { name: 'PowerShell', takes: 'words', wrap: (text) => `pwsh -Command ${quote(text)}` },
  {
    name: 'encoded PowerShell',
    takes: 'words',
    wrap: (text) => `powershell -enc ${utf16Base64(text)}`,
  },
  ...VARIABLES.map((name) => ({
    name,
    wrap: (text: string) => `${name}=${quote(text)} git fetch`,
  })),
  { name: 'a prompt', wrap: (text) => `PS1=${quote(`$(\n${text}\n)`)} bash -i` },
];

const LANGUAGES: readonly Wrapping[] = [
  {
    name: 'python',
    takes: 'ascii',
    wrap: (text) => `python3 -c ${quote(`import os; os.system(${literal(text)})`)}`,
  },
  {
    name: 'python with a list',
    takes: 'ascii',
    wrap: (text) =>
      `python3 -c ${quote(`import subprocess as s; s.run(["sh", "-c", ${literal(text)}])`)}`,
  },
  {
    name: 'python in a here-document',
    takes: 'ascii',
    wrap: (text) => `python3 - ${body(`from os import system as s\ns(${literal(text)})`)}`,
  },
  {
    name: 'python that decodes',
    wrap: (text) =>
      `python3 -c ${quote(`import os, base64; os.system(base64.b64decode("${base64(text)}").decode())`)}`,
  },
  {
    name: 'python in python',
    takes: 'ascii',
    wrap: (text) =>
      `python3 -c ${quote(`exec(${literal(`import os; os.popen(${literal(text)})`)})`)}`,
  },
  {
    name: 'node',
    takes: 'ascii',
    wrap: (text) => `node -e ${quote(`require("child_process").execSync(${literal(text)})`)}`,
  },
  {
    name: 'node that spawns',
    takes: 'ascii',
    wrap: (text) =>
      `node -e ${quote(`const { spawnSync: s } = require("node:child_process"); s("sh", ["-c", ${literal(text)}])`)}`,
  },
  {
    name: 'a script of node',
    takes: 'ascii',
    wrap: (text) =>
      `cat > a.js ${body(`require("child_process").exec(${literal(text)})`)}\nnode a.js`,
  },
  {
    name: 'deno',
    takes: 'ascii',
    wrap: (text) =>
      `deno eval ${quote(`new Deno.Command("sh", { args: ["-c", ${literal(text)}] })`)}`,
  },
  {
    name: 'perl',
    takes: 'ascii',
    wrap: (text) => `perl -e ${quote(`system(${literal(text).replaceAll('$', '\\$')})`)}`,
  },
  { name: 'ruby', takes: 'ascii', wrap: (text) => `ruby -e ${quote(`system(${literal(text)})`)}` },
  {
    name: 'php',
    takes: 'ascii',
    wrap: (text) => `php -r ${quote(`system(${literal(text).replaceAll('$', '\\$')});`)}`,
  },
  {
    name: 'lua',
    takes: 'ascii',
    wrap: (text) => `lua -e ${quote(`os.execute(${literal(text)})`)}`,
  },
  {
    name: 'awk',
    takes: 'ascii',
    wrap: (text) => `awk ${quote(`BEGIN { system(${literal(text)}) }`)}`,
  },
  {
    name: 'what python prints',
    takes: 'ascii',
    wrap: (text) => `python3 -c ${quote(`print(${literal(text)})`)} | sh`,
  },
];

/** Each word by itself. */
function eachWord(text: string, change: (word: string, i: number) => string): string {
  return text
    .split(' ')
    .map((word, i) => change(word, i))
    .join(' ');
}

const SPELLINGS: readonly Wrapping[] = [
  ...PREFIXES.map((prefix) => ({
    name: `${prefix} ..`,
    takesPlain: true,
    wrap: (text: string) => `${prefix} ${text}`,
  })),
  ...(
    [
      ['each word quoted', (text) => eachWord(text, quote)],
      ['each word in double quotes', (text) => eachWord(text, (word) => `"${word}"`)],
      [
        'empty quotes within',
        (text) => eachWord(text, (word) => `${word.slice(0, 1)}""${word.slice(1)}`),
      ],
      ['a backslash before', (text) => `\\${text}`],
      ['a backslash within', (text) => eachWord(text, (word) => word.replace(/(?<=\w)\w/, '\\$&'))],
      ['lines that go on', (text) => text.replaceAll(' ', ' \\\n ')],
      [
        'a program by codes',
        (text) =>
          eachWord(text, (word, i) =>
            i > 0 ? word : `$'${bytesOf(word, (b) => `\\x${hex(b)}`)}'`,
          ),
      ],
      ['a program in a variable', (text) => `X=${text.replace(' ', '; $X ')}`],
      [
        'words in variables',
        (text) =>
          text.split(' ').reduce(
            (all, word, i) => `X${i}=${quote(word)}; ${all}`,
            eachWord(text, (_, i) => `"$X${i}"`),
          ),
      ],
      [
        'a program in two halves',
        (text) => `A=${text.slice(0, 1)}; B=${text.slice(1).replace(' ', '; $A$B ')}`,
      ],
      [
        'a program that is echoed',
        (text) => eachWord(text, (word, i) => (i > 0 ? word : `$(echo ${word})`)),
      ],
      [
        'a program that is printed',
        (text) => eachWord(text, (word, i) => (i > 0 ? word : `\`printf ${word}\``)),
      ],
      [
        'a program that is found',
        (text) => eachWord(text, (word, i) => (i > 0 ? word : `$(which ${word})`)),
      ],
      [
        'a program by default',
        (text) => eachWord(text, (word, i) => (i > 0 ? word : `\${NAME:-${word}}`)),
      ],
      [
        'a slice',
        (text) =>
          `X=_${text.split(' ')[0]}_; ${eachWord(text, (word, i) => (i > 0 ? word : `\${X:1:${word.length}}`))}`,
      ],
      [
        'a program without signs',
        (text) => eachWord(text, (word, i) => (i > 0 ? word : `X=_${word}_; \${X//_/}`)),
      ],
      ['braces', (text) => `{${text.split(' ').join(',')}}`],
      ['separators', (text) => text.replaceAll(' ', '$' + '{IFS}')],
      ['an array', (text) => `A=(${text}); "\${A[@]}"`],
      ['parameters', (text) => `set -- ${text}; "$@"`],
      ['a directory before', (text) => `/usr/bin/${text}`],
      ['a program under another name', (text) => `cp /bin/${text.replace(' ', ' ./x && ./x ')}`],
      ['a hashed name', (text) => `hash -p /bin/${text.replace(' ', ' x; x ')}`],
      ['a function of words', (text) => `f() { "$@"; }; f ${text}`],
      [
        'an alias of words',
        (text) =>
          `alias x=${quote(text.split(' ')[0] ?? '')}\nx ${text.split(' ').slice(1).join(' ')}`,
      ],
      ['a carriage return', (text) => `${text}\r\nls\r\n`],
    ] as const satisfies readonly (readonly [string, (text: string) => string])[]
  ).map(([name, wrap]): Wrapping => ({ name, takesPlain: true, takes: 'words', wrap })),
];

export const WRAPPINGS: readonly Wrapping[] = [...AROUND, ...TEXTS, ...LANGUAGES, ...SPELLINGS];
