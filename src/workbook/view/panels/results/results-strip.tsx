import type { PanelDesk } from '../props.ts';
import { useResults } from './use-results.ts';

interface ResultsStripProps {
  desk: PanelDesk;
  most?: number | undefined;
  onSelect: (cells: string) => void;
}

/** Key results, each with what it was before the last change: before → after. */
export function ResultsStrip({ desk, most, onSelect }: ResultsStripProps) {
  const results = useResults(desk).slice(0, most);
  if (results.length === 0) return null;
  return (
    <ul aria-label="Key results" className="flex min-w-0 shrink-0 gap-x-6">
      {results.map((result) => (
        <li key={result.id} className="min-w-0">
          <button
            type="button"
            onClick={() => onSelect(result.id)}
            title={`Show ${result.id}`}
            className="block max-w-full rounded-[8px] text-left"
          >
            <span className="block truncate text-note text-muted">{result.label}</span>
            <span className="flex flex-wrap items-baseline gap-x-2">
              {result.before === null ? null : (
                <s className="num text-sm text-muted decoration-1">
                  <span className="sr-only">before: </span>
                  {result.before}
                </s>
              )}
              <span className="num text-base font-[620]">
                {result.before === null ? null : <span className="sr-only">now: </span>}
                {result.text}
              </span>
              {result.change === null ? null : (
                <span className="num rounded-chip bg-sunk px-[0.55em] text-xs font-[560]">
                  {result.change}
                </span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
