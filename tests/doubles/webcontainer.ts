/**
 * A double of `@webcontainer/api` with its whole surface, typed by its declarations: a real
 * in-memory file system, real processes (bash on that file system, with programs for `npm`,
 * `npx` and `node`), watching, ports, events, export in three formats and the one-instance rule.
 */
import type {
  AuthAPI,
  BootOptions,
  DirEnt,
  ExportOptions,
  FileSystemAPI,
  FileSystemTree,
  FSWatchCallback,
  FSWatchOptions,
  LoadFilesOptions,
  PreviewMessage,
  PreviewScriptOptions,
  SpawnOptions,
  WebContainer,
  WebContainerProcess,
} from '@webcontainer/api';
import { zipSync } from 'fflate';
import { Bash, defineCommand, InMemoryFs } from 'just-bash/browser';

type Library = typeof import('@webcontainer/api');
type Instance = Pick<
  WebContainer,
  'fs' | 'spawn' | 'export' | 'on' | 'mount' | 'setPreviewScript' | 'path' | 'workdir' | 'teardown'
>;

/** How this double behaves; each test may change it. */
export interface WebContainerBehaviour {
  /** What `boot` does before it gives an instance: waits, throws, never answers. */
  beforeBoot?: () => Promise<void>;
  /** Packages that `npm install` finds. */
  packages?: readonly string[];
  /** Address of the dev server. */
  serverUrl?: string;
}

const ROOT = '/home/project';

