import clsx from 'clsx';
import type { ReactNode } from 'react';

export type BadgeTone = 'neutral' | 'warn' | 'good' | 'bad' | 'live';

export interface BadgeProps {
  /** Default `neutral`. `live` pulses. */
  tone?: BadgeTone | undefined;
  /** A coloured dot before the words; default true. */
  dot?: boolean | undefined;
  icon?: ReactNode;
  /** Default `m`. */
  size?: 's' | 'm' | 'stage' | undefined;
  className?: string | undefined;
  children: ReactNode;
}

const dots: Record<BadgeTone, string> = {
  neutral: 'bg-field',
  warn: 'bg-accent',
  good: 'bg-good',
  bad: 'bg-bad',
  live: 'bg-good animate-pulse-dot',
};

const sizes = {
  s: 'min-h-6 px-2.5 gap-1.5 text-xs [&_svg]:size-3.5',
  m: 'min-h-7.5 px-3 gap-2 text-note [&_svg]:size-4',
  stage: 'min-h-12 px-5.5 gap-3 text-stage-s [&_svg]:size-6',
};

const dotSizes = { s: 'size-1.5', m: 'size-2', stage: 'size-3.25' };

/** A permanent statement about what is on screen: who plays the model, which engine, what state. */
export function Badge({ tone = 'neutral', dot = true, icon, size = 'm', className, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        'inline-flex items-center rounded-chip border border-line-strong bg-card py-0.5 font-[540] text-ink',
        sizes[size],
        className,
      )}
    >
      {icon ??
        (dot ? (
          <i aria-hidden="true" className={clsx('shrink-0 rounded-full', dotSizes[size], dots[tone])} />
        ) : null)}
      {children}
    </span>
  );
}
