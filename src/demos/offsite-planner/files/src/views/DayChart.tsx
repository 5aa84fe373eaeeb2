import { plural, shortDay, t } from '../words.ts';

interface DayChartProps {
  readonly rows: readonly { readonly date: string; readonly count: number }[];
}

const width = 560;
const height = 250;
const floor = height - 34;
const top = 26;

/** One bar a day; the table below says the same to a screen reader. */
export function DayChart({ rows }: DayChartProps) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  const step = width / Math.max(1, rows.length);
  const bar = Math.min(40, step * 0.62);
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('Sign-ups by day, as bars')}>
        <line className="axis" x1="0" x2={width} y1={floor + 0.5} y2={floor + 0.5} />
        {rows.map((row, index) => {
          const x = index * step + step / 2;
          const size = ((floor - top) * row.count) / most;
          return (
            <g key={row.date}>
              <rect className="bar-shape" x={x - bar / 2} y={floor - size} width={bar} height={size} rx="5" />
              {row.count > 0 && (
                <text className="bar-value" x={x} y={floor - size - 8} textAnchor="middle">
                  {row.count}
                </text>
              )}
              {index % 2 === 0 && (
                <text className="bar-label" x={x} y={height - 10} textAnchor="middle">
                  {shortDay(row.date)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption className="unseen">
        {rows.map((row) => `${shortDay(row.date)}: ${plural(row.count, '1 sign-up', '{count} sign-ups')}`).join(', ')}
      </figcaption>
    </figure>
  );
}
