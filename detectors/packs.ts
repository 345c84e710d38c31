/**
 * The built-in packs, read at build time: the module's own `configure` reads them, and the memory
 * that it leaves becomes the module's initial memory. A cold hook then finds its rules in place.
 */

import { readdir, readFile } from 'node:fs/promises';
import { appendDataSegments, type DataSegment, withoutStart } from './wasm-data.ts';

/** Bytes that stayed the same are stored along when they part two changes by less than this. */
const GAP_BYTES = 16;

interface Source {
  readonly name: string;
  readonly text: Uint8Array;
}

type ReadSources = (
  sources: number,
  sourceCount: number,
  settings: number,
  settingCount: number,
) => number;

/** The canonical ABI of `configure`, called on the core module itself. */
interface CoreExports {
  readonly memory: WebAssembly.Memory;
  cabi_realloc(old: number, oldSize: number, align: number, size: number): number;
  configure: ReadSources;
  /** Of a detector whose packs are no configuration. */
  build?: ReadSources;
  cabi_post_configure(result: number): void;
}

/** @throws Error with every mistake in the packs */
export async function withBuiltInPacks(
  module: Uint8Array<ArrayBuffer>,
  folder: URL,
  extension: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const sources = await readSources(folder, extension);
  const exports = instantiate(module);
  // The start function runs again in every instance: what it does is no part of the difference.
  const before = new Uint8Array(instantiate(withoutStart(module)).memory.buffer.slice(0));
  const mistakes = configure(exports, sources);
  if (mistakes.length > 0) throw new Error(`packs:\n${mistakes.join('\n')}`);
  const after = new Uint8Array(exports.memory.buffer).subarray(0, before.length);
  return appendDataSegments(module, changes(before, after));
}

function instantiate(module: Uint8Array<ArrayBuffer>): CoreExports {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), {});
  return exports as unknown as CoreExports;
}

async function readSources(folder: URL, extension: string): Promise<Source[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(extension)).sort();
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(new URL(name, folder)) })),
  );
}

function configure(exports: CoreExports, sources: readonly Source[]): string[] {
  const put = (bytes: Uint8Array): readonly [number, number] => {
    const at = exports.cabi_realloc(0, 0, 4, bytes.length);
    new Uint8Array(exports.memory.buffer).set(bytes, at);
    return [at, bytes.length];
  };
  const records = sources.flatMap(({ name, text }) => [
    ...put(new TextEncoder().encode(name)),
    ...put(text),
  ]);
  const [at] = put(new Uint8Array(Uint32Array.from(records).buffer));
  const read = exports.build ?? exports.configure;
  const result = read(at, sources.length, 4, 0);
  const mistakes = readMistakes(exports.memory, result, sources);
  exports.cabi_post_configure(result);
  return mistakes;
}

/** `list<mistake>`: five words each. */
function readMistakes(
  { buffer }: WebAssembly.Memory,
  list: number,
  sources: readonly Source[],
): string[] {
  const view = new DataView(buffer);
  const word = (at: number) => view.getUint32(at, true);
  return Array.from({ length: word(list + 4) }, (_, i) => {
    const at = word(list) + 20 * i;
    const message = new Uint8Array(buffer, word(at + 12), word(at + 16));
    const place = `${sources[word(at)]?.name}:${word(at + 4)}:${word(at + 8)}`;
    return `${place}: ${new TextDecoder().decode(message)}`;
  });
}

/** What differs, as ranges. Memory behind the first pages is the call's, and was given back. */
function changes(before: Uint8Array, after: Uint8Array): DataSegment[] {
  const segments: DataSegment[] = [];
  let start = -1;
  let end = -1;
  for (let i = 0; i < after.length; i++) {
    if (after[i] === before[i]) continue;
    if (start >= 0 && i - end > GAP_BYTES) {
      segments.push({ offset: start, bytes: after.slice(start, end) });
      start = -1;
    }
    if (start < 0) start = i;
    end = i + 1;
  }
  if (start >= 0) segments.push({ offset: start, bytes: after.slice(start, end) });
  return segments;
}
