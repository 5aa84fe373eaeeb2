/** Rows of cells whose JSON text is still arriving: `[["Revenue","=E4*E5"],["Cos`. */
import type { CellInput } from '../workbook/engine.ts';

/** One token of the text: a bracket, or a value that may be cut short at the end. */
const TOKEN = /\s*(?:([[\],])|"((?:[^"\\]|\\.|\\$)*)("?)|([^\s[\],"]+))/gy;

/** The rows as far as they have arrived; a value that is cut in the middle is shown as far as it goes. */
export function rowsSoFar(text: string): CellInput[][] {
  const rows: CellInput[][] = [];
  let depth = 0;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    const [, mark, string, closed, bare] = token;
    if (mark === '[') {
      depth += 1;
      if (depth === 2) rows.push([]);
    } else if (mark === ']') depth -= 1;
    else if (depth === 2 && string !== undefined) rows.at(-1)?.push(stringOf(string, closed === '"'));
    else if (depth === 2 && bare !== undefined) rows.at(-1)?.push(constant(bare));
  }
  return rows;
}

/** The rows as plain lines. */
export function rowLines(rows: readonly (readonly CellInput[])[]): string {
  return rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))).join('   ')).join('\n');
}

function stringOf(text: string, whole: boolean): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return whole ? text : text.replace(/\\.{0,5}$/, '');
  }
}

function constant(text: string): CellInput {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isNaN(number) ? null : number;
}