function inside(path: string): string {
  const parts: string[] = [];
  const full = path.startsWith('/') ? path : `${ROOT}/${path}`;
  for (const part of full.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

interface Watcher {
  readonly path: string;
  readonly recursive: boolean;
  readonly call: FSWatchCallback;
}

/** The disk: tells watchers of every change, whoever makes it. */
class Disk extends InMemoryFs {
  readonly watchers = new Set<Watcher>();
  #told = (path: string, event: 'rename' | 'change') => {
    for (const watcher of [...this.watchers]) {
      const isBelow = path.startsWith(`${watcher.path}/`);
      if (!isBelow) continue;
      const name = path.slice(watcher.path.length + 1);
      if (watcher.recursive || !name.includes('/')) setTimeout(() => watcher.call(event, name), 1);
    }
  };

  override async writeFile(...args: Parameters<InMemoryFs['writeFile']>): Promise<void> {
    const isNew = !(await this.exists(args[0]));
    await super.writeFile(...args);
    this.#told(args[0], isNew ? 'rename' : 'change');
  }
  override async appendFile(...args: Parameters<InMemoryFs['appendFile']>): Promise<void> {
    const isNew = !(await this.exists(args[0]));
    await super.appendFile(...args);
    this.#told(args[0], isNew ? 'rename' : 'change');
  }
  override async mkdir(...args: Parameters<InMemoryFs['mkdir']>): Promise<void> {
    await super.mkdir(...args);
    this.#told(args[0], 'rename');
  }
  override async rm(...args: Parameters<InMemoryFs['rm']>): Promise<void> {
    await super.rm(...args);
    this.#told(args[0], 'rename');
  }
  override async mv(...args: Parameters<InMemoryFs['mv']>): Promise<void> {
    await super.mv(...args);
    this.#told(args[0], 'rename');
    this.#told(args[1], 'rename');
  }
  override async cp(...args: Parameters<InMemoryFs['cp']>): Promise<void> {
    await super.cp(...args);
    this.#told(args[1], 'rename');
  }
}

class DirectoryEntry<T> implements DirEnt<T> {
  name: T;
  #isDirectory: boolean;
  constructor(name: T, isDirectory: boolean) {
    this.name = name;
    this.#isDirectory = isDirectory;
  }
  isFile(): boolean {
    return !this.#isDirectory;
  }
  isDirectory(): boolean {
    return this.#isDirectory;
  }
}

function createFileSystem(disk: Disk, check: () => void): FileSystemAPI {
  async function readdir(path: string, options?: unknown): Promise<never> {
    check();
    const folder = inside(path);
    if (!(await disk.exists(folder))) throw failure('ENOENT', path);
    if (!(await disk.stat(folder)).isDirectory) throw failure('ENOTDIR', path);
    const entries = await disk.readdirWithFileTypes(folder);
    const given = options !== null && typeof options === 'object' ? (options as Record<string, unknown>) : {};
    const asBuffer = options === 'buffer' || given['encoding'] === 'buffer';
    const nameOf = (name: string) => (asBuffer ? new TextEncoder().encode(name) : name);
    const found = entries.map((entry) =>
      given['withFileTypes'] === true
        ? new DirectoryEntry(nameOf(entry.name), entry.isDirectory)
        : nameOf(entry.name),
    );
    return found as never;
  }

  async function readFile(path: string, encoding?: string | null): Promise<never> {
    check();
    const file = inside(path);
    if (!(await disk.exists(file))) throw failure('ENOENT', path);
    if ((await disk.stat(file)).isDirectory) throw failure('EISDIR', path);
    const bytes = (await disk.readFileBuffer(file)).slice();
    return (encoding ? new TextDecoder().decode(bytes) : bytes) as never;
  }

  return {
    readdir,
    readFile,
    async writeFile(path, data) {
      check();
      const file = inside(path);
      const folder = file.slice(0, file.lastIndexOf('/')) || '/';
      if (!(await disk.exists(folder))) throw failure('ENOENT', path);
      if ((await disk.exists(file)) && (await disk.stat(file)).isDirectory) throw failure('EISDIR', path);
      await disk.writeFile(file, typeof data === 'string' ? data : data.slice());
    },
    async mkdir(path: string, options?: { recursive?: boolean }): Promise<never> {
      check();
      const folder = inside(path);
      const there = await disk.exists(folder);
      if (there && options?.recursive !== true) throw failure('EEXIST', path);
      if (there && !(await disk.stat(folder)).isDirectory) throw failure('ENOTDIR', path);
      if (!there) await disk.mkdir(folder, { recursive: options?.recursive === true });
      return folder as never;
    },
    async rm(path, options) {
      check();
      const target = inside(path);
      if (!(await disk.exists(target))) {
        if (options?.force) return;
        throw failure('ENOENT', path);
      }
      if ((await disk.stat(target)).isDirectory && !options?.recursive) throw failure('EISDIR', path);
      await disk.rm(target, { recursive: options?.recursive === true, force: options?.force === true });
    },
    async rename(from, to) {
      check();
      if (!(await disk.exists(inside(from)))) throw failure('ENOENT', from);
      await disk.mv(inside(from), inside(to));
    },
    watch(path: string, options?: FSWatchOptions | FSWatchCallback, listener?: FSWatchCallback) {
      check();
      const call = typeof options === 'function' ? options : listener;
      const recursive = options !== null && typeof options === 'object' && options.recursive === true;
      const watcher: Watcher = { path: inside(path), recursive, call: call ?? (() => {}) };
      disk.watchers.add(watcher);
      return { close: () => void disk.watchers.delete(watcher) };
    },
  };
}

async function toTree(
  disk: Disk,
  folder: string,
  isLeftOut: (path: string) => boolean,
): Promise<FileSystemTree> {
  const tree: FileSystemTree = Object.create(null);
  for (const entry of await disk.readdirWithFileTypes(folder)) {
    const path = `${folder}/${entry.name}`;
    if (isLeftOut(path.slice(ROOT.length + 1))) continue;
    if (entry.isDirectory) tree[entry.name] = { directory: await toTree(disk, path, isLeftOut) };
    else tree[entry.name] = { file: { contents: textOrBytes(await disk.readFileBuffer(path)) } };
  }
  return tree;
}

/** Like the real one: text where it is text, bytes where it is not. */
function textOrBytes(bytes: Uint8Array): string | Uint8Array {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.slice();
  }
}

function globs(patterns: readonly string[] = []): (path: string) => boolean {
  const tests = patterns.map((pattern) => {
    const source = pattern
      .split(/(\*\*\/|\/\*\*|\*)/)
      .map(
        (part) =>
          ({ '**/': '(?:.*/)?', '/**': '/.*', '*': '[^/]*' })[part] ??
          part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
      );
    return new RegExp(`^${source.join('')}$`);
  });
  return (path) => tests.some((test) => test.test(path));
}

interface Program {
  readonly stop: AbortSignal;
  readonly print: (text: string) => void;
}

