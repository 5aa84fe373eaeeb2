import type { PreviewError } from '../../sandbox.ts';
import { findCandidates, inlineAddresses, inlineImports, scopeClasses, usesTailwind } from './compile-css.ts';
import { type CompiledModule, compileModule, isScript } from './compile-module.ts';
import { readPage } from './compile-page.ts';
import type { CompiledImport } from './compile-rewrite.ts';
import type { LinkModule, ProjectBuild } from './link-messages.ts';
import { folderOf, resolveImport } from './link-resolve.ts';
import { catalogueSentence, type IconTable, type VendorManifest } from './vendor-catalogue.ts';
import type { TailwindBuild } from './vendor-entries/tailwind.ts';

/** What the compiler fetches by need. */
export interface CompilerSources {
  readonly manifest: () => Promise<VendorManifest>;
  readonly icons: (file: string) => Promise<IconTable>;
  readonly tailwind: (file: string) => Promise<typeof import('./vendor-entries/tailwind.ts')>;
  readonly flatCss: (file: string) => Promise<typeof import('./vendor-entries/flat-css.ts')>;
}

/** What to build: the page, some test files, or everything to see whether it compiles. */
export type BuildGoal =
  | { readonly goal: 'page' }
  | { readonly goal: 'tests'; readonly filter: string }
  | { readonly goal: 'check' };

const pictureTypes: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
};

const entryNames = ['/src/main', '/src/index', '/main', '/index'];
const testFile = /\.(test|spec)\.(tsx?|jsx?|mjs)$/;
const testModules = new Set(['vitest', '@vitest/expect']);

/**
 * A project's files, compiled as far as they are needed and kept compiled: a build after
 * a change only compiles what changed. Runs no code of the project.
 */
export class ProjectCompiler {
  readonly #sources: CompilerSources;
  readonly #files = new Map<string, Uint8Array>();
  readonly #texts = new Map<string, string>();
  readonly #compiled = new Map<string, { text: string; result: CompiledModule }>();
  readonly #versions = new Map<string, { text: string; version: number }>();
  readonly #flattened = new Map<string, { text: string; flat: string }>();
  #nextVersion = 1;
  #tailwind: { css: string; build: Promise<TailwindBuild> } | null = null;

  constructor(sources: CompilerSources) {
    this.#sources = sources;
  }

  /** Takes changes in: the content of a file, or null where it is gone. */
  change(files: ReadonlyMap<string, Uint8Array | null>): void {
    for (const [path, data] of files) {
      this.#texts.delete(path);
      if (data === null) this.#files.delete(path);
      else this.#files.set(path, data);
    }
  }

  /** @param flatCss whether style sheets leave without nested rules, for a browser that drops those */
  async build(goal: BuildGoal, { flatCss = false } = {}): Promise<ProjectBuild> {
    const build = await new BuildRun(this, await this.#sources.manifest(), this.#sources).run(goal);
    return flatCss ? this.#flatten(build) : build;
  }

  async #flatten(build: ProjectBuild): Promise<ProjectBuild> {
    if (!build.modules.some(({ kind }) => kind === 'style')) return build;
    const { flatCss } = await this.#sources.manifest();
    const { flattenCss } = await this.#sources.flatCss(flatCss);
    const modules = build.modules.map((module) =>
      module.kind === 'style' ? { ...module, text: this.#flat(module, flattenCss) } : module,
    );
    return { ...build, modules };
  }

  #flat({ path, text }: LinkModule, flattenCss: (css: string) => string): string {
    const known = this.#flattened.get(path);
    if (known?.text === text) return known.flat;
    const flat = flattenCss(text);
    this.#flattened.set(path, { text, flat });
    return flat;
  }

