import { useMemo, useState } from 'react';
import { ChartCard } from '../charts/chart-card.tsx';
import type { ChartData } from '../charts/chart-data.ts';
import type { WorkbookPanelsProps } from '../props.ts';
import { type KeyResult, keyResults } from '../results/key-results.ts';
import { valueText } from '../shown.ts';
import { useDeskVersion } from '../use-desk.ts';
import type { DriverSweep } from './sensitivity-job.ts';
import { SensitivityTableView } from './sensitivity-table.tsx';
import { useSensitivity } from './use-sensitivity.ts';

/** What the result would be if the assumptions were others: the tables of the model, and its drivers one by one. */
export function SensitivityPanel({ desk, onSelect }: Pick<WorkbookPanelsProps, 'desk' | 'onSelect'>) {
  const version = useDeskVersion(desk);
  const { workbook } = desk;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the workbook changed
  const results = useMemo(() => keyResults(workbook), [workbook, version]);
  const [chosen, setChosen] = useState<string | null>(null);
  const result = results.find(({ id }) => id === chosen) ?? results[0];
  const state = useSensitivity(desk, workbook.movableDrivers.length > 0 ? (result?.id ?? null) : null);
  const { sensitivities } = workbook;
  if (sensitivities.length === 0 && (workbook.movableDrivers.length === 0 || !result)) {
    return (
      <p className="grid h-full place-items-center p-6 text-center text-sm text-muted">
        Once the model has a result and drivers, this shows what each of them does to it.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-6 p-4.5">
      <Progress share={state.progress} />
      <div className="grid gap-x-10 gap-y-7 @4xl:grid-cols-2">
        {sensitivities.map((sensitivity) => (
          <SensitivityTableView
            key={sensitivity.id}
            workbook={workbook}
            sensitivity={sensitivity}
            state={state.tables.get(sensitivity.id)}
            onSelect={onSelect}
          />
        ))}
        {result && workbook.movableDrivers.length > 0 ? (
          <SweepChart results={results} result={result} sweep={state.sweep} onChoose={setChosen} />
        ) : null}
      </div>
    </div>
  );
}

/** How far the tables are; keeps its height so that nothing jumps. */
function Progress({ share }: { share: number | null }) {
  return (
    <div
      role="progressbar"
      aria-label="Computing the tables"
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { 'aria-valuenow': Math.round(share * 100) })}
      aria-hidden={share === null}
      className={`sticky top-0 z-1 -mb-5 h-1 shrink-0 overflow-hidden rounded-full transition-opacity duration-300 ${share === null ? 'opacity-0' : 'bg-line'}`}
    >
      <i
        className="block h-full origin-left bg-brand transition-transform"
        style={{ transform: `scaleX(${share ?? 0})` }}
      />
    </div>
  );
}

interface SweepChartProps {
  results: readonly KeyResult[];
  result: KeyResult;
  sweep: DriverSweep | null;
  onChoose: (id: string) => void;
}

/** Each driver from its least to its most, all others as they are. */
function SweepChart({ results, result, sweep, onChoose }: SweepChartProps) {
  const fits = sweep?.output === result.id;
  const heading = (
    <>
      What each driver does to{' '}
      {results.length === 1 ? (
        result.label
      ) : (
        <ResultChoice results={results} chosen={result} onChoose={onChoose} />
      )}
    </>
  );
  return (
    <div className="flex min-w-0 flex-col" style={{ height: 108 + (sweep?.rows.length ?? 4) * 30 }}>
      {fits && sweep ? (
        <ChartCard data={sweepData(sweep, result)} heading={heading} className="flex-1" />
      ) : (
        <div className="flex-1 animate-pulse rounded-[10px] bg-sunk" />
      )}
    </div>
  );
}

interface ResultChoiceProps {
  results: readonly KeyResult[];
  chosen: KeyResult;
  onChoose: (id: string) => void;
}

function ResultChoice({ results, chosen, onChoose }: ResultChoiceProps) {
  return (
    <select
      aria-label="Result"
      value={chosen.id}
      onChange={(event) => onChoose(event.target.value)}
      className="max-w-full cursor-pointer rounded-[8px] bg-transparent font-sans text-[0.9375rem] font-[560] text-ink underline decoration-line-strong decoration-2 underline-offset-4 hover:decoration-field [&>option]:bg-card"
    >
      {results.map((each) => (
        <option key={each.id} value={each.id}>
          {each.label}
        </option>
      ))}
    </select>
  );
}

/** The sweep as a tornado. */
export function sweepData(sweep: DriverSweep, result: KeyResult): ChartData {
  const { format } = result;
  const point = (value: number | null) => ({ value, text: value === null ? '–' : valueText(value, format) });
  return {
    kind: 'tornado',
    title: `What each driver does to ${result.label}`,
    labels: sweep.rows.map(({ label }) => label),
    series: [
      { name: 'At its least', points: sweep.rows.map(({ low }) => point(low)) },
      { name: 'At its most', points: sweep.rows.map(({ high }) => point(high)) },
      { name: 'As it is', points: sweep.rows.map(() => point(sweep.base)) },
    ],
    format,
    errors: 0,
  };
}
