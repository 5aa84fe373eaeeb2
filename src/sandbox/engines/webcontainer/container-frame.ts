/**
 * The frame that shows the dev server of a WebContainer. Its page comes from another origin;
 * the kit's script in it (`preview-script.ts`) talks over a port of its own, and nothing it
 * says is believed without being read as hostile.
 */
import { SandboxError } from '../../sandbox.ts';
import { CONNECT, type FromFrame, type ProbeQuestion, type ToFrame } from '../embedded/preview-messages.ts';
import { parseFrameMessage } from '../embedded/preview-parse.ts';

export class ContainerFrame {
  readonly element: HTMLIFrameElement;
  readonly #onMessage: (message: FromFrame) => void;
  readonly #questions = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  #port: MessagePort | null = null;
  #count = 0;

  /** Puts the frame into `parent`; a page that loads anew is connected anew. */
  constructor(parent: HTMLElement, url: string, onMessage: (message: FromFrame) => void) {
    this.#onMessage = onMessage;
    this.element = document.createElement('iframe');
    // Its own origin is not ours: it may keep it, the dev server's service worker needs it.
    this.element.setAttribute('sandbox', 'allow-scripts allow-forms allow-same-origin');
    this.element.setAttribute('allow', 'cross-origin-isolated');
    this.element.title = 'Preview';
    this.element.style.cssText = 'border:0;width:100%;height:100%;display:block;background:#fff';
    this.element.addEventListener('load', () => this.#connect(new URL(url).origin));
    this.element.src = url;
    parent.append(this.element);
  }

  #connect(origin: string): void {
    this.#disconnect();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = (event) => this.#receive(event.data);
    this.element.contentWindow?.postMessage(CONNECT, origin, [port2]);
  }

  #disconnect(): void {
    this.#port?.close();
    this.#port = null;
    for (const question of this.#questions.values()) question.reject(notAnswering());
    this.#questions.clear();
  }

  #receive(data: unknown): void {
    const message = parseFrameMessage(data);
    if (message?.type === 'answer') {
      this.#questions.get(message.id)?.resolve(message.value);
      this.#questions.delete(message.id);
    } else if (message) this.#onMessage(message);
  }

  send(message: ToFrame): void {
    this.#port?.postMessage(message);
  }

  /** Asks the probe. */
  ask(question: ProbeQuestion, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted();
    if (!this.#port) return Promise.reject(notAnswering());
    this.#count += 1;
    const id = this.#count;
    return new Promise((resolve, reject) => {
      this.#questions.set(id, { resolve, reject });
      signal?.addEventListener(
        'abort',
        () => {
          this.#questions.delete(id);
          reject(signal.reason);
        },
        { once: true },
      );
      this.send({ type: 'probe', id, question });
    });
  }

  close(): void {
    this.#disconnect();
    this.element.remove();
  }
}

function notAnswering(): SandboxError {
  return new SandboxError('unresponsive', 'The page in the preview does not answer.', 'Reload the preview.');
}
