/** A formula as it reads when it is copied to another place: references move along, those with `$` stay. */
import { columnIndex, columnName, lastColumn, lastRow } from './address.ts';
import { type Token, tokenize } from './tokens.ts';

/** The formula (without `=`) copied by so many rows and columns; what leaves the sheet becomes #REF!. */
export function moveFormula(text: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return text;
  const tokens = tokenize(text);
  let moved = '';
  let copied = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token || !isReference(token)) continue;
    const last = tokens[index + 2];
    const isSpan = token.kind === 'cell' && tokens[index + 1]?.text === ':' && last?.kind === 'cell';
    const parts = isSpan ? [token.text, last.text] : token.text.split(':');
    const end = isSpan ? last.at + last.text.length : token.at + token.text.length;
    moved += text.slice(copied, token.at) + moveParts(parts, rows, columns);
    copied = end;
    if (isSpan) index += 2;
  }
  return moved + text.slice(copied);
}

function isReference({ kind }: Token): boolean {
  return kind === 'cell' || kind === 'columns' || kind === 'rows';
}

function moveParts(parts: readonly string[], rows: number, columns: number): string {
  const moved = parts.map((part) => movePart(part, rows, columns));
  return moved.includes(null) ? '#REF!' : moved.join(':');
}

/** One of `B7`, `$B7`, `B`, `7`; null where it leaves the sheet. */
function movePart(part: string, rows: number, columns: number): string | null {
  const match = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/.exec(part);
  if (!match) return part;
  const [, columnMark = '', letters = '', rowMark = '', digits = ''] = match;
  // A whole row like `$7` puts its mark where a column's would stand.
  const rowFixed = rowMark === '$' || (letters === '' && columnMark === '$');
  const column = letters === '' ? '' : moveColumn(letters, columnMark === '$' ? 0 : columns);
  const row = digits === '' ? '' : moveRow(digits, rowFixed ? 0 : rows);
  return column === null || row === null ? null : columnMark + column + rowMark + row;
}

function moveColumn(letters: string, by: number): string | null {
  const column = columnIndex(letters) + by;
  return column < 0 || column > lastColumn ? null : by === 0 ? letters : columnName(column);
}

function moveRow(digits: string, by: number): string | null {
  const row = Number(digits) - 1 + by;
  return row < 0 || row > lastRow ? null : String(row + 1);
}

/** Whether an input is a formula, and not a lone `=`. */
export function isFormula(input: unknown): input is string {
  return typeof input === 'string' && input.startsWith('=') && input.length > 1;
}
