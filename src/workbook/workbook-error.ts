export type WorkbookErrorCode = 'bad-formula' | 'cycle' | 'no-sheet' | 'bad-place' | 'limit' | 'bad-name';

/** A change that was refused; the workbook is as it was before. */
export class WorkbookError extends Error {
  readonly code: WorkbookErrorCode;
  /** Where, like PnL!F9, or undefined where it is no single cell. */
  readonly cell: string | undefined;
  readonly hint: string;
  constructor(code: WorkbookErrorCode, message: string, hint: string, cell?: string) {
    super(message);
    this.name = 'WorkbookError';
    this.code = code;
    this.hint = hint;
    this.cell = cell;
  }
}
