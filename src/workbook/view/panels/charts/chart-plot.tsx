import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { useSize } from '../use-size.ts';
import type { ChartData } from './chart-data.ts';
import { ChartDrawing } from './chart-drawing.tsx';
import { type ChartLayout, layoutChart, ticksOf, valuesOf } from './chart-layout.ts';
import { ChartReadout } from './chart-readout.tsx';
import { describeChart, describePoint } from './chart-words.ts';
import { type SeriesLook, seriesLooks } from './series-look.ts';
import { useTween } from './use-tween.ts';

interface ChartPlotProps {
  data: ChartData;
  /** Size of the text, px. */
  font: number;
}

/** Draws a chart into the room it is given; pointer and arrow keys walk along its points. */
export function ChartPlot({ data, font }: ChartPlotProps) {
  const [box, { width, height }] = useSize<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const looks = useMemo(() => seriesLooks(data.series.map(({ name }) => name)), [data.series]);
  const values = useMemo(() => valuesOf(data), [data]);
  const room = data.kind === 'tornado' ? width / (font * 9) : height / (font * 3.6);
  const ticks = useMemo(
    () => ticksOf(data, values, Math.max(2, Math.min(6, Math.floor(room)))),
    [data, values, room],
  );
  const moment = useTween(useMemo(() => ({ values, domain: ticks }), [values, ticks]));
  const layout =
    width > 40 && height > 40
      ? layoutChart(data, moment.values, ticks, moment.domain, { width, height, font })
      : null;
  const last = data.labels.length - 1;
  const point = at === null ? null : Math.min(at, last);
  return (
    <>
      {layout?.keyed ? <ChartKey data={data} looks={looks} font={font} /> : null}
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label={`${data.title}. ${describeChart(data)} Arrow keys read it point by point.`}
        aria-orientation={layout?.along === 'y' ? 'vertical' : 'horizontal'}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, last + 1)}
        aria-valuenow={(point ?? 0) + 1}
        aria-valuetext={describePoint(data, point ?? 0)}
        className="relative min-h-0 flex-1 touch-pan-y rounded-[8px]"
        onPointerMove={(event) => layout && setAt(nearest(layout, event))}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
        onKeyDown={(event) => {
          const next = walk(event, point, last);
          if (next === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          setAt(next);
        }}
      >
        {layout ? (
          <ChartDrawing
            layout={layout}
            looks={looks}
            width={width}
            height={height}
            font={font}
            point={point}
          />
        ) : null}
        {layout && point !== null ? (
          <ChartReadout data={data} looks={looks} layout={layout} point={point} width={width} font={font} />
        ) : null}
      </div>
    </>
  );
}

/** Names beside their colours, where they have no room at the marks. */
function ChartKey({ data, looks, font }: { data: ChartData; looks: readonly SeriesLook[]; font: number }) {
  const series = data.kind === 'tornado' ? data.series.slice(0, 2) : data.series;
  return (
    <ul className="flex shrink-0 flex-wrap gap-x-4 gap-y-0.5" style={{ fontSize: font }} aria-hidden="true">
      {series.map(({ name }, index) => (
        <li key={name} className="flex items-center gap-1.5">
          <i className="size-[0.7em] rounded-[2px]" style={{ background: looks[index]?.colour }} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function nearest(layout: ChartLayout, event: PointerEvent<HTMLElement>): number {
  const box = event.currentTarget.getBoundingClientRect();
  const place = layout.along === 'x' ? event.clientX - box.left : event.clientY - box.top;
  let best = 0;
  for (const [index, centre] of layout.centres.entries()) {
    if (Math.abs(centre - place) < Math.abs((layout.centres[best] ?? 0) - place)) best = index;
  }
  return best;
}

/** The point that a key leads to; null for none; undefined where the key is not for the chart. */
function walk(event: KeyboardEvent, point: number | null, last: number): number | null | undefined {
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return point === null ? 0 : Math.min(last, point + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return point === null ? last : Math.max(0, point - 1);
    case 'PageDown':
      return Math.min(last, (point ?? -1) + 12);
    case 'PageUp':
      return Math.max(0, (point ?? last + 1) - 12);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Escape':
      return point === null ? undefined : null;
    default:
      return undefined;
  }
}
