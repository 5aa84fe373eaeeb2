import { Check, CircleHelp, X } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import type { CheckOutcome, RecordedEvent } from '../../run/schema.ts';
import type { StepDetail, StoryStep } from '../../run/story-model.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { parseAnsi } from '../terminal/ansi.ts';
import { WritingView } from './writing-view.tsx';

const DiffView = lazy(() => import('./diff-view.tsx'));
const CellsView = lazy(() => import('./cells-view.tsx'));
const WritingCells = lazy(() => import('./cells-view.tsx').then((view) => ({ default: view.WritingCells })));

interface StepDetailViewProps {
  step: StoryStep;
  /** Raw events of the record, by sequence number. */
  events?: ((from: number, to: number) => readonly RecordedEvent[]) | undefined;
}

/** Second level of a step, with the third (raw events) one press away. */
export function StepDetailView({ step, events }: StepDetailViewProps) {
  const [raw, setRaw] = useState(false);
  return (
    <div className="mt-2 flex animate-fade flex-col gap-2">
      {step.detail && <Detail detail={step.detail} />}
      {events && (
        <button
          type="button"
          aria-expanded={raw}
          onClick={() => setRaw(!raw)}
          className="self-start rounded-md text-xs font-medium text-muted underline-offset-3 hover:text-ink hover:underline touch:py-2"
        >
          {raw ? 'Hide the raw events' : 'Show the raw events'}
        </button>
      )}
      {raw && events && <RawEvents events={events(step.from, step.to)} />}
    </div>
  );
}

function Detail({ detail }: { detail: StepDetail }) {
  switch (detail.type) {
    case 'file':
      return (
        <Later>
          <DiffView path={detail.path} before={detail.before} after={detail.after} />
        </Later>
      );
    case 'writing':
      return <WritingView path={detail.path} text={detail.text} part={detail.replaces} />;
    case 'cells':
      return (
        <Later>
          <CellsView blocks={detail.blocks} more={detail.more} told={detail.told} />
        </Later>
      );
    case 'writing-cells':
      return <WritingCellsView sheet={detail.sheet} at={detail.at} text={detail.text} />;
    case 'command':
    case 'tests':
      return <CommandView command={detail.command} output={detail.output} />;
    case 'checks':
      return <CheckLines results={detail.results} />;
    case 'text':
      return (
        <p className="text-[0.9375rem] leading-relaxed whitespace-pre-line text-ink/85">{detail.text}</p>
      );
    case 'outline':
      return <PlainText text={detail.text} />;
  }
}

/** Cells while they are being written. */
export function WritingCellsView(props: { sheet: string; at: string; text: string }) {
  return (
    <Later>
      <WritingCells {...props} />
    </Later>
  );
}

/** A part that is fetched when it is first shown. */
function Later({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary part="This detail">
      <Suspense fallback={<div className="h-20 animate-pulse rounded-[10px] bg-sunk" />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function CommandView({ command, output }: { command: string; output: string }) {
  return (
    <div className="overflow-hidden rounded-[10px] bg-sunk font-mono text-[12px] leading-[1.6]">
      <p className="border-b border-line px-3 py-1.5 break-all text-ink">
        <span aria-hidden="true" className="mr-2 text-brand select-none">
          $
        </span>
        {command}
      </p>
      {output.trim() !== '' && (
        <pre
          translate="no"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          className="max-h-72 overflow-auto px-3 py-2 font-mono whitespace-pre-wrap text-ink/85"
        >
          {parseAnsi(output).map((span, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: spans hold no state
              key={index}
              className={span.colour === 'red' ? 'text-bad' : span.colour === 'green' ? 'text-good' : ''}
            >
              {span.text}
            </span>
          ))}
        </pre>
      )}
    </div>
  );
}

function CheckLines({ results }: { results: readonly CheckOutcome[] }) {
  return (
    <ul className="flex flex-col gap-1.5 rounded-[10px] bg-sunk p-3 text-[13px]">
      {results.map((result) => (
        <li key={result.id} className="flex gap-2">
          {result.unmeasured ? (
            <CircleHelp aria-label="could not be measured" className="mt-0.5 size-4 shrink-0 text-warn" />
          ) : result.pass ? (
            <Check aria-label="passes" className="mt-0.5 size-4 shrink-0 text-good" />
          ) : (
            <X aria-label="fails" className="mt-0.5 size-4 shrink-0 text-bad" />
          )}
          <span>
            {result.title}
            <span className="block text-muted">{result.detail}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function PlainText({ text }: { text: string }) {
  return (
    <pre
      translate="no"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="max-h-72 overflow-auto rounded-[10px] bg-sunk px-3 py-2 font-mono text-[12px] leading-[1.6] whitespace-pre-wrap text-ink/85"
    >
      {text}
    </pre>
  );
}

/** Events shown at most; a long stream of characters is not worth a thousand lines. */
const MOST_EVENTS = 60;

function RawEvents({ events }: { events: readonly RecordedEvent[] }) {
  const shown = events.slice(0, MOST_EVENTS);
  return (
    <ScrollRegion label="Raw events" className="max-h-72 overflow-auto rounded-[10px] bg-sunk p-3">
      <ol className="flex flex-col gap-1.5 font-mono text-[11.5px] leading-[1.5]">
        {shown.map((event) => (
          <li key={event.seq} className="flex gap-2">
            <span className="num w-8 shrink-0 text-right text-muted">{event.seq}</span>
            <code translate="no" className="min-w-0 break-all text-ink/85">
              {shorten(JSON.stringify(event))}
            </code>
          </li>
        ))}
      </ol>
      {events.length > shown.length && (
        <p className="pt-2 text-xs text-muted">{events.length - shown.length} more in the exported record</p>
      )}
    </ScrollRegion>
  );
}

function shorten(text: string): string {
  return text.length > 600 ? `${text.slice(0, 600)} …` : text;
}
