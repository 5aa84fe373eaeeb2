/**
 * What a page asks of the person who looks at it: dialogs, files to save, text to copy. The page may not
 * do these things itself; the host offers them, and the page hears what was decided.
 */
import { REQUEST_LIMITS } from './limits.ts';
import { cleanFileName } from './saved-name.ts';

export type DialogKind = 'alert' | 'confirm' | 'prompt';

/** What a dialog hands back: for `confirm` true or false, for `prompt` a text or null, for `alert` null. */
export type DialogAnswer = boolean | string | null;

export interface DialogRequest {
  readonly kind: DialogKind;
  readonly id: number;
  readonly text: string;
  /** What stands in the field of a `prompt`. */
  readonly preset: string;
  /** The page has asked so often that it may be told to stop. */
  readonly mayStop: boolean;
}

export interface SaveRequest {
  readonly kind: 'save';
  readonly id: number;
  /** Cleaned: a plain file name of a kind that only holds data. */
  readonly name: string;
  readonly content: Blob;
}

export interface CopyRequest {
  readonly kind: 'copy';
  readonly id: number;
  readonly text: string;
}

export type PreviewRequest = DialogRequest | SaveRequest | CopyRequest;

/** A request as a frame sends it, parsed. `id` is the frame's own number. */
export type FrameRequest =
  | { readonly kind: DialogKind; readonly id: number; readonly text: string; readonly preset: string }
  | { readonly kind: 'save'; readonly id: number; readonly name: string; readonly content: Blob }
  | { readonly kind: 'copy'; readonly id: number; readonly text: string };

type FileOfFrame = Extract<FrameRequest, { kind: 'save' }>;

export type RequestAnswer = DialogAnswer;

/** Why a request was not even offered. */
export type UnofferedReason = 'save-too-large' | 'save-too-many' | 'stopped';

export interface RequestHost {
  /** Hands the page its answer. */
  readonly reply: (id: number, answer: RequestAnswer) => void;
  /** Tells that a request was not offered. */
  readonly refuse: (reason: UnofferedReason, what: string) => void;
}

const isDialog = (request: { readonly kind: string }): request is DialogRequest =>
  request.kind !== 'save' && request.kind !== 'copy';

/** What stays unanswered: "no" to everything. */
export const unanswered = (kind: PreviewRequest['kind']): RequestAnswer =>
  kind === 'confirm' || kind === 'copy' ? false : null;

async function holdTheSame(one: Blob, other: Blob): Promise<boolean> {
  const [bytes, others] = await Promise.all([one.arrayBuffer(), other.arrayBuffer()]);
  const compared = new Uint8Array(others);
  return (
    bytes.byteLength === compared.length && new Uint8Array(bytes).every((byte, at) => byte === compared[at])
  );
}

/** The requests that wait, oldest first. Screens and the agent answer the same ones; the first answer counts. */
export class PreviewRequests {
  readonly #listeners = new Set<() => void>();
  readonly #host: RequestHost;
  /** Requests of the page that is shown, by their ids: its own number of each. Another map for each page. */
  #askedAs = new Map<number, number>();
  #open: readonly PreviewRequest[] = [];
  #last = 0;
  #dialogs = 0;
  #stoppedDialogs = false;
  #stoppedFiles = false;

  constructor(host: RequestHost = { reply: () => {}, refuse: () => {} }) {
    this.#host = host;
  }

