/** Scripting languages: where their programs stand, and which calls run or remove something. */

import type { OptionSpec } from './options.ts';

/** A call that runs a command, or removes files. */
export interface CallRule {
  readonly names: RegExp;
  /** What must stand before the name, where the name alone means many things. */
  readonly behind?: RegExp;
  /** Arguments before the command. */
  readonly skips?: number;
  /** `either` takes folders when it is told to be recursive. */
  readonly removes?: 'file' | 'tree' | 'either';
  /** Does with its arguments what this program does with its operands. */
  readonly does?: 'cat' | 'chmod' | 'cp' | 'mv' | 'tee';
  /** Opens a file to read it, unless its second argument says that it is written. */
  readonly opens?: boolean;
  /** Its argument is a program of the same language. */
  readonly runsCode?: boolean;
}

export interface Language extends OptionSpec {
  /** The options whose value is a program. */
  readonly codes: readonly string[];
  /** The same, for options that are spelled as a whole word. */
  readonly flags?: readonly string[];
  /** The operand before a program. */
  readonly verb?: string;
  /** The first operand is the program itself. */
  readonly takesOperand?: boolean;
  readonly calls: readonly CallRule[];
  /** Quotes that run what they hold. */
  readonly quotes?: readonly RegExp[];
  /** What double quotes expand; the name is the group. */
  readonly expands?: RegExp;
  /** Whatever stands side by side is joined. */
  readonly joinsBlank?: boolean;
}

const BACKQUOTES = /`([^`]{1,4096})`/g;

/** No method of something else. */
const FREE = /(?:^|[^.\w$])$/;

const PYTHON: Language = {
  values: 'cmWXQ',
  codes: ['c'],
  calls: [
    { names: /^(?:system|popen|Popen|check_call|check_output|getoutput|getstatusoutput)$/ },
    { names: /^create_subprocess_(?:shell|exec)$/ },
    { names: /^(?:run|call)$/, behind: /(?:subprocess|sp|__import__\([^)]*\))\.$/ },
    { names: /^spawn$/, behind: /pty\.$/ },
    { names: /^(?:exec[lv]p?e?|posix_spawnp?)$/, behind: /os\.$/, skips: 1 },
    { names: /^spawn[lv]p?e?$/, behind: /os\.$/, skips: 2 },
    { names: /^(?:exec|eval)$/, behind: FREE, runsCode: true },
    { names: /^rmtree$/, removes: 'tree' },
    {
      names: /^(?:remove|unlink|rmdir|removedirs)$/,
      behind: /(?:os|Path\([^)]*\))\.$/,
      removes: 'file',
    },
    { names: /^open$/, behind: FREE, opens: true },
    { names: /^write_(?:text|bytes)$/, does: 'tee' },
    { names: /^(?:rename|replace|renames)$/, behind: /os\.$/, does: 'mv' },
    { names: /^move$/, behind: /shutil\.$/, does: 'mv' },
    { names: /^copy(?:2|file|tree)?$/, behind: /shutil\.$/, does: 'cp' },
    { names: /^chmod$/, behind: /os\.$/, does: 'chmod' },
  ],
};

const JAVASCRIPT_CALLS: readonly CallRule[] = [
  { names: /^(?:execSync|execFile|execFileSync|spawn|spawnSync)$/ },
  { names: /^exec$/, behind: /(?:child_process|cp|\bchildProcess|\))\.$|(?:^|[^.\w$])$/ },
  { names: /^(?:eval|Function)$/, behind: FREE, runsCode: true },
  { names: /^(?:readFileSync|createReadStream)$/, does: 'cat' },
  { names: /^readFile$/, behind: /(?:\bfs|fsp|promises|\))\.$/, does: 'cat' },
  { names: /^(?:writeFileSync|appendFileSync|createWriteStream)$/, does: 'tee' },
  { names: /^(?:writeFile|appendFile)$/, behind: /(?:\bfs|fsp|promises|\))\.$/, does: 'tee' },
  { names: /^renameSync$/, does: 'mv' },
  { names: /^(?:copyFileSync|cpSync)$/, does: 'cp' },
  { names: /^chmodSync$/, does: 'chmod' },
  { names: /^Command$/, behind: /Deno\.$/ },
  { names: /^(?:rmSync|rmdirSync)$/, removes: 'either' },
  { names: /^(?:rm|rmdir|remove)$/, behind: /(?:\bfs|fsp|promises|Deno|\))\.$/, removes: 'either' },
  { names: /^(?:removeSync|emptyDirSync|rimraf)$/, removes: 'tree' },
  { names: /^unlinkSync$/, removes: 'file' },
  { names: /^unlink$/, behind: /(?:\bfs|fsp|promises|\))\.$/, removes: 'file' },
];

const NODE: Language = {
  values: 'epr',
  longValues: ['eval', 'print', 'require', 'import', 'input-type'],
  codes: ['e', 'p', 'eval', 'print'],
  calls: JAVASCRIPT_CALLS,
  // Bun's shell, and zx.
  quotes: [/(?<![\w$])\$`([^`]{1,4096})`/g],
};

