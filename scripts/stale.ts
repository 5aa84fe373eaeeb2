/** Whether what was built still matches what it was built from. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './project.ts';

const sources = ['src', 'content', 'public', 'scripts', 'astro.config.mjs', 'package-lock.json'];
/** Made by the build itself. */
const generated = at('public', 'vendor');
const stamp = at('dist', '.built-from');

function* filesBelow(path: string): Generator<string> {
  if (!existsSync(path) || path === generated) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

/** A digest of the name and content of every source file. */
export function sourcesDigest(): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesBelow(at(source)))
      hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

export function isBuilt(digest: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
}

export function markBuilt(digest: string): void {
  writeFileSync(stamp, digest);
}
