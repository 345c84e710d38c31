/** The merge into an agent's hook file, as texts: before and after, or before and the refusal. */

import { describe, expect, it } from 'vitest';
import { HOOK_FILES, type HookFile } from '../../cli/install/hook-files.ts';
import { mergeHooks } from '../../cli/install/hook-merge.ts';
import { SettingsError } from '../../cli/install/jsonc.ts';

const COMMAND = 'wafer hook --agent claude-code';
/** One event of each kind, so that a whole file fits on the screen. */
const FILE: HookFile = {
  ...HOOK_FILES['claude-code'],
  events: [{ name: 'PreToolUse', hasMatcher: true }],
};
const OURS = `{"type":"command","command":"${COMMAND}","timeout":10}`;
const GROUP = `{"matcher":"*","hooks":[${OURS}]}`;
const BLOCK = `{
        "matcher": "*",
        "hooks": [
          {
            "type": "command",
            "command": "${COMMAND}",
            "timeout": 10
          }
        ]
      }`;
const HOOKS = `"hooks": {
    "PreToolUse": [
      ${BLOCK}
    ]
  }`;

/** A file on one line, with these groups on the one event. */
function fileOf(...groups: readonly string[]): string {
  return `{"hooks":{"PreToolUse":[${groups.join(', ')}]}}`;
}

const FOREIGN = '{"matcher":"Bash","hooks":[{"type":"command","command":"log"}]}';
const OLD = `{"type":"command","command":"node '/old place/cli/main.js' hook --agent claude-code"}`;
const OLD_AFTER = `{"type":"command","command":"${COMMAND}", "timeout": 10}`;

const ADDED = [
  { name: 'to no text', before: '', after: `{\n  ${HOOKS}\n}\n` },
  { name: 'to an empty object', before: '{}\n', after: `{\n  ${HOOKS}\n}\n` },
  { name: 'to a spread-out empty object', before: '{\n}', after: `{\n  ${HOOKS}\n}` },
  { name: 'behind a lone comment', before: '{ // mine\n}', after: `{ // mine\n  ${HOOKS}\n}` },
  {
    name: 'behind the comments of the last member',
    before: '// top\n{\n  "a": 1 // one\n  /* two */\n}\n// end',
    after: `// top\n{\n  "a": 1, // one\n  /* two */\n  ${HOOKS}\n}\n// end`,
  },
  {
    name: 'behind a comment that ends in a space of another kind',
    before: '{\n  "a": 1 // one\u00a0\n}',
    after: `{\n  "a": 1, // one\u00a0\n  ${HOOKS}\n}`,
  },
  {
    name: 'behind a trailing comma',
    before: '{\n  "a": [1, 2,],\n}',
    after: `{\n  "a": [1, 2,],\n  ${HOOKS}\n}`,
  },
  {
    name: 'behind a comma behind a comment',
    before: '{\n  "a": 1 // one\n  ,\n}',
    after: `{\n  "a": 1 // one\n  ,\n  ${HOOKS}\n}`,
  },
  {
    name: 'with tabs and Windows line endings',
    before: '{\r\n\t"a": 1\r\n}\r\n',
    after: `{\n\t"a": 1,\n\t${HOOKS}\n}\n`.replaceAll('  ', '\t').replaceAll('\n', '\r\n'),
  },
  {
    name: 'with the indentation that is there',
    before: '{\n    "a": 1\n}',
    after: `{\n  "a": 1,\n  ${HOOKS}\n}`.replaceAll('  ', '    '),
  },
  {
    name: 'on one line to a file of one line',
    before: '{"a":1}',
    after: `{"a":1, "hooks": {"PreToolUse":[${GROUP}]}}`,
  },
  { name: 'to an empty list on one line', before: fileOf(), after: fileOf(GROUP) },
  { name: 'behind foreign groups', before: fileOf(FOREIGN), after: fileOf(FOREIGN, GROUP) },
  {
    name: 'behind a foreign group whose brackets share a line',
    before: '{\n  "hooks": {\n    "PreToolUse": [{\n      "hooks": []\n    }] // all\n  }\n}',
    after: `{\n  "hooks": {\n    "PreToolUse": [{\n      "hooks": []\n    }, ${BLOCK.replaceAll('\n    ', '\n  ')}] // all\n  }\n}`,
  },
  {
    name: 'before a comment that ends the line of the last group',
    before: `{\n  "hooks": {"PreToolUse": [${FOREIGN} // mine\n  ]}\n}`,
    after: `{\n  "hooks": {"PreToolUse": [${FOREIGN}, ${GROUP} // mine\n  ]}\n}`,
  },
  {
    name: 'beside a command that only mentions us',
    before: fileOf('{"hooks":[{"type":"command","command":"echo hook --agent claude-code"}]}'),
    after: fileOf(
      '{"hooks":[{"type":"command","command":"echo hook --agent claude-code"}]}',
      GROUP,
    ),
  },
];

