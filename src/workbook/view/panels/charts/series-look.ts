/** Colours of the series of a chart: the brand's five, then the same again with dashed lines. */

export interface SeriesLook {
  readonly colour: string;
  readonly dash: string | undefined;
}

const colours = 5;
/** Cases of a plan have a colour that says what they are, where a chart compares them. */
const cases: readonly (readonly [RegExp, string])[] = [
  [/^(upside|best|high|optimistic)\b/i, 'var(--chart-1)'],
  [/^(base|central|expected|plan)\b/i, 'var(--field)'],
  [/^(downside|worst|low|pessimistic|stress)\b/i, 'var(--bad)'],
];

export function seriesLooks(names: readonly string[]): readonly SeriesLook[] {
  const known = names.map((name) => cases.find(([pattern]) => pattern.test(name.trim()))?.[1]);
  if (
    names.length > 1 &&
    known.every((colour) => colour !== undefined) &&
    new Set(known).size === names.length
  )
    return known.map((colour) => ({ colour: colour ?? '', dash: undefined }));
  return names.map((_, index) => ({
    colour: `var(--chart-${(index % colours) + 1})`,
    dash: index < colours ? undefined : index < 2 * colours ? '7 4' : '2 4',
  }));
}

/** Ground of a square of a heat map; text in ink can be read on all of them. */
export function heatColour(share: number): string {
  const part = Math.round(Math.min(1, Math.abs(share)) * 46);
  const colour = share < 0 ? 'var(--bad)' : 'var(--chart-1)';
  return `color-mix(in oklab, ${colour} ${part}%, var(--card))`;
}
