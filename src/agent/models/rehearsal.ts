/** The rehearsal: plays the model's part from an authored script over real tools. */

/** What the script says or does next. */
export type RehearsalMove =
  | { readonly move: 'say'; readonly text: string }
  | { readonly move: 'call'; readonly tool: string; readonly input: Readonly<Record<string, unknown>> };

/** What came back from a call. */
export interface RehearsalResult {
  readonly ok: boolean;
  readonly text: string;
}

/** A part of the script: yields moves, receives the result of each call, branches on it. */
export type RehearsalPart = Generator<RehearsalMove, void, RehearsalResult>;

export interface RehearsalScript {
  readonly title: string;
  /** The first build. */
  build(): RehearsalPart;
  /** The change for a request, or null where the script does not know it. */
  answer(request: string): RehearsalPart | null;
  /** Labels of the scripted requests nearest to this one, best first. */
  nearest(request: string): readonly string[];
}
