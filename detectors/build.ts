/**
 * Builds every detector: asc -> core module -> component -> transpiled glue.
 *
 *   node detectors/build.ts [--pin] [--target debug]
 *
 * The glue is the same for every component of the one world, so it is written once, beside N core
 * modules and an index of digests. Digests must equal the committed ones in digests.json; `--pin`
 * states new ones. jco's command line can't read a WIT path here, its API can (jco 1.35).
 */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { componentEmbed, componentNew, transpile } from '@bytecodealliance/jco';
import asc from 'assemblyscript/asc';
import { CHANNELS } from '../runtime/call.ts';
import type { Instantiate } from '../runtime/detector.ts';
import type { Catalogue, DetectorEntry, PinnedFile } from '../runtime/load.ts';
import { writeFormats, writePacks } from './pack-files.ts';
import { withBuiltInPacks } from './packs.ts';

const SOURCE = new URL('./', import.meta.url);
const ROOT = new URL('../', SOURCE);
const DIST = new URL('dist/detectors/', ROOT);
const PACKS = new URL('packs/', SOURCE);
const FORMATS = new URL('secrets/packs/', SOURCE);
const DIST_PACKS = new URL('dist/packs/', ROOT);
const DIGESTS = new URL('digests.json', SOURCE);
const NO_DETECTORS = ['abi', 'engine', 'sha256'];
const ENGINE_FILE = 'engine.wasm';
const BARE_RULES_FILE = 'rules-without-packs.wasm';
/** The engine's search for literals is written in SIMD instructions, which all three hosts have. */
const SIMD = ['--enable', 'simd'];
/** The rules that are built in make the first pages; what a user adds has limits of its own. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  rules: [...SIMD, '--initialMemory', '16', '--maximumMemory', '512'],
  secrets: ['--initialMemory', '8'],
};
const CONTRACT = 'wafer:detector@1.0.0';
const GRAMMAR = {
  runtime: 'web-tree-sitter/web-tree-sitter.wasm',
  bash: 'tree-sitter-bash/tree-sitter-bash.wasm',
} as const;

const { values: options } = parseArgs({
  options: { pin: { type: 'boolean', default: false }, target: { type: 'string' } },
});

const target = options.target ?? 'release';
await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
const witSource = await readFile(new URL('detector.wit', SOURCE), 'utf8');
const built = [];
for (const name of await detectorNames()) built.push(await buildDetector(name));
await writeGlue(built.map(({ glue }) => glue));
const catalogue: Catalogue = {
  contract: CONTRACT,
  detectors: await Promise.all(built.map(({ name }) => entryOf(name))),
  grammar: { runtime: await copyGrammar('runtime'), bash: await copyGrammar('bash') },
};
const engine = await buildEngine();
await checkPins(catalogue);
await writeFile(new URL('index.json', DIST), `${JSON.stringify(catalogue, null, 2)}\n`);
await writeModules(catalogue);
await writeSha256();
await writePacks(PACKS, DIST_PACKS);
await writeFormats(FORMATS, DIST_PACKS);

/** A folder with an `index.ts` is a detector, but for what they share and what checks them. */
async function detectorNames(): Promise<string[]> {
  const entries = await readdir(SOURCE, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !NO_DETECTORS.includes(entry.name))
    .map(({ name }) => name)
    .filter((name) => existsSync(new URL(`${name}/index.ts`, SOURCE)))
    .sort();
}

async function buildDetector(name: string): Promise<{ name: string; glue: string }> {
  const compiled = await compile(name, FLAGS[name]);
  const core = await withPacks(name, compiled);
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(core));
  if (imports.length > 0) {
    throw new Error(`${name}: expected no imports, got ${JSON.stringify(imports)}`);
  }
  const embedded = await componentEmbed({
    binary: core,
    witSource,
    world: 'detector',
    stringEncoding: 'utf8',
  });
  const component = await componentNew(embedded, []);
  const { files } = await transpile(component, {
    name: 'detector',
    instantiation: 'sync',
    nodejsCompat: false,
    wasiShim: false,
    minify: true,
    validLiftingOptimization: true,
  });
  const glue = files['detector.js'];
  const stripped = files['detector.core.wasm'];
  if (glue === undefined || stripped === undefined) {
    throw new Error(`${name}: expected detector.js and detector.core.wasm from jco`);
  }
  await writeFile(new URL(`${name}.core.wasm`, DIST), stripped);
  await writeFile(new URL(`${name}.component.wasm`, DIST), component);
  return { name, glue: withPureDebugging(new TextDecoder().decode(glue)) };
}

/** What the detector's packs leave in its memory becomes the module's own. */
async function withPacks(
  name: string,
  module: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (name === 'secrets') return withBuiltInPacks(module, FORMATS, '.formats');
  if (name !== 'rules') return module;
  // The benchmark of what the packs cost has the module without them to compare.
  await writeFile(new URL(BARE_RULES_FILE, DIST), module);
  return withBuiltInPacks(module, PACKS, '.rules');
}

/** jco's glue reports every step to a debug log; marked as pure, a bundler leaves the calls out. */
function withPureDebugging(glue: string): string {
  return glue.replaceAll('_debugLog(', '/* @__PURE__ */_debugLog(');
}

/**
 * The engine on its own, for its tests and benchmark: not in the catalogue, since it decides nothing.
 */
async function buildEngine(): Promise<PinnedFile> {
  const module = await compile('engine/regex', SIMD);
  if (WebAssembly.Module.imports(new WebAssembly.Module(module)).length > 0) {
    throw new Error('engine: expected no imports');
  }
  await writeFile(new URL(ENGINE_FILE, DIST), module);
  return pinned(ENGINE_FILE);
}

