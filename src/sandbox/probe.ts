/**
 * The probe: how the host (checks, the agent's inspection tool, "Show me") looks at and
 * acts on a preview. It is code of the kit that runs in the frame before any user code,
 * works on intrinsics it captured then, and talks over a private MessagePort; user code
 * can change what the page looks like (that is its job) but not what the probe reports.
 */

/** A reference to an element, valid until the page loads anew. */
export type ElementRef = string;

export interface OutlineNode {
  readonly ref: ElementRef;
  /** ARIA role, computed (`button`, `textbox`, `heading` …). */
  readonly role: string;
  /** Accessible name, at most 200 characters. */
  readonly name: string;
  /** Heading level, input value, checked, expanded, invalid … as `key: value`. */
  readonly state: Readonly<Record<string, string>>;
  readonly children: readonly OutlineNode[];
}

export interface TextMeasure {
  readonly ref: ElementRef;
  /** The text, at most 80 characters. */
  readonly text: string;
  /** Colours after blending, #rrggbb. */
  readonly foreground: string;
  readonly background: string;
  /** WCAG contrast ratio, 1 to 21; null where the background is an image and cannot be known. */
  readonly ratio: number | null;
  /** CSS pixels. */
  readonly fontSize: number;
  readonly bold: boolean;
}

export interface ColourUse {
  /** #rrggbb */
  readonly colour: string;
  readonly use: 'background' | 'text' | 'border' | 'fill';
  /** Visible area in CSS pixels² over all elements of this use. */
  readonly area: number;
}

/** How to find an element: by reference, or by role and accessible name (case-insensitive, part of it). */
export type ElementTarget = { readonly ref: ElementRef } | { readonly role: string; readonly name?: string };

export type ProbeAction =
  | { readonly do: 'click'; readonly target: ElementTarget }
  | { readonly do: 'fill'; readonly target: ElementTarget; readonly value: string }
  | { readonly do: 'choose'; readonly target: ElementTarget; readonly value: string }
  | { readonly do: 'scroll'; readonly target: ElementTarget }
  | { readonly do: 'press'; readonly key: string; readonly target?: ElementTarget };

export interface PreviewProbe {
  outline(signal?: AbortSignal): Promise<readonly OutlineNode[]>;
  /** Visible text of the page, white space folded, at most 20,000 characters. */
  text(signal?: AbortSignal): Promise<string>;
  /** Every visible run of text with its measured contrast. */
  measureText(signal?: AbortSignal): Promise<readonly TextMeasure[]>;
  colours(signal?: AbortSignal): Promise<readonly ColourUse[]>;
  /** Acts as a person would, then waits until the page has settled (two quiet frames or 300 ms). */
  act(
    action: ProbeAction,
    signal?: AbortSignal,
  ): Promise<{ readonly ok: boolean; readonly problem?: string }>;
  /** Outlines an element in the preview ("Show me"); null takes the outline away. */
  highlight(ref: ElementRef | null): Promise<void>;
}