  paths(): string[] {
    return [...this.#files.keys()].sort();
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  text(path: string): string | null {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const data = this.#files.get(path);
    if (data === undefined) return null;
    const text = new TextDecoder().decode(data);
    this.#texts.set(path, text);
    return text;
  }

  /** The file as a `data:` address, for pictures and fonts. */
  address(path: string): string | null {
    const data = this.#files.get(path);
    const type = pictureTypes[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
    if (data === undefined || type === undefined) return null;
    let binary = '';
    for (let start = 0; start < data.length; start += 8192) {
      binary += String.fromCharCode(...data.subarray(start, start + 8192));
    }
    return `data:${type};base64,${btoa(binary)}`;
  }

  compile(path: string, text: string): CompiledModule {
    const known = this.#compiled.get(path);
    if (known?.text === text) return known.result;
    const result = compileModule(path, text);
    this.#compiled.set(path, { text, result });
    return result;
  }

  /** A number that stays the same as long as the text does. */
  version(path: string, text: string): number {
    const known = this.#versions.get(path);
    if (known?.text === text) return known.version;
    const version = this.#nextVersion++;
    this.#versions.set(path, { text, version });
    return version;
  }

  /** Runs Tailwind over a sheet with every class that the sources may name. */
  async tailwindCss(
    path: string,
    css: string,
    load: () => ReturnType<CompilerSources['tailwind']>,
  ): Promise<string> {
    if (this.#tailwind?.css !== css) {
      const build = load().then(({ createTailwind }) =>
        createTailwind(
          css,
          (specifier, folder) => {
            const found = resolveImport(
              specifier,
              `${folder}/x.css`,
              (name) => this.has(name),
              () => false,
            );
            return found.to === 'file' ? { path: found.path, text: this.text(found.path) ?? '' } : null;
          },
          folderOf(path) || '/',
        ),
      );
      this.#tailwind = { css, build };
    }
    const { build } = await this.#tailwind.build;
    const candidates = new Set<string>();
    for (const source of this.paths()) {
      if (!isScript(source) && !/\.(html|mdx?)$/.test(source)) continue;
      for (const candidate of findCandidates(this.text(source) ?? '')) candidates.add(candidate);
    }
    return build([...candidates]);
  }
}

/** One build: walks the imports from the entries. */
class BuildRun {
  readonly #project: ProjectCompiler;
  readonly #manifest: VendorManifest;
  readonly #sources: CompilerSources;
  readonly #modules = new Map<string, LinkModule>();
  readonly #vendors = new Set<string>();
  readonly #problems: PreviewError[] = [];
  readonly #uses: { path: string; entry: CompiledImport; target: string }[] = [];
  readonly #exports = new Map<string, readonly string[] | null>();
  readonly #icons = new Set<string>();
  #allIcons = false;
  #tests = false;

  constructor(project: ProjectCompiler, manifest: VendorManifest, sources: CompilerSources) {
    this.#project = project;
    this.#manifest = manifest;
    this.#sources = sources;
  }

  async run(goal: BuildGoal): Promise<ProjectBuild> {
    const parts = readPage(this.#project.text('/index.html'));
    const entries: string[] = [];
    if (goal.goal === 'tests') {
      this.#tests = true;
      entries.push(
        ...this.#project.paths().filter((path) => testFile.test(path) && path.includes(goal.filter)),
      );
    } else {
      entries.push(...this.#pageEntries(parts));
    }
    if (goal.goal === 'check') {
      this.#tests = true;
      entries.push(...this.#project.paths().filter((path) => isScript(path) && !/\.config\.\w+$/.test(path)));
    }
    const unique = [...new Set(entries)];
    for (const entry of unique) await this.#visit(entry);
    this.#checkNames();
    if (goal.goal === 'page' && this.#vendors.has('react-dom')) this.#addVendor('react-refresh/runtime');
    return {
      entries: unique,
      modules: [...this.#modules.values()],
      page: parts.page,
      vendors: [...this.#vendors],
      icons: await this.#loadIcons(),
      assets: goal.goal === 'page' ? this.#publicAssets() : {},
      problems: this.#problems,
      empty: unique.length === 0 && parts.page.body.replace('<div id="root"></div>', '').trim() === '',
    };
  }

  #pageEntries(parts: ReturnType<typeof readPage>): string[] {
    const entries: string[] = [];
    for (const [index, sheet] of parts.sheets.entries()) {
      if (sheet.source === null)
        entries.push(this.#virtual(`/index.html.${index}.css`, 'style', sheet.text, {}));
      else if (!/^(https?:)?\/\//.test(sheet.source)) this.#entry(entries, sheet.source, 1);
    }
    for (const script of parts.scripts) {
      if (script.source !== null) this.#entry(entries, script.source, script.line);
      else if (script.text.trim() !== '') entries.push(this.#inlineScript(script.text, script.line));
    }
    if (parts.scripts.length > 0) return entries;
    const found = entryNames
      .flatMap((name) => ['.tsx', '.jsx', '.ts', '.js'].map((ending) => name + ending))
      .find((path) => this.#project.has(path));
    if (found !== undefined) return [...entries, found];
    const app = ['/src/App.tsx', '/src/App.jsx', '/App.tsx', '/App.jsx'].find((path) =>
      this.#project.has(path),
    );
    return app === undefined ? entries : [...entries, this.#mount(app)];
  }

  #entry(entries: string[], source: string, line: number): void {
    const found = this.#resolve(
      source.startsWith('/') || source.startsWith('.') ? source : `./${source}`,
      '/index.html',
    );
    if (found.to === 'file') entries.push(found.path);
    else this.#unresolved('/index.html', source, false, line, 1);
  }

  #inlineScript(text: string, line: number): string {
    const path = `/index.html.${line}.js`;
    const result = this.#project.compile(path, '\n'.repeat(line - 1) + text);
    if (result.ok) return this.#script(path, result);
    this.#fail('/index.html', result.problems);
    return path;
  }

  /** A project that has only an `App` is shown all the same. */
  #mount(app: string): string {
    const text = `import { createRoot } from 'react-dom/client';import App from '${app}';import { jsx } from 'react/jsx-runtime';createRoot(document.getElementById('root')).render(jsx(App, {}));`;
    const result = this.#project.compile('/index.html.js', text);
    return result.ok ? this.#script('/index.html.js', result) : '/index.html.js';
  }

  #script(path: string, result: CompiledModule & { ok: true }): string {
    const imports: Record<string, string> = {};
    this.#exports.set(path, result.exports);
    this.#virtual(path, 'script', result.code, imports);
    for (const entry of result.imports) {
      const target = this.#follow(path, entry);
      if (target === null) continue;
      imports[entry.specifier] = target;
      this.#uses.push({ path, entry, target });
    }
    return path;
  }

  #virtual(path: string, kind: LinkModule['kind'], text: string, imports: Record<string, string>): string {
    this.#modules.set(path, { path, kind, text, imports, version: this.#project.version(path, text) });
    return path;
  }

  /** Compiles a module and everything below it; cycles end at modules already seen. */
  async #visit(path: string): Promise<void> {
    if (!this.#modules.has(path)) await this.#load(path);
    for (const target of Object.values(this.#modules.get(path)?.imports ?? {})) {
      if (!target.startsWith('vendor:') && !this.#modules.has(target)) await this.#visit(target);
    }
    if (path.startsWith('/index.html.')) {
      const module = this.#modules.get(path);
      for (const target of Object.values(module?.imports ?? {})) {
        if (!target.startsWith('vendor:') && !this.#modules.has(target)) await this.#visit(target);
      }
    }
  }

  async #load(path: string): Promise<void> {
    const [file = '', query = ''] = path.split('?', 2);
    const text = this.#project.text(file) ?? '';
    if (query === 'raw') this.#value(path, text);
    else if (isScript(file)) {
      const result = this.#project.compile(file, text);
      if (result.ok) this.#script(path, result);
      else this.#fail(file, result.problems);
    } else if (file.endsWith('.css')) await this.#style(path, file, text);
    else if (file.endsWith('.json')) this.#json(path, file, text);
    else {
      const address = this.#project.address(file);
      if (address !== null) this.#value(path, address);
      else {
        this.#problems.push({
          source: 'resolve',
          message: `${file} cannot be imported. Add ?raw to import it as text.`,
          plain: `The file ${file} is of a kind that a page cannot load as it is.`,
          path: file,
        });
      }
    }
  }

  #value(path: string, value: string): void {
    this.#virtual(path, 'value', JSON.stringify({ __esModule: true, default: value }), {});
  }

  #json(path: string, file: string, text: string): void {
    try {
      JSON.parse(text);
      this.#virtual(path, 'value', text, {});
    } catch (error) {
      this.#problems.push({
        source: 'compile',
        message: error instanceof Error ? error.message : String(error),
        plain: `The data file ${file} is not valid JSON.`,
        path: file,
      });
    }
  }

  async #style(path: string, file: string, source: string): Promise<void> {
    const inlined = usesTailwind(source)
      ? { text: source, missing: [] }
      : inlineImports(file, source, (name) => this.#project.text(name));
    for (const missing of inlined.missing) this.#unresolved(file, missing, false, 1, 1);
    let css = inlined.text;
    if (usesTailwind(css)) {
      try {
        css = await this.#project.tailwindCss(file, css, () =>
          this.#sources.tailwind(this.#manifest.tailwind),
        );
      } catch (error) {
        this.#problems.push({
          source: 'compile',
          message: error instanceof Error ? error.message : String(error),
          plain: `The style sheet ${file} has a mistake, so the page cannot be built.`,
          path: file,
        });
        return;
      }
    }
    css = inlineAddresses(css, folderOf(file), (name) => this.#project.address(name));
    if (!file.endsWith('.module.css')) {
      this.#virtual(path, 'style', css, {});
      return;
    }
    const scoped = scopeClasses(file, css);
    this.#virtual(`${path}.css`, 'style', scoped.text, {});
    this.#virtual(
      path,
      'script',
      `require("./sheet");module.exports=${JSON.stringify({ ...scoped.names, __esModule: true, default: scoped.names })};`,
      {
        './sheet': `${path}.css`,
      },
    );
  }

