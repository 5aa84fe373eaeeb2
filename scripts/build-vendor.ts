/**
 * Builds the catalogue of packages for the embedded engine into `public/vendor/`:
 * one CommonJS file a module, icons in small tables, a manifest. Names carry a hash of
 * the content, so that they can be cached for ever.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { buildTargets } from '../src/browser-floor/floor.ts';
import type {
  IconTable,
  VendorManifest,
  VendorModule,
} from '../src/sandbox/engines/embedded/vendor-catalogue.ts';
import { makePreviewPage, pageVersion } from '../src/server/preview.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const entries = `${root}src/sandbox/engines/embedded/vendor-entries`;
const target = `${root}public/vendor`;
const require = createRequire(import.meta.url);

interface Entry {
  readonly specifier: string;
  readonly source: string;
  readonly mode?: 'development' | 'production';
}

const own = (name: string) => `module.exports = require(${JSON.stringify(name)});`;

/** Development builds of React: they say what is wrong in words, and hot update needs them. */
const modules: readonly Entry[] = [
  { specifier: 'react', source: own('react'), mode: 'development' },
  { specifier: 'react/jsx-runtime', source: own('react/jsx-runtime'), mode: 'development' },
  { specifier: 'react-dom', source: own('react-dom'), mode: 'development' },
  { specifier: 'react-dom/client', source: own('react-dom/client'), mode: 'development' },
  { specifier: 'react-dom/server', source: own('react-dom/server.browser'), mode: 'development' },
  { specifier: 'react-refresh/runtime', source: own('react-refresh/runtime'), mode: 'development' },
  { specifier: 'react-router', source: `export * from ${JSON.stringify(`${entries}/react-router.ts`)};` },
  { specifier: 'recharts', source: `export * from 'recharts';` },
  { specifier: 'lucide-react', source: `export * from ${JSON.stringify(`${entries}/lucide-react.ts`)};` },
  { specifier: 'date-fns', source: `export * from 'date-fns';` },
  {
    specifier: 'date-fns/locale',
    source: `export { de, enGB, enUS, es, fr, it, nl, pl, pt, ptBR } from 'date-fns/locale';`,
  },
  { specifier: 'zod', source: `export * from 'zod'; export { default } from 'zod';` },
  { specifier: 'clsx', source: `export * from 'clsx'; export { default } from 'clsx';` },
];

const external = new Set([...modules.map((entry) => entry.specifier), '#preview']);

/** Leaves other catalogue modules to the linker, and Zod's forty languages out. */
function cataloguePlugin(self: string): Plugin {
  return {
    name: 'catalogue',
    setup(context) {
      context.onResolve({ filter: /^[^.]/ }, ({ path, kind }) =>
        kind !== 'entry-point' && external.has(path) && path !== self ? { path, external: true } : null,
      );
      context.onResolve({ filter: /locales\/index\.js$/ }, () => ({
        path: 'locales',
        namespace: 'zod-locales',
      }));
      context.onLoad({ filter: /.*/, namespace: 'zod-locales' }, () => ({
        contents: ['de', 'en', 'es', 'fr', 'it']
          .map((code) => `export { default as ${code} } from 'zod/v4/locales/${code}.js';`)
          .join('\n'),
        resolveDir: root,
      }));
      context.onResolve({ filter: /\.css\?text$/ }, ({ path }) => ({
        path: require.resolve(path.replace('?text', '')),
        namespace: 'css-text',
      }));
      context.onLoad({ filter: /.*/, namespace: 'css-text' }, async ({ path }) => ({
        contents: await readFile(path, 'utf8'),
        loader: 'text',
      }));
    },
  };
}

async function bundle(
  entry: Entry,
  format: 'cjs' | 'esm' | 'iife' = 'cjs',
  mainFields = ['module', 'main'],
): Promise<string> {
  // An entry that names its own package must not be taken for an external one.
  const result = await build({
    stdin: { contents: entry.source, resolveDir: root, sourcefile: 'entry.js' },
    bundle: true,
    write: false,
    minify: true,
    legalComments: 'none',
    format,
    platform: 'browser',
    target: buildTargets,
    mainFields,
    define: {
      'process.env.NODE_ENV': JSON.stringify(entry.mode ?? 'production'),
      'import.meta.hot': 'undefined',
    },
    plugins: [cataloguePlugin(entry.specifier)],
    logLevel: 'error',
  });
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error(`Nothing was built for ${entry.specifier}.`);
  return file.text;
}

async function save(name: string, text: string): Promise<string> {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10);
  const dot = name.lastIndexOf('.');
  const file = `${name.slice(0, dot).replaceAll('/', '.')}.${hash}${name.slice(dot)}`;
  await writeFile(`${target}/${file}`, text);
  return file;
}

class SilentChannel {
  readonly port1 = {};
  readonly port2 = {};
}

