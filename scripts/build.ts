/** `npm run build`: the sandbox's packages, the site, the preview page, then compressed copies. */
import { compressFolder } from './compress.ts';
import { at, run, runNode } from './project.ts';
import { isBuilt, markBuilt, sourcesDigest } from './stale.ts';

/** Builds what is stale; resolves to false where the build failed. */
export async function build(options: { force?: boolean } = {}): Promise<boolean> {
  const digest = sourcesDigest();
  if (!options.force && isBuilt(digest)) return true;
  console.log('Building the site …');
  if ((await runNode('scripts/build-vendor.ts')) !== 0) return false;
  if ((await run(process.execPath, [at('node_modules/astro/bin/astro.mjs'), 'build', '--silent'])) !== 0)
    return false;
  const { buildPreviewPage } = await import('../src/server/preview.ts');
  await buildPreviewPage();
  await compressFolder(at('dist'));
  markBuilt(digest);
  return true;
}

if (import.meta.main) process.exit((await build({ force: true })) ? 0 : 1);
