import { readsNestedCss } from './nested-css.ts';
import type { VendorCode } from './preview-messages.ts';
import type { VendorManifest } from './vendor-catalogue.ts';

const folder = '/vendor/';
let manifest: Promise<VendorManifest> | null = null;
const codes = new Map<string, Promise<string>>();

/** The list of what the catalogue holds; asked for once, again after a failure. */
export function loadManifest(): Promise<VendorManifest> {
  manifest ??= fetchText('manifest.json').then((text) => JSON.parse(text) as VendorManifest);
  manifest.catch(() => {
    manifest = null;
  });
  return manifest;
}

/** Code of catalogue modules, each fetched once a page. */
export async function loadVendors(names: readonly string[]): Promise<VendorCode[]> {
  const { modules } = await loadManifest();
  return Promise.all(names.map(async (name) => ({ name, code: await loadFile(modules[name]?.file ?? '') })));
}

/** Script of the test worker. */
export async function loadTestRunner(): Promise<string> {
  return loadFile((await loadManifest()).testRunner);
}

/** Starts fetching what nearly every project needs, before it is known. */
export function warmVendors(): void {
  const usual = ['react', 'react/jsx-runtime', 'react-dom', 'react-refresh/runtime', 'react-dom/client'];
  loadVendors(usual).catch(() => {
    // Asked for again, and reported, when a project needs them.
  });
}

/**
 * Fetches everything that a project may come to need, one after the other and quietly, so that a
 * sandbox that has begun goes on with no server in reach. About 830 KB compressed, once.
 */
export async function keepVendors(): Promise<void> {
  const { modules, icons, testRunner, tailwind, flatCss } = await loadManifest();
  const files = [
    testRunner,
    ...Object.values(modules).map(({ file }) => file),
    tailwind,
    ...(readsNestedCss() ? [] : [flatCss]),
    ...icons.map(({ file }) => file),
  ];
  for (const file of files) {
    try {
      await fetchText(file, 'low');
    } catch {
      return; // Asked for again, and reported, when a project needs it.
    }
  }
}

function loadFile(file: string): Promise<string> {
  const known = codes.get(file);
  if (known !== undefined) return known;
  const loading = fetchText(file);
  codes.set(file, loading);
  loading.catch(() => codes.delete(file));
  return loading;
}

async function fetchText(file: string, priority: RequestPriority = 'auto'): Promise<string> {
  const response = await fetch(folder + file, { priority });
  if (!response.ok) throw new Error(`${folder}${file} cannot be loaded (${response.status}).`);
  return response.text();
}