/** Runs the built modules once to learn what they export. */
function exportNames(built: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const loaded = new Map<string, { exports: Record<string, unknown> }>();
  function load(specifier: string): Record<string, unknown> {
    if (specifier === '#preview') return { place: { read: () => '/', write() {} } };
    const known = loaded.get(specifier);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(specifier, module);
    const code = built.get(specifier);
    if (code === undefined) throw new Error(`${specifier} is not in the catalogue.`);
    // An open channel would keep the build from ending.
    new Function('module', 'exports', 'require', 'MessageChannel', code)(
      module,
      module.exports,
      load,
      SilentChannel,
    );
    return module.exports;
  }
  const names = new Map<string, readonly string[]>();
  for (const specifier of built.keys()) {
    names.set(
      specifier,
      Object.keys(load(specifier)).filter((name) => !name.startsWith('__')),
    );
  }
  return names;
}

async function buildModules(): Promise<Record<string, VendorModule>> {
  const built = new Map<string, string>();
  await Promise.all(modules.map(async (entry) => built.set(entry.specifier, await bundle(entry))));
  const names = exportNames(built);
  const result: Record<string, VendorModule> = {};
  for (const { specifier } of modules) {
    const code = built.get(specifier) ?? '';
    const requires = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1] ?? '');
    result[specifier] = {
      file: await save(`${specifier}.js`, code),
      requires: [...new Set(requires)].filter((name) => name !== '#preview'),
      exports: names.get(specifier) ?? [],
    };
  }
  return result;
}

/** Icons whose names end in `Icon` or start with `Lucide` are the same drawings; the compiler strips those. */
async function buildIcons(shards: number): Promise<VendorManifest['icons']> {
  const folder = `${root}node_modules/lucide-react/dist/esm`;
  const index = await readFile(`${folder}/lucide-react.mjs`, 'utf8');
  const table: Record<string, IconTable[string]> = {};
  for (const line of index.matchAll(/^export \{ (.+) \} from '(\.\/icons\/[^']+)';$/gm)) {
    const drawing = await import(pathToFileURL(`${folder}/${line[2]}`).href);
    const { name, node } = drawing.__iconData;
    const nodes = node.map(([tag, { key: _key, ...attributes }]: [string, Record<string, string>]) => [
      tag,
      attributes,
    ]);
    for (const part of (line[1] ?? '').split(', ')) {
      const alias = part.replace('default as ', '');
      if (!alias.startsWith('Lucide') && !(alias.endsWith('Icon') && alias !== 'Icon'))
        table[alias] = [name, nodes];
    }
  }
  const names = Object.keys(table).sort();
  const size = Math.ceil(names.length / shards);
  const result: { from: string; file: string }[] = [];
  for (let start = 0; start < names.length; start += size) {
    const part = names.slice(start, start + size);
    const text = JSON.stringify(Object.fromEntries(part.map((name) => [name, table[name]])));
    result.push({ from: part[0] ?? '', file: await save(`icons-${result.length}.json`, text) });
  }
  return result;
}

async function versions(): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const name of [
    'react',
    'react-dom',
    'react-router',
    'recharts',
    'lucide-react',
    'date-fns',
    'zod',
    'clsx',
    'tailwindcss',
    'vitest',
  ]) {
    result[name] = JSON.parse(await readFile(`${root}node_modules/${name}/package.json`, 'utf8')).version;
  }
  return result;
}

/** Last, so that a server that runs meanwhile always finds what its manifest names. */
async function removeStale(manifest: VendorManifest): Promise<void> {
  const named = JSON.stringify(manifest);
  for (const file of await readdir(target)) {
    if (file !== 'manifest.json' && !named.includes(`"${file}"`)) await rm(`${target}/${file}`);
  }
}

/** Builds everything anew; about two seconds. Returns the manifest that it wrote. */
export async function buildVendor(): Promise<VendorManifest> {
  await mkdir(target, { recursive: true });
  const tailwind = await bundle(
    { specifier: '', source: `export { createTailwind } from ${JSON.stringify(`${entries}/tailwind.ts`)};` },
    'esm',
  );
  const flatCss = await bundle(
    { specifier: '', source: `export { flattenCss } from ${JSON.stringify(`${entries}/flat-css.ts`)};` },
    'esm',
    // PostCSS names there what it does without where there are no files.
    ['browser', 'module', 'main'],
  );
  const runner = await bundle(
    {
      specifier: '',
      source: `import ${JSON.stringify(`${root}src/sandbox/engines/embedded/test-runner/worker.ts`)};`,
    },
    'iife',
  );
  const manifest: VendorManifest = {
    versions: await versions(),
    modules: await buildModules(),
    icons: await buildIcons(64),
    tailwind: await save('tailwind.js', tailwind),
    flatCss: await save('flat-css.js', flatCss),
    testRunner: await save('test-runner.js', runner),
    previewPage: pageVersion(await makePreviewPage()),
  };
  await writeFile(`${target}/manifest.json`, JSON.stringify(manifest));
  await removeStale(manifest);
  return manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = await buildVendor();
  console.log(`Built ${Object.keys(manifest.modules).length} modules into public/vendor.`);
}
