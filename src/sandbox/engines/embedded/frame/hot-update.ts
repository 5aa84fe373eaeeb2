import type { LinkModule } from '../link-messages.ts';
import type { Linker } from './linker.ts';

/** The part of react-refresh that is used. */
export interface RefreshRuntime {
  injectIntoGlobalHook(scope: typeof globalThis): void;
  register(type: unknown, id: string): void;
  setSignature(type: unknown, key: string, forceReset: boolean, hooks: () => unknown[]): void;
  isLikelyComponentType(type: unknown): boolean;
  performReactRefresh(): unknown;
}

/** Replaces modules of a running page, up to the nearest ones that export components only. */
export class HotUpdate {
  readonly #linker: Linker;
  readonly #refresh: () => RefreshRuntime | null;
  /** Replaced before, but failed: they run again with the next change. */
  #unfinished = new Set<string>();
  readonly #onRerun: (paths: ReadonlySet<string>) => void;

  constructor(
    linker: Linker,
    refresh: () => RefreshRuntime | null,
    onRerun: (paths: ReadonlySet<string>) => void,
  ) {
    this.#linker = linker;
    this.#refresh = refresh;
    this.#onRerun = onRerun;
  }

  /** Registers a component or a hook, by the name under which it is known over updates. */
  register(path: string, type: unknown, name: string, signature: string, hooks: () => unknown[]): void {
    const refresh = this.#refresh();
    if (refresh === null || (typeof type !== 'function' && (typeof type !== 'object' || type === null)))
      return;
    if (/^[A-Z]/.test(name)) refresh.register(type, `${path} ${name}`);
    if (signature !== '') {
      refresh.setSignature(type, signature, false, () =>
        hooks().filter((hook) => typeof hook === 'function'),
      );
    }
  }

  /**
   * @returns false where the page has to be loaded anew
   * @throws {ModuleFailure} where a module fails; the page stays as it was
   */
  apply(changed: readonly LinkModule[], entries: readonly string[]): boolean {
    if (entries.some((entry) => !this.#linker.isLoaded(entry))) return false;
    const styles = changed.filter((module) => module.kind === 'style' && this.#linker.isLoaded(module.path));
    this.#linker.addModules(changed);
    for (const { path } of styles) {
      this.#linker.forget(path);
      this.#linker.load(path);
    }
    const starts = changed
      .filter((module) => module.kind !== 'style' && this.#linker.isLoaded(module.path))
      .map((module) => module.path);
    const stale = this.#collect([...this.#unfinished, ...starts], entries);
    if (stale === null) return false;
    if (stale.size === 0) return true;
    return this.#run(stale);
  }

  #run(stale: ReadonlySet<string>): boolean {
    const boundaries = [...stale].filter((path) => this.#isBoundary(path));
    this.#unfinished = new Set(stale);
    this.#onRerun(stale);
    for (const path of stale) this.#linker.forget(path);
    for (const path of stale) this.#linker.load(path);
    this.#unfinished.clear();
    if (!boundaries.every((path) => this.#isBoundary(path))) return false;
    this.#refresh()?.performReactRefresh();
    return true;
  }

  /** Everything to run again; null where the way up reaches an entry. */
  #collect(starts: readonly string[], entries: readonly string[]): Set<string> | null {
    const stale = new Set<string>();
    const waiting = [...starts];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (stale.has(path)) continue;
      if (entries.includes(path)) return null;
      stale.add(path);
      if (this.#unfinished.has(path) || this.#isBoundary(path)) continue;
      const parents = this.#linker.parentsOf(path);
      if (parents.size === 0) return null;
      waiting.push(...parents);
    }
    return stale;
  }

  #isBoundary(path: string): boolean {
    const refresh = this.#refresh();
    const exported = this.#linker.exportsOf(path);
    if (refresh === null || typeof exported !== 'object' || exported === null) return false;
    const names = Object.keys(exported).filter((name) => name !== '__esModule');
    return (
      names.length > 0 && names.every((name) => refresh.isLikelyComponentType(Reflect.get(exported, name)))
    );
  }
}
