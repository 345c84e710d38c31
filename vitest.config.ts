/** One suite, three hosts: Node, workerd, Chromium. */

import { existsSync } from 'node:fs';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const SHARED = 'test/*.test.ts';
const BROWSERS = [
  process.env.WAFER_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const node: TestProjectInlineConfiguration = {
  test: { name: 'node', include: [SHARED, 'test/node/*.test.ts'] },
  resolve: { conditions: ['node'] },
};

const workerd: TestProjectInlineConfiguration = {
  plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
  test: { name: 'workerd', include: [SHARED, 'test/workerd/*.test.ts'] },
};

function chromium(executablePath: string): TestProjectInlineConfiguration {
  return {
    test: {
      name: 'chromium',
      include: [SHARED],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        instances: [{ browser: 'chromium' }],
        provider: playwright({ launchOptions: { executablePath, args: BROWSER_FLAGS } }),
      },
    },
  };
}

function browserProjects(): TestProjectInlineConfiguration[] {
  const executable = BROWSERS.find((path) => path !== undefined && existsSync(path));
  if (executable !== undefined) return [chromium(executable)];
  const message = 'no Chromium found: its tests do not run (set WAFER_CHROMIUM to its path)';
  if (process.env.WAFER_REQUIRE_BROWSER === '1') throw new Error(message);
  console.warn(`wafer: ${message}`);
  return [];
}

export default defineConfig({ test: { projects: [node, workerd, ...browserProjects()] } });
