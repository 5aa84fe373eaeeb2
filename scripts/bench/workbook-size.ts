/** How much script the workbook is, as it crosses the wire, without what every page shares with it. */
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { buildTargets } from '../../src/browser-floor/floor.ts';
import { at } from '../project.ts';

/** React, and libraries that the workbench around the workbook has loaded before. */
const shared = [
  'react',
  'react-dom',
  'react/*',
  'react-dom/*',
  'astro/zod',
  '@base-ui/*',
  'lucide-react',
  'react-resizable-panels',
  'clsx',
];

const entry = `export * from './view/workbook-screen.tsx';
export * from './desk.ts';
export const write = () => import('./xlsx/export.ts');
export const read = () => import('./xlsx/import.ts');`;

export interface WorkbookSize {
  /** Engine, grid and panels: what the screen of a model loads, KB gz. */
  readonly screen: number;
  /** Reading and writing .xlsx, loaded when somebody asks for a file, KB gz. */
  readonly xlsx: number;
}

export async function measureWorkbookSize(): Promise<WorkbookSize> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry, resolveDir: at('src', 'workbook'), loader: 'ts' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: buildTargets,
    platform: 'browser',
    jsx: 'automatic',
    external: shared,
    outdir: at('node_modules', '.cache', 'workbook-size'),
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const sizes = new Map(
    outputFiles.map(({ path, contents }) => [short(path), gzipSync(contents, { level: 9 }).length / 1024]),
  );
  const sizeOf = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  const screen = reached(metafile.outputs, ['stdin.js']);
  const files = Object.entries(metafile.outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint !== undefined && /workbook\/xlsx\/(export|import)\.ts$/.test(entryPoint) ? [short(path)] : [],
  );
  if (files.length !== 2) throw new Error('Reading and writing .xlsx are not loaded on demand');
  const later = [...reached(metafile.outputs, files)].filter((name) => !screen.has(name));
  return { screen: sizeOf(screen), xlsx: sizeOf(later) };
}

function short(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

type Outputs = Metafile['outputs'];

/** Entries and all that they import at once. */
function reached(outputs: Outputs, entries: readonly string[]): Set<string> {
  const imports = new Map(
    Object.entries(outputs).map(([path, output]) => [
      short(path),
      output.imports.filter(({ kind }) => kind === 'import-statement').map((each) => short(each.path)),
    ]),
  );
  const found = new Set<string>();
  const waiting = [...entries];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(imports.get(name) ?? []));
  }
  return found;
}
