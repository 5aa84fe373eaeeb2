/** Looks through the XML of a package before it is parsed: no definitions of its own, and no more cells than can be kept. */
import { columnIndex } from '../address.ts';
import { importLimits } from './import-limits.ts';
import { isWellFormed } from './well-formed.ts';
import { XlsxError } from './xlsx-error.ts';

/** The text of a part. Throws {@link XlsxError} where it defines entities or is of another encoding. */
export function xmlText(name: string, bytes: Uint8Array): string {
  const wide = (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe);
  if (wide || bytes.subarray(0, 4).includes(0)) {
    throw refusal('damaged', `The part “${name}” is of an encoding that is not read here.`);
  }
  const text = new TextDecoder().decode(bytes);
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    throw refusal(
      'unsafe',
      `The part “${name}” defines words of its own (DTD), a way to make a small file grow without end.`,
    );
  }
  if (!isWellFormed(text)) throw refusal('damaged', `The part “${name}” breaks off or is not written whole.`);
  return text;
}

function refusal(code: 'damaged' | 'unsafe', what: string): XlsxError {
  return new XlsxError(
    code,
    what,
    'No spreadsheet program writes that. Nothing was changed.',
    'Open it in a spreadsheet program and save it again as .xlsx, or ask for a fresh copy.',
  );
}

/** Counts the cells that sheets list and what they span, before anything is made of them. */
export function refuseTooManyCells(sheets: Iterable<readonly [name: string, xml: string]>): void {
  let listed = 0;
  for (const [, xml] of sheets) {
    listed += count(xml);
    if (listed > importLimits.listedCells) {
      throw tooLarge(`The workbook lists more than ${importLimits.listedCells.toLocaleString('en')} cells.`);
    }
    const spanned = spanOf(xml);
    if (spanned > importLimits.spannedCells) {
      throw tooLarge('A sheet has cells so far apart that it would fill the memory.');
    }
  }
}

function tooLarge(what: string): XlsxError {
  return new XlsxError(
    'too-large',
    what,
    'It is larger than a model may be here. Nothing was changed.',
    'Take out the sheets and columns that the model does not need.',
  );
}

function count(xml: string): number {
  let cells = 0;
  for (const _ of xml.matchAll(/<(?:\w+:)?c[\s/>]/g)) {
    cells += 1;
    if (cells > importLimits.listedCells) break;
  }
  return cells;
}

/** Rows times columns, as far as any cell reaches. A row or cell without an address follows the one before it. */
function spanOf(xml: string): number {
  let row = 0;
  let lastRow = 0;
  let lastColumn = 0;
  let column = 0;
  for (const [, kind, attributes = ''] of xml.matchAll(/<(?:\w+:)?(row|c)(\s[^<>]*)?>/g)) {
    const address = /\sr\s*=\s*["']([A-Za-z]*)(\d*)["']/.exec(attributes);
    if (kind === 'row') {
      row = address?.[2] ? Number(address[2]) : row + 1;
      column = 0;
    } else {
      column = address?.[1] ? columnIndex(address[1]) + 1 : column + 1;
      if (address?.[2]) row = Number(address[2]);
      if (Number.isNaN(column) || row > 1_048_576) return Number.POSITIVE_INFINITY;
      lastColumn = Math.max(lastColumn, column);
    }
    lastRow = Math.max(lastRow, row);
  }
  return lastRow * lastColumn;
}