/** Everything that can happen to the page that has booted it. */
interface Listeners {
  port: Set<(port: number, type: 'open' | 'close', url: string) => void>;
  'server-ready': Set<(port: number, url: string) => void>;
  'preview-message': Set<(message: PreviewMessage) => void>;
  error: Set<(error: { message: string }) => void>;
  'xdg-open': Set<(text: string) => void>;
  code: Set<(type: 'open' | 'diff', event: { files: { filepath: string }[] }) => void>;
}

export interface WebContainerDouble {
  /** In place of the module `@webcontainer/api`. */
  readonly library: Pick<
    Library,
    'WebContainer' | 'configureAPIKey' | 'auth' | 'reloadPreview' | 'isPreviewMessage'
  >;
  readonly behaviour: WebContainerBehaviour;
  /** The instance that runs, if one does. */
  current(): RunningDouble | null;
  /** Keys given, in order. */
  readonly keys: string[];
  readonly bootOptions: BootOptions[];
}

export interface RunningDouble {
  readonly instance: Instance;
  /** Programs that were spawned, as typed. */
  readonly spawned: string[];
  readonly previewScripts: { src: string; options: PreviewScriptOptions | undefined }[];
  /** Processes that have not ended. */
  running(): number;
  /** As a preview would: an error or a message to the console. */
  previewSays(message: PreviewMessage): void;
  fails(message: string): void;
}

export function createWebContainerDouble(behaviour: WebContainerBehaviour = {}): WebContainerDouble {
  let running: RunningDouble | null = null;
  let booting: Promise<unknown> | null = null;
  let booted = false;
  const keys: string[] = [];
  const bootOptions: BootOptions[] = [];

  async function boot(options: BootOptions = {}): Promise<WebContainer> {
    booted = true;
    bootOptions.push(options);
    while (booting) await booting;
    if (running) throw new Error('Only a single WebContainer instance can be booted');
    const work = (behaviour.beforeBoot?.() ?? Promise.resolve()).then(() => {
      running = start(behaviour, () => {
        running = null;
      });
      return running.instance as WebContainer;
    });
    booting = work.catch(() => {});
    try {
      return await work;
    } finally {
      booting = null;
    }
  }

  return {
    library: {
      WebContainer: { boot } as unknown as Library['WebContainer'],
      configureAPIKey(key) {
        if (booted) throw new Error('`configureAPIKey` should always be called before `WebContainer.boot`');
        keys.push(key);
      },
      auth: authDouble,
      async reloadPreview(preview) {
        preview.src = String(preview.src);
      },
      isPreviewMessage: (data: unknown): data is PreviewMessage =>
        data !== null &&
        typeof data === 'object' &&
        'type' in data &&
        String(data.type).startsWith('PREVIEW_'),
    },
    behaviour,
    keys,
    bootOptions,
    current: () => running,
  };
}

/** Signing in is not used by the kit; the double only has the same shape. */
const authDouble: AuthAPI = {
  init: () => ({ status: 'need-auth' }),
  startAuthFlow: () => {},
  loggedIn: () => new Promise(() => {}),
  logout: async () => {},
  on: () => () => {},
};

