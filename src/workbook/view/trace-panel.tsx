import { ArrowUpRight, Keyboard, Quote, Waypoints, X } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { IconButton } from '../../components/icon-button.tsx';
import { areaName } from '../address.ts';
import type { Cell } from '../cell.ts';
import { CellError } from '../value.ts';
import { markNumber } from './citations.ts';
import { errorCause } from './error-cause.ts';
import { tellFormula } from './formula-words.ts';
import type { GridView } from './grid-view.ts';
import { InputsBelow } from './inputs-below.tsx';
import type { PanelBriefing } from './panels/props.ts';
import { SourceTree } from './source-tree.tsx';
import { countReached, readerRows, type Source, sourceOfCell } from './sources.ts';
import { useGridState } from './use-grid-state.ts';

interface TracePanelProps {
  view: GridView;
  briefing?: PanelBriefing | null | undefined;
  onClose: () => void;
}

/** "Where this number comes from": the selected number in words, down to the inputs and the briefing. */
export function TracePanel({ view, briefing, onClose }: TracePanelProps) {
  const { version } = useGridState(view);
  const cell = view.activeCell;
  const isEmpty = !cell || cell.value === null || cell.value === '';
  return (
    <section aria-label="Where this number comes from" className="flex h-full min-h-0 flex-col">
      <header className="flex shrink-0 items-center gap-2 border-b border-line py-2 pr-2 pl-5">
        <Waypoints aria-hidden="true" className="size-4 text-muted" />
        <h2 className="min-w-0 flex-1 font-sans text-[0.84375rem] font-[560] tracking-normal text-muted">
          Where this number comes from
        </h2>
        <IconButton size="s" label="Close" icon={<X aria-hidden="true" />} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-4 pb-8">
        {isEmpty ? (
          <NothingHere />
        ) : (
          <Told
            key={`${view.state.sheet} ${cell.row} ${cell.column}`}
            view={view}
            cell={cell}
            briefing={briefing}
            version={version}
          />
        )}
      </div>
    </section>
  );
}

function NothingHere() {
  return (
    <div className="pt-2 text-muted">
      <p className="font-serif text-xl text-ink">Choose a number</p>
      <p className="mt-2 text-sm leading-relaxed">
        Select any cell. Here you read what it is made of, step by step, down to what the briefing says.
      </p>
    </div>
  );
}

interface ToldProps {
  view: GridView;
  cell: Cell;
  briefing: PanelBriefing | null | undefined;
  version: number;
}

function Told({ view, cell, briefing, version }: ToldProps) {
  const { workbook } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values are others at each version
  const source = useMemo(() => sourceOfCell(workbook, cell, cell), [workbook, cell, version]);
  const formulaCell = cell.spilledFrom ?? cell;
  return (
    <>
      <Hero source={source} />
      {cell.value instanceof CellError && <ErrorNote view={view} cell={cell} />}
      {formulaCell.formula === undefined ? (
        <TypedIn source={source} briefing={briefing} />
      ) : (
        <>
          <Sentence view={view} cell={formulaCell} version={version} />
          <Part title="What it is made of">
            <SourceTree view={view} cell={formulaCell} briefing={briefing} version={version} />
          </Part>
          <InputsBelow view={view} cell={formulaCell} briefing={briefing} version={version} />
        </>
      )}
      <Readers view={view} cell={cell} version={version} />
    </>
  );
}

function Hero({ source }: { source: Source }) {
  if (source.kind === 'text') {
    return (
      <>
        <p className="line-clamp-6 font-serif text-[1.375rem] leading-tight tracking-[-0.01em]">
          {source.value}
        </p>
        <p className="mt-1 font-mono text-xs text-muted">{source.at}</p>
      </>
    );
  }
  return (
    <div>
      <p className="font-serif text-[1.375rem] leading-tight tracking-[-0.01em] text-balance">
        {source.label}
      </p>
      <p className="mt-1 text-note text-muted">
        {source.aside !== '' && <>{source.aside} · </>}
        <span className="font-mono text-xs">{source.at}</span>
      </p>
      <p className="num mt-3 text-[2.125rem] leading-none font-[640] tracking-[-0.025em]">{source.value}</p>
    </div>
  );
}

function ErrorNote({ view, cell }: { view: GridView; cell: Cell }) {
  const cause = errorCause(view.workbook, cell);
  if (!cause) return null;
  return (
    <p className="mt-4 rounded-control bg-bad-soft px-4 py-3 text-sm leading-relaxed text-bad">
      {cause.at === null ? `Because ${cause.words}. ` : `It begins in ${cause.at}: ${cause.words}. `}
      {cause.hint}
    </p>
  );
}

