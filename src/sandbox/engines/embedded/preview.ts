/** The embedded engine's preview: compiles in a worker, shows in a frame that has no origin and no network. */
import { PREVIEW_LIMITS } from '../../limits.ts';
import { PreviewRequests } from '../../preview-requests.ts';
import type { PreviewError, PreviewEvent, SandboxFiles, SandboxPreview } from '../../sandbox.ts';
import { SandboxError } from '../../sandbox.ts';
import type { ProjectBuild } from './link-messages.ts';
import { describeError } from './plain-words.ts';
import { fontKey, loadFonts } from './preview-fonts.ts';
import { PreviewFrame } from './preview-frame.ts';
import type { FromFrame, PageMemory, PreviewFont } from './preview-messages.ts';
import { createProbe } from './preview-probe.ts';
import { PreviewProject } from './preview-project.ts';
import { loadVendors, warmVendors } from './vendor.ts';

/** Makes the preview of a project; nothing is loaded until `attach`, but the usual packages are fetched ahead. */
export function createEmbeddedPreview(files: SandboxFiles): SandboxPreview & { dispose(): void } {
  return new EmbeddedPreview(files);
}

const noMemory: PageMemory = { local: '[]', session: '[]', place: '/' };
const none: ReadonlySet<string> = new Set();
/** A page that leaves again and again is not loaded any more. */
const departures = { most: 3, withinMs: 10_000 };

