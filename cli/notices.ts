/** The licences of what is bundled into `dist/`, in one file, as those licences ask for. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const ROOT = new URL('../', import.meta.url);

const BUNDLED = [
  '@noble/ed25519',
  '@noble/hashes',
  'hono',
  'jsonc-parser',
  'smol-toml',
  'tree-sitter-bash',
  'web-tree-sitter',
] as const;

export function writeNotices(): void {
  const notices = BUNDLED.map((name) => {
    const folder = new URL(`node_modules/${name}/`, ROOT);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
    if (file === undefined) throw new Error(`${name}: expected a licence file`);
    const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
    return `${name} ${version}\n\n${readFileSync(new URL(file, folder), 'utf8').trim()}\n`;
  });
  writeFileSync(new URL('dist/THIRD-PARTY.txt', ROOT), notices.join(`\n${'-'.repeat(80)}\n\n`));
}
