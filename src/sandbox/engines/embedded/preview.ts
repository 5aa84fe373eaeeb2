/** The embedded engine's preview: compiles in a worker, shows in a frame that has no origin and no network. */
import { PREVIEW_LIMITS } from '../../limits.ts';
import { PreviewProblems } from '../../preview-problems.ts';
import { PreviewRequests } from '../../preview-requests.ts';
import type { PreviewEvent, SandboxFiles, SandboxPreview } from '../../sandbox.ts';
import { SandboxError } from '../../sandbox.ts';
import type { ProjectBuild } from './link-messages.ts';
import { describeError, emptyPage } from './plain-words.ts';
import { fontKey, loadFonts } from './preview-fonts.ts';
import { PreviewFrame } from './preview-frame.ts';
import type { FromFrame, PageMemory, PreviewFont, ProbeQuestion } from './preview-messages.ts';
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

/** What is to be done next. Changes that come while something is under way are taken together. */
interface Wish {
  /** The page is loaded anew; otherwise a change is taken into it. */
  load: boolean;
  /** When the first of the changes was heard of, ms. */
  readonly since: number;
  readonly waiting: { resolve(): void; reject(error: unknown): void }[];
}

/** How an attempt to load a page ended. */
type LoadEnd = 'ready' | 'not-shown' | 'silent' | 'given-up';

