/** Remembers over visits that a page was started and never got ready: it may hang the whole browser. */
import { secondsWaited } from '../sandbox/preview-problems.ts';
import type { PreviewEvent } from '../sandbox/sandbox.ts';
import type { KeptText } from '../storage/items.ts';

/** The mark of one project; kept from the start of its page until that page is ready. */
export class StartMark {
  readonly #kept: KeptText;
  #waits = 0;
  #isStarting = false;

  constructor(kept: KeptText) {
    this.#kept = kept;
  }

  /** The last start never came to an end. */
  get neverReady(): boolean {
    return this.#kept.read() !== null;
  }

  /** The page starts now. */
  start(): void {
    this.#isStarting = true;
    this.#kept.write('1');
  }

  /** What the preview says: a page that is there, or cannot be built, hangs nothing. */
  hear(event: PreviewEvent): void {
    this.#waits = secondsWaited(this.#waits, event);
    const isBroken = event.type === 'error' && event.error.source !== 'runtime';
    if (event.type === 'ready' || event.type === 'updated' || isBroken) this.#end();
  }

  /** The visit ends in good order: the host was not held up, and the page is only late. */
  leave(): void {
    if (this.#isStarting && this.#waits === 0) this.#end();
  }

  #end(): void {
    this.#isStarting = false;
    this.#kept.remove();
  }
}
