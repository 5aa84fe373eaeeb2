/** Where a sandbox's preview is shown: brings together an element and a sandbox that come and go in any order. */
import type { Sandbox } from '../sandbox/sandbox.ts';

/**
 * The preview attaches as soon as both an element and a sandbox are there. Without an element
 * it lives off the screen, so that checks and the agent can look at the page all the same.
 */
export class PreviewPlace {
  readonly #offscreen: () => HTMLElement | null;
  #element: HTMLElement | null = null;
  #hidden: HTMLElement | null = null;
  #sandbox: Sandbox | null = null;
  #attached: { readonly sandbox: Sandbox; readonly element: HTMLElement } | null = null;

  constructor(offscreen: () => HTMLElement | null = createOffscreenHost) {
    this.#offscreen = offscreen;
  }

  /** Null where the element goes away. */
  setElement(element: HTMLElement | null): void {
    this.#element = element;
    if (element) this.#attach(element);
    else this.#attached = null;
  }

  /** Resolves when the first page is ready or has failed. */
  async setSandbox(sandbox: Sandbox | null): Promise<void> {
    this.#sandbox = sandbox;
    this.#attached = null;
    if (!sandbox) return;
    await this.#attach(this.#element ?? this.#hiddenHost());
  }

  /** Before somebody looks at the page: it must be somewhere. */
  async ensureAttached(): Promise<void> {
    if (this.#sandbox && !this.#attached) await this.#attach(this.#element ?? this.#hiddenHost());
  }

  dispose(): void {
    this.#hidden?.remove();
    this.#hidden = null;
    this.#sandbox = null;
    this.#attached = null;
  }

  #hiddenHost(): HTMLElement | null {
    this.#hidden ??= this.#offscreen();
    return this.#hidden;
  }

  async #attach(element: HTMLElement | null): Promise<void> {
    const sandbox = this.#sandbox;
    if (!sandbox || !element) return;
    if (this.#attached?.sandbox === sandbox && this.#attached.element === element) return;
    this.#attached = { sandbox, element };
    try {
      await sandbox.preview.attach(element);
    } catch {
      // A sandbox that ended meanwhile has nothing to show; the next one attaches anew.
      if (this.#attached?.element === element) this.#attached = null;
    }
  }
}

function createOffscreenHost(): HTMLElement | null {
  if (typeof document === 'undefined') return null;
  const host = document.createElement('div');
  host.setAttribute('aria-hidden', 'true');
  host.inert = true;
  Object.assign(host.style, {
    position: 'fixed',
    left: '-10000px',
    top: '0',
    width: '1280px',
    height: '800px',
    overflow: 'hidden',
  });
  document.body.append(host);
  return host;
}
