/** What the panels of a workbook are given. Structural types: a demo's briefing and check rows fit as they are. */
import type { Judges } from '../../judged.ts';
import type { WorkbookCommand } from '../../schema.ts';
import type { Workbook, WorkbookChange } from '../../workbook.ts';

/** What the panels need of a `WorkbookDesk`. */
export interface PanelDesk {
  readonly workbook: Workbook;
  /** Told of every change, also of those that are only tried while a slider is dragged (`passing`). */
  subscribe(listener: (change: WorkbookChange) => void): () => void;
}

/** The document that the model was built from. */
export interface PanelBriefing {
  readonly title: string;
  readonly from: string;
  readonly paragraphs: readonly { readonly id: string; readonly text: string }[];
}

/** A check by program, as the session's rows have it. */
export interface PanelCheck {
  readonly id: string;
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'pass' | 'fail' | 'unmeasured';
  readonly detail: string;
  readonly where?: { readonly cells: string } | object | undefined;
  /** Whether it knows what the numbers must be. */
  readonly judges?: Judges | undefined;
}

/** What is selected in the grid. */
export interface PanelSelection {
  readonly sheet: string;
  /** Cell or range without its sheet: `C4` or `C4:D9`. */
  readonly area: string;
}

export type PanelId = 'drivers' | 'charts' | 'sensitivity' | 'checks' | 'briefing';

export interface WorkbookPanelsProps {
  desk: PanelDesk;
  readOnly?: boolean | undefined;
  /** Sizes for the projector: a strip with the drivers and one chart. */
  stage?: boolean | undefined;
  briefing?: PanelBriefing | null | undefined;
  checks?: readonly PanelCheck[] | undefined;
  selection?: PanelSelection | null | undefined;
  /** One recorded step; `label` says what was done: "Churn a month to 2.4 %". */
  onEdit: (commands: readonly WorkbookCommand[], label: string) => void;
  /** Selects cells in the grid: `CashFlow!G9` or `CashFlow!G9:BN9`. */
  onSelect: (cells: string) => void;
  /** The panel in front, where the screen decides it. */
  panel?: PanelId | undefined;
  onPanel?: ((panel: PanelId) => void) | undefined;
}
