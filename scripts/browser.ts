/** Finds a browser for the tests: Playwright's own, the system's, or one from the platform's package manager. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { run } from './project.ts';

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const systemPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** Path of a Chromium or Chrome that is there, or undefined. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  return systemNames.map(onPath).find(Boolean) ?? systemPlaces.find((path) => existsSync(path));
}

async function installWithApt(): Promise<void> {
  if (!onPath('apt-get')) return;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = async (...parameters: string[]) => {
    const [command = '', ...rest] = [...prefix, 'apt-get', ...parameters];
    return run(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  if ((await apt('update', '-qq')) === 0)
    await apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

/**
 * Path of a Chromium, installed first where there is none.
 * Throws with the remedy where none can be had.
 */
export async function ensureChromium(): Promise<string> {
  const there = findChromium();
  if (there) return there;
  console.log('No browser found: installing one for the tests …');
  spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: 300_000,
  });
  if (!findChromium()) await installWithApt();
  const found = findChromium();
  if (found) return found;
  throw new Error(
    'The tests need Chromium or Chrome, and none could be installed.\n' +
      '1. Install one (Debian and Ubuntu: apt-get install chromium), or\n' +
      '2. set CHROMIUM_PATH to the program, then run npm test again.',
  );
}