const UPDATED = [
  {
    name: 'another path and no timeout',
    before: fileOf(FOREIGN, `{"matcher":"*","hooks":[${OLD}]}`),
    after: fileOf(FOREIGN, `{"matcher":"*","hooks":[${OLD_AFTER}]}`),
  },
  {
    name: 'npx, and a text as timeout on an event that lets it pass',
    before:
      '{"hooks":{"Zed":[{"hooks":[{"type":"command","command":"npx wafer hook --agent claude-code","timeout":"9"}]}],"PreToolUse":[' +
      `${GROUP}]}}`,
    after: `{"hooks":{"Zed":[{"hooks":[${OURS}]}],"PreToolUse":[${GROUP}]}}`,
  },
  {
    name: 'an entry without a shell',
    before: fileOf(
      '{"hooks":[{"type":"command","command":"/a b/wafer","args":["hook","--agent","claude-code"],"timeout":10}]}',
    ),
    after: fileOf(`{"hooks":[${OURS}]}`),
  },
  {
    name: 'keys that would let calls pass, while a foreign key stays',
    before: fileOf(
      `{"matcher":"","hooks":[{"async":true,"if":"Bash(git *)","statusMessage":"...",${OURS.slice(1)}]}`,
    ),
    after: fileOf(`{"matcher":"","hooks":[{"statusMessage":"...",${OURS.slice(1)}]}`),
  },
  {
    name: 'a matcher for some calls only',
    before: fileOf(`{"matcher":"Bash","hooks":[${OURS}]}`),
    after: fileOf(GROUP),
  },
  {
    name: 'a matcher for some calls only, which a foreign handler shares',
    before: fileOf(`{"matcher":"Bash","hooks":[${OURS}, {"type":"command","command":"log"}]}`),
    after: fileOf(FOREIGN, GROUP),
  },
  {
    name: 'two entries, of which the first that sees all stays',
    before: fileOf(`{"matcher":"Bash","hooks":[${OURS}]}`, FOREIGN, GROUP, `{"hooks":[${OLD}]}`),
    after: fileOf(FOREIGN, GROUP),
  },
  {
    name: 'two entries on lines of their own, with comments around',
    before: `{\n  "hooks": {\n    "PreToolUse": [\n      ${GROUP}, // one\n      ${GROUP}, // two\n      ${FOREIGN}, // three\n      ${GROUP}\n    ]\n  }\n}`,
    after: `{\n  "hooks": {\n    "PreToolUse": [\n      ${GROUP}, // one\n      // two\n      ${FOREIGN} // three\n    ]\n  }\n}`,
  },
];

describe('an entry is added', () => {
  it.each(ADDED)('$name', ({ before, after }) => {
    expect(merge(before).text).toBe(after);
    expect(merge(before).changes).toEqual([{ event: 'PreToolUse', kind: 'added' }]);
  });

  it.each(ADDED)('$name, and every byte that was there is kept', ({ before, after }) => {
    let kept = 0;
    for (const character of after) if (character === before[kept]) kept += 1;
    expect(before.slice(kept).trim()).toBe('');
  });
});

describe('an older entry is updated', () => {
  it.each(UPDATED)('$name', ({ before, after }) => {
    expect(merge(before).text).toBe(after);
  });
});

