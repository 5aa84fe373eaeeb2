import clsx from 'clsx';
import { useEffect, useRef, useState } from 'react';
import type { RecordedEvent } from '../schema.ts';

interface EventListProps {
  events: readonly RecordedEvent[];
  /** Events after this one have not happened yet at the place where one looks. */
  seq: number;
  startedAt: number;
  onGo: (seq: number) => void;
}

const ROW = 32;

/** The third zoom level: every event of the record, as it is in the file. */
export function EventList({ events, seq, startedAt, onGo }: EventListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [chosen, setChosen] = useState<number | null>(null);
  const at = events.findLastIndex((event) => event.seq <= seq);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const target = at * ROW;
    if (target < element.scrollTop || target > element.scrollTop + element.clientHeight - 2 * ROW) {
      element.scrollTop = Math.max(0, target - element.clientHeight / 2);
    }
  }, [at]);
  const first = Math.max(0, Math.floor(view.top / ROW) - 10);
  const last = Math.min(events.length, first + Math.ceil(view.height / ROW) + 20);
  const open = events.find((event) => event.seq === chosen);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="listbox"
        aria-label="Events of the record"
        tabIndex={0}
        onScroll={(event) =>
          setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })
        }
        className="min-h-0 flex-1 overflow-auto font-mono text-xs -outline-offset-2"
      >
        <div className="relative" style={{ height: events.length * ROW }}>
          {events.slice(first, last).map((event, index) => (
            <button
              key={event.seq}
              type="button"
              role="option"
              aria-selected={event.seq === chosen}
              onClick={() => {
                setChosen(event.seq);
                onGo(event.seq);
              }}
              className={clsx(
                'absolute inset-x-0 flex items-center gap-3 px-4 text-left whitespace-nowrap hover:bg-sunk',
                event.seq === events[at]?.seq && 'bg-brand-soft',
                event.seq > seq && 'text-muted',
              )}
              style={{ top: (first + index) * ROW, height: ROW }}
            >
              <span className="num w-10 shrink-0 text-right text-muted">{event.seq}</span>
              <span className="num w-16 shrink-0 text-muted">{offset(event.timestamp - startedAt)}</span>
              <span className="min-w-0 truncate">{nameOf(event)}</span>
            </button>
          ))}
        </div>
      </div>
      {open && (
        <pre
          translate="no"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          className="max-h-[45%] min-h-24 overflow-auto border-t border-line bg-sunk p-4 font-mono text-xs leading-relaxed whitespace-pre-wrap -outline-offset-2"
        >
          {JSON.stringify(open, null, 2)}
        </pre>
      )}
    </div>
  );
}

function nameOf(event: RecordedEvent): string {
  return event.type === 'CUSTOM' ? event.name : event.type;
}

function offset(ms: number): string {
  return `${(Math.max(0, ms) / 1000).toFixed(2)} s`;
}
