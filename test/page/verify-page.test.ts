/** The verifier page in real Chromium, from disk: what a person drops and sees. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, chromiumPathOrNull } from '../chromium.ts';
import {
  bashEvent,
  createScratch,
  eventOf,
  HOOK,
  runProgram,
  type Scratch,
} from '../node/program.ts';
import { publicKeySet } from '../node/public-key-set.ts';

const PAGE = new URL('../../dist/page/index.html', import.meta.url).href;
/** `WAFER_SCREENSHOTS=DIR` keeps a picture of every state, to be looked at. */
const SCREENSHOTS = process.env.WAFER_SCREENSHOTS;

let browser: Browser;
let page: Page;
let scratch: Scratch;
let seal: string;
let log: string;
let keys: string;
const requests: string[] = [];

beforeAll(async () => {
  scratch = createScratch();
  const hook = (input: string) => runProgram(scratch, HOOK, { input });
  await hook(bashEvent(scratch, 'git status'));
  await hook(bashEvent(scratch, 'rm -rf ~'));
  await hook(eventOf(scratch, { hook_event_name: 'SessionEnd', reason: 'other' }));
  seal = join(scratch.project, '.wafer', 'session-s1.seal.json');
  log = join(scratch.waferHome, 'logs', 's1.jsonl');
  keys = join(scratch.folder, 'jwks.json');
  writeFileSync(keys, publicKeySet(scratch.waferHome));
  browser = await chromium.launch({
    executablePath: chromiumPathOrNull() ?? '',
    args: CHROMIUM_FLAGS,
  });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  scratch?.remove();
});

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  requests.length = 0;
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(PAGE);
});

async function drop(...files: string[]) {
  await page.setInputFiles('#files', files);
  await page.waitForSelector('#result:not([hidden])');
  return {
    verdict: await page.textContent('#verdict'),
    statuses: await page.locator('#checks td:nth-child(2)').allTextContents(),
  };
}

async function picture(name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

describe('the verifier page', () => {
  it('finds a seal valid, with its log and the key that is trusted', async () => {
    const { verdict, statuses } = await drop(seal, log, keys);
    await picture('valid');
    expect(verdict).toBe('Result: valid');
    expect(new Set(statuses)).toEqual(new Set(['ok']));
  });

  it('leaves open who made a seal whose key is not trusted', async () => {
    const { verdict } = await drop(seal);
    await picture('unknown');
    expect(verdict).toBe('Result: unknown');
  });

  it('finds a changed log, and names the check', async () => {
    const edited = join(scratch.folder, 'edited.jsonl');
    writeFileSync(edited, readFileSync(log, 'utf8').replace('"verdict":"deny"', '"verdict":"ask"'));
    const { verdict, statuses } = await drop(seal, edited, keys);
    await picture('invalid');
    expect(verdict).toBe('Result: invalid');
    expect(statuses).toContain('failed');
  });

  it('shows what is no seal as such, in dark and on a phone', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 740 });
    const junk = join(scratch.folder, 'junk.json');
    writeFileSync(junk, '{"payload":"<img src=x onerror=alert(1)>"}');
    const { verdict } = await drop(junk);
    await picture('junk-dark-phone');
    expect(verdict).toBe('Result: invalid');
    expect(await page.locator('img').count()).toBe(0);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });

  it('asks the network for nothing', async () => {
    await drop(seal, log, keys);
    expect(requests).toEqual([PAGE]);
  });
});
