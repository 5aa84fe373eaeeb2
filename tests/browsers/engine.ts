/** What a browser engine can do for a test, in the fewest words: one adapter implements this for each engine. */

export type EngineName = 'chromium' | 'firefox' | 'webkit';

/** One page in a browser of its own, with storage of its own. */
export interface EngineTab {
  readonly engine: EngineName;
  /** Goes to an absolute address; resolves when the page has loaded. */
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Goes back in the history; resolves maybe before the page is there. */
  back(): Promise<void>;
  forward(): Promise<void>;
  /**
   * Evaluates an expression that gives a promise of a text, in the page or in the frame that a CSS
   * selector names. No policy of the page keeps it from running; a frame that is not there throws.
   */
  run(expression: string, frame?: string): Promise<string>;
  /** Presses and lets go of the mouse at a place of the viewport, CSS pixels. */
  click(x: number, y: number): Promise<void>;
  /** Presses keys together, by their names of UI Events: `Enter`, `a`, `Control+a`. */
  press(keys: string): Promise<void>;
  /** Types text key by key into what has the focus. */
  type(text: string): Promise<void>;
  /** Puts a text into what has the focus at once; undefined where the page can do that itself. */
  readonly insert: ((text: string) => Promise<void>) | undefined;
  /** A tap of a finger; undefined where the engine cannot be tapped from outside. */
  readonly tap: ((x: number, y: number) => Promise<void>) | undefined;
  /** Makes the viewport this large, CSS pixels. WebKit's window is never narrower than about 450. */
  resize(width: number, height: number): Promise<void>;
  /** PNG of the viewport. */
  screenshot(): Promise<Buffer>;
  /** Errors of the console and uncaught exceptions so far, as text, those before the first look of WebKit left out. */
  errors(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A browser that is there; every tab is as if nobody had used it before. */
export interface Engine {
  newTab(viewport: { readonly width: number; readonly height: number }): Promise<EngineTab>;
  close(): Promise<void>;
}