const RUBY: Language = {
  values: 'eIr',
  codes: ['e'],
  calls: [
    { names: /^(?:system|exec|spawn|popen|capture2e?|capture3)$/ },
    {
      names: /^(?:rm_rf|rm_r|remove_dir|remove_entry|remove_entry_secure|rmtree)$/,
      removes: 'tree',
    },
    { names: /^(?:rm|rm_f)$/, behind: /FileUtils\.$/, removes: 'file' },
    { names: /^(?:delete|unlink)$/, behind: /File\.$/, removes: 'file' },
    { names: /^eval$/, behind: FREE, runsCode: true },
    { names: /^read(?:lines)?$/, behind: /(?:File|IO)\.$/, does: 'cat' },
    { names: /^(?:write|binwrite)$/, behind: /(?:File|IO)\.$/, does: 'tee' },
  ],
  quotes: [BACKQUOTES, /%x(?:\(([^)]{1,4096})\)|\{([^}]{1,4096})\}|\[([^\]]{1,4096})\])/g],
  expands: /#\{([^{}]*)\}/g,
};

const PERL: Language = {
  values: 'eEIMm',
  codes: ['e', 'E'],
  calls: [
    { names: /^(?:system|exec)$/ },
    { names: /^(?:rmtree|remove_tree)$/, removes: 'tree' },
    { names: /^unlink$/, removes: 'file' },
    { names: /^eval$/, behind: FREE, runsCode: true },
  ],
  quotes: [
    /\bopen\b[^,;]{1,40},\s*["']\s*\|\s*([^-"'][^"']{0,4096})["']/g,
    /\bopen\b[^,;]{1,40},\s*["']([^"'|]{1,4096})\|\s*["']/g,
    /\bopen\b[^,;]{1,40},\s*["'](?:-\||\|-)["']\s*,\s*["']([^"']{1,4096})["']/g,
    BACKQUOTES,
    /\bqx(?:\(([^)]{1,4096})\)|\{([^}]{1,4096})\}|\/([^/]{1,4096})\/)/g,
  ],
  expands: /(\$\w+)/g,
};

const PHP: Language = {
  values: 'rdcf',
  longValues: ['run'],
  codes: ['r', 'run'],
  calls: [
    { names: /^(?:system|exec|shell_exec|passthru|popen|proc_open)$/, behind: /(?:^|[^>:\w])$/ },
    { names: /^unlink$/, removes: 'file' },
    { names: /^(?:eval|assert)$/, behind: FREE, runsCode: true },
    { names: /^(?:file_get_contents|readfile|file)$/, does: 'cat' },
    { names: /^file_put_contents$/, does: 'tee' },
  ],
  quotes: [BACKQUOTES],
  expands: /(\$\w+)/g,
};

const LUA: Language = {
  values: 'el',
  codes: ['e'],
  calls: [
    { names: /^execute$/, behind: /os\.$/ },
    { names: /^popen$/, behind: /io\.$/ },
    { names: /^remove$/, behind: /os\.$/, removes: 'file' },
  ],
};

const AWK: Language = {
  values: 'Ffv',
  codes: ['e', 'source'],
  takesOperand: true,
  joinsBlank: true,
  calls: [{ names: /^system$/ }],
  quotes: [
    /"((?:[^"\\\n]|\\.){1,4096})"[ \t]*\|&?[ \t]*getline/g,
    /\|&?[ \t]*"((?:[^"\\\n]|\\.){1,4096})"/g,
  ],
};

