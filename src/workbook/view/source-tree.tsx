import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Cell } from '../cell.ts';
import type { GridView } from './grid-view.ts';
import type { PanelBriefing } from './panels/props.ts';
import { partsOfRange, type Source, sourcesOf } from './sources.ts';
import { CitedParagraph } from './trace-panel.tsx';

interface SourceTreeProps {
  view: GridView;
  cell: Cell;
  briefing: PanelBriefing | null | undefined;
  version: number;
}

/** What a formula reads, each with its value; each can be opened to what it is made of itself. */
export function SourceTree({ view, cell, briefing, version }: SourceTreeProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values are others at each version
  const sources = useMemo(() => sourcesOf(view.workbook, cell), [view, cell, version]);
  if (sources.length === 0)
    return (
      <p className="text-sm text-muted">It reads no other cell: the number stands in the formula itself.</p>
    );
  return <Level view={view} sources={sources} briefing={briefing} version={version} path={new Set([cell])} />;
}

interface LevelProps {
  view: GridView;
  sources: readonly Source[];
  briefing: PanelBriefing | null | undefined;
  version: number;
  /** Cells on the way from the top: a circle is not opened again. */
  path: ReadonlySet<Cell>;
}

function Level({ view, sources, briefing, version, path }: LevelProps) {
  return (
    <ul>
      {sources.map((source) => (
        <Branch
          key={source.at}
          view={view}
          source={source}
          briefing={briefing}
          version={version}
          path={path}
        />
      ))}
    </ul>
  );
}

function Branch({ view, source, briefing, version, path }: Omit<LevelProps, 'sources'> & { source: Source }) {
  const [open, setOpen] = useState(false);
  const canOpen = source.kind === 'formula' || source.kind === 'range' || source.cited.length > 0;
  const { label, aside, value, counts, sheet, area } = source;
  return (
    <li className={clsx('border-t border-line first:border-t-0', !counts && 'opacity-75')}>
      <div className="flex items-start gap-0.5">
        <button
          type="button"
          aria-expanded={canOpen ? open : undefined}
          aria-label={canOpen ? `What ${label} is made of` : `${label} is an input`}
          disabled={!canOpen}
          className="mt-1.5 -ml-2 grid size-7 shrink-0 place-items-center rounded-[8px] text-muted hover:bg-sunk disabled:opacity-100 touch:size-11"
          onClick={() => setOpen(!open)}
        >
          {canOpen ? (
            <ChevronRight
              aria-hidden="true"
              className={clsx('size-4 transition-transform', open && 'rotate-90')}
            />
          ) : (
            <span aria-hidden="true" className="size-1.5 rounded-full bg-line-strong" />
          )}
        </button>
        <button
          type="button"
          title={`Go to ${source.at}`}
          className="flex min-w-0 flex-1 items-baseline gap-3 rounded-[8px] py-2 pr-1 text-left hover:bg-sunk/70"
          onClick={() => view.visit({ sheet: sheet.name, area })}
        >
          <span className="min-w-0 flex-1 text-sm leading-snug">
            <span className="font-medium">{label}</span>
            {aside !== '' && <span className="block text-xs text-muted">{aside}</span>}
            {!counts && <span className="block text-xs text-muted">not used now</span>}
            {source.kind === 'input' && (
              <span className="block text-xs font-medium text-brand">
                {source.cited.length > 0 ? `Input, from ${source.cited.join(', ')}` : 'Input'}
              </span>
            )}
          </span>
          <span
            className={clsx(
              'num shrink-0 text-sm',
              source.kind === 'input' ? 'font-semibold text-brand' : 'font-semibold',
            )}
          >
            {value}
          </span>
        </button>
      </div>
      {open && (
        <div className="mb-2 ml-1.5 border-l-2 border-line pl-3">
          <Below view={view} source={source} briefing={briefing} version={version} path={path} />
        </div>
      )}
    </li>
  );
}

function Below({ view, source, briefing, version, path }: Omit<LevelProps, 'sources'> & { source: Source }) {
  const { workbook } = view;
  const { cell } = source;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values are others at each version
  const sources = useMemo(
    () => (cell ? sourcesOf(workbook, cell.spilledFrom ?? cell) : partsOfRange(workbook, source)),
    [workbook, cell, source.at, version],
  );
  if (source.cited.length > 0)
    return source.cited.map((id) => <CitedParagraph key={id} id={id} source={source} briefing={briefing} />);
  if (cell && path.has(cell))
    return <p className="py-2 text-note text-muted">It leads back to where it began.</p>;
  if (sources.length === 0)
    return (
      <p className="py-2 text-note text-muted">It reads no other cell: the number stands in the formula.</p>
    );
  return (
    <Level
      view={view}
      sources={sources}
      briefing={briefing}
      version={version}
      path={cell ? new Set([...path, cell]) : path}
    />
  );
}
