import type { ChartData } from './chart-data.ts';

/** The numbers of a chart as a table, in the format of their cells. */
export function ChartTable({ data }: { data: ChartData }) {
  return (
    <section
      aria-label={`${data.title}, as a table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto"
    >
      <table className="num w-full border-separate border-spacing-0 text-[0.8125rem]">
        <thead>
          <tr>
            <td className="sticky top-0 bg-card" />
            {data.series.map(({ name }) => (
              <th
                key={name}
                scope="col"
                className="sticky top-0 border-b border-line-strong bg-card py-1.5 pl-4 text-right font-[580]"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.labels.map((label, point) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat, their order is all they have
            <tr key={point}>
              <th
                scope="row"
                className="border-b border-line py-1 pr-4 text-left font-normal whitespace-nowrap"
              >
                {label}
              </th>
              {data.series.map(({ name, points }) => (
                <td key={name} className="border-b border-line py-1 pl-4 text-right whitespace-nowrap">
                  {points[point]?.text || '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
