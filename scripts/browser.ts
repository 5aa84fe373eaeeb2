/** Finds the browsers of the tests, and installs what is missing where the machine allows it. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { at, run } from './project.ts';

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const chromiumPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const firefoxPlaces = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

function onPath(...names: string[]): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** Path of a Chromium or Chrome: `CHROMIUM_PATH`, the test runner's own, or the system's. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  return onPath(...chromiumNames) ?? chromiumPlaces.find((path) => existsSync(path));
}

/**
 * Path of a Chromium that only works without a screen, and needs half as much of the processor: `CHROMIUM_PATH`,
 * the system's, or a whole one.
 */
export function findHeadlessChromium(): string | undefined {
  return process.env['CHROMIUM_PATH'] || onPath('chromium-headless-shell') || findChromium();
}

/** Path of a Firefox: `FIREFOX_PATH`, or the system's. */
export function findFirefox(): string | undefined {
  const named = process.env['FIREFOX_PATH'];
  if (named) return named;
  return onPath('firefox', 'firefox-esr') ?? firefoxPlaces.find((path) => existsSync(path));
}

/** Programs that a run in WebKit needs. */
export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  /** A screen that nobody sees. */
  readonly screen: string;
}

/** WebKitGTK's small browser and its driver, or undefined where a part is missing. */
export function findWebKit(): WebKitPrograms | undefined {
  const driver = onPath('WebKitWebDriver');
  const screen = onPath('Xvfb');
  const browser = globSync('/usr/{lib,libexec}/{,*/}webkit{2gtk-4.1,gtk-6.0}/MiniBrowser')[0];
  if (driver === undefined || browser === undefined || screen === undefined) return undefined;
  return { driver, browser, screen };
}

interface TestedBrowser {
  readonly name: string;
  /** Packages of Debian and Ubuntu. */
  readonly packages: readonly string[];
  isThere(): boolean;
}

const testedBrowsers: readonly TestedBrowser[] = [
  {
    name: 'Chromium',
    packages: ['chromium', 'chromium-headless-shell'],
    isThere: () => findChromium() !== undefined,
  },
  { name: 'Firefox', packages: ['firefox-esr'], isThere: () => findFirefox() !== undefined },
  { name: 'WebKit', packages: ['webkit2gtk-driver', 'xvfb'], isThere: () => findWebKit() !== undefined },
];

async function installWithApt(packages: readonly string[]): Promise<void> {
  if (onPath('apt-get') === undefined) return;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (prefix.length > 0 && onPath('sudo') === undefined) return;
  const apt = async (...parameters: string[]) => {
    const [command = '', ...rest] = [...prefix, 'apt-get', ...parameters];
    return run(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  await apt('update', '-qq');
  // One by one: a package that this distribution does not have must not keep the others away.
  for (const name of packages) await apt('install', '-y', '-qq', '--no-install-recommends', name);
}

/** Installs those of the named browsers that are missing, as far as the machine lets it. */
async function installBrowsers(browsers: readonly TestedBrowser[]): Promise<void> {
  const missing = () => browsers.filter((browser) => !browser.isThere());
  if (missing().length === 0) return;
  console.log(
    `Installing for the tests: ${missing()
      .map(({ name }) => name)
      .join(', ')} …`,
  );
  await installWithApt(missing().flatMap(({ packages }) => packages));
  if (missing().some(({ name }) => name === 'Chromium')) {
    spawnSync(process.execPath, [at('node_modules/@playwright/test/cli.js'), 'install', 'chromium'], {
      stdio: 'inherit',
      timeout: 300_000,
    });
  }
}

/**
 * Path of a Chromium, installed first where there is none.
 * Throws with the remedy where none can be had.
 */
export async function ensureChromium(): Promise<string> {
  await installBrowsers(testedBrowsers.filter(({ name }) => name === 'Chromium'));
  const found = findChromium();
  if (found) return found;
  throw new Error(
    'The tests need Chromium or Chrome, and none could be installed.\n' +
      '1. Install one (Debian and Ubuntu: apt-get install chromium), or\n' +
      '2. set CHROMIUM_PATH to the program, then run npm test again.',
  );
}

/** The same, with the others beside it where they can be had: without Firefox and WebKit their tests are skipped. */
export async function ensureBrowsers(): Promise<void> {
  await installBrowsers(testedBrowsers);
  await ensureChromium();
}
