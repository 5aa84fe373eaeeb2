/**
 * The WebContainer engine's preview: installs what `package.json` names, starts the dev
 * server, shows its page. Hot update is the dev server's own.
 */
import type { PreviewMessage, WebContainer, WebContainerProcess } from '@webcontainer/api';
import { BOOT_LIMITS, PREVIEW_LIMITS } from '../../limits.ts';
import { PreviewProblems } from '../../preview-problems.ts';
import { PreviewRequests } from '../../preview-requests.ts';
import { type PreviewError, type PreviewEvent, SandboxError, type SandboxPreview } from '../../sandbox.ts';
import { describeError, emptyPage } from '../embedded/plain-words.ts';
import type { FromFrame } from '../embedded/preview-messages.ts';
import { createProbe } from '../embedded/preview-probe.ts';
import type { ContainerFiles } from './container-files.ts';
import { ContainerFrame } from './container-frame.ts';
import { collectOutput, plainText } from './container-programs.ts';

/** The kit's script as text, built by the bundler as a file of its own. */
async function fetchPreviewScript(): Promise<string> {
  const { default: url } = await import('./preview-script.ts?worker&url');
  const answer = await fetch(url);
  if (!answer.ok) throw new Error('The script for the preview could not be loaded.');
  // In a function of its own: its names must not meet those of the page.
  return `(() => {${await answer.text()}\n})();`;
}

/** Parts given in tests. */
export interface ContainerPreviewParts {
  readonly loadScript?: () => Promise<string>;
  readonly after?: (ms: number, call: () => void) => () => void;
}

type Disposable = SandboxPreview & { dispose(): void };

export function createContainerPreview(
  container: WebContainer,
  files: ContainerFiles,
  parts: ContainerPreviewParts = {},
): Disposable {
  return new ContainerPreview(container, files, parts);
}

