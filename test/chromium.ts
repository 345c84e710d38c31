/** The Chromium on this machine, and how it is started. */

import { existsSync } from 'node:fs';

const PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** No sandbox, because CI runs as root; no traffic of the browser's own. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `WAFER_CHROMIUM` names another one. Null when there is none. */
export function chromiumPathOrNull(): string | null {
  const named = process.env.WAFER_CHROMIUM;
  if (named !== undefined) return named;
  return PATHS.find((path) => existsSync(path)) ?? null;
}
