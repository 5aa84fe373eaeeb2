/** The playground without its interface: a sandbox, its files, autosave, import, export, reset. */
import { PreviewPlace } from '../demos/preview-place.ts';
import { StartMark } from '../demos/start-mark.ts';
import { secondsWaited, standingProblems } from '../sandbox/preview-problems.ts';
import {
  type FileChange,
  type PreviewError,
  type Sandbox,
  SandboxError,
  type SandboxKind,
} from '../sandbox/sandbox.ts';
import type { KeptText } from '../storage/items.ts';
import type { Changes, LeaveNote } from './leave-note.ts';
import { WorkspaceKeeper } from './workspace-keeper.ts';
import type { WorkspaceState } from './workspace-state.ts';
import type { WorkspaceStore } from './workspace-store.ts';

export interface WorkspaceDependencies {
  boot(signal: AbortSignal): Promise<{
    readonly sandbox: Sandbox;
    readonly fellBack?: { readonly code: string; readonly what: string; readonly remedy: string };
  }>;
  /** Files of a fresh project: path → text. */
  template(): Promise<Readonly<Record<string, string>>>;
  readonly store: WorkspaceStore;
  readonly note: LeaveNote;
  /** Calls back once, later; returns what cancels it. */
  later(ms: number, run: () => void): () => void;
  readonly previews?: PreviewPlace;
  /** Set while the page starts: where it is still set on the next visit, the page never got ready. */
  readonly startMark: KeptText;
}

/** How long typing rests before it is written, ms. */
const WRITE_RESTS = 250;
/** Where a person starts to look, in this order. */
const FIRST_FILES = ['/src/App.tsx', '/src/main.tsx', '/index.html'];

/** There may be files of an earlier visit, and the browser does not give them. */
const UNREADABLE = 'unreadable';
const SET_ASIDE = {
  title: 'The files of your last visit could not be opened',
  text: 'They are set aside as they are; “Export everything” under My record takes them along. A new project begins here.',
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true });

