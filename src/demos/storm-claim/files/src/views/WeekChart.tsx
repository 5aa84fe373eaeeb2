import type { DayCount } from '../claims/sample.ts';
import { plural, t, weekday } from '../words.ts';

const width = 640;
const height = 280;
const floor = height - 36;
const top = 28;

/** One bar a day; the caption says the same to a screen reader. */
export function WeekChart({ days }: { readonly days: readonly DayCount[] }) {
  const most = Math.max(1, ...days.map((day) => day.count));
  const step = width / days.length;
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('Storm reports by day, as bars')}>
        {[0, 0.5, 1].map((share) => (
          <line
            key={share}
            className="axis"
            x1="0"
            x2={width}
            y1={floor - (floor - top) * share + 0.5}
            y2={floor - (floor - top) * share + 0.5}
          />
        ))}
        {days.map((day, index) => {
          const size = ((floor - top) * day.count) / most;
          const x = index * step + step / 2;
          return (
            <g key={day.date.getTime()}>
              <rect
                className={day.count === most ? 'bar-shape most' : 'bar-shape'}
                x={x - 29}
                y={floor - size}
                width="58"
                height={size}
                rx="6"
              />
              <text className="bar-value" x={x} y={floor - size - 9} textAnchor="middle">
                {day.count}
              </text>
              <text className="bar-label" x={x} y={height - 10} textAnchor="middle">
                {weekday(day.date)}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className="unseen">
        {days.map((day) => `${weekday(day.date)}: ${plural(day.count, '1 report', '{count} reports')}`).join(', ')}
      </figcaption>
    </figure>
  );
}
