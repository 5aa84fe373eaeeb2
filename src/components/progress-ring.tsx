import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface ProgressRingProps {
  /** How many of `max`. */
  value: number;
  max: number;
  /** Spoken name, such as `Checks passed`. */
  label: string;
  /** Inside the ring; default `value/max`. */
  children?: ReactNode;
  /** Pixels; default 40. */
  size?: number | undefined;
  tone?: 'brand' | 'good' | 'warn' | 'bad' | undefined;
  className?: string | undefined;
}

const strokes = { brand: 'stroke-brand', good: 'stroke-good', warn: 'stroke-warn', bad: 'stroke-bad' };

/** A ring that fills as things are done. */
export function ProgressRing({
  value,
  max,
  label,
  children,
  size = 40,
  tone = 'good',
  className,
}: ProgressRingProps) {
  const share = max <= 0 ? 0 : Math.min(1, Math.max(0, value / max));
  const width = 3.6;
  const radius = 20 - width / 2 - 0.5;
  const length = 2 * Math.PI * radius;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={`${value} of ${max}`}
      className={clsx('relative grid shrink-0 place-items-center', className)}
      style={{ width: size, height: size }}
    >
      <svg viewBox="0 0 40 40" aria-hidden="true" className="absolute inset-0 -rotate-90">
        <circle cx="20" cy="20" r={radius} fill="none" strokeWidth={width} className="stroke-line" />
        <circle
          cx="20"
          cy="20"
          r={radius}
          fill="none"
          strokeWidth={width}
          strokeLinecap="round"
          strokeDasharray={length}
          strokeDashoffset={length * (1 - share)}
          className={clsx(
            'transition-[stroke-dashoffset] duration-500',
            share === 0 ? 'opacity-0' : strokes[tone],
          )}
        />
      </svg>
      <span className="num relative font-semibold" style={{ fontSize: size * 0.28 }}>
        {children ?? `${value}/${max}`}
      </span>
    </div>
  );
}