class ContainerPreview implements SandboxPreview {
  readonly #container: WebContainer;
  readonly #files: ContainerFiles;
  readonly #parts: ContainerPreviewParts;
  readonly #listeners = new Set<(event: PreviewEvent) => void>();
  readonly #unsubscribe: (() => void)[] = [];
  readonly probe = createProbe((question, signal) => this.#shown().ask(question, signal));
  /** Its pages are served from an origin of their own, where the browser's dialogs and downloads work. */
  readonly requests = new PreviewRequests();
  #element: HTMLElement | null = null;
  #frame: ContainerFrame | null = null;
  #server: { process: WebContainerProcess; url: string } | null = null;
  #installed = '';
  #hasScript = false;
  #told = 0;
  readonly #problems = new PreviewProblems((event) => this.#emit(event));
  #onReady: (() => void) | null = null;
  #disposed = false;

  constructor(container: WebContainer, files: ContainerFiles, parts: ContainerPreviewParts) {
    this.#container = container;
    this.#files = files;
    this.#parts = parts;
    this.#unsubscribe.push(
      container.on('preview-message', (message) => this.#hear(message)),
      container.on('error', ({ message }) => this.#fail(message)),
      // The dev server runs a changed module again by itself.
      files.watch('/', (changes) => this.#problems.rerun(new Set(changes.map(({ path }) => path)))),
    );
  }

  on(listener: (event: PreviewEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async settled(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await this.#files.settled();
  }

  async attach(element: HTMLElement): Promise<void> {
    if (this.#disposed)
      throw new SandboxError('disposed', 'This sandbox has been closed.', 'Start a new one.');
    this.#element = element;
    await this.#show();
  }

  async reload(): Promise<void> {
    if (this.#disposed)
      throw new SandboxError('disposed', 'This sandbox has been closed.', 'Start a new one.');
    await this.#show();
  }

  dispose(): void {
    this.#disposed = true;
    this.#frame?.close();
    this.#server?.process.kill();
    for (const stop of this.#unsubscribe) stop();
    this.#listeners.clear();
    this.#onReady?.();
  }

  #shown(): ContainerFrame {
    if (!this.#frame)
      throw new SandboxError('no-preview', 'Nothing is shown yet.', 'Attach the preview first.');
    return this.#frame;
  }

  #emit(event: PreviewEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  async #show(): Promise<void> {
    const element = this.#element;
    if (!element) return;
    const began = performance.now();
    this.#told = 0;
    this.#problems.loading();
    try {
      await this.#prepare();
      const url = await this.#serve();
      if (this.#disposed) return;
      const ready = this.#whenReady();
      this.#frame?.close();
      this.#frame = new ContainerFrame(element, url, (message) => this.#receive(message));
      if (await ready) this.#emit({ type: 'ready', ms: Math.round(performance.now() - began) });
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** The kit's script and the project's packages, each only when needed. */
  async #prepare(): Promise<void> {
    await this.#files.settled();
    if (!this.#hasScript) {
      const script = await (this.#parts.loadScript ?? fetchPreviewScript)();
      await this.#container.setPreviewScript(script);
      this.#hasScript = true;
    }
    const description = await this.#files
      .read('/package.json')
      .then((bytes) => new TextDecoder().decode(bytes))
      .catch(() => null);
    if (description === null)
      throw new Error('There is no package.json, so nothing can be installed or started.');
    if (description === this.#installed) return;
    const install = await this.#container.spawn('npm', ['install', '--no-audit', '--no-fund']);
    const printed = collectOutput(install);
    const exit = await this.#within(install.exit, BOOT_LIMITS.installMs, 'npm install takes too long.', () =>
      install.kill(),
    );
    if (exit !== 0)
      throw new Error(
        `npm install failed.\n${plainText(await printed)
          .trim()
          .slice(-1_500)}`,
      );
    this.#installed = description;
    await this.#files.sync();
  }

  /** The address of the dev server, started where it is not running. */
  async #serve(): Promise<string> {
    if (this.#server) return this.#server.url;
    let stop = () => {};
    const opened = new Promise<string>((resolve) => {
      stop = this.#container.on('server-ready', (_port, url) => resolve(url));
    });
    const process = await this.#container.spawn('npm', ['run', 'dev']);
    const printed = collectOutput(process);
    const ended = process.exit.then(async (code) => {
      throw new Error(
        `The dev server ended (${code}).\n${plainText(await printed)
          .trim()
          .slice(-1_500)}`,
      );
    });
    ended.catch(() => {});
    try {
      const url = await this.#within(
        Promise.race([opened, ended]),
        BOOT_LIMITS.serverMs,
        'The dev server does not start.',
        () => process.kill(),
      );
      this.#server = { process, url };
      const forget = () => {
        this.#server = null;
      };
      process.exit.then(forget, forget);
      return url;
    } finally {
      stop();
    }
  }

  #after(ms: number, call: () => void): () => void {
    if (this.#parts.after) return this.#parts.after(ms, call);
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  }

  async #within<T>(work: Promise<T>, ms: number, why: string, giveUp: () => void): Promise<T> {
    let cancel = () => {};
    const late = new Promise<never>((_resolve, reject) => {
      cancel = this.#after(ms, () => {
        giveUp();
        reject(new Error(why));
      });
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      cancel();
    }
  }

  #whenReady(): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#after(PREVIEW_LIMITS.firstPageMs, () => {
        this.#onReady = null;
        this.#fail('The page does not show.');
        resolve(false);
      });
      this.#onReady = () => {
        cancel();
        this.#onReady = null;
        resolve(!this.#disposed);
      };
      // The port opens when the page has loaded; the first message makes the script answer.
      const knock = () => this.#frame?.send({ type: 'ping', id: 0 });
      const stopKnocking = this.#knockUntilReady(knock);
      this.#unsubscribe.push(stopKnocking);
    });
  }

  #knockUntilReady(knock: () => void): () => void {
    let cancel = () => {};
    const again = () => {
      if (!this.#onReady) return;
      knock();
      cancel = this.#after(100, again);
    };
    cancel = this.#after(100, again);
    return () => cancel();
  }

  #receive(message: FromFrame): void {
    if (message.type === 'ready') this.#onReady?.();
    else if (message.type === 'console' && this.#mayTell()) this.#emit(message);
    else if (message.type === 'error' && this.#mayTell())
      this.#problems.add(describeError(message), message.modules);
    else if (message.type === 'blank' && message.blank) this.#problems.add(emptyPage);
    else if (message.type === 'blank') this.#problems.end('empty-page');
    else if (message.type === 'blocked' && this.#mayTell()) this.#emit(message);
  }

  /** What the container itself hears of a page: errors that nobody caught. */
  #hear(message: PreviewMessage): void {
    if (!('message' in message) || !this.#mayTell()) return;
    const text = String(message.message).slice(0, PREVIEW_LIMITS.messageCharacters);
    const place = placeIn(message.stack);
    const error = describeError({ message: text, ...place, source: 'runtime' });
    this.#problems.add(error, place.path === '' ? [] : [place.path]);
  }

  #mayTell(): boolean {
    this.#told += 1;
    return this.#told <= PREVIEW_LIMITS.consoleMessages + PREVIEW_LIMITS.errors;
  }

  #fail(message: string): void {
    if (this.#disposed) return;
    const error: PreviewError = {
      message: message.slice(0, PREVIEW_LIMITS.messageCharacters),
      plain: 'The preview could not be shown. Look at the message, then reload the preview.',
      source: 'compile',
    };
    this.#problems.add(error);
  }
}

/** First place of the project's own files in a stack of the dev server's page. */
export function placeIn(stack: string | undefined): { path: string; line: number; column: number } {
  const found = /https?:\/\/[^/\s]+(\/(?!node_modules|@)[^\s:?)]+)[^\s:)]*:(\d+):(\d+)/.exec(stack ?? '');
  return { path: found?.[1] ?? '', line: Number(found?.[2] ?? 0), column: Number(found?.[3] ?? 0) };
}