export class Workspace {
  readonly #use: WorkspaceDependencies;
  readonly #previews: PreviewPlace;
  readonly #listeners = new Set<() => void>();
  readonly #stop = new AbortController();
  #sandbox: Sandbox | null = null;
  #state: WorkspaceState = {
    status: 'booting',
    engine: null,
    entries: [],
    open: null,
    text: null,
    saved: 'saved',
    restored: false,
    previewHeld: false,
    previewReady: false,
    previewError: null,
    previewWaits: 0,
    problem: null,
    canUndo: false,
  };
  #before: Uint8Array | null = null;
  #problems: readonly PreviewError[] = [];
  readonly #keeper: WorkspaceKeeper;
  readonly #startMark: StartMark;
  /** What was typed and is not written yet. */
  #typed: { readonly path: string; readonly text: string } | null = null;
  #cancelWrite: (() => void) | null = null;

  constructor(dependencies: WorkspaceDependencies) {
    this.#use = dependencies;
    this.#previews = dependencies.previews ?? new PreviewPlace();
    const { store, note, later } = dependencies;
    this.#startMark = new StartMark(dependencies.startMark);
    this.#keeper = new WorkspaceKeeper({
      store,
      note,
      later,
      snapshot: async () => (await this.#sandbox?.snapshot()) ?? null,
      onState: (saved) => this.#set({ saved }),
    });
  }

  getState = (): WorkspaceState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get sandbox(): Sandbox | null {
    return this.#sandbox;
  }

  attachPreview = (element: HTMLElement | null): void => this.#previews.setElement(element);

  /** Boots the sandbox with the files of the last visit, or with the template. */
  async boot(): Promise<void> {
    this.#set({ status: 'booting', problem: null });
    const noted = this.#use.note.read();
    try {
      const [{ sandbox, fellBack }, kept, template] = await Promise.all([
        this.#use.boot(this.#stop.signal),
        this.#use.store.load().catch(() => UNREADABLE),
        this.#use.template(),
      ]);
      if (this.#stop.signal.aborted) return void sandbox.dispose();
      this.#sandbox = sandbox;
      const unpacked = kept instanceof Uint8Array && (await this.#tryRestore(sandbox, kept));
      const lost = kept !== null && !unpacked;
      // Kept as it is: what is made here now would be written over it.
      if (lost) await this.#use.store.setAside().catch(() => undefined);
      if (!unpacked) await writeAll(sandbox, template);
      const restored = (await applyChanges(sandbox, noted)) || unpacked;
      this.#watch(sandbox);
      if (noted.size > 0) await this.#keeper.save();
      this.#set({
        status: 'ready',
        engine: { kind: sandbox.kind satisfies SandboxKind, ...(fellBack ? { fellBack } : {}) },
        restored,
        ...(lost ? { problem: SET_ASIDE } : {}),
      });
      await this.#list();
      await this.open(this.#firstFile());
      // A page that hung the browser would do it again at every visit.
      if (unpacked && this.#startMark.neverReady) this.#set({ previewHeld: true });
      else this.startPreview();
    } catch (error) {
      this.#set({ status: 'failed', ...problemOf('The sandbox did not start', error) });
    }
  }

  /** Starts the page; by hand where it was held back. */
  startPreview(): void {
    this.#startMark.start();
    this.#set({ previewHeld: false });
    void this.#previews.setSandbox(this.#sandbox);
  }

  async open(path: string | null): Promise<void> {
    await this.writeTyped();
    this.#set({ open: path, text: null });
    if (path) await this.#read(path);
  }

  /** Takes what is typed into a file; it is written once typing rests. */
  type(path: string, text: string): void {
    if (!this.#typed && path === this.#state.open && text === this.#state.text) return;
    if (this.#typed && this.#typed.path !== path) void this.writeTyped();
    this.#typed = { path, text };
    this.#cancelWrite?.();
    this.#cancelWrite = this.#use.later(WRITE_RESTS, () => void this.writeTyped());
    if (this.#state.saved === 'saved') this.#set({ saved: 'saving' });
  }

  /** Writes what was typed, now. */
  async writeTyped(): Promise<void> {
    this.#cancelWrite?.();
    this.#cancelWrite = null;
    const typed = this.#typed;
    this.#typed = null;
    if (!typed) return;
    this.#keeper.change(typed.path, encoder.encode(typed.text));
    if (typed.path === this.#state.open) this.#set({ text: typed.text });
    await this.write(typed.path, typed.text);
  }

  /** Writes a file. */
  async write(path: string, text: string): Promise<void> {
    await this.#do('The file could not be kept', async (sandbox) => {
      await sandbox.fs.write(path, text);
      if (path === this.#state.open) this.#set({ text });
    });
  }

  /** A new, empty file; it is opened. Refused where the name is taken. */
  async create(path: string): Promise<boolean> {
    return this.#do('The file could not be made', async (sandbox) => {
      this.#refuseTaken(path);
      await sandbox.fs.write(path, '');
      await this.#list();
      await this.open(path);
    });
  }

  /** Renames a file, or a folder with all that is in it. */
  async rename(from: string, to: string): Promise<boolean> {
    return this.#do('It could not be renamed', async (sandbox) => {
      this.#refuseTaken(to);
      const below = this.#state.entries.filter((entry) => entry.path.startsWith(`${from}/`));
      for (const entry of [...below, { path: from, kind: 'file' }]) {
        const isFile = entry.kind === 'file' && (entry.path !== from || below.length === 0);
        if (!isFile) continue;
        await sandbox.fs.write(to + entry.path.slice(from.length), await sandbox.fs.read(entry.path));
      }
      await sandbox.fs.remove(from, { recursive: true });
      await this.#list();
      const { open } = this.#state;
      if (open === from || open?.startsWith(`${from}/`)) await this.open(to + open.slice(from.length));
    });
  }

  /** Deletes a file or a folder; it can be taken back. */
  async remove(path: string): Promise<boolean> {
    return this.#do('It could not be deleted', async (sandbox) => {
      this.#before = await sandbox.snapshot();
      await sandbox.fs.remove(path, { recursive: true });
      await this.#list();
      const { open } = this.#state;
      if (open === path || open?.startsWith(`${path}/`)) await this.open(this.#firstFile());
      this.#set({ canUndo: true });
    });
  }

  /** Replaces all files by those of a zip; a refused zip changes nothing. */
  async importZip(zip: Uint8Array): Promise<boolean> {
    return this.#do('This zip was not taken, and nothing was changed', async (sandbox) => {
      const before = await sandbox.snapshot();
      await sandbox.restore(zip);
      this.#before = before;
      await this.#afterReplacing();
    });
  }

  /** Every file that is text, path → text: what an agent can go on with. */
  async texts(): Promise<Readonly<Record<string, string>>> {
    await this.writeTyped();
    const { entries } = this.#state;
    const texts: Record<string, string> = {};
    for (const { path, kind } of entries) {
      const bytes = kind === 'file' ? await this.#sandbox?.fs.read(path).catch(() => null) : null;
      const text = bytes && textOf(bytes);
      if (typeof text === 'string') texts[path] = text;
    }
    return texts;
  }

  /** Takes over files that were made elsewhere; null removes one. All of it can be taken back. */
  async takeOver(changes: ReadonlyMap<string, string | null>): Promise<boolean> {
    return this.#do('The files could not be taken over', async (sandbox) => {
      const before = await sandbox.snapshot();
      for (const [path, text] of changes) {
        if (text === null) await sandbox.fs.remove(path).catch(() => {});
        else await sandbox.fs.write(path, text);
      }
      this.#before = before;
      await this.#afterReplacing();
    });
  }

  /** All files as a zip; null where there is no sandbox. */
  async exportZip(): Promise<Uint8Array | null> {
    await this.writeTyped();
    return (await this.#sandbox?.snapshot()) ?? null;
  }

  /** Back to the template. Can be taken back once. */
  async reset(): Promise<void> {
    await this.#do('The files could not be reset', async (sandbox) => {
      const [before, template] = await Promise.all([sandbox.snapshot(), this.#use.template()]);
      this.#before = before;
      for (const entry of await sandbox.fs.list('/')) {
        if (!(entry.path in template)) await sandbox.fs.remove(entry.path, { recursive: true });
      }
      await writeAll(sandbox, template);
      await this.#afterReplacing();
    });
  }

  /** Takes back the last reset, import or deletion. */
  async undo(): Promise<void> {
    const before = this.#before;
    if (!before) return;
    await this.#do('It could not be taken back', async (sandbox) => {
      await sandbox.restore(before);
      this.#before = null;
      await this.#afterReplacing();
    });
  }

  forgetProblem(): void {
    this.#set({ problem: null });
  }

  /** The page is being left, and may never come back. */
  leave(): void {
    if (this.#typed) this.#keeper.change(this.#typed.path, encoder.encode(this.#typed.text));
    this.#keeper.leave();
    this.#startMark.leave();
    void this.#finish();
  }

  async dispose(): Promise<void> {
    this.#stop.abort();
    await this.#finish();
    this.#listeners.clear();
    this.#previews.dispose();
    await this.#sandbox?.dispose();
    this.#sandbox = null;
  }

  async #finish(): Promise<void> {
    await this.writeTyped();
    await this.#keeper.finish();
  }

  async #tryRestore(sandbox: Sandbox, zip: Uint8Array): Promise<boolean> {
    return sandbox.restore(zip).then(
      () => true,
      () => false,
    );
  }

  async #afterReplacing(): Promise<void> {
    await this.#list();
    const { open, entries } = this.#state;
    await this.open(entries.some((entry) => entry.path === open) ? open : this.#firstFile());
    this.#set({ canUndo: this.#before !== null });
    await this.#keeper.save();
    // Never waited for: the pane may not be on the screen now, and a page that is not there never loads.
    void this.#sandbox?.preview.reload().catch(() => {});
  }

  #watch(sandbox: Sandbox): void {
    sandbox.fs.watch('/', (changes) => void this.#changed(changes));
    sandbox.preview.on((event) => {
      this.#startMark.hear(event);
      if (event.type === 'console') return;
      this.#problems = standingProblems(this.#problems, event);
      const isShown = event.type === 'ready' || event.type === 'updated' || this.#problems.length > 0;
      this.#set({
        previewReady: this.#state.previewReady || isShown,
        previewError: this.#problems[0] ?? null,
        previewWaits: secondsWaited(this.#state.previewWaits, event),
      });
    });
  }

  async #changed(changes: readonly FileChange[]): Promise<void> {
    await this.#note(changes);
    if (changes.some((change) => change.kind !== 'changed')) await this.#list();
    const { open } = this.#state;
    if (open && changes.some((change) => change.path === open)) await this.#read(open);
    this.#keeper.saveLater();
  }

  /** Remembers changes until they are kept. */
  async #note(changes: readonly FileChange[]): Promise<void> {
    for (const { path, kind } of changes) {
      const bytes = kind === 'removed' ? null : await this.#sandbox?.fs.read(path).catch(() => undefined);
      if (bytes !== undefined) this.#keeper.change(path, bytes);
    }
  }

  async #list(): Promise<void> {
    const entries = await this.#sandbox?.fs.list('/', { recursive: true });
    if (entries) this.#set({ entries });
  }

  async #read(path: string): Promise<void> {
    try {
      const bytes = await this.#sandbox?.fs.read(path);
      if (bytes && this.#state.open === path) this.#set({ text: decoder.decode(bytes) });
    } catch {
      if (this.#state.open === path) this.#set({ open: null, text: null });
    }
  }

  #firstFile(): string | null {
    const files = this.#state.entries.filter((entry) => entry.kind === 'file').map((entry) => entry.path);
    return FIRST_FILES.find((path) => files.includes(path)) ?? files[0] ?? null;
  }

  #refuseTaken(path: string): void {
    if (this.#state.entries.some((entry) => entry.path === path)) {
      throw new SandboxError('bad-path', `“${path.slice(1)}” is already there.`, 'Choose another name.');
    }
  }

  async #do(title: string, run: (sandbox: Sandbox) => Promise<void>): Promise<boolean> {
    const sandbox = this.#sandbox;
    if (!sandbox) return false;
    try {
      await run(sandbox);
      if (this.#state.problem) this.#set({ problem: null });
      return true;
    } catch (error) {
      this.#set(problemOf(title, error));
      return false;
    }
  }

  #set(change: Partial<WorkspaceState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

function problemOf(title: string, error: unknown): Pick<WorkspaceState, 'problem'> {
  const text =
    error instanceof SandboxError
      ? `${error.message} ${error.hint}`
      : 'Try again. If it happens again, reload the page: your files are kept.';
  return { problem: { title, text } };
}

/** The text of a file; null where it is none. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
}

async function writeAll(sandbox: Sandbox, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await sandbox.fs.write(path, text);
}

/** Whether anything was changed. A path that is refused is left out: the rest is worth having. */
async function applyChanges(sandbox: Sandbox, changes: Changes): Promise<boolean> {
  for (const [path, bytes] of changes) {
    const done = bytes ? sandbox.fs.write(path, bytes) : sandbox.fs.remove(path, { recursive: true });
    await done.catch(() => {});
  }
  return changes.size > 0;
}
