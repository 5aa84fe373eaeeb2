/**
 * What the page and the shell's worker say to each other. The page owns the files; the
 * worker works on a copy, is told of every change, and hands its own changes back in batches.
 */
import type { TreeEdit } from '../file-tree.ts';

/** What a shell keeps from one command line to the next. */
export interface ShellState {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Functions by name, as the parser's own nodes. */
  readonly functions: Readonly<Record<string, unknown>>;
  /** Exit code of the last command line, for `$?`. */
  readonly lastExit: number;
}

/** Work that only the page can do, asked for by a command of the shell. */
export type HostQuestion =
  | { readonly about: 'tests'; readonly filter?: string }
  | { readonly about: 'check' }
  | { readonly about: 'script'; readonly path: string; readonly args: readonly string[] }
  /** A real program, where the engine has them. `input` is what was piped in, as latin1 bytes. */
  | {
      readonly about: 'program';
      readonly name: string;
      readonly args: readonly string[];
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
      readonly input: string;
    };

/** Whose `npm` and `node` the shell has: plain answers, or the real programs of a container. */
export type ShellPrograms = 'plain' | 'real';

export interface HostAnswer {
  readonly exitCode: number;
  readonly output: string;
}

export type ToWorker =
  | { readonly type: 'edits'; readonly edits: readonly TreeEdit[] }
  | {
      readonly type: 'run';
      readonly run: number;
      readonly command: string;
      readonly state: ShellState;
      /** Variables that programs are to see, beside those exported earlier in this worker. */
      readonly exported: readonly string[];
    }
  | { readonly type: 'answer'; readonly question: number; readonly answer: HostAnswer };

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'output'; readonly run: number; readonly fd: 1 | 2; readonly text: string }
  | { readonly type: 'edits'; readonly run: number; readonly edits: readonly TreeEdit[] }
  | { readonly type: 'question'; readonly run: number; readonly question: number; readonly ask: HostQuestion }
  | { readonly type: 'done'; readonly run: number; readonly exitCode: number; readonly state: ShellState };

/** A worker as the page uses it: a browser's, or a thread of Node in tests. */
export interface ShellPort {
  post(message: ToWorker): void;
  /** Called once, before the first message. */
  listen(onMessage: (message: FromWorker) => void, onCrash: (reason: string) => void): void;
  terminate(): void;
}
