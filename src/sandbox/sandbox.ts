/**
 * The sandbox: where an agent's (and a participant's) files live, commands run and the
 * built page is shown. Everything in it is hostile. Two engines implement this interface
 * and pass one contract suite (`tests/sandbox/contract.ts`).
 *
 * Paths are absolute inside the sandbox, with `/` as separator and project root
 * (`/src/App.tsx`). `..` and NUL are refused with a {@link SandboxError}.
 */
import type { PreviewRequests } from './preview-requests.ts';
import type { PreviewProbe } from './probe.ts';

export type SandboxKind = 'embedded' | 'webcontainer';

export interface SandboxCapabilities {
  /** Commands and code may reach the network. */
  readonly network: boolean;
  /** `node` is a real Node.js. */
  readonly realNode: boolean;
  /** `npm install` of any package works; otherwise a fixed catalogue is there. */
  readonly npmInstall: boolean;
}

export interface SandboxEntry {
  /** Absolute path of the file or folder. */
  readonly path: string;
  readonly kind: 'file' | 'directory';
  /** Bytes; 0 for a folder. */
  readonly size: number;
}

export interface FileChange {
  readonly path: string;
  readonly kind: 'created' | 'changed' | 'removed';
}

export interface SandboxFiles {
  /** Rejects with `SandboxError('no-such-file')`. */
  read(path: string): Promise<Uint8Array>;
  /** Creates missing parent folders. Rejects with `SandboxError('limit')` over a cap of `limits.ts`. */
  write(path: string, data: Uint8Array | string): Promise<void>;
  /** Everything below `path`, folders too, sorted by path; not recursive unless asked. */
  list(path: string, options?: { recursive?: boolean }): Promise<SandboxEntry[]>;
  remove(path: string, options?: { recursive?: boolean }): Promise<void>;
  /** Calls back after each settled batch of changes below `path`. Returns the unsubscribe function. */
  watch(path: string, onChange: (changes: readonly FileChange[]) => void): () => void;
}

export interface SandboxOutput {
  /** 1 is standard output, 2 standard error. */
  readonly fd: 1 | 2;
  readonly text: string;
}

/** Exit codes with a meaning of their own, as shells use them. */
export const EXIT_CODES = {
  outOfTime: 124,
  /** It is there and could not be run; that says nothing about what it would have found. */
  cannotRun: 126,
  unknown: 127,
  aborted: 130,
  crashed: 134,
} as const;

export interface SandboxProcess {
  readonly output: ReadableStream<SandboxOutput>;
  /** Exit code, one of {@link EXIT_CODES} where the sandbox ended it. Never rejects. */
  readonly exit: Promise<number>;
}

export interface ExecOptions {
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

/** What the host learns from a preview. Parsed as hostile input before anybody sees it. */
export type PreviewEvent =
  | { readonly type: 'loading' }
  /** The page has rendered; `ms` since the load began. */
  | { readonly type: 'ready'; readonly ms: number }
  /** A change was applied; `stateKept` is false where the page was loaded anew. */
  | { readonly type: 'updated'; readonly ms: number; readonly stateKept: boolean }
  | {
      readonly type: 'console';
      readonly level: 'log' | 'info' | 'warn' | 'error' | 'debug';
      readonly text: string;
    }
  /** One more problem, besides those that stand. */
  | { readonly type: 'error'; readonly error: PreviewError }
  /**
   * Exactly what stands from here on, with the build and the page load that it is about.
   * Nothing else takes a problem away: neither `ready` nor `updated` has looked for any.
   */
  | {
      readonly type: 'problems';
      /** Counts the page loads of this preview. */
      readonly load: number;
      /** Counts the builds of this preview. */
      readonly build: number;
      readonly problems: readonly PreviewError[];
    }
  /** The page tried to reach the network or another forbidden thing, and was refused. */
  | { readonly type: 'blocked'; readonly directive: string; readonly target: string }
  /** The page has not answered for so many seconds and is waited for; 0 once it answers again. */
  | { readonly type: 'waiting'; readonly seconds: number }
  /** The page was given up. It is loaded once more by itself, then only when asked to or changed. */
  | { readonly type: 'unresponsive' };

/** Problems that the kit itself finds, where others come from the compiler or the code. */
export type PreviewProblemCode = 'did-not-start' | 'stopped-answering' | 'empty-page' | 'too-many-elements';

export interface PreviewError {
  readonly code?: PreviewProblemCode;
  /** The engine's own message. */
  readonly message: string;
  /** The same in plain words, for a person who does not program. */
  readonly plain: string;
  readonly path?: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
  readonly source: 'compile' | 'runtime' | 'resolve';
}

export interface SandboxPreview {
  /** Shows the project in `element`; resolves when the first page is ready or has failed. */
  attach(element: HTMLElement): Promise<void>;
  reload(): Promise<void>;
  /**
   * Resolves once every change of the files made before the call is on the page, or has failed to get
   * there. Rejects with the signal's reason.
   */
  settled(signal?: AbortSignal): Promise<void>;
  on(listener: (event: PreviewEvent) => void): () => void;
  /** What is on the page now; rejects with `SandboxError('no-preview')` while nothing is attached. */
  readonly probe: PreviewProbe;
  /** What the page asks of the person and waits for. */
  readonly requests: PreviewRequests;
}

export interface Sandbox {
  readonly kind: SandboxKind;
  readonly caps: SandboxCapabilities;
  readonly fs: SandboxFiles;
  /** Runs a bash command line. Working folder and environment are kept between calls. */
  exec(command: string, options?: ExecOptions): SandboxProcess;
  readonly preview: SandboxPreview;
  /** All files as a zip (the bytes of a .zip file, openable anywhere). */
  snapshot(): Promise<Uint8Array>;
  /** Replaces all files by those of a zip; a refused zip changes nothing. */
  restore(snapshot: Uint8Array): Promise<void>;
  /** Ends processes, workers and frames. Idempotent. */
  dispose(): Promise<void>;
}

export type SandboxErrorCode =
  | 'no-such-file'
  | 'bad-path'
  | 'not-a-directory'
  | 'is-a-directory'
  | 'limit'
  | 'bad-snapshot'
  | 'no-preview'
  | 'unresponsive'
  | 'disposed'
  | 'boot-failed';

/** An expected failure of a sandbox. `hint` says what to do next. */
export class SandboxError extends Error {
  readonly code: SandboxErrorCode;
  readonly hint: string;
  constructor(code: SandboxErrorCode, message: string, hint: string) {
    super(message);
    this.name = 'SandboxError';
    this.code = code;
    this.hint = hint;
  }
}
