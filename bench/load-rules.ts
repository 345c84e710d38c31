/** For packs.ts: loads one module as the hook does, and prints how many milliseconds that took. */

import { readFileSync } from 'node:fs';
import { sha256OfQuarters } from '../cli/sha256.ts';
import { instantiate } from '../dist/detectors/glue.js';
import { encodeCall, encodeText } from '../runtime/encode.ts';
import { lowerPlain } from '../runtime/shell/plain.ts';

const COMMAND = 'git status --short';
const PLACES = { cwd: '/work/project', home: '/home/dev', project: '/work/project' };

const [, , file = ''] = process.argv;
const path = new URL(`../dist/detectors/${file}`, import.meta.url);
const call = {
  channel: 'shell',
  tool: 'Bash',
  server: '',
  texts: [],
  path: '',
  ...PLACES,
} as const;
const texts = [encodeText(COMMAND)];
lowerPlain(COMMAND, PLACES);
// The hash is warm in a hook, too: smaller files come first.
sha256OfQuarters(new Uint8Array(20_000));

const began = performance.now();
const bytes = readFileSync(path);
sha256OfQuarters(bytes);
const module = new WebAssembly.Module(bytes);
const detector = instantiate(() => module, {});
detector.inspect({ ...encodeCall(call, 'unknown'), texts });
console.log(performance.now() - began);
