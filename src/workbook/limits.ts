/** Caps of a workbook. A model of 60 months has about 9,000 cells; these leave room for twenty of them. */
export const workbookLimits = {
  /** Cells with anything in them, over all sheets. */
  cells: 200_000,
  /** Cells that one write may touch: a person can follow no more, and a paste of this size takes a second. */
  cellsPerWrite: 50_000,
  /** Rows and columns of one `write`; a longer change is several. */
  rowsPerWrite: 2000,
  columnsPerWrite: 400,
  sheets: 40,
  /** Rules of one sheet, as its file may have them. */
  rules: { formats: 2000, validations: 200, conditionals: 200 },
  /** Cells of an array while a formula runs, and of all arrays that lie over cells. */
  cellsOfArray: 250_000,
  cellsSpilled: 200_000,
  /** Characters of a text in a cell, as in the .xlsx format. */
  charactersOfText: 32_767,
  /** Names, and parts of a formula that one name may stand for, names in it included. */
  names: 2_000,
  /** Parts (numbers, references, operators, names with what they stand for) of all formulas of one write. */
  partsPerWrite: 5_000_000,
  partsOfName: 64,
  /** Cells read and steps of loops that one change may cause: as much as thirty whole models; a second or so. */
  workPerChange: 10_000_000,
  /** Bytes of a workbook file or an .xlsx before it is opened. */
  fileBytes: 20_000_000,
  /** Steps that undo remembers. */
  undoSteps: 200,
} as const;