const ERLANG: Language = {
  values: '',
  codes: [],
  flags: ['-eval'],
  calls: [{ names: /^cmd$/, behind: /os:$/ }],
};

const ELIXIR: Language = {
  values: 'er',
  longValues: ['eval'],
  codes: ['e', 'eval'],
  calls: [
    { names: /^(?:cmd|shell)$/, behind: /(?:System\.|:os\.)$/ },
    { names: /^rm_rf!?$/, behind: /File\.$/, removes: 'tree' },
  ],
};

const JULIA: Language = {
  values: 'eE',
  codes: ['e', 'E'],
  calls: [{ names: /^rm$/, behind: FREE, removes: 'either' }],
  quotes: [BACKQUOTES],
};

const R: Language = {
  values: 'e',
  codes: ['e'],
  calls: [
    { names: /^(?:system2?|shell)$/, behind: FREE },
    { names: /^unlink$/, removes: 'either' },
    { names: /^file.remove$/, removes: 'file' },
  ],
};

/** Octave, gnuplot and their kind. */
const CALCULATOR: Language = {
  values: 'e',
  codes: ['e'],
  flags: ['--eval', '-r', '-batch'],
  calls: [{ names: /^(?:system|unix|shell_cmd|dos)$/ }],
};

const GROOVY: Language = {
  values: 'e',
  codes: ['e'],
  calls: [{ names: /^exec$/, behind: /getRuntime\(\)\.$/ }],
  quotes: [/["']([^"'\n]{1,4096})["']\s{0,8}\.\s{0,8}execute\s{0,8}\(/g],
};

const LISP: Language = {
  values: 'cex',
  codes: ['c', 'e', 'x'],
  flags: ['--eval', '-eval', '--execute'],
  calls: [],
  quotes: [
    /\((?:async-)?shell-command(?:-to-string)?\s{1,8}"((?:[^"\\]|\\.){1,4096})"/g,
    /\((?:system\*?|(?:sb-ext:|uiop:|ext:)?run-(?:shell-command|program))\s{1,8}"((?:[^"\\]|\\.){1,4096})"/g,
  ],
};

const TCL: Language = {
  values: 'c',
  codes: ['c'],
  calls: [],
  quotes: [/(?:^|[;\n[{])[ \t]{0,8}(?:spawn|exec|system)[ \t]{1,8}([^;\n\]}]{1,4096})/g],
};

const HASKELL: Language = {
  values: 'e',
  codes: ['e'],
  calls: [{ names: /^(?:system|callCommand|readProcess|callProcess)$/ }],
};

const APPLESCRIPT: Language = {
  values: 'els',
  codes: ['e'],
  calls: [{ names: /^doShellScript$/ }],
  quotes: [/do shell script\s{1,8}"((?:[^"\\]|\\.){1,4096})"/gi],
};

/** By the program's name without its version. */
export const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['awk', AWK],
  ['bun', { ...NODE, values: 'ep' }],
  ['deno', { ...NODE, values: '', codes: [], verb: 'eval' }],
  ['elixir', ELIXIR],
  ['emacs', LISP],
  ['erl', ERLANG],
  ['expect', TCL],
  ['gawk', AWK],
  ['ghc', HASKELL],
  ['ghci', HASKELL],
  ['gnuplot', CALCULATOR],
  ['groovy', GROOVY],
  ['guile', LISP],
  ['iex', ELIXIR],
  ['ipython', PYTHON],
  ['jshell', GROOVY],
  ['julia', JULIA],
  ['lua', LUA],
  ['luajit', LUA],
  ['mawk', AWK],
  ['node', NODE],
  ['nodejs', NODE],
  ['octave', CALCULATOR],
  ['osascript', APPLESCRIPT],
  ['perl', PERL],
  ['php', PHP],
  ['pypy', PYTHON],
  ['python', PYTHON],
  ['R', R],
  ['racket', LISP],
  ['Rscript', R],
  ['ruby', RUBY],
  ['runghc', HASKELL],
  ['sbcl', LISP],
  ['tclsh', TCL],
  ['ts-node', NODE],
  ['tsx', NODE],
]);
