/**
 * Boots a WebContainer against a deadline. The library neither gives up nor says why: a
 * refused key, a filter and a dead network all look like an endless wait. So what can be
 * known is checked first, and after the deadline the network is asked.
 */
import type { WebContainer } from '@webcontainer/api';
import { BOOT_LIMITS } from '../../limits.ts';
import { BootError, type BootFailureCode } from './boot-failure.ts';

/** The part of the library that booting needs. */
interface WebContainerLibrary {
  readonly WebContainer: Pick<typeof WebContainer, 'boot'>;
  readonly configureAPIKey: (key: string) => void;
}

/** What booting reads of its surroundings; given in tests. */
export interface BootSurroundings {
  readonly load: () => Promise<WebContainerLibrary>;
  readonly isSecureContext: boolean;
  readonly crossOriginIsolated: boolean;
  /** The browser has the parts that WebContainer is made of. */
  readonly isCapable: boolean;
  readonly fetch: typeof fetch;
  /** Calls back after a time; returns the cancel function. */
  readonly after: (ms: number, call: () => void) => () => void;
}

export interface BootContainerOptions {
  readonly apiKey?: string;
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
  readonly surroundings?: Partial<BootSurroundings>;
}

const EDITOR = 'https://stackblitz.com/favicon.ico';
const RUNTIME = 'https://w-credentialless-staticblitz.com/';
/** For each of the two questions to the network. */
const ASK_MS = 4_000;

function isCapable(): boolean {
  // `credentialless` came with these; Safari has neither all of them nor the header.
  const isSafari = /^((?!chrome|android|crios|edg).)*safari/i.test(navigator.userAgent);
  return typeof WebAssembly === 'object' && typeof Worker === 'function' && !isSafari;
}

function realSurroundings(): BootSurroundings {
  return {
    load: () => import('@webcontainer/api'),
    isSecureContext: globalThis.isSecureContext,
    crossOriginIsolated: globalThis.crossOriginIsolated,
    isCapable: isCapable(),
    fetch: (input, init) => fetch(input, init),
    after(ms, call) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  };
}

function checkSurroundings(around: BootSurroundings): void {
  if (!around.isSecureContext) throw new BootError('no-secure-context');
  if (!around.isCapable) throw new BootError('browser');
  if (!around.crossOriginIsolated) throw new BootError('not-isolated');
}

async function answers(url: string, around: BootSurroundings): Promise<boolean> {
  const stop = new AbortController();
  const cancel = around.after(ASK_MS, () => stop.abort());
  try {
    await around.fetch(url, { mode: 'no-cors', cache: 'no-store', signal: stop.signal });
    return true;
  } catch {
    return false;
  } finally {
    cancel();
  }
}

/** Why a boot brought nothing, by what the network answers. */
async function diagnose(around: BootSurroundings, hasKey: boolean): Promise<BootFailureCode> {
  const [editor, runtime] = await Promise.all([answers(EDITOR, around), answers(RUNTIME, around)]);
  if (!editor && !runtime) return 'unreachable';
  if (!editor || !runtime) return 'blocked-by-proxy';
  return hasKey ? 'licence' : 'deadline';
}

function codeOf(error: unknown): BootFailureCode | null {
  const message = error instanceof Error ? error.message : String(error);
  if (/only a single webcontainer/i.test(message)) return 'already-running';
  if (/SharedArrayBuffer|crossOriginIsolated|cross-origin isolat/i.test(message)) return 'not-isolated';
  if (/api key|client_id|unauthori[sz]ed|forbidden|licen[cs]e|not allowed/i.test(message)) return 'licence';
  return null;
}

let configuredKey: string | undefined;

function configure(library: WebContainerLibrary, apiKey: string | undefined): void {
  // The library takes a key once a page, before its first boot.
  if (!apiKey || apiKey === configuredKey) return;
  library.configureAPIKey(apiKey);
  configuredKey = apiKey;
}

/** Lets go of an instance that came after nobody waited for it any more. */
function letGo(booting: Promise<WebContainer>): void {
  booting.then(
    (late) => late.teardown(),
    () => {},
  );
}

/**
 * @throws BootError with the reason and the remedy
 * @throws the signal's reason where it was aborted
 */
export async function bootContainer(options: BootContainerOptions = {}): Promise<WebContainer> {
  const around = { ...realSurroundings(), ...options.surroundings };
  options.signal?.throwIfAborted();
  checkSurroundings(around);
  const ends = new AbortController();
  const cancel = around.after(options.deadlineMs ?? BOOT_LIMITS.deadlineMs, () => ends.abort('deadline'));
  const stop = () => ends.abort('stopped');
  options.signal?.addEventListener('abort', stop, { once: true });
  const ended = new Promise<'ended'>((resolve) =>
    ends.signal.addEventListener('abort', () => resolve('ended')),
  );
  let booting: Promise<WebContainer> | undefined;
  try {
    const library = await Promise.race([around.load(), ended]);
    if (library !== 'ended') {
      configure(library, options.apiKey);
      booting = library.WebContainer.boot({
        coep: 'credentialless',
        workdirName: 'project',
        forwardPreviewErrors: true,
      });
      const booted = await Promise.race([booting, ended]);
      if (booted !== 'ended') return booted;
      letGo(booting);
    }
  } catch (error) {
    throw new BootError(codeOf(error) ?? (await diagnose(around, Boolean(options.apiKey))), error);
  } finally {
    cancel();
    options.signal?.removeEventListener('abort', stop);
  }
  options.signal?.throwIfAborted();
  throw new BootError(await diagnose(around, Boolean(options.apiKey)));
}
