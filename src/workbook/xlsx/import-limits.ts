/** Caps on a file that is opened. A model of 60 months is 150 KB, 30 parts, 3 MB of XML; these leave room for twenty. */
export const importLimits = {
  /** Parts of the package: real workbooks have under 200. */
  parts: 2_000,
  /** Bytes of all parts together once inflated. */
  inflatedBytes: 120_000_000,
  /** Bytes of XML of one part: a sheet of 200,000 cells has about 20 MB. */
  partBytes: 60_000_000,
  /** Inflated bytes for each byte of the file, over the whole: sheets full of zeros reach about 60. */
  ratio: 200,
  /** Cells that the sheets list, with those that are only coloured. */
  listedCells: 600_000,
  /** Rows times columns that one sheet spans: two cells in far corners cost as much as all between them. */
  spannedCells: 4_000_000,
} as const;
