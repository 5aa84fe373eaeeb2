import type { ChartData } from './chart-data.ts';
import type { ChartLayout } from './chart-layout.ts';
import type { SeriesLook } from './series-look.ts';

interface ChartReadoutProps {
  data: ChartData;
  looks: readonly SeriesLook[];
  layout: ChartLayout;
  point: number;
  width: number;
  font: number;
}

/** What stands at the point under the pointer, or at the one the arrow keys walked to. */
export function ChartReadout({ data, looks, layout, point, width, font }: ChartReadoutProps) {
  const centre = layout.centres[point] ?? 0;
  const { plot, along } = layout;
  const isLeft = along === 'y' || centre < width / 2;
  const marks = data.kind === 'line' ? data.series : [];
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0" style={{ fontSize: font }}>
      {data.kind === 'line' ? (
        <i
          className="absolute w-px bg-field"
          style={{ left: centre, top: plot.top, height: plot.bottom - plot.top }}
        />
      ) : null}
      {marks.map(({ name, points }, index) => {
        const value = points[point]?.value ?? null;
        return value === null ? null : (
          <i
            key={name}
            className="absolute size-[0.8em] -translate-1/2 rounded-full border-2 border-card"
            style={{ left: centre, top: layout.place(value), background: looks[index]?.colour }}
          />
        );
      })}
      <div
        className="num absolute z-10 max-w-[80%] rounded-[9px] bg-night px-[0.8em] py-[0.55em] text-night-ink shadow-high"
        style={{
          top: along === 'y' ? Math.min(centre + font, plot.bottom - font * 4) : plot.top,
          ...(along === 'y'
            ? { right: font }
            : isLeft
              ? { left: centre + font * 0.8 }
              : { right: width - centre + font * 0.8 }),
        }}
      >
        <p className="font-[600]">{data.labels[point]}</p>
        <ul>
          {data.series.map(({ name, points }, index) => (
            <li key={name} className="flex items-baseline justify-between gap-[1.2em] whitespace-nowrap">
              <span className="flex min-w-0 items-center gap-[0.45em] text-night-muted">
                {data.series.length > 1 && data.kind !== 'heat' ? (
                  <i
                    className="size-[0.6em] shrink-0 rounded-[2px] ring-1 ring-night-muted/50"
                    style={{ background: looks[index]?.colour }}
                  />
                ) : null}
                {name}
              </span>
              <span>{points[point]?.text || 'nothing'}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
