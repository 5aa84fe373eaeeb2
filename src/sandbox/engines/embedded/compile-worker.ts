/** Worker around {@link ProjectCompiler}: takes changes in, hands builds out. Runs no code of the project. */
import { type BuildGoal, ProjectCompiler } from './compile-project.ts';
import type { ProjectBuild } from './link-messages.ts';
import type { IconTable, VendorManifest } from './vendor-catalogue.ts';

/** One question to the worker. */
export interface CompileRequest {
  readonly id: number;
  readonly changes: ReadonlyMap<string, Uint8Array | null>;
  readonly goal: BuildGoal;
  /** Whether style sheets leave without nested rules. */
  readonly flatCss: boolean;
}

/** Its answer; `failure` where the worker itself failed. */
export type CompileAnswer =
  | { readonly id: number; readonly build: ProjectBuild }
  | { readonly id: number; readonly failure: string };

const fetched = new Map<string, Promise<unknown>>();

function fetchJson<Value>(file: string): Promise<Value> {
  const known = fetched.get(file);
  if (known !== undefined) return known as Promise<Value>;
  const loading = fetch(`/vendor/${file}`).then((response) => {
    if (!response.ok) throw new Error(`/vendor/${file} cannot be loaded (${response.status}).`);
    return response.json();
  });
  fetched.set(file, loading);
  loading.catch(() => fetched.delete(file));
  return loading as Promise<Value>;
}

const compiler = new ProjectCompiler({
  manifest: () => fetchJson<VendorManifest>('manifest.json'),
  icons: (file) => fetchJson<IconTable>(file),
  // Files of the site, loaded only by projects that use Tailwind, and in browsers that need flat styles.
  tailwind: (file) => import(/* @vite-ignore */ new URL(`/vendor/${file}`, self.location.origin).href),
  flatCss: (file) => import(/* @vite-ignore */ new URL(`/vendor/${file}`, self.location.origin).href),
});

let last: Promise<unknown> = Promise.resolve();

self.addEventListener('message', (event: MessageEvent<CompileRequest>) => {
  const { id, changes, goal, flatCss } = event.data;
  // In order: a build never sees half of the next change.
  last = last.then(async () => {
    let answer: CompileAnswer;
    try {
      compiler.change(changes);
      answer = { id, build: await compiler.build(goal, { flatCss }) };
    } catch (error) {
      answer = { id, failure: error instanceof Error ? error.message : String(error) };
    }
    self.postMessage(answer);
  });
});