/** The formula as a sentence; what it reads can be pressed. */
function Sentence({ view, cell, version }: { view: GridView; cell: Cell; version: number }) {
  const { workbook } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values are others at each version
  const pieces = useMemo(() => tellFormula(workbook, cell), [workbook, cell, version]);
  let at = 0;
  return (
    <p className="mt-4 rounded-control bg-sunk px-4 py-3 text-[0.9375rem] leading-[1.85]">
      {pieces.map((piece) => {
        at += 1;
        if (piece.kind === 'words')
          return (
            <span key={at} className="text-muted">
              {piece.text}
            </span>
          );
        const { read, label, value } = piece;
        return (
          <button
            key={at}
            type="button"
            title={`Go to ${read.sheet.name}!${areaName(read.area)}`}
            className="rounded-[6px] bg-card px-1.5 py-0.5 text-left leading-snug font-medium shadow-[inset_0_0_0_1px_var(--line)] hover:shadow-[inset_0_0_0_1.5px_var(--brand)]"
            onClick={() => view.visit({ sheet: read.sheet.name, area: read.area })}
          >
            {label} <span className="num text-brand">{value}</span>
          </button>
        );
      })}
    </p>
  );
}

/** An input: what was typed, and the words of the briefing that it rests on. */
function TypedIn({ source, briefing }: { source: Source; briefing: PanelBriefing | null | undefined }) {
  if (source.kind === 'text')
    return (
      <p className="mt-4 text-sm text-muted">This is a text. Select a number to see what it is made of.</p>
    );
  return (
    <div className="mt-4">
      <p className="flex items-center gap-2 text-sm font-medium text-brand">
        <Keyboard aria-hidden="true" className="size-4" />
        An input: it was put in, not calculated
      </p>
      {source.cited.length > 0 ? (
        source.cited.map((id) => <CitedParagraph key={id} id={id} source={source} briefing={briefing} />)
      ) : (
        <p className="mt-3 rounded-control bg-warn-soft px-4 py-3 text-sm leading-relaxed text-warn">
          Its row names no paragraph of the briefing. Ask where this number is from.
        </p>
      )}
    </div>
  );
}

interface CitedParagraphProps {
  id: string;
  source: Source;
  briefing: PanelBriefing | null | undefined;
}

/** A paragraph of the briefing, with the number marked where it stands in it. */
export function CitedParagraph({ id, source, briefing }: CitedParagraphProps) {
  const paragraph = briefing?.paragraphs.find((each) => each.id === id);
  if (!paragraph) {
    return (
      <p className="mt-2 text-note text-muted">
        Cites {id}
        {briefing ? ', which the briefing does not have' : ' of the briefing'}.
      </p>
    );
  }
  const pieces = markNumber(paragraph.text, source.cell?.value ?? null);
  let at = 0;
  return (
    <figure className="mt-3 rounded-control bg-brand-soft px-4 py-3">
      <figcaption className="flex items-center gap-1.5 text-xs font-semibold text-brand">
        <Quote aria-hidden="true" className="size-3.5" />
        {id} of the briefing
      </figcaption>
      <blockquote className="mt-1.5 font-serif text-[0.96875rem] leading-relaxed text-ink">
        {pieces.map((piece) => {
          at += 1;
          return piece.hit ? (
            <mark
              key={at}
              className="rounded-[4px] bg-card px-1 font-semibold text-brand shadow-[inset_0_-2px_0_var(--brand)]"
            >
              {piece.text}
            </mark>
          ) : (
            <span key={at}>{piece.text}</span>
          );
        })}
      </blockquote>
      {!pieces.some(({ hit }) => hit) && source.kind === 'input' && (
        <p className="mt-2 text-note text-muted">
          {source.value} does not stand in this paragraph word for word.
        </p>
      )}
    </figure>
  );
}

/** Rows that are shown; more are counted. */
const mostReaders = 8;

function Readers({ view, cell, version }: { view: GridView; cell: Cell; version: number }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formulas may be others at each version
  const rows = useMemo(() => readerRows(view.workbook, cell), [view, cell, version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formulas may be others at each version
  const reached = useMemo(() => countReached(cell), [cell, version]);
  if (rows.length === 0) return null;
  return (
    <Part title={`What depends on it · ${reached.toLocaleString('en')} ${reached === 1 ? 'cell' : 'cells'}`}>
      <ul className="mt-1 flex flex-wrap gap-1.5">
        {rows.slice(0, mostReaders).map(({ at, sheet, label, cells }) => (
          <li key={at}>
            <button
              type="button"
              className="flex min-h-8 items-center gap-1.5 rounded-chip px-3 py-1 text-left text-note shadow-[inset_0_0_0_1px_var(--line-strong)] hover:bg-sunk touch:min-h-11"
              onClick={() => view.goTo(quoted(at))}
            >
              <span>
                {label}
                <span className="text-muted">
                  {' · '}
                  {sheet === cell.sheet.name ? at.slice(at.lastIndexOf('!') + 1) : at}
                  {cells > 1 && `, ${cells} cells`}
                </span>
              </span>
              <ArrowUpRight aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
            </button>
          </li>
        ))}
      </ul>
      {rows.length > mostReaders && (
        <p className="mt-2 text-note text-muted">and {rows.length - mostReaders} more rows</p>
      )}
    </Part>
  );
}

/** A place as a formula writes it: the sheet in quotes. */
export function quoted(at: string): string {
  const cut = at.lastIndexOf('!');
  return `'${at.slice(0, cut).replaceAll("'", "''")}'!${at.slice(cut + 1)}`;
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-6">
      <h3 className="mb-1.5 font-sans text-xs font-semibold tracking-normal text-muted">{title}</h3>
      {children}
    </section>
  );
}