  #resolve(specifier: string, importer: string) {
    return resolveImport(
      specifier,
      importer,
      (path) => this.#project.has(path),
      (name) => name in this.#manifest.modules,
    );
  }

  #follow(path: string, entry: CompiledImport): string | null {
    if (this.#tests && testModules.has(entry.specifier)) return 'vendor:vitest';
    const found = this.#resolve(entry.specifier, path.split('?')[0] ?? path);
    if (found.to === 'file') return found.query === 'raw' ? `${found.path}?raw` : found.path;
    if (found.to === 'nothing') {
      this.#unresolved(path, entry.specifier, found.isPackage, entry.line, entry.column);
      return null;
    }
    this.#addVendor(found.name);
    if (found.name === 'lucide-react') {
      this.#allIcons ||= entry.whole || entry.names.some(({ name }) => name === 'icons');
      for (const { name } of entry.names) this.#icons.add(name);
    }
    return `vendor:${found.name}`;
  }

  #addVendor(name: string): void {
    if (this.#vendors.has(name)) return;
    for (const required of this.#manifest.modules[name]?.requires ?? []) this.#addVendor(required);
    this.#vendors.add(name);
  }

  /** An import of a name that is not there would only fail later, and less clearly. */
  #checkNames(): void {
    for (const { path, entry, target } of this.#uses) {
      const isVendor = target.startsWith('vendor:');
      if (target === 'vendor:lucide-react' || target === 'vendor:vitest') continue;
      const offered = isVendor ? this.#manifest.modules[target.slice(7)]?.exports : this.#exports.get(target);
      if (offered === undefined || offered === null) continue;
      for (const { name, line } of entry.names) {
        if (offered.includes(name) || (name === 'default' && isVendor) || name === '__esModule') continue;
        const what = name === 'default' ? 'a default export' : `"${name}"`;
        this.#problems.push({
          source: 'resolve',
          message: `${isVendor ? target.slice(7) : target} does not export ${what}.${similar(name, offered)}`,
          plain: `One file asks another for ${name === 'default' ? 'its main part' : `“${name}”`}, which is not there.`,
          path: path.replace(/^\/index\.html\..*/, '/index.html'),
          line: Math.min(line, entry.line),
        });
      }
    }
  }

  #unresolved(path: string, specifier: string, isPackage: boolean, line: number, column: number): void {
    const isNode = isPackage && /^(node:|fs$|path$|os$|http$|crypto$|child_process$)/.test(specifier);
    const message = isNode
      ? `"${specifier}" is a part of Node.js and is not there in a browser.`
      : isPackage
        ? `Cannot find the package "${specifier}". ${catalogueSentence()}`
        : `Cannot find the file "${specifier}".`;
    const plain = isPackage
      ? `The code uses “${specifier}”, which is not available in this sandbox. ${catalogueSentence()}`
      : `The code uses a file that does not exist: ${specifier}.`;
    this.#problems.push({ source: 'resolve', message, plain, path, line, column });
  }

  #fail(
    path: string,
    problems: readonly { message: string; plain: string; line: number; column: number }[],
  ): void {
    for (const problem of problems) this.#problems.push({ ...problem, path, source: 'compile' });
  }

  async #loadIcons(): Promise<IconTable> {
    const shards = this.#manifest.icons;
    if (this.#allIcons)
      return Object.assign({}, ...(await Promise.all(shards.map(({ file }) => this.#sources.icons(file)))));
    const known = new Set(this.#manifest.modules['lucide-react']?.exports ?? []);
    const result: Record<string, IconTable[string]> = {};
    await Promise.all(
      [...this.#icons].map(async (name) => {
        if (known.has(name) || name === 'default' || name === '__esModule') return;
        const bare = [name, name.replace(/^Lucide/, ''), name.replace(/Icon$/, '')];
        for (const candidate of new Set(bare)) {
          const shard = shards.findLast(({ from }) => from <= candidate);
          const entry = shard === undefined ? undefined : (await this.#sources.icons(shard.file))[candidate];
          if (entry !== undefined) {
            result[name] = entry;
            return;
          }
        }
        await this.#missingIcon(name);
      }),
    );
    return result;
  }

  async #missingIcon(name: string): Promise<void> {
    const use = this.#uses.find(({ entry }) => entry.names.some((used) => used.name === name));
    const shard = this.#manifest.icons.findLast(({ from }) => from <= name);
    const near = shard === undefined ? [] : Object.keys(await this.#sources.icons(shard.file));
    this.#problems.push({
      source: 'resolve',
      message: `lucide-react has no icon "${name}".${similar(name, near)}`,
      plain: `The page asks for a picture (an icon) called “${name}”, which does not exist.`,
      ...(use === undefined ? {} : { path: use.path, line: use.entry.line }),
    });
  }

  #publicAssets(): Record<string, string> {
    const result: Record<string, string> = {};
    for (const path of this.#project.paths()) {
      const address = path.startsWith('/public/') ? this.#project.address(path) : null;
      if (address !== null) result[path.slice('/public'.length)] = address;
    }
    return result;
  }
}

function similar(name: string, offered: readonly string[]): string {
  const start = name.slice(0, 4).toLowerCase();
  const near = offered.filter((other) => other.toLowerCase().startsWith(start)).slice(0, 5);
  return near.length === 0 ? '' : ` There is: ${near.join(', ')}.`;
}