describe('a second run changes nothing', () => {
  it.each([...ADDED, ...UPDATED])('$name', ({ after }) => {
    expect(merge(after)).toEqual({ text: after, changes: [] });
  });
});

describe('refused', () => {
  const at = (line: number, column: number) => `settings.json: line ${line}, column ${column}:`;
  const guarded = (group: string) => `{"hooks":{"PreToolUse":[\n${group}]}}`;
  const handled = (handler: string) => guarded(`{"hooks":[\n${handler}]}`);

  it.each([
    { before: '[]', message: `${at(1, 1)} expected an object, got a list` },
    { before: '// none', message: `${at(1, 8)} expected a value, got the end of the file` },
    { before: '{"a": 1', message: `${at(1, 8)} expected "}", got the end of the file` },
    { before: '{\n  "a": 1\n  "b": 2\n}', message: `${at(3, 3)} expected ",", got "\\""` },
    { before: "{'a': 1}", message: `${at(1, 2)} expected a value, got "'"` },
    { before: '{"a": sesame}', message: `${at(1, 7)} expected a value, got "s"` },
    { before: '{"a": "b}', message: `${at(1, 7)} expected a closing quote, got "\\""` },
    { before: '{} {}', message: `${at(1, 4)} expected nothing more, got "{"` },
    { before: '{}\n<<<<<<<', message: `${at(2, 1)} expected a value, got "<"` },
    {
      before: '{"env": {"A": "1", "A": "2"}}',
      message: `${at(1, 20)} expected each key once, got "A" again`,
    },
    {
      before: `{"a": ${'['.repeat(64)}${']'.repeat(64)}}`,
      message: `${at(1, 70)} expected at most 64 levels, got more`,
    },
    { before: '{"hooks": []}', message: `${at(1, 11)} expected an object as "hooks", got a list` },
    { before: '{"hooks": null}', message: `${at(1, 11)} expected an object as "hooks", got null` },
    {
      before: '{"hooks": {"Stop": {}}}',
      message: `${at(1, 20)} expected a list as "Stop", got an object`,
    },
    {
      before: guarded('7'),
      message: `${at(2, 1)} expected an object with a list "hooks", got a number`,
    },
    { before: guarded('{}'), message: `${at(2, 1)} expected a list as "hooks", got an object` },
    {
      before: guarded('{"matcher": 7, "hooks": []}'),
      message: `${at(2, 13)} expected a string as "matcher", got a number`,
    },
    {
      before: handled('"x"'),
      message: `${at(3, 1)} expected an object with a "type", got a string`,
    },
    { before: handled('{}'), message: `${at(3, 1)} expected the key "type", got an object` },
    {
      before: handled('{"type": "shell"}'),
      message: `${at(3, 10)} expected command or http or mcp_tool or prompt or agent as "type", got a string`,
    },
    {
      before: handled('{"type": "command"}'),
      message: `${at(3, 1)} expected the key "command", got an object`,
    },
    {
      before: handled('{"type": "http", "url": 7}'),
      message: `${at(3, 25)} expected a string as "url", got a number`,
    },
    {
      before: handled('{"type": "command", "command": "x", "timeout": "5"}'),
      message: `${at(3, 48)} expected a number above 0 as "timeout", got a string`,
    },
    {
      before: handled('{"type": "command", "command": "x", "onFailure": "deny"}'),
      message: `${at(3, 50)} expected continue or block as "onFailure", got a string`,
    },
    {
      before: handled('{"type": "command", "command": "x", "args": [7]}'),
      message: `${at(3, 45)} expected a list of strings as "args", got a list`,
    },
    {
      before: fileOf(...Array.from({ length: 130 }, () => GROUP)),
      message: 'settings.json: expected at most 128 changes, got more',
    },
  ])('$before', ({ before, message }) => {
    expect(() => merge(before)).toThrow(new SettingsError(message));
  });
});

function merge(text: string) {
  return mergeHooks(text, 'settings.json', { file: FILE, command: COMMAND });
}
