/** What the workbook screen shows, as one value: types of the view, without behaviour. */
import type { AreaAddress, CellAddress } from '../address.ts';
import type { WorkbookCommand } from '../schema.ts';
import type { Workbook, WorkbookChange } from '../workbook.ts';
import type { Refusal } from './entry.ts';
import { type Selection, type Spot, selectionAt } from './selection.ts';

/** What the screen needs of a `WorkbookDesk`. */
export interface ScreenDesk {
  readonly workbook: Workbook;
  subscribe(listener: (change: WorkbookChange) => void): () => void;
}

export type EditHandler = (commands: readonly WorkbookCommand[], label: string) => void;

/** What the screen is told from outside; may be another at each render. */
export interface GridHost {
  readonly onEdit: EditHandler;
  readonly onUndo?: (() => void) | undefined;
  readonly onRedo?: (() => void) | undefined;
  readonly readOnly: boolean;
  /** On the projector the grid takes no focus by itself: the keys belong to the presenter. */
  readonly stage?: boolean | undefined;
}

export interface Editing {
  readonly sheet: string;
  readonly place: CellAddress;
  readonly text: string;
  /** Where the caret goes once the text was changed by the program. */
  readonly caret: number | null;
  /** All of the text is selected, so that typing replaces it. */
  readonly selected?: boolean;
  /** `type`: arrows leave the cell, since typing began it; `edit`: arrows move the caret. */
  readonly mode: 'type' | 'edit';
  readonly where: 'cell' | 'bar';
  /** The reference that is being pointed at: its place in the text, and the cells. */
  readonly pointing: { readonly from: number; readonly to: number; readonly start: CellAddress } | null;
}

export interface Recalculation {
  readonly cells: number;
  /** Milliseconds from the edit to every value being up to date; null where it was not measured here. */
  readonly took: number | null;
}

/** What the grid is asked to bring into view; a new object each time. */
export interface Reveal {
  readonly area: AreaAddress;
  readonly align: 'auto' | 'center';
}

export interface GridState {
  /** Null while there is no sheet. */
  readonly sheet: string | null;
  readonly selection: Selection;
  readonly editing: Editing | null;
  readonly refusal: Refusal | null;
  readonly reveal: Reveal | null;
  /** Counts changes of the workbook. */
  readonly version: number;
  /** Counts changes of what the sheets look like: texts, formats, sizes; not of numbers alone. */
  readonly shape: number;
  readonly recalculation: Recalculation | null;
  readonly canGoBack: boolean;
  /** What the agent works on. */
  readonly focus: Spot | null;
  readonly following: boolean;
  /** What was done, for screen readers. */
  readonly said: string;
  /** Whether the panel “Where this number comes from” is open. */
  readonly tracing: boolean;
  /** Counts how often the grid was asked to take the focus. */
  readonly grab: number;
}

/** The state before anything is selected; `sheet` is the first one, or null where there is none. */
export function firstState(sheet: string | null): GridState {
  return {
    sheet,
    selection: selectionAt(0, 0),
    editing: null,
    refusal: null,
    reveal: null,
    version: 0,
    shape: 0,
    recalculation: null,
    canGoBack: false,
    focus: null,
    following: true,
    said: '',
    tracing: false,
    grab: 0,
  };
}
