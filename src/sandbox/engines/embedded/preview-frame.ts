import { PREVIEW_LIMITS } from '../../limits.ts';
import { SandboxError } from '../../sandbox.ts';
import { measureSlowness, whenSpent } from '../../slowness.ts';
import { CONNECT, type FromFrame, type ProbeQuestion, type ToFrame } from './preview-messages.ts';
import { parseFrameMessage } from './preview-parse.ts';
import { loadManifest } from './vendor.ts';

/** Address of the page that the site serves for previews, by its version. */
async function previewAddress(): Promise<string> {
  return `/preview/?v=${(await loadManifest()).previewPage}`;
}

const beatMs = 1_000;
/** A beat that comes later than this says that the host itself was held up: it proves nothing about the frame. */
const lateBeatMs = 2_500;
/** Messages past the port that a page may send between two beats; an honest one sends none. */
const mostStray = 500;

/** What a frame's owner is told. */
export interface FrameListener {
  message(message: FromFrame): void;
  /** The page in the frame went somewhere: what is there now is not the preview any more. */
  left(): void;
  /** No sign of life for so many seconds, told every few seconds; 0 once there is one again. */
  waiting?(seconds: number): void;
  /** No sign of life for too long, or a flood of messages. */
  silent(): void;
}

interface Question {
  resolve(value: unknown, focused: boolean): void;
  reject(error: unknown): void;
}

/** One sandboxed frame and its private port. Used once: to start again, close it and open another. */
export class PreviewFrame {
  readonly element: HTMLIFrameElement;
  readonly #port: MessagePort;
  readonly #listener: FrameListener;
  readonly #questions = new Map<number, Question>();
  #nextId = 1;
  #missed = 0;
  #lastBeat = performance.now();
  /** Id of the question that a loaded page must answer to be the one that was there before; 0 where none is asked. */
  #askedAfterLoad = 0;
  #beatsAfterLoad = 0;
  /** How long silence is borne, ms of a machine at ease. */
  #patienceMs: number = PREVIEW_LIMITS.firstPageMs;
  #stray = 0;
  #beat: ReturnType<typeof setInterval> | undefined;
  #closed = false;

