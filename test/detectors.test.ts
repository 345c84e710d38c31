/** What holds for every detector: no imports, pinned bytes, flat memory, bounded findings. */

import { describe, expect, it } from 'vitest';
import digests from '../detectors/digests.json' with { type: 'json' };
import type { Instantiate, WireCall } from '../runtime/detector.ts';
import { encodeCall, encodeText } from '../runtime/encode.ts';
import { loadDetector as load, MAX_FINDINGS } from '../runtime/load.ts';
import { loadDetector, platform } from './testkit.ts';

const CALLS = 100_000;
const { catalogue, instantiate } = platform;

const WORD = { target: 'root', dynamic: false, start: 0, end: 1 } as const;
const CALL: WireCall = {
  ...encodeCall(
    {
      channel: 'shell',
      tool: 'Bash',
      server: '',
      texts: [],
      path: '',
      cwd: '/workspace/project',
      home: '/home/test',
      project: '/workspace/project',
    },
    'unknown',
  ),
  texts: [encodeText('rm -rf / # a text of some length, in which nothing is to be found')],
  commands: [
    {
      words: ['rm', '-rf', '/'].map((value) => ({ ...WORD, value: encodeText(value) })),
      assignments: [],
      redirects: [],
      pipeline: 0,
      stage: 0,
      reach: 'top',
      parent: -1,
      elevated: false,
      cwd: encodeText('/workspace/project'),
      start: 0,
      end: 8,
    },
  ],
};

describe('every detector', () => {
  it('is in the catalogue', () => {
    expect(catalogue.detectors.map(({ name }) => name)).toEqual(['pii', 'rules', 'secrets']);
  });

  it('is pinned, with its component and the grammar', () => {
    const { detectors, grammar } = catalogue;
    const files = [
      ...detectors.flatMap((entry) => [entry, entry.component]),
      grammar.runtime,
      grammar.bash,
    ];
    const built = Object.fromEntries(files.map(({ file, sha256 }) => [file, sha256]));
    // The engine on its own is pinned too, but decides nothing.
    const { 'engine.wasm': _engine, ...deciding } = digests;
    expect(built).toEqual(deciding);
  });

  it.each(catalogue.detectors)('$name imports nothing', async (entry) => {
    expect(WebAssembly.Module.imports(await platform.module(entry))).toEqual([]);
  });

  it.each(catalogue.detectors)('$name has rules with names of their own', async ({ name }) => {
    const rules = (await loadDetector(name)).rules();
    expect(new Set(rules.map((rule) => rule.name)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(rule.message).not.toBe('');
      expect(rule.risk).toBeLessThanOrEqual(100);
    }
  });

  it.each(catalogue.detectors)('$name gives the same findings each time', async ({ name }) => {
    const detector = await loadDetector(name);
    const first = detector.inspect(CALL);
    expect(detector.inspect(CALL)).toEqual(first);
  });

  it.each(catalogue.detectors)(
    '$name keeps its memory flat',
    async (entry) => {
      const module = await platform.module(entry);
      const memories: WebAssembly.Memory[] = [];
      const watched: Instantiate = (coreModule, imports) =>
        instantiate(coreModule, imports, (core, coreImports) => {
          const instance = new WebAssembly.Instance(core, coreImports);
          memories.push(instance.exports.memory as WebAssembly.Memory);
          return instance;
        });
      const detector = load(entry, module, { instantiate: watched });
      detector.inspect(CALL);
      const before = memories[0]?.buffer.byteLength;
      for (let i = 0; i < CALLS; i++) detector.inspect(CALL);
      expect(memories[0]?.buffer.byteLength).toBe(before);
      expect(memories.length).toBe(1);
    },
    60_000,
  );

  it.each(catalogue.detectors)('$name stops at the limit of findings', async ({ name }) => {
    const detector = await loadDetector(name);
    const commands = Array.from({ length: 2 * MAX_FINDINGS }, () => CALL.commands).flat();
    expect(detector.inspect({ ...CALL, commands }).length).toBeLessThanOrEqual(MAX_FINDINGS);
  });

  it.each(catalogue.detectors)('$name is usable again after a trap', async ({ name }) => {
    const detector = await loadDetector(name);
    const first = detector.inspect(CALL);
    const huge = new Uint8Array(32 << 20);
    const commands = [{ ...CALL.commands[0], words: [{ ...WORD, value: huge }] }];
    const tooMuch = { ...CALL, texts: [huge], commands } as WireCall;
    expect(() => detector.inspect(tooMuch)).toThrow(
      expect.objectContaining({ code: 'DETECTOR_TRAP' }),
    );
    expect(detector.inspect(CALL)).toEqual(first);
  });
});
