/** The tree of suites and tests that a file declares. */
export type TestRun = (context: unknown) => unknown;
export type Hook = () => unknown;
type Mode = 'run' | 'skip' | 'only' | 'todo';

export interface TestCase {
  readonly kind: 'test';
  readonly name: string;
  readonly run: TestRun;
  readonly mode: Mode;
  /** It is expected to fail. */
  readonly fails: boolean;
  readonly timeoutMs: number | undefined;
}

export interface Suite {
  readonly kind: 'suite';
  readonly name: string;
  readonly mode: Mode;
  readonly children: (Suite | TestCase)[];
  readonly before: Hook[];
  readonly after: Hook[];
  readonly beforeEach: Hook[];
  readonly afterEach: Hook[];
}

export function createSuite(name: string, mode: Mode = 'run'): Suite {
  return { kind: 'suite', name, mode, children: [], before: [], after: [], beforeEach: [], afterEach: [] };
}

type Body = ((...given: never[]) => unknown) | undefined;

/** `%s`, `%i`, `%o` … and `$name` in the title of a table test. */
export function titleOf(title: string, values: readonly unknown[], index: number): string {
  const rest = [...values];
  const filled = title.replace(/%([sdifjoO#%])/g, (_whole, kind: string) => {
    if (kind === '%') return '%';
    if (kind === '#') return String(index);
    const value = rest.shift();
    return kind === 'j' || kind === 'o' || kind === 'O' || typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
  });
  const [first] = values;
  return filled.replace(/\$([\w.]+)/g, (whole, path: string) => {
    let value: unknown = first;
    for (const key of path.split('.'))
      value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
    return value === undefined ? whole : String(value);
  });
}

/** Cases of `.each`: an array of values, or a tagged template with a heading line. */
function readTable(first: unknown, values: readonly unknown[]): unknown[][] {
  if (!Array.isArray(first)) return [];
  if (!('raw' in first)) return first.map((row: unknown) => (Array.isArray(row) ? row : [row]));
  const names = String(first[0])
    .split('|')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const rows: unknown[][] = [];
  for (let start = 0; start + names.length <= values.length; start += names.length) {
    rows.push([Object.fromEntries(names.map((name, offset) => [name, values[start + offset]]))]);
  }
  return rows;
}

/** `describe`, `it` and the hooks, writing into a tree. */
export class SuiteBuilder {
  readonly root = createSuite('');
  #current = this.root;

  describe(): unknown {
    return this.#withVariants((name, body, mode) => {
      const suite = createSuite(name, mode);
      this.#current.children.push(suite);
      const outer = this.#current;
      this.#current = suite;
      try {
        const result: unknown = (body as (() => unknown) | undefined)?.();
        if (result instanceof Promise) throw new Error(`describe("${name}") must not be async.`);
      } finally {
        this.#current = outer;
      }
    });
  }

  test(): unknown {
    const make = (fails: boolean) =>
      this.#withVariants((name, body, mode, timeoutMs) => {
        const effective: Mode = body === undefined ? 'todo' : mode;
        const run = (body ?? (() => {})) as TestRun;
        this.#current.children.push({ kind: 'test', name, run, mode: effective, fails, timeoutMs });
      });
    return Object.assign(make(false), { fails: make(true) });
  }

  hook(when: 'before' | 'after' | 'beforeEach' | 'afterEach'): (hook: Hook) => void {
    return (hook) => void this.#current[when].push(hook);
  }

  #withVariants(declare: (name: string, body: Body, mode: Mode, timeoutMs?: number) => void): object {
    const make = (mode: Mode) => {
      const call = (name: unknown, second?: unknown, third?: unknown) => {
        const body = [second, third].find((value) => typeof value === 'function') as Body;
        const option = [second, third].find(
          (value) => typeof value === 'number' || (typeof value === 'object' && value !== null),
        );
        const timeout = typeof option === 'number' ? option : Reflect.get(option ?? {}, 'timeout');
        declare(
          typeof name === 'function' ? name.name : String(name),
          body,
          mode,
          typeof timeout === 'number' ? timeout : undefined,
        );
      };
      const each =
        (first: unknown, ...values: unknown[]) =>
        (title: string, body: (...row: unknown[]) => unknown) => {
          for (const [index, row] of readTable(first, values).entries()) {
            declare(titleOf(title, row, index), (() => body(...row)) as Body, mode);
          }
        };
      return Object.assign(call, { each, for: each });
    };
    const plain = make('run');
    return Object.assign(plain, {
      skip: make('skip'),
      only: make('only'),
      todo: make('todo'),
      concurrent: plain,
      sequential: plain,
      skipIf: (condition: unknown) => make(condition ? 'skip' : 'run'),
      runIf: (condition: unknown) => make(condition ? 'run' : 'skip'),
    });
  }
}

/** Whether something below is marked `.only`. */
export function hasOnly(suite: Suite): boolean {
  return suite.children.some((child) => child.mode === 'only' || (child.kind === 'suite' && hasOnly(child)));
}
