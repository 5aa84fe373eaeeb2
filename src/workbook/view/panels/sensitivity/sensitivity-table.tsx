import { useId } from 'react';
import type { Sensitivity } from '../../../schema.ts';
import type { Workbook } from '../../../workbook.ts';
import { heatShare } from '../charts/heat-layout.ts';
import { extentOf } from '../charts/scale.ts';
import { heatColour } from '../charts/series-look.ts';
import { finerFormat } from '../drivers/driver-rows.ts';
import { type ShownCell, shownCell, valueText } from '../shown.ts';
import type { TableState } from './use-sensitivity.ts';

interface SensitivityTableViewProps {
  workbook: Workbook;
  sensitivity: Sensitivity;
  state: TableState | undefined;
  onSelect: (cells: string) => void;
}

/** One output for each combination of two inputs: coloured by size, the model's own case outlined. */
export function SensitivityTableView({ workbook, sensitivity, state, onSelect }: SensitivityTableViewProps) {
  const id = useId();
  const output = shownCell(workbook, sensitivity.output);
  return (
    <figure aria-labelledby={id} className="flex min-w-0 flex-col gap-2">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 id={id} className="text-lg">
          {sensitivity.title}
        </h3>
        <button type="button" className="link text-note" onClick={() => onSelect(sensitivity.output)}>
          Show {sensitivity.output.replaceAll('$', '')}
        </button>
      </figcaption>
      {state === undefined ? (
        <Empty sensitivity={sensitivity} />
      ) : 'table' in state ? (
        <Values workbook={workbook} sensitivity={sensitivity} state={state} output={output} />
      ) : (
        <p className="text-sm text-muted">
          {state.what}. {state.hint}.
        </p>
      )}
    </figure>
  );
}

type Filled = Extract<TableState, { table: unknown }>;

interface ValuesProps {
  workbook: Workbook;
  sensitivity: Sensitivity;
  state: Filled;
  output: ShownCell | null;
}

function Values({ workbook, sensitivity, state, output }: ValuesProps) {
  const { table, fresh } = state;
  const format = sensitivity.format ?? output?.format;
  const numbers = table.values.flat().map((value) => (typeof value === 'number' ? value : null));
  const { low, high } = extentOf(numbers) ?? { low: 0, high: 0 };
  const across = inputText(workbook, sensitivity.across);
  const down = sensitivity.down ? inputText(workbook, sensitivity.down) : String;
  const isNow = (row: number, column: number) =>
    near(table.across[column], table.now.across) &&
    (!sensitivity.down || near(table.down[row] ?? undefined, table.now.down));
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`${sensitivity.title}, table`}
      className="overflow-x-auto pb-1"
    >
      <table
        aria-busy={!fresh}
        className={`num border-separate border-spacing-0.5 text-[0.8125rem] transition-opacity duration-300 ${fresh ? '' : 'opacity-55'}`}
      >
        <thead>
          <tr>
            <td />
            <th
              scope="colgroup"
              colSpan={table.across.length}
              className="px-2 pb-0.5 text-left text-note font-normal text-muted"
            >
              {sensitivity.across.label}
            </th>
          </tr>
          <tr>
            <th
              scope="col"
              className="pr-3 pb-1 text-left text-note font-normal whitespace-nowrap text-muted"
            >
              {sensitivity.down?.label}
            </th>
            {table.across.map((value) => (
              <th key={value} scope="col" className="px-2 pb-1 text-right font-[580] whitespace-nowrap">
                {across(value)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.values.map((line, row) => (
            <tr key={table.down[row] ?? 'only'}>
              <th scope="row" className="pr-3 text-left font-[580] whitespace-nowrap">
                {table.down[row] === null || table.down[row] === undefined ? '' : down(table.down[row])}
              </th>
              {line.map((value, column) => (
                <td
                  key={table.across[column]}
                  className={`min-w-14 rounded-[5px] px-2 py-1.5 text-right whitespace-nowrap ${
                    isNow(row, column) ? 'font-[680] outline-2 -outline-offset-2 outline-ink' : ''
                  }`}
                  style={
                    typeof value === 'number'
                      ? { background: heatColour(heatShare(value, low, high)) }
                      : undefined
                  }
                >
                  {value === null ? '–' : valueText(value, format)}
                  {isNow(row, column) ? <span className="sr-only">, the model as it is</span> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The table as it will be, while its first numbers are computed. */
function Empty({ sensitivity }: { sensitivity: Sensitivity }) {
  const rows = sensitivity.down?.values ?? [0];
  return (
    <div aria-hidden="true" className="flex flex-col gap-1">
      {rows.map((row) => (
        <div key={row} className="flex gap-1">
          {sensitivity.across.values.map((value) => (
            <i key={value} className="h-7 min-w-14 flex-1 animate-pulse rounded-[5px] bg-sunk" />
          ))}
        </div>
      ))}
    </div>
  );
}

/** Values of an input with as many decimals as it takes to tell them apart. */
function inputText(workbook: Workbook, { cell, values }: Sensitivity['across']): (value: number) => string {
  const given = shownCell(workbook, cell)?.format;
  const format =
    given === undefined ? given : values.reduce((code, value) => finerFormat(code, value), given);
  return (value) => valueText(value, format);
}

function near(a: number | undefined, b: number | null): boolean {
  return a !== undefined && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