/** asc writes nothing itself: what it would write is handed over. */
async function compile(
  name: string,
  flags: readonly string[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  let core: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await asc.main(
    [
      `${basename(fileURLToPath(SOURCE))}/${name}/index.ts`,
      '--baseDir',
      fileURLToPath(ROOT),
      '--config',
      'asconfig.json',
      '--target',
      target,
      '--outFile',
      `${basename(name)}.wasm`,
      ...flags,
    ],
    {
      writeFile(file: string, contents: Uint8Array | string) {
        if (file.endsWith('.wasm') && typeof contents !== 'string') {
          core = Uint8Array.from(contents);
        }
      },
    },
  );
  if (error !== null || core === undefined) {
    throw new Error(`${name}: asc failed\n${stderr.toString()}`);
  }
  return core;
}

async function writeGlue(glues: readonly string[]): Promise<void> {
  const [glue, ...others] = glues;
  if (glue === undefined || others.some((other) => other !== glue)) {
    throw new Error('glue: expected the same bytes for every detector of the world');
  }
  await writeFile(new URL('glue.js', DIST), glue);
  const types =
    "import type { Instantiate } from '../../runtime/detector.ts';\nexport const instantiate: Instantiate;\n";
  await writeFile(new URL('glue.d.ts', DIST), types);
}

/** All but the digests is the detector's own word, so that index and module can't disagree. */
async function entryOf(folder: string): Promise<DetectorEntry> {
  const glue: { instantiate: Instantiate } = await import(
    pathToFileURL(fileURLToPath(new URL('glue.js', DIST))).href
  );
  const core = await pinned(`${folder}.core.wasm`);
  const module = new WebAssembly.Module(await readFile(new URL(core.file, DIST)));
  const { name, version, inputs, channels, overlap } = glue
    .instantiate(() => module, {})
    .describe();
  // Whoever reads rules finds the mistake in this one.
  const broken = { name: encode('broken.rules'), text: encode('?') };
  const mistakes = glue
    .instantiate(() => module, {})
    .configure({ sources: [broken], settings: [] });
  const entry = {
    name: new TextDecoder().decode(name),
    version: new TextDecoder().decode(version),
    inputs: { texts: inputs.texts === true, commands: inputs.commands === true },
    channels: CHANNELS.filter((channel) => channels[channel] === true),
    overlap,
    configurable: mistakes.length > 0,
    ...core,
    component: await pinned(`${folder}.component.wasm`),
  };
  if (entry.name !== folder) throw new Error(`${folder}: describes itself as ${entry.name}`);
  return entry;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/**
 * workerd can't compile bytes: there every pinned file is a static import. The engine has a list of
 * its own, which only its tests import, so that no Worker carries it.
 */
async function writeModules({ detectors, grammar }: Catalogue): Promise<void> {
  await writeImports('modules', [...detectors, grammar.runtime, grammar.bash]);
  await writeImports('engine-module', [engine]);
  await writeFile(new URL('engine.json', DIST), `${JSON.stringify(engine, null, 2)}\n`);
}

async function writeImports(name: string, pinnedFiles: readonly PinnedFile[]): Promise<void> {
  const files = pinnedFiles.map(({ file }) => file);
  const lines = files.map((file, index) => `import m${index} from './${file}';`);
  const entries = files.map((file, index) => `  '${file}': m${index},`);
  const code = `${lines.join('\n')}\n\nexport const modules = {\n${entries.join('\n')}\n};\n`;
  await writeFile(new URL(`${name}.js`, DIST), code);
  const types = 'export const modules: Readonly<Record<string, WebAssembly.Module>>;\n';
  await writeFile(new URL(`${name}.d.ts`, DIST), types);
}

/** The checker of digests travels inside the program: a file beside it could be swapped. */
async function writeSha256(): Promise<void> {
  const base64 = Buffer.from(await compile('sha256', SIMD)).toString('base64');
  await writeFile(new URL('sha256.js', DIST), `export const sha256Base64 = '${base64}';\n`);
  await writeFile(new URL('sha256.d.ts', DIST), 'export const sha256Base64: string;\n');
}

async function copyGrammar(part: keyof typeof GRAMMAR): Promise<PinnedFile> {
  const source = GRAMMAR[part];
  const file = basename(source);
  await copyFile(new URL(`node_modules/${source}`, ROOT), new URL(file, DIST));
  return pinned(file);
}

async function pinned(file: string): Promise<PinnedFile> {
  const bytes = await readFile(new URL(file, DIST));
  return { file, sha256: sha256(bytes).toString('hex'), quartersSha256: ofQuarters(bytes) };
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** As runtime/load.ts says. */
function ofQuarters(bytes: Uint8Array): string {
  const quarter = Math.floor(bytes.length / 256) * 64;
  const digests = [0, 1, 2, 3].map((i) => sha256(bytes.subarray(i * quarter, (i + 1) * quarter)));
  return sha256(Buffer.concat([...digests, bytes.subarray(4 * quarter)])).toString('hex');
}

/** Every digest of the index must be the committed one: what decides changes on purpose only. */
async function checkPins({ detectors, grammar }: Catalogue): Promise<void> {
  if (target !== 'release') return;
  const files = [
    ...detectors.flatMap((entry) => [entry, entry.component]),
    ...Object.values(grammar),
    engine,
  ];
  const digests = Object.fromEntries(files.map(({ file, sha256 }) => [file, sha256]));
  const text = `${JSON.stringify(digests, null, 2)}\n`;
  if (options.pin) return writeFile(DIGESTS, text);
  const committed = await readFile(DIGESTS, 'utf8').catch(() => '');
  if (committed === text) return;
  console.error('detectors: error: the built bytes are not the ones pinned in digests.json');
  console.error('detectors: hint: npm run fix pins them, when the change is meant');
  process.exitCode = 1;
}
