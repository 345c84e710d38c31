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
}

export interface Language extends OptionSpec {
  /** The options whose value is a program. */
  readonly codes: readonly string[];
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

const PYTHON: Language = {
  values: 'cmWXQ',
  codes: ['c'],
  calls: [
    { names: /^(?:system|popen|Popen|check_call|check_output|getoutput|getstatusoutput)$/ },
    { names: /^create_subprocess_(?:shell|exec)$/ },
    { names: /^(?:run|call)$/, behind: /(?:subprocess|sp|__import__\([^)]*\))\.$/ },
    { names: /^spawn$/, behind: /pty\.$/ },
    { names: /^exec[lv]p?e?$/, behind: /os\.$/, skips: 1 },
    { names: /^rmtree$/, removes: 'tree' },
    { names: /^(?:remove|unlink)$/, behind: /(?:os|Path\([^)]*\))\.$/, removes: 'file' },
  ],
};

const JAVASCRIPT_CALLS: readonly CallRule[] = [
  { names: /^(?:execSync|execFile|execFileSync|spawn|spawnSync)$/ },
  { names: /^exec$/, behind: /(?:child_process|cp|\bchildProcess|\))\.$|(?:^|[^.\w$])$/ },
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
  ],
  quotes: [BACKQUOTES, /\bqx(?:\(([^)]{1,4096})\)|\{([^}]{1,4096})\}|\/([^/]{1,4096})\/)/g],
  expands: /(\$\w+)/g,
};

const PHP: Language = {
  values: 'rdcf',
  longValues: ['run'],
  codes: ['r', 'run'],
  calls: [
    { names: /^(?:system|exec|shell_exec|passthru|popen|proc_open)$/, behind: /(?:^|[^>:\w])$/ },
    { names: /^unlink$/, removes: 'file' },
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

/** By the program's name without its version. */
export const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['awk', AWK],
  ['bun', { ...NODE, values: 'ep' }],
  ['deno', { ...NODE, values: '', codes: [], verb: 'eval' }],
  ['gawk', AWK],
  ['lua', LUA],
  ['luajit', LUA],
  ['mawk', AWK],
  ['node', NODE],
  ['nodejs', NODE],
  ['perl', PERL],
  ['php', PHP],
  ['pypy', PYTHON],
  ['python', PYTHON],
  ['ruby', RUBY],
  ['tsx', NODE],
]);