function start(behaviour: WebContainerBehaviour, onTeardown: () => void): RunningDouble {
  const disk = new Disk();
  disk.mkdirSync(ROOT, { recursive: true });
  const listeners: Listeners = {
    port: new Set(),
    'server-ready': new Set(),
    'preview-message': new Set(),
    error: new Set(),
    'xdg-open': new Set(),
    code: new Set(),
  };
  const processes = new Set<AbortController>();
  const spawned: string[] = [];
  const previewScripts: RunningDouble['previewScripts'] = [];
  let tornDown = false;
  const check = () => {
    if (tornDown) throw new Error('Proxy has been released and is not useable');
  };
  const fs = createFileSystem(disk, check);
  const url = behaviour.serverUrl ?? 'https://project--5173--double.local-credentialless.webcontainer-api.io';

  /** A dev server: opens its port and runs until it is ended. */
  async function serve(program: Program): Promise<number> {
    program.print('  VITE ready\n');
    for (const call of listeners.port) call(5173, 'open', url);
    for (const call of listeners['server-ready']) call(5173, url);
    await new Promise<void>((resolve) =>
      program.stop.addEventListener('abort', () => resolve(), { once: true }),
    );
    for (const call of listeners.port) call(5173, 'close', url);
    return 143;
  }

  async function readPackage(): Promise<Record<string, Record<string, string> | undefined>> {
    if (!(await disk.exists(`${ROOT}/package.json`))) return {};
    return JSON.parse(await disk.readFile(`${ROOT}/package.json`));
  }

  async function install(names: readonly string[], program: Program): Promise<number> {
    const description = await readPackage();
    const wanted = { ...description['dependencies'], ...description['devDependencies'] };
    for (const name of names) wanted[name] = '*';
    const missing = Object.keys(wanted).find(
      (name) => behaviour.packages && !behaviour.packages.includes(name),
    );
    if (missing) {
      program.print(`npm error 404 Not Found - GET ${missing}\n`);
      return 1;
    }
    for (const name of Object.keys(wanted)) {
      await disk.mkdir(`${ROOT}/node_modules/${name}`, { recursive: true });
      await disk.writeFile(`${ROOT}/node_modules/${name}/package.json`, JSON.stringify({ name }));
    }
    if (names.length > 0) {
      const dependencies = {
        ...description['dependencies'],
        ...Object.fromEntries(names.map((name) => [name, '*'])),
      };
      await disk.writeFile(
        `${ROOT}/package.json`,
        `${JSON.stringify({ ...description, dependencies }, null, 2)}\n`,
      );
    }
    program.print(`\u001b[32madded ${Object.keys(wanted).length} packages\u001b[0m\n`);
    return 0;
  }

  async function npm(
    args: readonly string[],
    env: Record<string, string>,
    program: Program,
  ): Promise<number> {
    const [verb, ...rest] = args;
    if (verb === 'install' || verb === 'i' || verb === 'ci') {
      return install(
        rest.filter((arg) => !arg.startsWith('-')),
        program,
      );
    }
    const name = verb === 'run' ? rest[0] : verb;
    const script = (await readPackage())['scripts']?.[name ?? ''];
    if (script === undefined) {
      program.print(`npm error Missing script: "${name}"\n`);
      return 1;
    }
    program.print(`> ${script}\n`);
    if (/^vite\b(?! build)/.test(script)) return serve(program);
    return bash(script, ROOT, env, program);
  }

  async function bash(
    line: string,
    cwd: string,
    env: Record<string, string>,
    program: Program,
  ): Promise<number> {
    const own = (name: string, run: (args: string[]) => Promise<number>) =>
      defineCommand(name, async (args) => ({ stdout: '', stderr: '', exitCode: await run(args) }));
    const shell = new Bash({
      fs: disk,
      cwd,
      env: { HOME: '/home', PATH: '/usr/bin:/bin', ...env },
      defenseInDepth: false,
      customCommands: [
        own('npm', (args) => npm(args, env, program)),
        own('npx', (args) => bash(args.filter((arg) => !arg.startsWith('-')).join(' '), cwd, env, program)),
        own('vite', (args) => (args[0] === 'build' ? Promise.resolve(0) : serve(program))),
        defineCommand('node', async (args, context) => {
          // Runs what the tests need of Node: printing, reading its input, exiting.
          if (args[0] === '-v') return { stdout: 'v22.0.0\n', stderr: '', exitCode: 0 };
          const path = context.fs.resolvePath(context.cwd, args[0] ?? '');
          if (!(await context.fs.exists(path))) {
            return { stdout: '', stderr: `Error: Cannot find module '${path}'\n`, exitCode: 1 };
          }
          const source = await context.fs.readFile(path);
          const code = /process\.exit\((\d+)\)/.exec(source)?.[1];
          const lines = [...source.matchAll(/console\.log\('([^']*)'\)/g)].map((match) => `${match[1]}\n`);
          return { stdout: lines.join(''), stderr: '', exitCode: Number(code ?? 0) };
        }),
      ],
    });
    const result = await shell.exec(line, { signal: program.stop });
    program.print(result.stdout);
    program.print(result.stderr);
    return program.stop.aborted ? 143 : result.exitCode;
  }

  const quote = (word: string) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

  async function spawn(
    command: string,
    second?: string[] | SpawnOptions,
    third?: SpawnOptions,
  ): Promise<WebContainerProcess> {
    check();
    const args = Array.isArray(second) ? second : [];
    const options = (Array.isArray(second) ? third : second) ?? {};
    spawned.push([command, ...args].join(' '));
    const stop = new AbortController();
    processes.add(stop);
    let controller: ReadableStreamDefaultController<string> | null = null;
    const output = new ReadableStream<string>({
      start: (given) => {
        controller = given;
      },
      cancel: () => {
        controller = null;
      },
    });
    // A terminal ends its lines with both.
    const print = (text: string) => {
      if (text !== '' && options.output !== false) controller?.enqueue(text.replace(/\r?\n/g, '\r\n'));
    };
    const program = { stop: stop.signal, print };
    const env = Object.fromEntries(
      Object.entries(options.env ?? {}).map(([key, value]) => [key, String(value)]),
    );
    const [first = '', ...rest] =
      command === 'jsh' && args[0] === '-c' ? ['bash', '-c', args[1] ?? ''] : [command, ...args];
    const line = [first, ...rest].map(quote).join(' ');
    const ended = new Promise<number>((resolve) =>
      stop.signal.addEventListener('abort', () => resolve(143), { once: true }),
    );
    const exit = Promise.race([bash(line, inside(options.cwd ?? '.'), env, program), ended]).finally(() => {
      processes.delete(stop);
      controller?.close();
      controller = null;
    });
    return {
      exit,
      output,
      input: new WritableStream<string>(),
      kill: () => stop.abort(),
      resize: () => {},
    };
  }

  async function exportFolder(path: string, options: ExportOptions = {}): Promise<never> {
    check();
    const leftOut = globs(options.excludes);
    const kept = globs(options.includes);
    const tree = await toTree(disk, inside(path), (name) => leftOut(name) && !kept(name));
    if (options.format === undefined || options.format === 'json') return tree as never;
    const files: Record<string, Uint8Array> = {};
    const walk = (node: FileSystemTree, above: string) => {
      for (const [name, entry] of Object.entries(node)) {
        if ('directory' in entry) walk(entry.directory, `${above}${name}/`);
        else if ('contents' in entry.file) {
          const { contents } = entry.file;
          files[`${above}${name}`] =
            typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;
        }
      }
    };
    walk(tree, '');
    if (options.format === 'zip') return zipSync(files) as never;
    return new TextEncoder().encode(JSON.stringify(tree)) as never;
  }

  async function mount(
    given: FileSystemTree | Uint8Array | ArrayBuffer,
    options: LoadFilesOptions = {},
  ): Promise<void> {
    check();
    const isBinary = given instanceof Uint8Array || given instanceof ArrayBuffer;
    const tree: FileSystemTree = isBinary ? JSON.parse(new TextDecoder().decode(given)) : given;
    const write = async (node: FileSystemTree, folder: string): Promise<void> => {
      for (const [name, entry] of Object.entries(node)) {
        if ('directory' in entry) {
          await disk.mkdir(`${folder}/${name}`, { recursive: true });
          await write(entry.directory, `${folder}/${name}`);
        } else if ('contents' in entry.file) await disk.writeFile(`${folder}/${name}`, entry.file.contents);
      }
    };
    await write(tree, inside(options.mountPoint ?? '.'));
  }

  const instance = {
    fs,
    spawn,
    export: exportFolder,
    mount,
    on(event: keyof Listeners, listener: never) {
      check();
      const set = listeners[event] as Set<unknown>;
      set.add(listener);
      return () => void set.delete(listener);
    },
    async setPreviewScript(src: string, options?: PreviewScriptOptions) {
      check();
      previewScripts.push({ src, options });
    },
    path: '/usr/bin:/bin',
    workdir: ROOT,
    teardown() {
      if (tornDown) throw new Error('WebContainer already torn down');
      tornDown = true;
      for (const process of processes) process.abort();
      disk.watchers.clear();
      onTeardown();
    },
  } satisfies Instance;

  return {
    instance,
    spawned,
    previewScripts,
    running: () => processes.size,
    previewSays(message) {
      for (const call of listeners['preview-message']) call(message);
    },
    fails(message) {
      for (const call of listeners.error) call({ message });
    },
  };
}
