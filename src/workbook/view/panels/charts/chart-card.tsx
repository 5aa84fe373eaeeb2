import { ChartColumn, Table2 } from 'lucide-react';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { IconButton } from '../../../../components/icon-button.tsx';
import type { ChartData } from './chart-data.ts';
import { hasNumbers } from './chart-layout.ts';
import { ChartPlot } from './chart-plot.tsx';
import { ChartTable } from './chart-table.tsx';

export interface ChartCardProps {
  data: ChartData;
  stage?: boolean | undefined;
  /** In place of the title as text. */
  heading?: ReactNode;
  className?: string | undefined;
}

/** A chart with its title; the same numbers as a table one press away. */
export function ChartCard({ data, stage = false, heading, className }: ChartCardProps) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const drawable = useMemo(() => hasNumbers(data), [data]);
  return (
    <figure
      aria-labelledby={id}
      className={`flex min-h-0 min-w-0 flex-col ${stage ? 'gap-[1vh]' : 'gap-1.5'} ${className ?? ''}`}
    >
      <figcaption className="flex shrink-0 items-start justify-between gap-3">
        <h3
          id={id}
          className={stage ? 'truncate font-serif text-[max(24px,1.4vw)]' : 'pt-1 font-serif text-lg'}
        >
          {heading ?? data.title}
        </h3>
        {stage ? null : (
          <IconButton
            size="s"
            label={asTable ? 'Show as chart' : 'Show as table'}
            icon={asTable ? <ChartColumn /> : <Table2 />}
            onClick={() => setAsTable((now) => !now)}
          />
        )}
      </figcaption>
      {data.errors > 0 && !asTable ? (
        <p className={stage ? 'text-stage-s text-muted' : 'text-note text-muted'}>
          {data.errors === 1 ? 'One cell shows' : `${data.errors} cells show`} an error and cannot be drawn.
        </p>
      ) : null}
      {asTable ? (
        <ChartTable data={data} />
      ) : drawable ? (
        <ChartPlot data={data} font={stage ? 24 : 12} />
      ) : (
        <p
          className={`grid flex-1 place-items-center text-center text-muted ${stage ? 'text-stage-s' : 'text-sm'}`}
        >
          The cells of this chart hold no numbers yet.
        </p>
      )}
    </figure>
  );
}
