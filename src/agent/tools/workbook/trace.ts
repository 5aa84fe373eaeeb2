import { z } from 'astro/zod';
import { areaName } from '../../../workbook/address.ts';
import type { Cell, Sheet } from '../../../workbook/cell.ts';
import type { WorkbookDesk } from '../../../workbook/desk.ts';
import { columnLabel, rowLabel } from '../../../workbook/labels.ts';
import type { Tool } from '../../tool.ts';
import { cellText, countText, failure } from './answer-text.ts';
import { notThere } from './read-range.ts';

/** Lines of one answer. */
const mostLines = 80;

const input = z.object({
  cell: z.string().min(1).max(120).describe('Cell with its sheet, like CashFlow!G9, or a name of one cell'),
  direction: z
    .enum(['precedents', 'dependents'])
    .describe('precedents: what it is made of; dependents: what it goes into'),
  depth: z.int().min(1).max(6).optional().describe('How many steps to follow; 1 where left out'),
});
type TraceInput = z.infer<typeof input>;

/** Follows a cell to what it is made of, or to what it goes into. */
export function createTrace(desk: WorkbookDesk): Tool<TraceInput> {
  return {
    name: 'trace',
    description:
      'Follows a cell step by step to the cells it is made of (precedents) or goes into (dependents), each with its label, formula and value. Use it to find where a wrong number comes from.',
    input,
    readsOnly: true,
    line: ({ cell, direction }) => tracingText('Tracing', cell && calledText(desk, cell), direction),
    async run({ cell: given, direction, depth = 1 }) {
      const range = desk.workbook.engine.reference(given);
      if (!range) return failure(notThere(desk.workbook, given), `Could not trace ${given}`);
      if (range.rows * range.columns > 1)
        return failure(
          `${given} is more than one cell. Give one, like its first.`,
          `Could not trace ${given}`,
        );
      const start = (range.sheet as Sheet).find(range.top, range.left);
      const lines = start ? traceLines(start, direction, depth) : [];
      const none = direction === 'precedents' ? 'It reads no other cell.' : 'No formula reads it.';
      return {
        ok: true,
        text: start
          ? [describe(start), ...(lines.length > 0 ? lines : [none])].join('\n')
          : `${given} is empty.`,
        line: `${tracingText('Traced', calledText(desk, given), direction)}: ${countText(lines.length, 'step')}`,
      };
    },
  };
}

/** What people call a cell: “Change in receivables” (Jan-27); its address where it has no label. */
function calledText(desk: WorkbookDesk, reference: string): string {
  const range = desk.workbook.engine.reference(reference);
  const sheet = range?.sheet as Sheet | undefined;
  const label = range && sheet && rowLabel(sheet, range.top, range.left);
  if (!label) return reference;
  const period = columnLabel(sheet, range.top, range.left);
  return period.startsWith('column ') ? `“${label}”` : `“${label}” (${period})`;
}

function tracingText(
  verb: string,
  cell: string | undefined,
  direction: TraceInput['direction'] | undefined,
): string {
  const way = direction === 'dependents' ? 'what it goes into' : 'where it comes from';
  return cell ? `${verb} ${cell} to ${way}` : `${verb} a number`;
}

/** One line a cell or range, indented by its distance; a cell that was listed is not followed again. */
function traceLines(start: Cell, direction: TraceInput['direction'], depth: number): string[] {
  const lines: string[] = [];
  const seen = new Set<Cell>([start]);
  const follow = (cell: Cell, level: number): void => {
    const next = direction === 'precedents' ? precedentsOf(cell) : dependentsOf(cell);
    for (const { text, cells } of next) {
      if (lines.length >= mostLines) return;
      const fresh = cells.filter((each) => !seen.has(each));
      lines.push(`${'  '.repeat(level)}${text}${fresh.length === 0 ? ' (see above)' : ''}`);
      for (const each of fresh) seen.add(each);
      if (level + 1 < depth) for (const each of fresh.slice(0, 12)) follow(each, level + 1);
    }
  };
  follow(start, 0);
  return lines.length >= mostLines
    ? [...lines, `… cut after ${mostLines} lines: trace one of these further.`]
    : lines;
}

interface Step {
  readonly text: string;
  /** Cells to follow from here. */
  readonly cells: readonly Cell[];
}

function precedentsOf(cell: Cell): Step[] {
  const single = cell.precedents.map((read) => ({ text: describe(read), cells: [read] }));
  const areas = [...cell.ranges.map(({ range }) => range), ...cell.reached].map((range): Step => {
    const sheet = range.sheet as Sheet;
    const cells = [...sheet.within(range.top, range.left, range.bottom, range.right)].filter(
      (read) => !read.isBlank,
    );
    const first = cells[0];
    const label = first && rowLabel(sheet, first.row, first.column);
    const formulas = cells.filter(({ formula }) => formula !== undefined);
    return {
      text: `${sheet.name}!${areaName(range)}${label ? ` “${label}”` : ''}: ${countText(cells.length, 'cell')}${cells.length <= 12 ? `: ${cells.map((each) => cellText(each)).join(' | ')}` : ''}`,
      cells: formulas.slice(0, 12),
    };
  });
  return [...single, ...areas];
}

function dependentsOf(cell: Cell): Step[] {
  const readers = new Set([
    ...cell.dependents,
    ...cell.sheet.rangesOver(cell).flatMap((node) => [...node.dependents]),
  ]);
  return [...readers].map((reader) => ({ text: describe(reader), cells: [reader] }));
}

/** "CashFlow!G9 =Balance!F8-Balance!G8 → -3301 (Change inventory, Mar-26)". */
function describe(cell: Cell): string {
  const label = rowLabel(cell.sheet, cell.row, cell.column);
  if (label === undefined) return cellText(cell, true);
  return `${cellText(cell, true)} (${label}, ${columnLabel(cell.sheet, cell.row, cell.column)})`;
}