class EmbeddedPreview implements SandboxPreview {
  readonly #project: PreviewProject;
  readonly #listeners = new Set<(event: PreviewEvent) => void>();
  readonly #problems = new PreviewProblems((event) => this.#emit(event));
  readonly probe = createProbe((question, signal) => this.#ask(question, signal));
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
  #wish: Wish | null = null;
  #running: Promise<void> | null = null;
  /** Ends the wait for a frame that opens: in an element that is not in the document it would never come. */
  #opening: AbortController | null = null;
  /** Ends the wait for the frame's answer. */
  #settle: ((message: FromFrame | 'silent' | 'given-up') => void) | null = null;
  #updates = 0;
  #left: number[] = [];
  /** The page left, and is not loaded again yet. */
  #hasLeft = false;
  /** Pages in a row that fell silent, since somebody changed or reloaded something. */
  #silences = 0;
  #told = 0;
  #disposed = false;

  constructor(files: SandboxFiles) {
    this.#project = new PreviewProject(files);
    this.#project.watch(() => this.#onChange());
    warmVendors();
  }

  attach(element: HTMLElement): Promise<void> {
    if (this.#disposed) return Promise.reject(disposedError());
    this.#element = element;
    return this.#want(true);
  }

  reload(): Promise<void> {
    if (this.#disposed) return Promise.reject(disposedError());
    this.#left = [];
    this.#silences = 0;
    return this.#want(true);
  }

  async settled(signal?: AbortSignal): Promise<void> {
    // Watchers of the files are told in a task of their own.
    await Promise.resolve();
    let onAbort = () => {};
    const aborted = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
    try {
      signal?.throwIfAborted();
      while (this.#running !== null) await Promise.race([this.#running, aborted]);
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  on(listener: (event: PreviewEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#disposed = true;
    this.#project.dispose();
    this.#opening?.abort();
    this.#settle?.('given-up');
    this.#closeFrame();
    this.#listeners.clear();
  }

  #emit(event: PreviewEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** The frame; where it is being replaced, the new one. */
  async #connected(): Promise<PreviewFrame> {
    if (this.#frame === null && this.#element !== null) await this.#running;
    if (this.#frame !== null) return this.#frame;
    if (this.#silences > 0)
      throw new SandboxError(
        'unresponsive',
        'The page does not answer and is not shown.',
        'Reload the preview.',
      );
    throw new SandboxError('no-preview', 'No preview is open.', 'Open the preview first.');
  }

  /** A look at a page that is replaced meanwhile is taken at the new one; an act is not done twice. */
  async #ask(question: ProbeQuestion, signal?: AbortSignal): Promise<unknown> {
    for (;;) {
      const frame = await this.#connected();
      try {
        return await frame.ask(question, signal);
      } catch (error) {
        if (question.ask === 'act' || this.#frame === frame || signal?.aborted) throw error;
      }
    }
  }

  /** Resolves when a pass that began after the call is over; rejects where it could show nothing at all. */
  #want(load: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#wish ??= { load, since: performance.now(), waiting: [] };
      this.#wish.load ||= load;
      this.#wish.waiting.push({ resolve, reject });
      // The page that is waited for is not wanted any more, or hangs and is about to be replaced.
      if (load || this.#frame?.isSilent === true) this.#settle?.('given-up');
      if (load) this.#opening?.abort();
      this.#running ??= this.#run();
    });
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    for (let wish = this.#wish; wish !== null && !this.#disposed; wish = this.#wish) {
      this.#wish = null;
      const failure = await this.#carryOut(wish).then(
        () => null,
        (error: unknown) => {
          this.#fail(error);
          return { error };
        },
      );
      for (const { resolve, reject } of wish.waiting) {
        if (failure !== null && this.#frame === null) reject(failure.error);
        else resolve();
      }
    }
    this.#running = null;
    for (const { resolve } of this.#wish?.waiting ?? []) resolve();
  }

  #onChange(): void {
    if (this.#element === null) return;
    this.#silences = 0;
    this.#want(false).catch(() => {
      // Told as a problem of the preview already.
    });
  }

  #carryOut(wish: Wish): Promise<void> {
    return wish.load ? this.#show() : this.#update(wish.since);
  }

  #closeFrame(): void {
    this.#frame?.close();
    this.#frame = null;
    this.#shown = null;
  }

  /** Null where another load was wanted before the frame was there. */
  async #openFrame(element: HTMLElement): Promise<PreviewFrame | null> {
    this.#closeFrame();
    const opening = new AbortController();
    this.#opening = opening;
    try {
      return await this.#openUntil(element, opening.signal);
    } catch (error) {
      if (opening.signal.aborted && !this.#disposed) return null;
      throw error;
    } finally {
      this.#opening = null;
    }
  }

  async #openUntil(element: HTMLElement, signal: AbortSignal): Promise<PreviewFrame> {
    const opened: { frame?: PreviewFrame } = {};
    const isCurrent = () => opened.frame !== undefined && this.#frame === opened.frame;
    const frame = await PreviewFrame.open(
      element,
      {
        message: (message) => isCurrent() && this.#receive(message),
        left: () => isCurrent() && this.#onLeft(),
        waiting: (seconds) => this.#onWaiting(seconds),
        silent: () => isCurrent() && this.#onSilent(),
      },
      'Preview',
      signal,
    );
    opened.frame = frame;
    if (this.#disposed) {
      frame.close();
      throw disposedError();
    }
    this.#frame = frame;
    return frame;
  }

  /** Loads the page anew in a fresh frame; `built` where the project was built a moment ago. */
  async #show(built?: ProjectBuild): Promise<void> {
    const element = this.#element;
    if (element === null) return;
    const start = performance.now();
    // A page that is shown is not given away for one that cannot be built.
    const build = built ?? (this.#shown === null ? undefined : await this.#build());
    if (build !== undefined && build.problems.length > 0) return;
    this.#told = 0;
    this.requests.restart();
    this.#problems.loading();
    // Told of the page that comes: what was said of the one before is over with it.
    if (this.#hasLeft) this.#tellLeft();
    if ((await this.#load(element, build)) !== 'ready') return;
    this.#emit({ type: 'ready', ms: Math.round(performance.now() - start) });
  }

  async #load(element: HTMLElement, built: ProjectBuild | undefined): Promise<LoadEnd> {
    const [frame, build] = await Promise.all([this.#openFrame(element), built ?? this.#build()]);
    if (frame === null) return 'given-up';
    if (build.problems.length > 0) return 'not-shown';
    if (build.empty) return 'ready';
    const [vendors, fonts] = await Promise.all([loadVendors(build.vendors), loadFonts(build, none)]);
    // It may have left or been given up meanwhile.
    if (this.#frame !== frame) return 'given-up';
    const answered = this.#expect((message) => message.type === 'ready');
    this.#remember(build, fonts);
    frame.send({ type: 'load', ...build, vendors, fonts, memory: this.#memory });
    const answer = await answered;
    if (answer === 'silent' || answer === 'given-up') return answer;
    frame.wasReady();
    return 'ready';
  }

  async #build(): Promise<ProjectBuild> {
    const build = await this.#project.build({ goal: 'page' });
    this.#problems.built(build.problems);
    return build;
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
  async #update(start: number): Promise<void> {
    const build = await this.#build();
    if (build.problems.length > 0) return;
    const shown = this.#shown;
    const frame = this.#frame;
    if (shown === null || frame === null || frame.isSilent || needsReload(shown.build, build)) {
      await this.#showAgain(start, build);
      return;
    }
    const modules = build.modules.filter(({ path, version }) => shown.versions.get(path) !== version);
    if (modules.length === 0) return;
    const [vendors, fonts] = await Promise.all([
      loadVendors(build.vendors.filter((name) => !shown.vendors.has(name))),
      loadFonts(build, shown.fonts),
    ]);
    if (this.#frame !== frame) return;
    const update = ++this.#updates;
    const answered = this.#expect(
      (message) =>
        (message.type === 'updated' || message.type === 'failed' || message.type === 'reload') &&
        message.update === update,
    );
    this.#remember(build, fonts);
    frame.send({
      type: 'update',
      update,
      entries: build.entries,
      modules,
      vendors,
      icons: build.icons,
      fonts,
    });
    const answer = await answered;
    if (answer === 'silent' || answer === 'given-up') return;
    if (answer.type === 'reload') await this.#showAgain(start, build);
    else if (answer.type === 'updated') {
      this.#emit({ type: 'updated', ms: Math.round(performance.now() - start), stateKept: true });
    }
  }

  async #showAgain(start: number, build: ProjectBuild): Promise<void> {
    await this.#show(build);
    if (this.#shown !== null) {
      this.#emit({ type: 'updated', ms: Math.round(performance.now() - start), stateKept: false });
    }
  }

  /** Waits for a message of the frame; it ends as well where the frame is silent, replaced or not wanted any more. */
  #expect(isAnswer: (message: FromFrame) => boolean): Promise<FromFrame | 'silent' | 'given-up'> {
    return new Promise((resolve) => {
      this.#settle = (message) => {
        if (typeof message !== 'string' && !isAnswer(message)) return;
        this.#settle = null;
        resolve(message);
      };
    });
  }

  #receive(message: FromFrame): void {
    switch (message.type) {
      case 'memory':
        this.#memory = { local: message.local, session: message.session, place: message.place };
        break;
      case 'ask':
        this.requests.take(message.request);
        break;
      case 'error':
        if (this.#mayTell()) this.#problems.add(describeError(message), message.modules);
        break;
      case 'rerun':
        this.#problems.rerun(new Set(message.modules));
        break;
      case 'blank':
        if (message.blank) this.#problems.add(emptyPage);
        else this.#problems.end('empty-page');
        break;
      case 'console':
      case 'blocked':
        if (this.#mayTell()) this.#emit(message);
        break;
    }
    this.#settle?.(message);
  }

  /** The frame counts too, but what a frame does is not believed. */
  #mayTell(): boolean {
    this.#told++;
    return this.#told <= PREVIEW_LIMITS.consoleMessages + PREVIEW_LIMITS.errors + PREVIEW_LIMITS.blocked;
  }

  #onLeft(): void {
    const now = performance.now();
    this.#left = [...this.#left.filter((at) => now - at < departures.withinMs), now];
    this.#closeFrame();
    this.#settle?.('given-up');
    if (this.#left.length > departures.most) {
      this.#tellLeft();
      this.#fail(new Error('The page keeps leaving itself, so it is not loaded again.'));
    } else {
      this.#hasLeft = true;
      this.#again();
    }
  }

  #tellLeft(): void {
    this.#hasLeft = false;
    this.#emit({ type: 'blocked', directive: 'left', target: '' });
  }

  #onWaiting(seconds: number): void {
    this.#emit({ type: 'waiting', seconds });
    // What was changed meanwhile may be the repair: it is not held up by a page that hangs.
    if (seconds > 0 && this.#wish !== null) this.#settle?.('given-up');
  }

  /** Once more by itself; a page that hangs again waits for a change or for somebody who reloads it. */
  #onSilent(): void {
    this.#silences++;
    const wasShown = this.#settle === null;
    this.#closeFrame();
    this.#settle?.('silent');
    this.#emit({ type: 'unresponsive' });
    if (this.#silences === 1) this.#again();
    else this.#problems.add(wasShown ? stoppedAnswering : didNotStart);
  }

  #again(): void {
    this.#want(true).catch(() => {
      // Told as a problem of the preview already.
    });
  }

  #fail(error: unknown): void {
    if (this.#disposed) return;
    const message = error instanceof Error ? error.message : String(error);
    const plain = 'The preview could not be shown. Reload it, or undo the last change.';
    this.#problems.add({ message, plain, source: 'runtime' });
  }
}

const didNotStart = {
  code: 'did-not-start',
  message: `The page did not start: it gave no sign of life for ${PREVIEW_LIMITS.firstPageMs / 1_000} s, and no more after it was loaded again.`,
  plain: 'The page did not start, nor when it was loaded again. It is busy without end, or this machine is.',
  source: 'runtime',
} as const;

const stoppedAnswering = {
  code: 'stopped-answering',
  message: `The page stopped answering: it gave no sign of life for ${PREVIEW_LIMITS.unresponsiveMs / 1_000} s, after it had been loaded again already.`,
  plain: 'The page stopped answering again. Something in it runs without end.',
  source: 'runtime',
} as const;

function disposedError(): SandboxError {
  return new SandboxError('disposed', 'The sandbox was closed.', 'Open a new one.');
}

function needsReload(before: ProjectBuild, after: ProjectBuild): boolean {
  const frameOf = ({ page, entries, assets }: ProjectBuild) => JSON.stringify([page, entries, assets]);
  return frameOf(before) !== frameOf(after);
}
