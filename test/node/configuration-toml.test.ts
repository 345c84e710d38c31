/** What a configuration file may hold, and what is said about anything else. */

import { describe, expect, it } from 'vitest';
import { parseToml } from '../../cli/configuration/toml.ts';

describe('a configuration file', () => {
  it('takes every key of the documentation', () => {
    const text = `
      [meta]
      version = "1"
      [executables]
      allowed = ["git"]
      append = ["node"]
      exclude = ["curl"]
      [secrets]
      env_vars = ["A_*"]
      [paths]
      sensitive = ["a/**"]
      [mcp]
      append = ["x"]
      [[mcp.servers]]
      name = "github"
      [[mcp.servers]]
      name = "tickets"
      [rules]
      disabled = ["a"]
      files = ["b.rules"]
    `;
    const { lists, ruleFiles } = parseToml(text, 'wafer.toml');
    expect(ruleFiles).toEqual(['b.rules']);
    expect(Object.fromEntries(lists)).toEqual({
      allowed_executables: { stated: ['git'], append: ['node'], exclude: ['curl'] },
      mcp_allowed_servers: { stated: ['github', 'tickets'], append: ['x'], exclude: [] },
      sensitive_paths: { stated: ['a/**'], append: [], exclude: [] },
      secret_env_vars: { stated: ['A_*'], append: [], exclude: [] },
      disabled_rules: { stated: ['a'], append: [], exclude: [] },
    });
  });

  it.each([
    [
      '[executables]\nallowed = "git"',
      'f:2: executables.allowed: expected a list of texts, got a text',
    ],
    [
      '[executables]\nallowed = ["git", 1]',
      'f:2: executables.allowed: expected a list of texts, got 1 in it',
    ],
    [
      '[executables]\nallowed = [""]',
      'f:2: executables.allowed: expected a list of texts, got an empty text in it',
    ],
    ['\n[mcp]\nservers = ["a"]', 'f:3: mcp.servers: expected a table, got a text'],
    ['[[mcp.servers]]\nurl = "a"', 'f:1: mcp.servers: unknown key "url": expected name'],
    ['[[mcp.servers]]\n', 'f:1: mcp.servers: expected a list of texts, got nothing in it'],
    ['[path]\nsensitive = []', 'f:1: path: unknown table or key: expected one of [executables]'],
    [
      'paths.sensitiv = []',
      'f:1: paths.sensitiv: unknown key: expected sensitive, append, exclude',
    ],
    ['paths = 1', 'f:1: paths: expected a table, got 1'],
    [
      '[rules]\nfiles = [".env"]',
      'f:2: rules.files: expected names that end in .rules, got ".env"',
    ],
    ['[rules]\ndisabled = [', 'f:2:'],
    ['[rules]\n[rules]', 'broken TOML'],
    [
      `[rules]\ndisabled = [${'"a",'.repeat(1001)}]`,
      'f:2: rules.disabled: expected at most 1000 entries',
    ],
    [
      `[rules]\ndisabled = ["${'a'.repeat(257)}"]`,
      'f:2: rules.disabled: expected entries of at most 256',
    ],
    ['__proto__.x = 1', 'unknown table or key'],
  ])('is refused with its place: %j', (text, message) => {
    expect(() => parseToml(text, 'f')).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('is quoted in no message of the parser', () => {
    expect(() => parseToml('a = "private words', 'f')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('private') }),
    );
  });
});
