import { rowsSoFar } from '../../run/partial-rows.ts';
import type { CellBlock, KnownCell } from '../../run/story-model.ts';
import { columnName, parseCell } from '../../workbook/address.ts';
import { moveFormula } from '../../workbook/move-formula.ts';
import { ScrollRegion } from '../scroll-region.tsx';

/** Rows and columns of a block that are shown; the rest is in the workbook itself. */
const MOST_ROWS = 14;
const MOST_COLUMNS = 7;

interface CellsViewProps {
  blocks: readonly CellBlock[];
  /** Blocks that are left out. */
  more?: number;
  /** What the agent read about it. */
  told?: string;
}

/** What was written into a workbook, as small tables: formulas as they were typed, and what stood there before. */
export default function CellsView({ blocks, more = 0, told = '' }: CellsViewProps) {
  return (
    <div className="flex flex-col gap-2">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks hold no state
        <CellTable key={index} block={block} />
      ))}
      {more > 0 && <p className="text-xs text-muted">and {more} more places</p>}
      {told !== '' && (
        <details className="text-xs text-muted">
          <summary className="cursor-pointer rounded-md font-medium hover:text-ink touch:py-2">
            What the agent read back
          </summary>
          <p className="mt-1.5 rounded-[10px] bg-sunk px-3 py-2 font-mono text-[12px] leading-[1.6] break-words whitespace-pre-wrap text-ink/85">
            {told}
          </p>
        </details>
      )}
    </div>
  );
}

/** Cells while they are being written: the last rows, with a cursor at the end. */
export function WritingCells({ sheet, at, text }: { sheet: string; at: string; text: string }) {
  const rows = rowsSoFar(text);
  const first = Math.max(0, rows.length - 8);
  const place = parseCell(at) ?? { row: 0, column: 0 };
  return (
    <figure className="overflow-hidden rounded-[10px] bg-sunk">
      <Caption sheet={sheet} area={at} />
      <Grid top={place.row + first} left={place.column} rows={rows.slice(first)} before={null} writing />
    </figure>
  );
}

function CellTable({ block }: { block: CellBlock }) {
  const { sheet, at, rows, before, area } = block;
  const place = parseCell(at) ?? { row: 0, column: 0 };
  const shown = rows.slice(0, MOST_ROWS);
  const hidden = rows.length - shown.length;
  return (
    <figure className="overflow-hidden rounded-[10px] bg-sunk">
      <Caption sheet={sheet} area={area} />
      {shown.length > 0 && (
        <ScrollRegion label={`Cells of ${sheet}`} className="max-h-80 overflow-auto">
          <Grid top={place.row} left={place.column} rows={shown} before={before} />
        </ScrollRegion>
      )}
      <Rest hidden={hidden} at={at} area={area} rows={rows} />
    </figure>
  );
}

function Caption({ sheet, area }: { sheet: string; area: string }) {
  return (
    <figcaption className="flex items-baseline justify-between gap-3 border-b border-line px-3 py-1.5 text-[11.5px] text-muted">
      <span className="min-w-0 truncate font-medium">{sheet}</span>
      <span className="num shrink-0 font-mono">{area.replace(':', ' to ')}</span>
    </figcaption>
  );
}

/** What the table does not show, in words. */
function Rest({ hidden, at, area, rows }: { hidden: number } & Pick<CellBlock, 'at' | 'area' | 'rows'>) {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const cut = width > MOST_COLUMNS ? `${width - MOST_COLUMNS} more columns` : '';
  const below = hidden > 0 ? `${hidden} more rows` : '';
  const filled = isFilled(at, area, rows) ? `copied on to ${area.split(':')[1] ?? area}` : '';
  const words = [below, cut, filled].filter(Boolean).join(', ');
  if (words === '') return null;
  return <p className="border-t border-line px-3 py-1.5 text-xs text-muted">{words}</p>;
}

function isFilled(at: string, area: string, rows: CellBlock['rows']): boolean {
  const place = parseCell(at);
  const end = parseCell(area.split(':')[1] ?? area);
  if (!place || !end) return false;
  const width = Math.max(1, ...rows.map((row) => row.length));
  return end.row > place.row + Math.max(1, rows.length) - 1 || end.column > place.column + width - 1;
}

interface GridProps {
  top: number;
  left: number;
  rows: readonly (readonly KnownCell[])[];
  before: CellBlock['before'];
  writing?: boolean;
}

function Grid({ top, left, rows, before, writing = false }: GridProps) {
  const width = Math.min(MOST_COLUMNS, Math.max(1, ...rows.map((row) => row.length)));
  const columns = Array.from({ length: width }, (_, column) => left + column);
  return (
    <table className="w-full border-collapse text-[12px] leading-[1.5]">
      <thead>
        <tr className="text-muted">
          <th scope="col" className="w-9 px-2 py-0.5 font-normal">
            <span className="sr-only">Row</span>
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className="px-2 py-0.5 text-left font-mono text-[11px] font-normal">
              {columnName(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows hold no state
          <tr key={index} className="border-t border-line/60">
            <th
              scope="row"
              className="num px-2 py-0.5 text-right font-mono text-[11px] font-normal text-muted"
            >
              {top + index + 1}
            </th>
            {columns.map((column, at) => (
              <td key={column} className="max-w-52 px-2 py-0.5 align-top">
                <CellText
                  now={row[at] ?? null}
                  before={before?.[index]?.[at] ?? null}
                  known={before !== null}
                />
                {writing && index === rows.length - 1 && at === row.length - 1 && (
                  <span
                    aria-hidden="true"
                    className="ml-px inline-block h-[1.1em] w-[0.5em] animate-caret bg-brand align-[-0.2em]"
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CellText({ now, before, known }: { now: KnownCell; before: KnownCell; known: boolean }) {
  const [text, was] = [textOf(now), textOf(before)];
  const changed = known && text !== was;
  return (
    <>
      {changed && was !== '' && (
        <del className="block truncate text-bad" title={was}>
          <span className="sr-only">before: </span>
          <span className={lookOf(before)}>{was}</span>
        </del>
      )}
      <span className={`block truncate ${changed ? 'text-good' : ''} ${lookOf(now)}`} title={text}>
        {changed && was !== '' && <span className="sr-only">now: </span>}
        {text || (changed ? 'empty' : '')}
      </span>
    </>
  );
}

function lookOf(cell: KnownCell): string {
  if (typeof cell === 'number') return 'num font-mono';
  const formula = typeof cell === 'object' ? cell !== null : typeof cell === 'string' && cell.startsWith('=');
  return formula ? 'font-mono' : '';
}

function textOf(cell: KnownCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return `=${moveFormula(cell.formula, cell.rows, cell.columns)}`;
  if (typeof cell === 'number') return cell.toLocaleString('en-GB', { maximumFractionDigits: 6 });
  return String(cell);
}
