/**
 * The talk between host and frame, over one private port. The host believes nothing of
 * what comes back: see `preview-parse.ts`.
 */

import type { FrameRequest, RequestAnswer } from '../../preview-requests.ts';
import type { ElementRef, ProbeAction } from '../../probe.ts';
import type { PreviewProblemCode } from '../../sandbox.ts';
import type { LinkModule, LinkPage } from './link-messages.ts';
import type { IconTable } from './vendor-catalogue.ts';

/** First message to a fresh frame, with the port. */
export const CONNECT = 'firsthand-connect';

/** Code of a catalogue module. */
export interface VendorCode {
  readonly name: string;
  readonly code: string;
}

/** A font of the site, for a page that cannot fetch it. */
export interface PreviewFont {
  readonly family: string;
  readonly style: 'normal' | 'italic';
  /** Range of a variable font: "100 900". */
  readonly weight: string;
  readonly data: ArrayBuffer;
}

/** What a page kept in the stores of its browser, as JSON; the host holds it over reloads. */
export interface PageMemory {
  readonly local: string;
  readonly session: string;
  readonly place: string;
}

export type ProbeQuestion =
  | { readonly ask: 'outline' }
  | { readonly ask: 'text' }
  | { readonly ask: 'measure' }
  | { readonly ask: 'colours' }
  | { readonly ask: 'act'; readonly action: ProbeAction }
  | { readonly ask: 'highlight'; readonly ref: ElementRef | null };

export interface TestRunRequest {
  readonly runner: string;
  readonly entries: readonly string[];
  readonly modules: readonly LinkModule[];
  readonly vendors: readonly VendorCode[];
  readonly icons: IconTable;
}

export type ToFrame =
  | {
      readonly type: 'load';
      readonly page: LinkPage;
      readonly entries: readonly string[];
      readonly modules: readonly LinkModule[];
      readonly vendors: readonly VendorCode[];
      readonly icons: IconTable;
      readonly assets: Readonly<Record<string, string>>;
      readonly fonts: readonly PreviewFont[];
      readonly memory: PageMemory;
    }
  | {
      readonly type: 'update';
      /** Counts the updates of this preview; the answer names it. */
      readonly update: number;
      readonly entries: readonly string[];
      readonly modules: readonly LinkModule[];
      readonly vendors: readonly VendorCode[];
      readonly icons: IconTable;
      readonly fonts: readonly PreviewFont[];
    }
  | { readonly type: 'ping'; readonly id: number }
  | { readonly type: 'probe'; readonly id: number; readonly question: ProbeQuestion }
  | { readonly type: 'answer'; readonly id: number; readonly answer: RequestAnswer }
  | { readonly type: 'test'; readonly request: TestRunRequest };

export type FromFrame =
  | { readonly type: 'pong'; readonly id: number }
  | { readonly type: 'ready' }
  /** These modules of the project are about to run again. */
  | { readonly type: 'rerun'; readonly modules: readonly string[] }
  /** How an update ended: taken in, broken by an error that was told, or only possible in a page loaded anew. */
  | { readonly type: 'updated' | 'failed' | 'reload'; readonly update: number }
  /** Whether the page has nothing on it, told where that is not as it was. */
  | { readonly type: 'blank'; readonly blank: boolean }
  /** The page is being left. */
  | { readonly type: 'leaving' }
  | {
      readonly type: 'console';
      readonly level: 'log' | 'info' | 'warn' | 'error' | 'debug';
      readonly text: string;
    }
  | {
      readonly type: 'error';
      readonly code?: PreviewProblemCode;
      readonly message: string;
      readonly path: string;
      readonly line: number;
      readonly column: number;
      readonly source: 'compile' | 'runtime';
      /** Modules of the project in its stack. */
      readonly modules: readonly string[];
    }
  | { readonly type: 'blocked'; readonly directive: string; readonly target: string }
  /** The page asks the person for something. */
  | { readonly type: 'ask'; readonly request: FrameRequest }
  | { readonly type: 'memory'; readonly local: string; readonly session: string; readonly place: string }
  /** `focused`: the page took the focus, which its host may hear of later than of this. */
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown; readonly focused: boolean }
  | { readonly type: 'test'; readonly event: unknown };
