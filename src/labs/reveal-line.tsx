import clsx from 'clsx';
import { useEffect, useState } from 'react';
import { gapWords, type MeasureGap, placeOnLine } from './prediction.ts';

interface RevealLineProps {
  label: string;
  gap: MeasureGap;
  min: number;
  max: number;
  /** Words for a value, with its unit. */
  say: (value: number) => string;
  /** Milliseconds before the measured line arrives; it always comes last. */
  delay: number;
}

/** A guess as a dot, the measured value as a line that arrives last, and the distance between them. */
export function RevealLine({ label, gap, min, max, say, delay }: RevealLineProps) {
  const [arrived, setArrived] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setArrived(true), delay);
    return () => clearTimeout(timer);
  }, [delay]);
  const dot = placeOnLine(gap.id, gap.predicted, min, max);
  const line = placeOnLine(gap.id, gap.measured, min, max);
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="flex items-baseline justify-between gap-3">
        <span className="text-[0.9375rem] font-[560]">{label}</span>
      </figcaption>
      <div aria-hidden="true" className="relative mx-2 h-10">
        <span className="absolute inset-x-0 top-1/2 h-px bg-line-strong" />
        <span
          className={clsx(
            'absolute top-1/2 h-1 -translate-y-1/2 rounded-full bg-accent/60 transition-[left,width] duration-700',
          )}
          style={
            arrived
              ? { left: `${Math.min(dot, line)}%`, width: `${Math.abs(dot - line)}%` }
              : { left: `${dot}%`, width: 0 }
          }
        />
        <span
          className="absolute top-1/2 size-4 -translate-1/2 rounded-full border-[3px] border-card bg-accent shadow-card"
          style={{ left: `${dot}%` }}
        />
        <span
          className={clsx(
            'absolute top-0 h-full w-[3px] -translate-x-1/2 rounded-full bg-brand transition-[scale,opacity] duration-700',
            arrived ? 'scale-y-100 opacity-100' : 'scale-y-0 opacity-0',
          )}
          style={{ left: `${line}%` }}
        />
      </div>
      <div className="flex justify-between gap-4 text-note">
        <div className="flex gap-2.5">
          <span aria-hidden="true" className="mt-1.5 size-2.5 shrink-0 rounded-full bg-accent" />
          <div>
            <p className="text-muted">Your guess</p>
            <p className="num text-[0.9375rem] font-[580]">{say(gap.predicted)}</p>
          </div>
        </div>
        <div
          className={clsx(
            'flex flex-row-reverse gap-2.5 text-right transition-opacity duration-500',
            arrived ? 'opacity-100' : 'opacity-0',
          )}
        >
          <span aria-hidden="true" className="mt-1 h-4 w-[3px] shrink-0 rounded-full bg-brand" />
          <div>
            <p className="text-muted">Measured</p>
            <p className="num text-[0.9375rem] font-[580]">{say(gap.measured)}</p>
          </div>
        </div>
      </div>
      <p
        aria-live="polite"
        className={clsx(
          'num text-[0.9375rem] font-[560] transition-opacity duration-500',
          arrived ? 'opacity-100' : 'opacity-0',
          gap.direction === 'exact' ? 'text-good' : 'text-ink',
        )}
      >
        {gapWords(gap, say)}
      </p>
    </figure>
  );
}
