import clsx from 'clsx';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { formatClock, speakClock } from '../../workbench/clock.ts';
import type { Timeline, TimelineMark } from './timeline.ts';

interface TimeStripProps {
  timeline: Timeline;
  /** Place on the strip, ms. */
  ms: number;
  /** What happens there, for screen readers. */
  text: string;
  onScrub: (ms: number) => void;
  onStep: (by: 1 | -1) => void;
}

const looks: Readonly<Record<TimelineMark['kind'], string>> = {
  call: 'bg-brand/75 h-4',
  failure: 'bg-bad h-6',
  human: 'bg-accent h-6',
  say: 'bg-muted/45 h-2',
  notice: 'bg-warn h-4',
};

/** The flight recorder's strip: drag it, or use the arrow keys, Home and End. */
export function TimeStrip({ timeline, ms, text, onScrub, onStep }: TimeStripProps) {
  const track = useRef<HTMLDivElement>(null);
  const share = (at: number) => `${((100 * at) / timeline.length).toFixed(3)}%`;
  function toPointer(event: PointerEvent) {
    const box = track.current?.getBoundingClientRect();
    if (!box || box.width === 0) return;
    onScrub(((event.clientX - box.left) / box.width) * timeline.length);
  }
  function onKeyDown(event: KeyboardEvent) {
    const keys: Readonly<Record<string, () => void>> = {
      ArrowRight: () => onStep(1),
      ArrowUp: () => onStep(1),
      ArrowLeft: () => onStep(-1),
      ArrowDown: () => onStep(-1),
      PageUp: () => onScrub(ms + timeline.length / 10),
      PageDown: () => onScrub(ms - timeline.length / 10),
      Home: () => onScrub(0),
      End: () => onScrub(timeline.length),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
  return (
    <div
      ref={track}
      role="slider"
      tabIndex={0}
      aria-label="Place in the run"
      aria-valuemin={0}
      aria-valuemax={Math.round(timeline.length / 1000)}
      aria-valuenow={Math.round(ms / 1000)}
      aria-valuetext={`${speakClock(ms)}: ${text}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        toPointer(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && toPointer(event)}
      className="relative h-16 cursor-col-resize touch-none select-none rounded-lg"
    >
      <PhaseRow timeline={timeline} share={share} ms={ms} />
      <div className="absolute inset-x-0 bottom-1 h-8 rounded-md bg-sunk">
        {timeline.marks.map((mark) => (
          <span
            key={mark.stepId}
            title={mark.text}
            className={clsx(
              'absolute top-1/2 min-w-[3px] -translate-y-1/2 rounded-full',
              looks[mark.kind],
              mark.from > ms && 'opacity-35',
            )}
            style={{ left: share(mark.from), width: share(Math.max(0, mark.to - mark.from)) }}
          />
        ))}
      </div>
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-5 bottom-0 w-0.5 -translate-x-1/2 bg-ink"
        style={{ left: share(ms) }}
      >
        <span
          className="num absolute -top-0.5 left-1/2 rounded-chip bg-ink px-2 py-0.5 text-xs font-semibold text-paper"
          style={{ translate: `-${share(ms)} -100%` }}
        >
          {formatClock(ms)}
        </span>
      </span>
    </div>
  );
}

function PhaseRow({
  timeline,
  share,
  ms,
}: {
  timeline: Timeline;
  share: (at: number) => string;
  ms: number;
}) {
  return (
    <div aria-hidden="true" className="absolute inset-x-0 top-0 h-6 text-xs">
      {timeline.phases.map((phase) => {
        const width = (phase.to - phase.from) / timeline.length;
        const now = ms >= phase.from && ms <= phase.to;
        return (
          <span
            key={phase.id}
            title={phase.title}
            className={clsx(
              'absolute top-0 h-5 truncate border-l-2 pl-1.5 leading-5 font-[560]',
              now ? 'border-brand text-ink' : 'border-line-strong text-muted',
            )}
            style={{ left: share(phase.from), width: share(phase.to - phase.from) }}
          >
            {width > 0.05 ? phase.title : ''}
          </span>
        );
      })}
    </div>
  );
}