  private constructor(element: HTMLIFrameElement, listener: FrameListener) {
    this.element = element;
    this.#listener = listener;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = (event) => this.#receive(event.data);
    // The target has no origin to name; the port is the only thing in the message.
    element.contentWindow?.postMessage(CONNECT, '*', [port2]);
    element.addEventListener('load', this.#onLoad);
    window.addEventListener('message', this.#onStray);
    this.#beat = setInterval(() => this.#check(), beatMs);
  }

  /** Puts a frame into `parent` and waits until its page is there. */
  static async open(
    parent: HTMLElement,
    listener: FrameListener,
    title: string,
    signal?: AbortSignal,
  ): Promise<PreviewFrame> {
    const address = await previewAddress();
    signal?.throwIfAborted();
    const element = document.createElement('iframe');
    element.setAttribute('sandbox', 'allow-scripts allow-forms');
    element.setAttribute('allow', '');
    element.referrerPolicy = 'no-referrer';
    element.title = title;
    element.style.cssText = 'border:0;width:100%;height:100%;display:block;background:#fff';
    await new Promise<void>((resolve, reject) => {
      let waitedMs = 0;
      const tell = setInterval(() => {
        waitedMs += PREVIEW_LIMITS.waitingMs;
        listener.waiting?.(waitedMs / 1_000);
      }, PREVIEW_LIMITS.waitingMs);
      const cancel = whenSpent(PREVIEW_LIMITS.firstPageMs, () => {
        element.remove();
        reject(new SandboxError('unresponsive', 'The preview page does not load.', 'Reload the page.'));
      });
      const settle = () => {
        clearInterval(tell);
        cancel();
        signal?.removeEventListener('abort', giveUp);
      };
      const giveUp = () => {
        settle();
        element.remove();
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      element.addEventListener(
        'load',
        () => {
          settle();
          resolve();
        },
        { once: true },
      );
      element.src = address;
      parent.append(element);
    });
    return new PreviewFrame(element, listener);
  }

  /** Whether the page has been silent for longer than an honest one is at work. */
  get isSilent(): boolean {
    return this.#missed * beatMs >= PREVIEW_LIMITS.waitingMs;
  }

  /** The page was ready: from now on it is borne with for less long. */
  wasReady(): void {
    this.#patienceMs = PREVIEW_LIMITS.unresponsiveMs;
  }

  send(message: ToFrame): void {
    if (!this.#closed) this.#port.postMessage(message);
  }

  /** Asks the probe; rejects where the frame is closed, silent or the question is given up. */
  ask(question: ProbeQuestion, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted();
    if (this.#closed) return Promise.reject(silentError());
    const id = this.#nextId++;
    const keepFocus = question.ask === 'act' ? holdFocus(this.element) : () => {};
    return new Promise<unknown>((resolve, reject) => {
      const give = () => {
        this.#questions.delete(id);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', give, { once: true });
      const settle = () => signal?.removeEventListener('abort', give);
      this.#questions.set(id, {
        resolve(value, focused) {
          settle();
          keepFocus(focused);
          resolve(value);
        },
        reject(error) {
          settle();
          reject(error);
        },
      });
      this.send({ type: 'probe', id, question });
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#beat);
    this.element.removeEventListener('load', this.#onLoad);
    window.removeEventListener('message', this.#onStray);
    this.#port.close();
    this.element.remove();
    for (const question of this.#questions.values()) question.reject(silentError());
    this.#questions.clear();
  }

  /**
   * A page that was left says so as it goes. Some engines tell `load` for a mere fragment too: the
   * port still leads to the same page then, and it answers.
   */
  readonly #onLoad = (): void => {
    if (this.#closed) return;
    this.#askedAfterLoad = this.#nextId++;
    this.#beatsAfterLoad = 0;
    this.send({ type: 'ping', id: this.#askedAfterLoad });
  };

  #leave(): void {
    if (!this.#closed) this.#listener.left();
  }

  /** Nobody listens to these, but enough of them hold up the host. */
  readonly #onStray = (event: MessageEvent): void => {
    if (event.source !== this.element.contentWindow || ++this.#stray !== mostStray) return;
    this.#listener.silent();
  };

  #check(): void {
    this.#stray = 0;
    const now = performance.now();
    const isLate = now - this.#lastBeat > lateBeatMs;
    this.#lastBeat = now;
    if (!isLate) this.#count();
    if (!this.#closed) this.send({ type: 'ping', id: 0 });
  }

  #count(): void {
    this.#missed++;
    if (this.#askedAfterLoad > 0 && ++this.#beatsAfterLoad * beatMs > PREVIEW_LIMITS.departureMs) {
      this.#leave();
      return;
    }
    const silentMs = this.#missed * beatMs;
    if (silentMs >= PREVIEW_LIMITS.waitingMs && silentMs % PREVIEW_LIMITS.waitingMs === 0)
      this.#listener.waiting?.(silentMs / 1_000);
    if (silentMs <= this.#patienceMs) return;
    const clock = () => performance.now();
    this.#patienceMs = Math.max(this.#patienceMs, this.#patienceMs * measureSlowness(clock));
    if (silentMs > this.#patienceMs) this.#listener.silent();
  }

  #receive(data: unknown): void {
    const wasSilent = this.isSilent;
    this.#missed = 0;
    const message = parseFrameMessage(data);
    if (message === null || this.#closed) return;
    if (wasSilent) this.#listener.waiting?.(0);
    if (message.type === 'leaving') this.#leave();
    else if (message.type === 'pong') {
      if (message.id === this.#askedAfterLoad) this.#askedAfterLoad = 0;
    } else if (message.type === 'answer') {
      const question = this.#questions.get(message.id);
      this.#questions.delete(message.id);
      question?.resolve(message.value, message.focused);
    } else this.#listener.message(message);
  }
}

/** Remembers where the keyboard is; returns what brings it back there from the frame, once that took it or not. */
function holdFocus(frame: HTMLIFrameElement): (isTaken: boolean) => void {
  const before = document.activeElement;
  const giveBack = () => {
    if (before === frame || document.activeElement !== frame) return;
    if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
    else frame.blur();
  };
  return (isTaken) => {
    const isOnItsWay = isTaken && before !== frame && document.activeElement !== frame;
    // Under load the browser tells the host of the focus after the frame has answered.
    if (isOnItsWay) window.addEventListener('blur', () => setTimeout(giveBack), { once: true });
    else giveBack();
  };
}

function silentError(): SandboxError {
  return new SandboxError('unresponsive', 'The preview does not answer.', 'Reload the preview.');
}