  /** Replaced on every change. */
  get open(): readonly PreviewRequest[] {
    return this.#open;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes a request of the page. */
  take(request: FrameRequest): void {
    if (request.kind === 'save') this.#takeFile(request);
    else if (request.kind === 'copy') this.#takeCopy(request);
    else this.#takeDialog(request);
  }

  /** Answers a request; one that is over already is left alone. */
  answer(id: number, answer: RequestAnswer): void {
    const request = this.#open.find((each) => each.id === id);
    if (request === undefined) return;
    const askedAs = this.#askedAs.get(id);
    this.#askedAs.delete(id);
    this.#set(this.#open.filter((each) => each !== request));
    if (askedAs !== undefined) this.#host.reply(askedAs, answer);
  }

  /** Answers every dialog with no, and all further ones of this page. */
  stopDialogs(): void {
    this.#stoppedDialogs = true;
    for (const request of this.#open.filter(isDialog)) this.answer(request.id, unanswered(request.kind));
  }

  /** Lets every waiting file go, and offers no more of this page. */
  stopFiles(): void {
    this.#stoppedFiles = true;
    for (const request of this.#open.filter(({ kind }) => kind === 'save')) this.answer(request.id, null);
  }

  /** The page is loaded anew: what it asked is gone; files that wait can still be saved. */
  restart(): void {
    this.#dialogs = 0;
    this.#stoppedDialogs = false;
    this.#stoppedFiles = false;
    this.#askedAs = new Map();
    this.#set(this.#open.filter(({ kind }) => kind === 'save'));
  }

  #takeDialog(request: Extract<FrameRequest, { kind: DialogKind }>): void {
    this.#dialogs++;
    if (this.#stoppedDialogs || this.#open.filter(isDialog).length >= REQUEST_LIMITS.dialogs) {
      this.#host.reply(request.id, unanswered(request.kind));
      if (this.#stoppedDialogs) this.#host.refuse('stopped', request.text);
      return;
    }
    this.#add({ ...request, mayStop: this.#dialogs >= REQUEST_LIMITS.dialogsBeforeStop });
  }

  /** The newest text is the one that is meant. */
  #takeCopy(request: Extract<FrameRequest, { kind: 'copy' }>): void {
    for (const { id, kind } of this.#open) if (kind === 'copy') this.answer(id, false);
    this.#add(request);
  }

  #takeFile(sent: FileOfFrame): void {
    const request = { ...sent, name: cleanFileName(sent.name) };
    const again = this.#waitingFiles.find(
      ({ id, name, content }) =>
        !this.#askedAs.has(id) && name === request.name && content.size === request.content.size,
    );
    if (again === undefined || this.#stoppedFiles) this.#takeNewFile(request);
    else void this.#takeAgain(again, request);
  }

  /** A file of this name and size waits since an earlier load of the page. The same one is offered once. */
  async #takeAgain(waiting: SaveRequest, request: FileOfFrame): Promise<void> {
    const page = this.#askedAs;
    // One that cannot be read is offered as one of its own.
    const same = await holdTheSame(waiting.content, request.content).catch(() => false);
    if (page !== this.#askedAs) return;
    if (same && this.#open.includes(waiting) && !page.has(waiting.id)) page.set(waiting.id, request.id);
    else this.#takeNewFile(request);
  }

  #takeNewFile(request: FileOfFrame): void {
    const waiting = this.#waitingFiles;
    const bytes = waiting.reduce((sum, { content }) => sum + content.size, request.content.size);
    const reason = this.#stoppedFiles
      ? 'stopped'
      : request.content.size > REQUEST_LIMITS.fileBytes
        ? 'save-too-large'
        : waiting.length >= REQUEST_LIMITS.files || bytes > REQUEST_LIMITS.filesBytes
          ? 'save-too-many'
          : null;
    if (reason === null) this.#add(request);
    else {
      this.#host.reply(request.id, null);
      this.#host.refuse(reason, request.name);
    }
  }

  get #waitingFiles(): readonly SaveRequest[] {
    return this.#open.filter((each): each is SaveRequest => each.kind === 'save');
  }

  /** Under an id that no request of an earlier page has: its files may still wait. */
  #add(request: PreviewRequest): void {
    // A page that uses a number again has only one request under it.
    if ([...this.#askedAs.values()].includes(request.id)) return;
    this.#last++;
    this.#askedAs.set(this.#last, request.id);
    this.#set([...this.#open, { ...request, id: this.#last }]);
  }

  #set(open: readonly PreviewRequest[]): void {
    if (open.length === this.#open.length && open.every((each, at) => each === this.#open[at])) return;
    this.#open = open;
    for (const listener of [...this.#listeners]) listener();
  }
}
