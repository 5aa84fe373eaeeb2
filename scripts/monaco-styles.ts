/**
 * For the build: Monaco's style sheets travel inside its own modules. Astro would otherwise hoist
 * them (27 KB compressed) into the head of every page that may open an editor later.
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

const MARK = '\0monaco-style:';
const ASSET = /url\((\.\/[^)"']+)\)/g;

export function monacoStyles(): Plugin {
  return {
    name: 'monaco-styles',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith('.css') || !importer?.includes('/monaco-editor/')) return null;
      return `${MARK}${resolve(dirname(importer), source)}.js`;
    },
    async load(id) {
      if (!id.startsWith(MARK)) return null;
      const path = id.slice(MARK.length, -'.js'.length);
      return styleModule(await readFile(path, 'utf8'), dirname(path));
    },
  };
}

/** A module that adds the style sheet to the page when it is loaded; fonts it names stay files. */
function styleModule(css: string, folder: string): string {
  const assets = [...new Set([...css.matchAll(ASSET)].map((match) => match[1] ?? ''))];
  const imports = assets.map(
    (asset, index) => `import asset${index} from ${JSON.stringify(`${resolve(folder, asset)}?url`)};`,
  );
  const replaced = assets.map(
    (asset, index) => `.replaceAll(${JSON.stringify(`url(${asset})`)}, 'url(' + asset${index} + ')')`,
  );
  return [
    ...imports,
    "const style = document.createElement('style');",
    `style.textContent = ${JSON.stringify(css)}${replaced.join('')};`,
    'document.head.append(style);',
  ].join('\n');
}
