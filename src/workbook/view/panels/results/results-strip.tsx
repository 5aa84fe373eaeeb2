import clsx from 'clsx';
import type { PanelDesk } from '../props.ts';
import { useResults } from './use-results.ts';

interface ResultsStripProps {
  desk: PanelDesk;
  stage?: boolean | undefined;
  most?: number | undefined;
  onSelect: (cells: string) => void;
}

/** Key results, each with what it was before the last change: before → after. */
export function ResultsStrip({ desk, stage = false, most, onSelect }: ResultsStripProps) {
  const results = useResults(desk).slice(0, most);
  if (results.length === 0) return null;
  return (
    <ul
      aria-label="Key results"
      className={clsx('flex min-w-0 flex-wrap', stage ? 'gap-x-[2vw] gap-y-[0.6vh]' : 'gap-x-6 gap-y-2')}
    >
      {results.map((result) => (
        <li key={result.id} className="min-w-0">
          <button
            type="button"
            onClick={() => onSelect(result.id)}
            title={`Show ${result.id}`}
            className="block max-w-full rounded-[8px] text-left"
          >
            <span className={clsx('block truncate text-muted', stage ? 'text-stage-s' : 'text-note')}>
              {result.label}
            </span>
            <span className="flex flex-wrap items-baseline gap-x-2">
              {result.before === null ? null : (
                <s className={clsx('num text-muted decoration-1', stage ? 'text-stage-s' : 'text-sm')}>
                  <span className="sr-only">before: </span>
                  {result.before}
                </s>
              )}
              <span className={clsx('num font-[620]', stage ? 'text-stage-m' : 'text-base')}>
                {result.before === null ? null : <span className="sr-only">now: </span>}
                {result.text}
              </span>
              {result.change === null ? null : (
                <span
                  className={clsx(
                    'num rounded-chip bg-sunk px-[0.55em] font-[560]',
                    stage ? 'text-stage-s' : 'text-xs',
                  )}
                >
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