class EmbeddedPreview implements SandboxPreview {
  readonly #project: PreviewProject;
  readonly #listeners = new Set<(event: PreviewEvent) => void>();
  readonly probe = createProbe(async (question, signal) => (await this.#connected()).ask(question, signal));
  readonly requests = new PreviewRequests({
    reply: (id, answer) => this.#frame?.send({ type: 'answer', id, answer }),
    refuse: (reason, what) => {
      if (this.#mayTell()) this.#emit({ type: 'blocked', directive: reason, target: what });
    },
  });
  #element: HTMLElement | null = null;
  #frame: PreviewFrame | null = null;
  #memory = noMemory;
  /** What the page runs: module path → version; null while it runs nothing. */
  #shown: {
    build: ProjectBuild;
    versions: Map<string, number>;
    vendors: Set<string>;
    fonts: Set<string>;
  } | null = null;
  #work: Promise<void> = Promise.resolve();
  #changedAt: number | null = null;
  #readyAt = 0;
  #left: number[] = [];
  #answer: ((message: FromFrame) => void) | null = null;
  #told = 0;
  #lastProblems = '';
  #disposed = false;

  constructor(files: SandboxFiles) {
    this.#project = new PreviewProject(files);
    this.#project.watch(() => this.#onChange());
    warmVendors();
  }

  attach(element: HTMLElement): Promise<void> {
    if (this.#disposed) return Promise.reject(disposedError());
    this.#element = element;
    return this.#queue(() => this.#show(true));
  }

  reload(): Promise<void> {
    if (this.#disposed) return Promise.reject(disposedError());
    this.#left = [];
    return this.#queue(() => this.#show(false));
  }

  on(listener: (event: PreviewEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#disposed = true;
    this.#project.dispose();
    this.#closeFrame();
    this.#listeners.clear();
  }

  #emit(event: PreviewEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** The frame; where it is being replaced, the new one. */
  async #connected(): Promise<PreviewFrame> {
    if (this.#frame === null && this.#element !== null) await this.#work;
    if (this.#frame === null) {
      throw new SandboxError('no-preview', 'No preview is open.', 'Open the preview first.');
    }
    return this.#frame;
  }

  /** One thing at a time: a change that comes during a load waits for it. */
  #queue(run: () => Promise<void>): Promise<void> {
    const next = this.#work.then(async () => {
      if (!this.#disposed) await run();
    });
    this.#work = next.catch(() => {});
    return next;
  }

  #onChange(): void {
    const isWaiting = this.#changedAt !== null;
    this.#changedAt ??= performance.now();
    if (isWaiting || this.#element === null) return;
    this.#queue(() => this.#update()).catch((error: unknown) => this.#fail(error));
  }

  #closeFrame(): void {
    this.#frame?.close();
    this.#frame = null;
    this.#shown = null;
  }

  async #openFrame(element: HTMLElement): Promise<PreviewFrame> {
    this.#closeFrame();
    const opened: { frame?: PreviewFrame } = {};
    const isCurrent = () => opened.frame !== undefined && this.#frame === opened.frame;
    const frame = await PreviewFrame.open(
      element,
      {
        message: (message) => isCurrent() && this.#receive(message),
        left: () => isCurrent() && this.#onLeft(),
        silent: () => isCurrent() && this.#onSilent(),
      },
      'Preview',
    );
    opened.frame = frame;
    if (this.#disposed) {
      frame.close();
      throw disposedError();
    }
    this.#frame = frame;
    return frame;
  }

  /** Loads the page anew in a fresh frame. */
  async #show(isFirst: boolean): Promise<void> {
    const element = this.#element;
    if (element === null) return;
    const start = performance.now();
    this.#changedAt = null;
    this.#told = 0;
    this.#lastProblems = '';
    this.requests.restart();
    this.#emit({ type: 'loading' });
    try {
      const [frame, build] = await Promise.all([
        this.#openFrame(element),
        this.#project.build({ goal: 'page' }),
      ]);
      if (this.#tellProblems(build.problems) || build.empty) {
        if (build.empty) this.#emit({ type: 'ready', ms: Math.round(performance.now() - start) });
        return;
      }
      const [vendors, fonts] = await Promise.all([loadVendors(build.vendors), loadFonts(build, none)]);
      const ready = this.#expect(['ready'], PREVIEW_LIMITS.firstPageMs);
      this.#remember(build, fonts);
      frame.send({ type: 'load', ...build, vendors, fonts, memory: this.#memory });
      if ((await ready) === null) return;
      this.#readyAt = performance.now();
      this.#emit({ type: 'ready', ms: Math.round(this.#readyAt - start) });
    } catch (error) {
      this.#fail(error);
      if (isFirst && this.#frame === null) throw error;
    }
  }

  #remember(build: ProjectBuild, fonts: readonly PreviewFont[]): void {
    this.#shown = {
      build,
      versions: new Map(build.modules.map(({ path, version }) => [path, version])),
      vendors: new Set([...(this.#shown?.vendors ?? []), ...build.vendors]),
      fonts: new Set([...(this.#shown?.fonts ?? []), ...fonts.map(fontKey)]),
    };
  }

  /** Takes a change into the running page where that can be done, and loads it anew where not. */
  async #update(): Promise<void> {
    const start = this.#changedAt ?? performance.now();
    this.#changedAt = null;
    const build = await this.#project.build({ goal: 'page' });
    if (this.#tellProblems(build.problems)) return;
    const shown = this.#shown;
    const frame = this.#frame;
    if (shown === null || frame === null || needsReload(shown.build, build)) {
      await this.#showAgain(start);
      return;
    }
    const modules = build.modules.filter(({ path, version }) => shown.versions.get(path) !== version);
    if (modules.length === 0) return;
    const [vendors, fonts] = await Promise.all([
      loadVendors(build.vendors.filter((name) => !shown.vendors.has(name))),
      loadFonts(build, shown.fonts),
    ]);
    const answered = this.#expect(['updated', 'reload', 'error'], PREVIEW_LIMITS.firstPageMs);
    this.#remember(build, fonts);
    frame.send({ type: 'update', entries: build.entries, modules, vendors, icons: build.icons, fonts });
    const answer = await answered;
    if (answer?.type === 'reload') await this.#showAgain(start);
    else if (answer?.type === 'updated') {
      this.#emit({ type: 'updated', ms: Math.round(performance.now() - start), stateKept: true });
    }
  }

  async #showAgain(start: number): Promise<void> {
    await this.#show(false);
    if (this.#shown !== null) {
      this.#emit({ type: 'updated', ms: Math.round(performance.now() - start), stateKept: false });
    }
  }

  /** Waits for one of some messages; null where the frame is replaced or the time is over. */
  #expect(types: readonly FromFrame['type'][], ms: number): Promise<FromFrame | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(null), ms);
      const settle = (message: FromFrame | null) => {
        clearTimeout(timer);
        this.#answer = null;
        resolve(message);
      };
      this.#answer = (message) => {
        // A pong stands for "the frame was given up".
        if (message.type === 'pong') settle(null);
        else if (types.includes(message.type)) settle(message);
      };
    });
  }

  #receive(message: FromFrame): void {
    if (message.type === 'memory') {
      this.#memory = { local: message.local, session: message.session, place: message.place };
    } else if (message.type === 'ask') {
      this.requests.take(message.request);
    } else if (message.type === 'error') {
      if (this.#mayTell()) this.#emit({ type: 'error', error: describeError(message) });
    } else if (message.type === 'console' || message.type === 'blocked') {
      if (this.#mayTell()) this.#emit(message);
    }
    if (message.type !== 'pong') this.#answer?.(message);
  }

  /** The frame counts too, but what a frame does is not believed. */
  #mayTell(): boolean {
    this.#told++;
    return this.#told <= PREVIEW_LIMITS.consoleMessages + PREVIEW_LIMITS.errors + PREVIEW_LIMITS.blocked;
  }

  #onLeft(): void {
    const now = performance.now();
    this.#left = [...this.#left.filter((at) => now - at < departures.withinMs), now];
    this.#abandon();
    this.#emit({ type: 'blocked', directive: 'left', target: '' });
    if (this.#left.length > departures.most) {
      this.#fail(new Error('The page keeps leaving itself, so it is not loaded again.'));
    } else this.#queue(() => this.#show(false)).catch((error: unknown) => this.#fail(error));
  }

  #onSilent(): void {
    const wasFine =
      this.#readyAt > 0 && performance.now() - this.#readyAt > PREVIEW_LIMITS.unresponsiveMs + 3_000;
    this.#abandon();
    this.#readyAt = 0;
    this.#emit({ type: 'unresponsive' });
    // A page that hangs while it loads would hang again: it waits for the next change.
    this.#queue(async () => {
      if (wasFine) await this.#show(false);
      else if (this.#element !== null) await this.#openFrame(this.#element);
    }).catch((error: unknown) => this.#fail(error));
  }

  #abandon(): void {
    this.#closeFrame();
    this.#answer?.({ type: 'pong', id: 0 });
  }

  #tellProblems(problems: readonly PreviewError[]): boolean {
    const told = JSON.stringify(problems);
    if (told !== this.#lastProblems) {
      for (const error of problems.slice(0, PREVIEW_LIMITS.errors)) this.#emit({ type: 'error', error });
    }
    this.#lastProblems = problems.length === 0 ? '' : told;
    return problems.length > 0;
  }

  #fail(error: unknown): void {
    if (this.#disposed) return;
    const message = error instanceof Error ? error.message : String(error);
    const plain = 'The preview could not be shown. Reload it, or undo the last change.';
    this.#emit({ type: 'error', error: { message, plain, source: 'runtime' } });
  }
}

function disposedError(): SandboxError {
  return new SandboxError('disposed', 'The sandbox was closed.', 'Open a new one.');
}

function needsReload(before: ProjectBuild, after: ProjectBuild): boolean {
  const frameOf = ({ page, entries, assets }: ProjectBuild) => JSON.stringify([page, entries, assets]);
  return frameOf(before) !== frameOf(after);
}
