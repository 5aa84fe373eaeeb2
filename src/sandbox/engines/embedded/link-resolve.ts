import { vendorAliases } from './vendor-catalogue.ts';

/** Where an import leads. */
export type Resolution =
  | { readonly to: 'file'; readonly path: string; readonly query: string }
  | { readonly to: 'vendor'; readonly name: string }
  | { readonly to: 'nothing'; readonly wanted: string; readonly isPackage: boolean };

const endings = [
  '',
  '.tsx',
  '.ts',
  '.jsx',
  '.js',
  '.mjs',
  '.json',
  '/index.tsx',
  '/index.ts',
  '/index.jsx',
  '/index.js',
];

/** Folds `.` and `..` of an absolute path. */
export function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Folder of a path, without the last slash; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/**
 * Finds what an import means: a file (with the usual endings left out, `@/` and `~/` for
 * `/src/`, `/x` also in `public/`), or a module of the catalogue.
 */
export function resolveImport(
  specifier: string,
  importer: string,
  has: (path: string) => boolean,
  isVendor: (name: string) => boolean,
): Resolution {
  const [bare = '', query = ''] = specifier.split('?', 2);
  const isAlias = bare.startsWith('@/') || bare.startsWith('~/');
  if (!bare.startsWith('.') && !bare.startsWith('/') && !isAlias) return resolvePackage(bare, isVendor);
  const absolute = isAlias
    ? `/src/${bare.slice(2)}`
    : bare.startsWith('/')
      ? bare
      : `${folderOf(importer)}/${bare}`;
  const wanted = normalise(absolute);
  const typed = wanted.replace(/\.(js|jsx|mjs)$/, '');
  const candidates = [
    ...endings.map((ending) => wanted + ending),
    ...(typed === wanted ? [] : [`${typed}.ts`, `${typed}.tsx`]),
    `/public${wanted}`,
  ];
  const path = candidates.find(has);
  return path === undefined ? { to: 'nothing', wanted, isPackage: false } : { to: 'file', path, query };
}

function resolvePackage(name: string, isVendor: (name: string) => boolean): Resolution {
  const vendor = vendorAliases[name] ?? (/^date-fns\/(?!locale)/.test(name) ? 'date-fns' : name);
  if (isVendor(vendor)) return { to: 'vendor', name: vendor };
  return { to: 'nothing', wanted: name, isPackage: true };
}
