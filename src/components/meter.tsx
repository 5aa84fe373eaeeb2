import { Meter as Base } from '@base-ui/react/meter';
import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface MeterProps {
  label: ReactNode;
  value: number;
  max: number;
  /** Words at the right end, such as `$1.20 of $5`; default `value of max`. */
  text?: string | undefined;
  /** From which share of `max` it warns; default 0.8. */
  warnAt?: number | undefined;
  className?: string | undefined;
}

/** How much of an allowance is used. */
export function Meter({ label, value, max, text, warnAt = 0.8, className }: MeterProps) {
  const share = max <= 0 ? 1 : Math.min(1, Math.max(0, value / max));
  const words = text ?? `${value} of ${max}`;
  const fill = share >= 1 ? 'bg-bad' : share >= warnAt ? 'bg-accent' : 'bg-brand';
  return (
    <Base.Root
      value={share * 100}
      getAriaValueText={() => words}
      className={clsx('flex flex-col gap-2', className)}
    >
      <div className="flex items-baseline justify-between gap-4 text-sm">
        <Base.Label className="font-[560]">{label}</Base.Label>
        <span className="num text-muted">{words}</span>
      </div>
      <Base.Track className="h-2.5 overflow-hidden rounded-full bg-line shadow-[inset_0_0_0_1px_var(--line-strong)]">
        <Base.Indicator className={clsx('h-full rounded-full transition-[width] duration-400', fill)} />
      </Base.Track>
    </Base.Root>
  );
}
