/** Words of the workbook's file that several parts of the exchange share. */
import type { WorkbookFile } from '../schema.ts';

export type SheetFile = WorkbookFile['sheets'][number];
export type FormatRule = SheetFile['formats'][number];
export type CellRole = NonNullable<FormatRule['role']>;

/** Where a file comes from; stands in it for everyone who opens it later. */
export interface WorkbookOrigin {
  readonly mode: 'live' | 'rehearsal' | 'replay' | 'hand';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Model that worked, where the run was live. */
  readonly model?: string;
}
