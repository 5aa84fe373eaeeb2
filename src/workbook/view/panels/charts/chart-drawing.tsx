import { memo } from 'react';
import type { ChartBar, ChartLayout, ChartRule, ChartTone } from './chart-layout.ts';
import { heatColour, type SeriesLook } from './series-look.ts';

interface ChartDrawingProps {
  layout: ChartLayout;
  looks: readonly SeriesLook[];
  width: number;
  height: number;
  font: number;
  /** The point that is read, or null. */
  point: number | null;
}

const ruleLooks: Record<ChartRule['kind'], string> = {
  grid: 'stroke-line',
  zero: 'stroke-field',
  link: 'stroke-field',
};

/** The picture of a layout. Said in words by what stands around it. */
export const ChartDrawing = memo(function ChartDrawing(props: ChartDrawingProps) {
  const { layout, looks, width, height, font, point } = props;
  const thick = font > 18 ? 4.5 : 2.25;
  const isDimmed = (bar: ChartBar) => point !== null && bar.point !== point && bar.tone.kind !== 'heat';
  return (
    <svg
      aria-hidden="true"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="num absolute inset-0 overflow-visible"
      style={{ fontSize: font }}
    >
      {layout.rules.map((rule, index) => (
        <line
          // biome-ignore lint/suspicious/noArrayIndexKey: rules hold no state
          key={index}
          x1={rule.x1}
          x2={rule.x2}
          y1={rule.y1}
          y2={rule.y2}
          className={ruleLooks[rule.kind]}
          strokeWidth={rule.kind === 'grid' ? 1 : font > 18 ? 2 : 1.25}
          shapeRendering="crispEdges"
        />
      ))}
      {layout.bars.map((bar) => (
        <rect
          key={`${bar.series}-${bar.point}`}
          x={bar.x}
          y={bar.y}
          width={bar.width}
          height={bar.height}
          rx={bar.width < 12 ? 0 : Math.min(3, bar.height / 2)}
          fill={fillOf(bar.tone, looks)}
          opacity={isDimmed(bar) ? 0.45 : 1}
          {...(bar.tone.kind === 'heat' && bar.point === point
            ? { stroke: 'var(--ink)', strokeWidth: font > 18 ? 3 : 1.5 }
            : {})}
        />
      ))}
      {layout.lines.map(({ series, d, dots }) => (
        <g key={series} stroke={looks[series]?.colour} fill="none">
          <path
            d={d}
            strokeWidth={thick}
            strokeLinejoin="round"
            strokeLinecap="round"
            {...(looks[series]?.dash ? { strokeDasharray: looks[series].dash } : {})}
          />
          {dots.map(({ x, y }) => (
            <circle key={x} cx={x} cy={y} r={thick * 1.3} fill={looks[series]?.colour} stroke="none" />
          ))}
        </g>
      ))}
      {layout.texts.map((text, index) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: texts hold no state
          key={index}
          x={text.x}
          y={text.y}
          textAnchor={text.anchor}
          className={text.strong ? 'fill-ink' : 'fill-muted'}
          fontWeight={text.series === undefined ? 400 : 560}
        >
          {text.text}
        </text>
      ))}
    </svg>
  );
});

function fillOf(tone: ChartTone, looks: readonly SeriesLook[]): string {
  switch (tone.kind) {
    case 'series':
      return looks[tone.series]?.colour ?? 'var(--chart-1)';
    case 'heat':
      return heatColour(tone.share);
    case 'total':
      return 'var(--field)';
    case 'good':
      return 'var(--good)';
    case 'bad':
      return 'var(--bad)';
  }
}
