import { useMemo, useState } from 'react';
import type { PanelDesk } from '../props.ts';
import { useDeskVersion } from '../use-desk.ts';
import { ChartCard } from './chart-card.tsx';
import { type ChartData, readChart } from './chart-data.ts';

/** All charts of the workbook, as its cells are now. */
export function useCharts(desk: PanelDesk): readonly (ChartData & { readonly id: string })[] {
  const version = useDeskVersion(desk);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the workbook changed
  return useMemo(
    () => desk.workbook.charts.map((chart) => ({ ...readChart(desk.workbook, chart), id: chart.id })),
    [desk, version],
  );
}

/** Every chart of the model. */
export function ChartsPanel({ desk }: { desk: PanelDesk }) {
  const charts = useCharts(desk);
  if (charts.length === 0) return <NoCharts />;
  return (
    <ul className="grid gap-x-10 gap-y-7 p-4.5 @3xl:grid-cols-2">
      {charts.map((chart) => (
        <li key={chart.id} className="flex h-64 min-w-0 flex-col">
          <ChartCard data={chart} className="flex-1" />
        </li>
      ))}
    </ul>
  );
}

interface OneChartProps {
  desk: PanelDesk;
  stage?: boolean | undefined;
}

/** One chart, and where there are several, a choice between them. */
export function OneChart({ desk, stage = false }: OneChartProps) {
  const charts = useCharts(desk);
  const [chosen, setChosen] = useState<string | null>(null);
  const chart = charts.find(({ id }) => id === chosen) ?? charts[0];
  if (!chart) return <NoCharts stage={stage} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-1">
      <ChartCard key={chart.id} data={chart} stage={stage} className="flex-1" />
      {charts.length > 1 && !stage ? (
        <fieldset className="flex shrink-0 justify-center gap-1" aria-label="Charts of the model">
          {charts.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              title={title}
              aria-label={title}
              aria-pressed={id === chart.id}
              onClick={() => setChosen(id)}
              className="grid size-6 touch:size-11 place-items-center rounded-full"
            >
              <i className={`size-2 rounded-full ${id === chart.id ? 'bg-ink' : 'bg-line-strong'}`} />
            </button>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}

function NoCharts({ stage = false }: { stage?: boolean | undefined }) {
  return (
    <p
      className={`grid h-full flex-1 place-items-center p-6 text-center text-muted ${stage ? 'text-stage-s' : 'text-sm'}`}
    >
      Charts stand here as soon as the model has them.
    </p>
  );
}
