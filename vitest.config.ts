/** One suite, three hosts: Node, workerd, Chromium; and what only one of them can show. */

import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { CHROMIUM_FLAGS, chromiumPathOrNull } from './test/chromium.ts';

const SHARED = 'test/*.test.ts';

const node: TestProjectInlineConfiguration = {
  test: { name: 'node', include: [SHARED, 'test/node/*.test.ts'] },
};

const workerd: TestProjectInlineConfiguration = {
  plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
  test: { name: 'workerd', include: [SHARED, 'test/workerd/*.test.ts'] },
};

function browserProjects(executablePath: string): TestProjectInlineConfiguration[] {
  const launchOptions = { executablePath, args: CHROMIUM_FLAGS };
  return [
    {
      test: {
        name: 'chromium',
        include: [SHARED],
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          instances: [{ browser: 'chromium' }],
          provider: playwright({ launchOptions }),
        },
      },
    },
    // The built page, opened as a person would; the test itself runs in Node.
    { test: { name: 'page', include: ['test/page/*.test.ts'] } },
  ];
}

function projects(): TestProjectInlineConfiguration[] {
  const path = chromiumPathOrNull();
  if (path !== null) return [node, workerd, ...browserProjects(path)];
  const message = 'no Chromium found: its tests do not run (set WAFER_CHROMIUM to its path)';
  if (process.env.WAFER_REQUIRE_BROWSER === '1') throw new Error(message);
  console.warn(`wafer: ${message}`);
  return [node, workerd];
}

export default defineConfig({ test: { projects: projects() } });
