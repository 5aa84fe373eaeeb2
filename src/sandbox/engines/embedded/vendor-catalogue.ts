/**
 * The packages a project in the embedded engine can import. There is no `npm install`
 * from the internet: this list is served by the site itself, built by `scripts/build-vendor.ts`.
 */

/** A package a person may name in `npm install` or in an import. */
export interface CataloguePackage {
  readonly name: string;
  /** What it is for, for the list shown when another one is asked for. */
  readonly purpose: string;
}

export const cataloguePackages: readonly CataloguePackage[] = [
  { name: 'react', purpose: 'interface components' },
  { name: 'react-dom', purpose: 'puts components on the page' },
  { name: 'react-router', purpose: 'several views in one app (react-router-dom works too)' },
  { name: 'recharts', purpose: 'charts' },
  { name: 'lucide-react', purpose: 'icons' },
  { name: 'date-fns', purpose: 'dates' },
  { name: 'zod', purpose: 'checking data' },
  { name: 'clsx', purpose: 'class names' },
  { name: 'tailwindcss', purpose: 'utility classes, by @import "tailwindcss" in a CSS file' },
  { name: 'vitest', purpose: 'tests' },
];

/** Packages that are part of the tooling: installing them is a no-op, importing them is not needed. */
const toolingPackages: ReadonlySet<string> = new Set([
  'react-router-dom',
  'typescript',
  'vite',
  '@vitejs/plugin-react',
  '@vitejs/plugin-react-swc',
  '@tailwindcss/vite',
  '@types/react',
  '@types/react-dom',
  '@types/node',
]);

/** Whether a package named in `npm install` is there already. */
export function isInCatalogue(name: string): boolean {
  return toolingPackages.has(name) || cataloguePackages.some((entry) => entry.name === name);
}

/** The catalogue as one sentence, for error messages. */
export function catalogueSentence(): string {
  return `Available here: ${cataloguePackages.map((entry) => entry.name).join(', ')}.`;
}

/** Import specifiers answered by another module of the catalogue. */
export const vendorAliases: Readonly<Record<string, string>> = {
  'react-router-dom': 'react-router',
  'react-router/dom': 'react-router',
  'react/jsx-dev-runtime': 'react/jsx-runtime',
  'react-dom/server.browser': 'react-dom/server',
  'zod/v4': 'zod',
};

/** What `scripts/build-vendor.ts` writes beside the modules. */
export interface VendorManifest {
  /** Package name → version. */
  readonly versions: Readonly<Record<string, string>>;
  /** Import specifier → its file and what it needs. */
  readonly modules: Readonly<Record<string, VendorModule>>;
  /** Icons in order of their names; each file holds those from `from` up to the next `from`. */
  readonly icons: readonly { readonly from: string; readonly file: string }[];
  /** ES module with `createTailwind`. */
  readonly tailwind: string;
  /** ES module with `flattenCss`. */
  readonly flatCss: string;
  /** Script of the test worker. */
  readonly testRunner: string;
  /** Version of the preview page that goes with these files. */
  readonly previewPage: string;
}

export interface VendorModule {
  readonly file: string;
  /** Other catalogue modules it requires. */
  readonly requires: readonly string[];
  /** Names it exports. */
  readonly exports: readonly string[];
}

/** Icon drawing: kebab-case name, then SVG nodes. */
export type IconTable = Readonly<
  Record<
    string,
    readonly [name: string, nodes: readonly (readonly [string, Readonly<Record<string, string>>])[]]
  >
>;
