import type { LinkModule } from '../link-messages.ts';
import type { VendorCode } from '../preview-messages.ts';
import type { IconTable } from '../vendor-catalogue.ts';
import { noteWork, notingTurn } from './stack-place.ts';

type Exports = Record<string, unknown>;
type Require = (specifier: string) => unknown;

/** What a module's wrapper is given besides `require` and its exports. */
export interface LinkerOptions {
  /** Guard called in every loop. */
  readonly turn: () => true;
  /** Told of each top-level component and hook, for hot update. */
  readonly component?: (
    path: string,
    type: unknown,
    name: string,
    signature: string,
    hooks: () => unknown[],
  ) => void;
  /** Puts a style sheet on the page, or replaces it. */
  readonly style?: (path: string, css: string) => void;
  /** Modules that are not in the catalogue but made here. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** A module of the project failed while it was read or run. */
export class ModuleFailure extends Error {
  readonly path: string;
  readonly reason: unknown;
  readonly kind: 'compile' | 'runtime';
  constructor(path: string, reason: unknown, kind: 'compile' | 'runtime') {
    super(`${path} failed`);
    this.name = 'ModuleFailure';
    this.path = path;
    this.reason = reason;
    this.kind = kind;
  }
}

// biome-ignore lint/security/noGlobalEval: running the page's code is what the linker is for; indirect, so that it sees no names of it.
const evaluate = globalThis.eval;
// The page's own code gets a guarded one; the catalogue's compiles checks for speed.
const makeFunction = globalThis.Function;

/** Runs CommonJS modules: each once, cycles allowed, replaceable for hot update. */
export class Linker {
  readonly #options: LinkerOptions;
  readonly #modules = new Map<string, LinkModule>();
  readonly #loaded = new Map<string, { exports: unknown }>();
  readonly #parents = new Map<string, Set<string>>();
  readonly #vendorCode = new Map<string, string>();
  readonly #vendors = new Map<string, { exports: unknown }>();

  constructor(options: LinkerOptions) {
    this.#options = options;
  }

  addModules(modules: readonly LinkModule[]): void {
    for (const module of modules) this.#modules.set(module.path, module);
  }

  addVendors(vendors: readonly VendorCode[]): void {
    for (const { name, code } of vendors) this.#vendorCode.set(name, code);
  }

  addIcons(icons: IconTable): void {
    if (!this.#vendorCode.has('lucide-react')) return;
    const library = this.vendor('lucide-react') as Exports;
    const addIcons = library['__addIcons'];
    if (typeof addIcons === 'function') addIcons(library, icons);
  }

  parentsOf(path: string): ReadonlySet<string> {
    return this.#parents.get(path) ?? new Set();
  }

  exportsOf(path: string): unknown {
    return this.#loaded.get(path)?.exports;
  }

  isLoaded(path: string): boolean {
    return this.#loaded.has(path);
  }

  kindOf(path: string): LinkModule['kind'] | undefined {
    return this.#modules.get(path)?.kind;
  }

  forget(path: string): void {
    this.#loaded.delete(path);
  }

  vendor(name: string): unknown {
    if (name in this.#options.given) return this.#options.given[name];
    const known = this.#vendors.get(name);
    if (known !== undefined) return known.exports;
    const code = this.#vendorCode.get(name);
    if (code === undefined) throw new Error(`The package "${name}" is not loaded.`);
    const module = { exports: {} };
    this.#vendors.set(name, module);
    const run = evaluate(
      `(function(module,exports,require,Function){${code}\n})\n//# sourceURL=vendor:///${name}.js`,
    );
    run(module, module.exports, (needed: string) => this.vendor(needed), makeFunction);
    return module.exports;
  }

  /** The exports of a module of the project, run if it was not yet. */
  load(path: string): unknown {
    const known = this.#loaded.get(path);
    if (known !== undefined) return known.exports;
    const source = this.#modules.get(path);
    if (source === undefined) throw new ModuleFailure(path, new Error(`Cannot find ${path}.`), 'runtime');
    const module: { exports: unknown } = { exports: {} };
    this.#loaded.set(path, module);
    if (source.kind === 'style') this.#options.style?.(path, source.text);
    else if (source.kind === 'value') module.exports = JSON.parse(source.text);
    else this.#run(source, module);
    return module.exports;
  }

  #run(source: LinkModule, module: { exports: unknown }): void {
    let run: (...given: unknown[]) => void;
    try {
      run = evaluate(
        `(function(require,module,exports,__turn,__meta,__component,process){${source.text}\n})\n//# sourceURL=app://${source.path}`,
      );
    } catch (error) {
      this.#loaded.delete(source.path);
      throw new ModuleFailure(source.path, error, 'compile');
    }
    try {
      noteWork(source);
      run(
        this.#requireFrom(source),
        module,
        module.exports,
        notingTurn(source, this.#options.turn),
        {
          env: { MODE: 'development', DEV: true, PROD: false, SSR: false, BASE_URL: '/' },
          url: `app://${source.path}`,
        },
        (type: unknown, name: string, signature: string, hooks: () => unknown[]) =>
          this.#options.component?.(source.path, type, name, signature, hooks),
        { env: { NODE_ENV: 'development' } },
      );
    } catch (error) {
      this.#loaded.delete(source.path);
      throw error instanceof ModuleFailure ? error : new ModuleFailure(source.path, error, 'runtime');
    }
  }

  #requireFrom(source: LinkModule): Require {
    return (specifier) => {
      const target = source.imports[specifier];
      if (target === undefined) throw new Error(`Cannot find "${specifier}", asked for by ${source.path}.`);
      if (target.startsWith('vendor:')) return this.vendor(target.slice('vendor:'.length));
      let parents = this.#parents.get(target);
      if (parents === undefined) {
        parents = new Set();
        this.#parents.set(target, parents);
      }
      parents.add(source.path);
      const loaded = this.load(target);
      noteWork(source);
      return loaded;
    };
  }
}
