/** A briefing: the one-page document that a model is built from. */

export interface BriefingParagraph {
  /** How it is cited: "P4". */
  readonly id: string;
  readonly text: string;
}

export interface Briefing {
  readonly id: string;
  readonly title: string;
  /** Who wrote it, to whom and when, in a line. */
  readonly from: string;
  readonly paragraphs: readonly BriefingParagraph[];
}
